//! The parameters of a call.

use std::fmt;

use serde::{Serialize, Serializer};
use xmlrpc_core::Error;
use xmlrpc_core::message::{ParamWriter, Params};

/// The parameters that a closure writes.
pub fn parameters<F>(write: F) -> impl Params + Send
where
    F: Fn(&mut ParamWriter<'_>) -> Result<(), Error> + Send,
{
    Written(write)
}

struct Written<F>(F);

impl<F: Fn(&mut ParamWriter<'_>) -> Result<(), Error>> Params for Written<F> {
    fn write(&self, writer: &mut ParamWriter<'_>) -> Result<(), Error> {
        (self.0)(writer)
    }
}

impl<F> fmt::Debug for Written<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Written").finish_non_exhaustive()
    }
}

/// How many of the optional parameters are sent: as many as there are up to the last one that is given.
pub fn given(is_given: &[bool]) -> usize {
    is_given.iter().rposition(|given| *given).map_or(0, |last| last + 1)
}

/// A type that can be sent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent by a client",
    label = "not a value that can be written",
    note = "derive `serde::Serialize` for it and for the types inside it, or take one that has it: numbers, strings, `Vec`, `Option`, maps with string keys, tuples, `xmlrpc_client::Value`"
)]
pub trait Sendable: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Sendable for T {}

/// Writes a parameter.
pub fn send<T: Sendable + ?Sized>(writer: &mut ParamWriter<'_>, value: &T) -> Result<(), Error> {
    writer.param(value)
}

/// Bytes that are sent as base64.
pub trait BytesParameter {
    /// The bytes. None is sent as nil.
    fn bytes(&self) -> Option<&[u8]>;
}

impl BytesParameter for &[u8] {
    fn bytes(&self) -> Option<&[u8]> {
        Some(self)
    }
}

impl BytesParameter for Option<&[u8]> {
    fn bytes(&self) -> Option<&[u8]> {
        *self
    }
}

/// Writes bytes.
pub fn send_bytes<T: BytesParameter>(writer: &mut ParamWriter<'_>, value: &T) -> Result<(), Error> {
    writer.param(&value.bytes().map(Bytes))
}

struct Bytes<'b>(&'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}
