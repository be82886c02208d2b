//! Bytes that are UTF-8.

use std::sync::Arc;

use bytes::Bytes;

use crate::error::Error;
use crate::fault::INVALID_CHARACTER;

/// A document in UTF-8, which can be shared and sent to other threads.
#[derive(Debug, Clone)]
pub enum Utf8 {
    /// The bytes as received, behind so many bytes that are no part of the text. They are checked each time that the text
    /// is asked for: one that owns these bytes could be made of them only with the standard library's check, which takes eight
    /// times as long where a text is not English.
    Bytes(Bytes, usize),
    /// A copy that is checked.
    Text(Arc<Checked>),
}

/// A checked copy of a document.
#[derive(Debug)]
pub struct Checked {
    text: String,
    /// The bytes of the document, which the transport may count for as long as they are held.
    _source: Bytes,
}

impl Utf8 {
    /// The text.
    ///
    /// # Errors
    ///
    /// Bytes that are none.
    #[inline]
    pub fn text(&self) -> Result<&str, Error> {
        match self {
            Utf8::Bytes(bytes, before) => simdutf8::basic::from_utf8(bytes).map_err(|_| no_utf8(bytes, *before)),
            Utf8::Text(checked) => Ok(&checked.text),
        }
    }

    /// The same document, whose text costs nothing from then on.
    ///
    /// # Errors
    ///
    /// As [`text`](Self::text).
    pub fn into_text(self) -> Result<Self, Error> {
        match self {
            Utf8::Bytes(ref bytes, _) => {
                Ok(Utf8::Text(Arc::new(Checked { text: self.text()?.to_owned(), _source: bytes.clone() })))
            }
            text @ Utf8::Text(_) => Ok(text),
        }
    }
}

impl Utf8 {
    /// The bytes of the document, unless they are a part of the bytes as received.
    pub fn copy_of(&self, received: &Bytes) -> Option<Bytes> {
        match self {
            Utf8::Bytes(bytes, _) if received.as_ptr_range().contains(&bytes.as_ptr()) => None,
            Utf8::Bytes(bytes, _) => Some(bytes.clone()),
            Utf8::Text(_) => None,
        }
    }
}

impl From<String> for Utf8 {
    fn from(text: String) -> Self {
        Utf8::from(Bytes::from(text))
    }
}

impl From<Bytes> for Utf8 {
    fn from(bytes: Bytes) -> Self {
        Utf8::Bytes(bytes, 0)
    }
}

#[cold]
fn no_utf8(bytes: &[u8], before: usize) -> Error {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    not_in(before + valid, "UTF-8; declare the character set it is in")
}

/// The error of a byte that a character set does not know.
#[cold]
pub(super) fn not_in(offset: usize, charset: &str) -> Error {
    let message = format!("byte {offset} of the document (counted from 0) is not {charset}");
    Error::new(INVALID_CHARACTER, message)
}
