//! What typed clients have of their own: the error of a method, and results in envelopes.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use xmlrpc_core::fault::FromFault;
use xmlrpc_core::fault::generated::CallFailure;
use xmlrpc_core::{Fault, IntoFault, Value};

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

/// The form in which a server sends its results, and its errors as results: the reverse of a service's `Envelope`.
///
/// Every call of a ROS node succeeds with `[code, text, value]`, every call of XenServer with a struct of `Status` and
/// `Value` or `ErrorDescription`. `#[rpc_client(answer = RosEnvelope)]`, or `answer` on a method, opens the envelope, so that
/// methods return the value, or fail with a fault. A service block with `answer` and `client` uses the same type for both.
///
/// ```
/// use xmlrpc_client::{Fault, OpenEnvelope, Result, Value, rpc_client};
///
/// /// `[code, text, value]`: the code is 1 for a success.
/// struct RosEnvelope;
///
/// impl OpenEnvelope for RosEnvelope {
///     fn open(answer: Value) -> std::result::Result<Value, Fault> {
///         match answer.to::<(i32, String, Value)>() {
///             Ok((1, _, value)) => Ok(value),
///             Ok((code, text, _)) => Err(Fault::new(code, text)),
///             Err(error) => Err(Fault::application(error)),
///         }
///     }
/// }
///
/// #[rpc_client(answer = RosEnvelope, rename_all = "camelCase")]
/// trait Master {
///     async fn lookup_node(&self, caller: &str, node: &str) -> Result<String>;
/// }
/// # fn main() {}
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be opened by a client",
    label = "needs `impl OpenEnvelope`",
    note = "implement `xmlrpc_client::OpenEnvelope` for it: what is in an answer, a result or a fault"
)]
pub trait OpenEnvelope: 'static {
    /// Takes the result out of the envelope.
    ///
    /// # Errors
    ///
    /// The fault that is in its place.
    fn open(answer: Value) -> std::result::Result<Value, Fault>;
}
