//! serde_json, on the same values in the frame that JSON-RPC has for them.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Outcome;

#[derive(Serialize, Deserialize)]
struct Response<'d, T> {
    jsonrpc: &'d str,
    id: u32,
    result: T,
}

/// Reads a response.
pub fn read<T: DeserializeOwned>(document: &[u8]) -> Outcome<T> {
    let response: Response<'_, T> = serde_json::from_slice(document).map_err(|error| error.to_string())?;
    Ok(response.result)
}

/// Writes a response.
pub fn write<T: Serialize>(value: &T) -> Outcome<Vec<u8>> {
    let response = Response { jsonrpc: "2.0", id: 1, result: value };
    serde_json::to_vec(&response).map_err(|error| error.to_string())
}
