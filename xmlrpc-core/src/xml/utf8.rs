//! Bytes that are UTF-8.

use bytes::Bytes;

use crate::error::Error;
use crate::fault::INVALID_CHARACTER;

/// A document in UTF-8, which can be shared and sent to other threads.
///
/// It is checked each time that somebody asks for its text: a text that owns its bytes could be made of them only with
/// the standard library's check, which takes eight times as long where the text is not English.
#[derive(Debug, Clone)]
pub(crate) struct Utf8 {
    bytes: Bytes,
    /// Bytes that stood before these, for errors.
    before: usize,
}

impl Utf8 {
    /// Bytes of a document, behind so many that are no part of its text.
    pub(super) fn new(bytes: Bytes, before: usize) -> Self {
        Utf8 { bytes, before }
    }

    /// The text.
    ///
    /// # Errors
    ///
    /// Bytes that are none.
    #[inline]
    pub(crate) fn text(&self) -> Result<&str, Error> {
        simdutf8::basic::from_utf8(&self.bytes).map_err(|_| self.is_none())
    }

    #[cold]
    fn is_none(&self) -> Error {
        let valid = std::str::from_utf8(&self.bytes).map_or_else(|error| error.valid_up_to(), str::len);
        not_in(valid + self.before, "UTF-8; declare the character set it is in")
    }
}

impl From<String> for Utf8 {
    fn from(text: String) -> Self {
        Utf8::new(text.into(), 0)
    }
}

/// The error of a byte that a character set does not know.
#[cold]
pub(super) fn not_in(offset: usize, charset: &str) -> Error {
    let message = format!("byte {offset} of the document (counted from 0) is not {charset}");
    Error::new(INVALID_CHARACTER, message)
}
