//! The library that is measured.

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use xmlrpc_server::Dialect;
use xmlrpc_server::message::read_response;

use super::Outcome;

/// Reads a response.
pub fn read<T: DeserializeOwned>(document: Bytes) -> Outcome<T> {
    read_response(document).map_err(|error| error.to_string())?.map_err(|fault| fault.to_string())
}

/// Writes a response.
pub fn write<T: Serialize>(value: &T) -> Outcome<Vec<u8>> {
    Dialect::standard().write_response(value).map_err(|error| error.to_string())
}
