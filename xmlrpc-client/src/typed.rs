//! The error of a typed client's method.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use xmlrpc_core::fault::FromFault;
use xmlrpc_core::fault::generated::CallFailure;
use xmlrpc_core::{Fault, IntoFault};

use crate::Error;

/// The error of a method that fails with an `E`: an [`Error`] that knows its type.
///
/// [`typed`](Self::typed) is the method's own error, if its fault came. Everything else is as for an [`Error`].
///
/// ```
/// use xmlrpc_client::{Error, Fault, IntoFault, TypedError};
///
/// #[derive(Debug, PartialEq, IntoFault)]
/// enum StoreError {
///     #[fault(code = 404, message = "no such entry")]
///     Missing,
/// }
///
/// fn advice(error: &TypedError<StoreError>) -> String {
///     match error.typed() {
///         Some(StoreError::Missing) => "make the entry first".into(),
///         None => error.to_string(),
///     }
/// }
///
/// let error = TypedError::from(Error::from_fault(Fault::new(404, "no such entry")));
/// assert_eq!(advice(&error), "make the entry first");
/// ```
pub struct TypedError<E> {
    error: Error,
    own: PhantomData<fn() -> E>,
}

impl<E> TypedError<E> {
    /// The error of the method itself. None if another fault came, or no response.
    pub fn typed(&self) -> Option<E>
    where
        E: FromFault,
    {
        self.error.typed()
    }

    /// The error without its type.
    pub fn into_inner(self) -> Error {
        self.error
    }
}

impl CallFailure for Error {
    fn as_fault(&self) -> Option<&Fault> {
        self.fault()
    }
}

impl<E> Deref for TypedError<E> {
    type Target = Error;

    fn deref(&self) -> &Error {
        &self.error
    }
}

impl<E> From<Error> for TypedError<E> {
    fn from(error: Error) -> Self {
        TypedError { error, own: PhantomData }
    }
}

impl<E> From<TypedError<E>> for Error {
    fn from(error: TypedError<E>) -> Self {
        error.error
    }
}

/// A method that calls another server may fail with the error of that call.
impl<E> FromFault for TypedError<E> {
    fn from_fault(fault: &Fault) -> Option<Self> {
        Some(Error::from_fault(fault.clone()).into())
    }
}

impl FromFault for Error {
    fn from_fault(fault: &Fault) -> Option<Self> {
        Some(Error::from_fault(fault.clone()))
    }
}

impl<E> IntoFault for TypedError<E> {
    fn into_fault(self) -> Fault {
        self.error.into_fault()
    }
}

impl<E> fmt::Display for TypedError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<E> fmt::Debug for TypedError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<E> StdError for TypedError<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}
