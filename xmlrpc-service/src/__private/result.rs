//! How does the value that a method returned become the response?
//!
//! `(&&&&Returned::of(&result)).tier()` is [`ResultWithFault`], [`ResultWithError`], [`ResultWithText`] or
//! [`PlainValue`], after the first tier that fits.

use std::error::Error;
use std::fmt::Display;
use std::marker::PhantomData;

use serde::Serialize;

use crate::service::Response;
use xmlrpc_core::fault::{Fault, IntoFault};

/// The type of the value that a method returned.
#[derive(Debug)]
pub struct Returned<T>(PhantomData<T>);

impl<T> Returned<T> {
    /// The type of a value.
    pub fn of(_: &T) -> Self {
        Returned(PhantomData)
    }
}

/// First tier: a `Result` whose error has a fault.
pub trait FaultTier {
    /// What the response is made of.
    fn tier(&self) -> ResultWithFault {
        ResultWithFault
    }
}
impl<T, E: IntoFault> FaultTier for &&&Returned<Result<T, E>> {}

/// Second tier: a `Result` whose error has a text and perhaps causes. The compiler looks here, one reference further, when
/// the first tier does not fit, and before it looks at fewer references.
pub trait ErrorTier {
    /// What the response is made of.
    fn tier(&self) -> ResultWithError {
        ResultWithError
    }
}
impl<T, E: Error> ErrorTier for &&&&Returned<Result<T, E>> {}

/// Third tier: a `Result` whose error has a text.
pub trait DisplayTier {
    /// What the response is made of.
    fn tier(&self) -> ResultWithText {
        ResultWithText
    }
}
impl<T, E: Display> DisplayTier for &&Returned<Result<T, E>> {}

/// Fourth tier: any other `Result`. It does not compile, since serde would send the error as a success.
pub trait AnyResultTier {
    /// The tier that demands what is missing.
    fn tier(&self) -> ResultWithFault {
        ResultWithFault
    }
}
impl<T, E> AnyResultTier for &Returned<Result<T, E>> {}

/// Last tier: a plain value.
pub trait PlainTier {
    /// What the response is made of.
    fn tier(&self) -> PlainValue {
        PlainValue
    }
}
impl<T> PlainTier for Returned<T> {}

/// Responds with the value or with the error's own fault.
#[derive(Debug)]
pub struct ResultWithFault;

impl ResultWithFault {
    /// Writes the response.
    #[inline]
    pub fn respond<T: Sendable, E: IntoFault>(
        self,
        result: Result<T, E>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        match result {
            Ok(value) => response.write(&value),
            Err(error) => Err(error.into_fault()),
        }
    }

    /// The value, to be written in another way.
    #[inline]
    pub fn value<T, E: IntoFault>(self, result: Result<T, E>) -> Result<T, Fault> {
        result.map_err(IntoFault::into_fault)
    }
}

/// Responds with the value or with an application error that has the error's text; its causes are for the log.
#[derive(Debug)]
pub struct ResultWithError;

impl ResultWithError {
    /// Writes the response.
    #[inline]
    pub fn respond<T: Sendable, E: Error>(self, result: Result<T, E>, response: &mut Response) -> Result<(), Fault> {
        match result {
            Ok(value) => response.write(&value),
            Err(error) => Err(fault_of_error(&error)),
        }
    }

    /// The value, to be written in another way.
    #[inline]
    pub fn value<T, E: Error>(self, result: Result<T, E>) -> Result<T, Fault> {
        result.map_err(|error| fault_of_error(&error))
    }
}

/// Responds with the value or with an application error that has the error's text.
#[derive(Debug)]
pub struct ResultWithText;

impl ResultWithText {
    /// Writes the response.
    #[inline]
    pub fn respond<T: Sendable, E: Display>(self, result: Result<T, E>, response: &mut Response) -> Result<(), Fault> {
        match result {
            Ok(value) => response.write(&value),
            Err(error) => Err(fault_of_text(&error)),
        }
    }

    /// The value, to be written in another way.
    #[inline]
    pub fn value<T, E: Display>(self, result: Result<T, E>) -> Result<T, Fault> {
        result.map_err(|error| fault_of_text(&error))
    }
}

/// Responds with the value.
#[derive(Debug)]
pub struct PlainValue;

impl PlainValue {
    /// Writes the response.
    #[inline]
    pub fn respond<T: Sendable>(self, value: T, response: &mut Response) -> Result<(), Fault> {
        response.write(&value)
    }

    /// The value, to be written in another way.
    #[inline]
    pub fn value<T>(self, value: T) -> Result<T, Fault> {
        Ok(value)
    }
}

/// A type that can be the result of a method.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the result of an XML-RPC method",
    label = "not a value that can be sent",
    note = "derive `serde::Serialize` for it and for the types inside it, or return one that has it: numbers, strings, `Vec`, `Option`, maps with string keys, tuples, `xmlrpc_server::Value`"
)]
pub trait Sendable: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> Sendable for T {}

/// The fault of an error. Its causes are the private detail.
#[cold]
fn fault_of_error(error: &dyn Error) -> Fault {
    if error.source().is_some() { Fault::from_error(error) } else { fault_of_text(&error) }
}

/// The fault of an error with a text. The causes that its alternate form shows, as that of `anyhow::Error` does, are the
/// private detail.
pub(crate) fn fault_of_text(error: &impl Display) -> Fault {
    let fault = Fault::application(error);
    let long = format!("{error:#}");
    if long == fault.message() { fault } else { fault.with_detail(long) }
}
