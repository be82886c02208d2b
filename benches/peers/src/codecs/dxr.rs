//! dxr: `Value` in between, quick-xml's serde support below.

use dxr::{MethodResponse, TryFromValue, TryToValue, Value};

use super::{Outcome, text};

/// Reads a response.
pub fn read<T: TryFromValue>(document: &[u8]) -> Outcome<T> {
    T::try_from_value(&read_value(document)?).map_err(|error| error.to_string())
}

/// Reads a response whose type is not known.
pub fn read_value(document: &[u8]) -> Outcome<Value> {
    MethodResponse::from_xml(text(document)?).map(|response| response.value).map_err(|error| error.to_string())
}

/// Writes a response.
pub fn write<T: TryToValue>(value: &T) -> Outcome<Vec<u8>> {
    let response = MethodResponse { value: value.try_to_value().map_err(|error| error.to_string())? };
    response.to_xml().map(String::into_bytes).map_err(|error| error.to_string())
}
