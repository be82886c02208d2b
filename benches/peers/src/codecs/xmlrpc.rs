//! xmlrpc: a client that reads into its `Value` only, and writes calls.

use std::error::Error;
use std::io::Cursor;

use xmlrpc::{Request, Transport, Value};

use super::Outcome;
use crate::{Blob, Row};

/// A network that has the response already.
struct Received<'d>(&'d [u8]);

impl<'d> Transport for Received<'d> {
    type Stream = Cursor<&'d [u8]>;

    fn transmit(self, _: &Request<'_>) -> Result<Self::Stream, Box<dyn Error + Send + Sync>> {
        Ok(Cursor::new(self.0))
    }
}

/// Reads a response whose type is not known, the only way there is.
pub fn read_value(document: &[u8]) -> Outcome<Value> {
    Request::new("anything").call(Received(document)).map_err(|error| error.to_string())
}

/// Reads a response.
pub fn read<T: Typed>(document: &[u8]) -> Outcome<T> {
    T::from_value(&read_value(document)?).ok_or_else(|| "another type than was sent".to_owned())
}

/// Writes a call with the value as its parameter.
pub fn write<T: Typed>(value: &T) -> Outcome<Vec<u8>> {
    let mut document = Vec::new();
    let call = Request::new("anything").arg(value.to_value());
    call.write_as_xml(&mut document).map_err(|error| error.to_string())?;
    Ok(document)
}

/// What its users write by hand.
pub trait Typed: Sized {
    /// The value, if it is of this type.
    fn from_value(value: &Value) -> Option<Self>;
    /// This as a value.
    fn to_value(&self) -> Value;
}

impl Typed for i32 {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_i32()
    }

    fn to_value(&self) -> Value {
        Value::Int(*self)
    }
}

impl Typed for String {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }

    fn to_value(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Typed for Blob {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_bytes().map(|bytes| Blob(bytes.to_vec()))
    }

    fn to_value(&self) -> Value {
        Value::Base64(self.0.clone())
    }
}

impl<T: Typed> Typed for Vec<T> {
    fn from_value(value: &Value) -> Option<Self> {
        value.as_array()?.iter().map(T::from_value).collect()
    }

    fn to_value(&self) -> Value {
        Value::Array(self.iter().map(T::to_value).collect())
    }
}

impl Typed for Row {
    fn from_value(value: &Value) -> Option<Self> {
        Some(Row {
            id: value.get("id")?.as_i32()?,
            name: value.get("name")?.as_str()?.to_owned(),
            score: value.get("score")?.as_f64()?,
            active: value.get("active")?.as_bool()?,
        })
    }

    fn to_value(&self) -> Value {
        let members = [
            ("id", Value::Int(self.id)),
            ("name", Value::String(self.name.clone())),
            ("score", Value::Double(self.score)),
            ("active", Value::Bool(self.active)),
        ];
        Value::Struct(members.map(|(name, value)| (name.to_owned(), value)).into())
    }
}
