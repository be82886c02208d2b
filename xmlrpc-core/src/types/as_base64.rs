//! Members that are sent as base64: `#[serde(with = "xmlrpc_server::as_base64")]`.
//!
//! Without it, serde sends a `Vec<u8>` as an array of numbers. It also works for `Box<[u8]>`, `[u8; N]` and `Option`s of
//! these types.
//!
//! ```
//! use serde::{Deserialize, Serialize};
//! # use xmlrpc_core as xmlrpc_server;
//!
//! #[derive(Serialize, Deserialize)]
//! struct Picture {
//!     name: String,
//!     #[serde(with = "xmlrpc_server::as_base64")]
//!     content: Vec<u8>,
//! }
//! ```

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use crate::value::Base64;

/// Writes bytes.
///
/// # Errors
///
/// Errors of the serializer.
pub fn serialize<T: Base64Field, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    match value.bytes() {
        Some(bytes) => serializer.serialize_some(&Written(bytes)),
        None => serializer.serialize_none(),
    }
}

/// Reads bytes.
///
/// # Errors
///
/// Errors of the deserializer, and another number of bytes than the type holds.
pub fn deserialize<'de, T: Base64Field, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// A type for [`as_base64`](self).
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not travel as base64",
    label = "not a type of bytes",
    note = "`Vec<u8>`, `Box<[u8]>`, `[u8; N]` and `Option`s of them do"
)]
pub trait Base64Field: Sized {
    /// The bytes. `None` is written as nil.
    fn bytes(&self) -> Option<&[u8]>;

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// As [`deserialize`].
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl Base64Field for Vec<u8> {
    fn bytes(&self) -> Option<&[u8]> {
        Some(self)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Base64::deserialize(deserializer)?.into_inner())
    }
}

impl Base64Field for Box<[u8]> {
    fn bytes(&self) -> Option<&[u8]> {
        Some(self)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::read(deserializer).map(Vec::into_boxed_slice)
    }
}

impl<const N: usize> Base64Field for [u8; N] {
    fn bytes(&self) -> Option<&[u8]> {
        Some(self)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = Vec::read(deserializer)?;
        <[u8; N]>::try_from(bytes)
            .map_err(|bytes| D::Error::custom(format_args!("expected {N} bytes, found {}", bytes.len())))
    }
}

impl<T: Base64Field> Base64Field for Option<T> {
    fn bytes(&self) -> Option<&[u8]> {
        self.as_ref().and_then(T::bytes)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Read<T>>::deserialize(deserializer)?.map(|Read(value)| value))
    }
}

struct Read<T>(T);

impl<'de, T: Base64Field> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Read)
    }
}

struct Written<'b>(&'b [u8]);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}
