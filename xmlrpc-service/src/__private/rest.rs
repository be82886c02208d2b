//! Parameters that collect the remaining values of a call.

use super::Parameter;
use crate::service::Arguments;
use xmlrpc_core::fault::Fault;

/// A type that can collect the remaining values.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot collect the rest of the parameters",
    label = "not a `Vec`",
    note = "write `Vec<T>` or `&[T]`, where `T` is a type that each of the values can be read as"
)]
pub trait Collects {
    /// The type of each value.
    type Item;

    /// Collects the values.
    fn of(values: Vec<Self::Item>) -> Self;
}

impl<T> Collects for Vec<T> {
    type Item = T;

    fn of(values: Vec<T>) -> Self {
        values
    }
}

/// Reads the remaining values, up to the keyword arguments.
pub fn positional_rest<'de, C: Collects<Item: Parameter<'de>>>(arguments: &mut Arguments<'de>) -> Result<C, Fault> {
    arguments.positional_rest().map(C::of)
}

/// Reads the remaining values.
pub fn rest<'de, C: Collects<Item: Parameter<'de>>>(arguments: &mut Arguments<'de>) -> Result<C, Fault> {
    arguments.rest().map(C::of)
}
