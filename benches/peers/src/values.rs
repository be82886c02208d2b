//! The values that are measured, as types that all libraries know.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dxr::{TryFromValue, TryToValue, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use xmlrpc_benches::documents;
use xmlrpc_server::Base64;

/// The record of `xmlrpc_benches`, with the derives of the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TryFromValue, TryToValue)]
pub struct Row {
    /// A number that counts.
    pub id: i32,
    /// A short text.
    pub name: String,
    /// A fraction.
    pub score: f64,
    /// A switch.
    pub active: bool,
}

/// Bytes, as base64 in XML.
#[derive(Debug, Clone, PartialEq)]
pub struct Blob(pub Vec<u8>);

/// Bytes, as base64 in a string of JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonBlob(pub Vec<u8>);

/// So many records.
pub fn rows(count: usize) -> Vec<Row> {
    let row = |documents::Row { id, name, score, active }| Row { id, name, score, active };
    documents::rows(count).into_iter().map(row).collect()
}

/// So many bytes.
pub fn blob(count: usize) -> Blob {
    Blob(documents::bytes(count).to_vec())
}

/// So many bytes.
pub fn json_blob(count: usize) -> JsonBlob {
    JsonBlob(blob(count).0)
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Base64::deserialize(deserializer).map(|bytes| Blob(bytes.into()))
    }
}

impl TryToValue for Blob {
    fn try_to_value(&self) -> Result<Value, dxr::Error> {
        self.0.try_to_value()
    }
}

impl TryFromValue for Blob {
    fn try_from_value(value: &Value) -> Result<Self, dxr::Error> {
        Vec::try_from_value(value).map(Blob)
    }
}

impl Serialize for JsonBlob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for JsonBlob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        STANDARD.decode(text.as_bytes()).map(JsonBlob).map_err(serde::de::Error::custom)
    }
}
