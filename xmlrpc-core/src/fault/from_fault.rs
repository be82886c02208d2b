use std::convert::Infallible;

use super::Fault;

/// Errors that a client can read back from their fault.
///
/// `#[derive(IntoFault)]` implements it with [`IntoFault`](super::IntoFault): the code says which variant it is. A fault
/// carries a code and a text and nothing else. So a field of text holds the fault's text, unless the variant has a fixed
/// `message`; any other field is its type's default. A variant with a field that is neither does not come back.
///
/// If several variants have the same code, the one whose text is the fault's comes back. A variant without a code of its
/// own comes back by its text alone.
///
/// ```
/// use xmlrpc_core::fault::FromFault;
/// use xmlrpc_core::{Fault, IntoFault};
///
/// #[derive(Debug, PartialEq)]
/// enum StoreError { Missing, Full }
///
/// impl FromFault for StoreError {
///     fn from_fault(fault: &Fault) -> Option<Self> {
///         match fault.code() {
///             404 => Some(StoreError::Missing),
///             507 => Some(StoreError::Full),
///             _ => None,
///         }
///     }
/// }
///
/// assert_eq!(StoreError::from_fault(&Fault::new(507, "the store is full")), Some(StoreError::Full));
/// assert_eq!(StoreError::from_fault(&Fault::new(-32601, "no such method")), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an XML-RPC fault",
    label = "this error has no fault codes",
    note = "derive `IntoFault` for it, which implements `FromFault` too, or match on the code of the fault"
)]
pub trait FromFault: Sized {
    /// The error whose fault this is. None if the fault is of another kind.
    fn from_fault(fault: &Fault) -> Option<Self>;
}

impl FromFault for Fault {
    fn from_fault(fault: &Fault) -> Option<Self> {
        Some(fault.clone())
    }
}

impl FromFault for Infallible {
    fn from_fault(_: &Fault) -> Option<Self> {
        None
    }
}
