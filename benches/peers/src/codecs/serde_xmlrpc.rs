//! serde_xmlrpc: serde on top of quick-xml's events.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_xmlrpc::{Value, response_from_str, value_to_string};

use super::{Outcome, text};

/// Reads a response.
pub fn read<T: DeserializeOwned>(document: &[u8]) -> Outcome<T> {
    response_from_str(text(document)?).map_err(|error| error.to_string())
}

/// Reads a response whose type is not known.
pub fn read_value(document: &[u8]) -> Outcome<Value> {
    read(document)
}

/// Writes a response: the value, which is what it writes fastest, with a frame around it.
pub fn write<T: Serialize>(value: &T) -> Outcome<Vec<u8>> {
    let mut document = String::from("<?xml version=\"1.0\"?><methodResponse><params><param>");
    document.push_str(&value_to_string(value).map_err(|error| error.to_string())?);
    document.push_str("</param></params></methodResponse>");
    Ok(document.into_bytes())
}
