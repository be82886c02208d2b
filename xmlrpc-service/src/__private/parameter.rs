//! Reading a parameter, with an error message for types that cannot be one.

use serde::Deserialize;

use crate::service::Arguments;
use xmlrpc_core::fault::Fault;

/// A type that can be a parameter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter of an XML-RPC method",
    label = "not a type that can be read from the wire",
    note = "derive `serde::Deserialize` for it and for the types inside it, or take one that has it: numbers, `String`, `Vec`, `Option`, maps with string keys, tuples, `xmlrpc_server::Value`"
)]
pub trait Parameter<'de>: Deserialize<'de> {}

#[diagnostic::do_not_recommend]
impl<'de, T: Deserialize<'de>> Parameter<'de> for T {}

/// Reads the next parameter.
#[inline]
pub fn parameter<'de, T: Parameter<'de>>(arguments: &mut Arguments<'de>) -> Result<T, Fault> {
    arguments.next()
}

/// Reads the next parameter, if the call has one.
#[inline]
pub fn parameter_if_any<'de, T: Parameter<'de>>(arguments: &mut Arguments<'de>) -> Result<Option<T>, Fault> {
    arguments.next_if_any()
}

/// Reads a parameter by its position or by its name.
#[inline]
pub fn named<'de, T: Parameter<'de>>(arguments: &mut Arguments<'de>, name: &str) -> Result<T, Fault> {
    arguments.named(name)
}

/// Reads a parameter by its position or by its name, if the call has it.
#[inline]
pub fn named_if_any<'de, T: Parameter<'de>>(arguments: &mut Arguments<'de>, name: &str) -> Result<Option<T>, Fault> {
    arguments.named_if_any(name)
}
