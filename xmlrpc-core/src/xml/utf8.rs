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
    Text(Arc<str>),
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
            Utf8::Text(text) => Ok(text),
        }
    }

    /// The same document, whose text costs nothing from then on.
    ///
    /// # Errors
    ///
    /// As [`text`](Self::text).
    pub fn into_text(self) -> Result<Self, Error> {
        match self {
            Utf8::Bytes(..) => Ok(Utf8::Text(self.text()?.into())),
            text @ Utf8::Text(_) => Ok(text),
        }
    }
}

impl From<String> for Utf8 {
    fn from(text: String) -> Self {
        Utf8::Bytes(text.into(), 0)
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
