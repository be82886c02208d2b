use std::convert::Infallible;
use std::error::Error;
use std::io;

use super::{Fault, FaultInfo};

/// Errors that choose their fault.
///
/// A method that returns `Result<T, E>` with any `E: Display` faults with
/// [`APPLICATION_ERROR`](super::APPLICATION_ERROR) and the error's text. To choose the code, derive this trait
/// (`#[derive(IntoFault)]`, in the crates that publish services) or implement it:
///
/// ```
/// use xmlrpc_core::{Fault, IntoFault};
///
/// enum StoreError { Missing(String), Full }
///
/// impl IntoFault for StoreError {
///     fn into_fault(self) -> Fault {
///         match self {
///             StoreError::Missing(key) => Fault::new(404, format!("no entry {key:?}")),
///             StoreError::Full => Fault::new(507, "the store is full"),
///         }
///     }
/// }
/// # assert_eq!(StoreError::Full.into_fault().code(), 507);
/// # assert_eq!(StoreError::Missing("a".into()).into_fault().code(), 404);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot become an XML-RPC fault",
    label = "this error has no fault code and no text",
    note = "implement `std::fmt::Display` for it (then it faults with code -32500 and that text), or derive `xmlrpc_server::IntoFault` to choose the code"
)]
pub trait IntoFault {
    /// Converts the error into the fault that the caller gets.
    fn into_fault(self) -> Fault;

    /// The faults that callers may get, for introspection and documentation. The derive lists them.
    fn declared_faults() -> Vec<FaultInfo>
    where
        Self: Sized,
    {
        Vec::new()
    }
}

impl IntoFault for Fault {
    fn into_fault(self) -> Fault {
        self
    }
}

impl IntoFault for Infallible {
    fn into_fault(self) -> Fault {
        match self {}
    }
}

macro_rules! by_error {
    ($($error:ty),* $(,)?) => {$(
        impl IntoFault for $error {
            fn into_fault(self) -> Fault {
                Fault::from_error(&self)
            }
        }
    )*};
}

by_error!(
    io::Error,
    std::fmt::Error,
    std::num::ParseIntError,
    std::num::ParseFloatError,
    std::num::TryFromIntError,
    std::str::Utf8Error,
    std::string::FromUtf8Error,
    std::time::SystemTimeError,
);

impl IntoFault for Box<dyn Error> {
    fn into_fault(self) -> Fault {
        Fault::from_error(&*self)
    }
}

impl IntoFault for Box<dyn Error + Send + Sync> {
    fn into_fault(self) -> Fault {
        Fault::from_error(&*self)
    }
}
