//! The documents that are measured: the same five shapes everywhere.

use serde::{Deserialize, Serialize};
use xmlrpc_server::Base64;

/// A record as services send them by the thousand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

/// A thousand integers.
pub fn integers() -> Vec<i32> {
    (0..1000).map(|number| number * 7919 - 500_000).collect()
}

/// A thousand records.
pub fn rows() -> Vec<Row> {
    (0..1000)
        .map(|id| Row { id, name: format!("row number {id}"), score: f64::from(id) / 8.0, active: id % 2 == 0 })
        .collect()
}

/// A mebibyte of bytes.
pub fn bytes() -> Base64 {
    (0..1 << 20).map(|index: u32| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect::<Vec<_>>().into()
}

/// A mebibyte of text, of which one character in a hundred needs a reference.
pub fn text() -> String {
    (0..1 << 20).map(|index| if index % 100 == 99 { '&' } else { char::from(b'a' + (index % 26) as u8) }).collect()
}
