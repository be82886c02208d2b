//! The measured documents: the same shapes everywhere, of a thousand items or one mebibyte by default.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use xmlrpc_server::{Base64, Dialect};

/// The number of items in a list.
pub const ITEMS: usize = 1000;
/// The number of bytes in a blob or text.
pub const MEBIBYTE: usize = 1 << 20;

/// A record of four members.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// A sequential number.
    pub id: i32,
    /// A short text.
    pub name: String,
    /// A floating-point number.
    pub score: f64,
    /// A boolean.
    pub active: bool,
}

/// A list of `count` integers.
pub fn integers(count: usize) -> Vec<i32> {
    (0..count as i32).map(|number| number.wrapping_mul(7919) % 4_000_000 - 500_000).collect()
}

/// A list of `count` records.
pub fn rows(count: usize) -> Vec<Row> {
    (0..count as i32)
        .map(|id| Row { id, name: format!("row number {id}"), score: f64::from(id) / 8.0, active: id % 2 == 0 })
        .collect()
}

/// A blob of `count` bytes.
pub fn bytes(count: usize) -> Base64 {
    (0..count as u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect::<Vec<_>>().into()
}

/// A text of `length` characters, one in a hundred of which must be escaped.
pub fn text(length: usize) -> String {
    (0..length).map(|index| if index % 100 == 99 { '&' } else { char::from(b'a' + (index % 26) as u8) }).collect()
}

/// A method call for each shape, with the shape's name.
///
/// # Errors
///
/// None: these values can be written.
pub fn calls() -> Result<[(&'static str, Bytes); 6], Box<dyn std::error::Error>> {
    Ok([
        ("add", Dialect::standard().write_call("examples.add", (2, 3))?.into()),
        ("integers", Dialect::standard().write_call("examples.integers", (integers(ITEMS),))?.into()),
        ("structs", Dialect::standard().write_call("examples.rows", (rows(ITEMS),))?.into()),
        ("echo_structs", Dialect::standard().write_call("examples.echo_rows", (rows(ITEMS),))?.into()),
        ("base64", Dialect::standard().write_call("examples.bytes", (bytes(MEBIBYTE),))?.into()),
        ("text", Dialect::standard().write_call("examples.text", (text(MEBIBYTE),))?.into()),
    ])
}
