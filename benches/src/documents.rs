//! The documents that are measured: the same shapes everywhere, of a thousand or a mebibyte unless a size is asked for.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use xmlrpc_server::Base64;
use xmlrpc_server::message::write_call;

/// Items of the lists that are measured.
pub const ITEMS: usize = 1000;
/// Bytes of the blobs and texts that are measured.
pub const MEBIBYTE: usize = 1 << 20;

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

/// So many integers.
pub fn integers(count: usize) -> Vec<i32> {
    (0..count as i32).map(|number| number.wrapping_mul(7919) % 4_000_000 - 500_000).collect()
}

/// So many records.
pub fn rows(count: usize) -> Vec<Row> {
    (0..count as i32)
        .map(|id| Row { id, name: format!("row number {id}"), score: f64::from(id) / 8.0, active: id % 2 == 0 })
        .collect()
}

/// So many bytes.
pub fn bytes(count: usize) -> Base64 {
    (0..count as u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect::<Vec<_>>().into()
}

/// A text of so many characters, of which one in a hundred needs a reference.
pub fn text(length: usize) -> String {
    (0..length).map(|index| if index % 100 == 99 { '&' } else { char::from(b'a' + (index % 26) as u8) }).collect()
}

/// A call of a method for each shape, with its name.
///
/// # Errors
///
/// None of these: what is written here can be written.
pub fn calls() -> Result<[(&'static str, Bytes); 6], Box<dyn std::error::Error>> {
    Ok([
        ("add", write_call("examples.add", (2, 3))?.into()),
        ("integers", write_call("examples.integers", (integers(ITEMS),))?.into()),
        ("structs", write_call("examples.rows", (rows(ITEMS),))?.into()),
        ("echo_structs", write_call("examples.echo_rows", (rows(ITEMS),))?.into()),
        ("base64", write_call("examples.bytes", (bytes(MEBIBYTE),))?.into()),
        ("text", write_call("examples.text", (text(MEBIBYTE),))?.into()),
    ])
}
