//! Parameters that a method takes by reference: their storage while the method runs.

use std::borrow::Borrow;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Visitor};

/// A type that a method may take by reference, and its storage.
///
/// There is no bound on the storage: a type that cannot be read gives one error, where the parameter is read.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` cannot be a parameter of an XML-RPC method",
    label = "not a type that can be read from the wire",
    note = "take one that can: numbers, `&str`, `&Path`, slices, `Vec`, maps with string keys, types that derive `serde::Deserialize`"
)]
pub trait ByReference<'de> {
    /// The type that is read from the request and lent to the method.
    type Storage: Borrow<Self>;
}

impl<'de> ByReference<'de> for str {
    type Storage = Text<'de>;
}

impl ByReference<'_> for Path {
    type Storage = PathBuf;
}

impl<T> ByReference<'_> for [T] {
    type Storage = Vec<T>;
}

impl<T> ByReference<'_> for T {
    type Storage = T;
}

/// A string that borrows from the request, or owns its text if that had references or line ends to replace.
#[derive(Debug)]
pub enum Text<'de> {
    /// A part of the request.
    Borrowed(&'de str),
    /// A text of its own.
    Owned(String),
}

impl Borrow<str> for Text<'_> {
    #[inline]
    fn borrow(&self) -> &str {
        match self {
            Text::Borrowed(text) => text,
            Text::Owned(text) => text,
        }
    }
}

impl<'de> Deserialize<'de> for Text<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text::Borrowed(text))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text::Owned(text.to_owned()))
            }

            fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
                Ok(Text::Owned(text))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}
