//! One road to each library that is compared: from the bytes of a document to a value, and back.

pub mod codecs;
mod values;

pub use values::{Blob, JsonBlob, Row, blob, json_blob, rows};
