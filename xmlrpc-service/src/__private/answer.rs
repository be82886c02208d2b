//! How what a method returned becomes an answer, chosen by its type.
//!
//! The choice must be made where the type is written down, by a macro that sees tokens only. So it is left to method
//! resolution: `(&&&&Returned::of(&result)).tier()` finds the first of these traits that fits, with one reference
//! taken off at each step. In a generic block the written bounds decide.

use std::fmt::Display;
use std::marker::PhantomData;

use serde::Serialize;

use crate::service::Response;
use xmlrpc_core::fault::{Fault, IntoFault};

/// The type of what a method returned.
#[derive(Debug)]
pub struct Returned<T>(PhantomData<T>);

impl<T> Returned<T> {
    /// Takes the type and leaves the value.
    pub fn of(_: &T) -> Self {
        Returned(PhantomData)
    }
}

/// First choice: a `Result` whose error knows its fault.
pub trait ByFault {
    /// The choice made.
    fn tier(&self) -> FaultTier {
        FaultTier
    }
}
impl<T, E: IntoFault> ByFault for &&&Returned<Result<T, E>> {}

/// Second choice: a `Result` whose error has a text.
pub trait ByDisplay {
    /// The choice made.
    fn tier(&self) -> DisplayTier {
        DisplayTier
    }
}
impl<T, E: Display> ByDisplay for &&Returned<Result<T, E>> {}

/// Any other `Result`. Serde would send its error as a success, so this choice does not compile.
pub trait AnyResult {
    /// The choice made: the one that demands what is missing.
    fn tier(&self) -> FaultTier {
        FaultTier
    }
}
impl<T, E> AnyResult for &Returned<Result<T, E>> {}

/// Last choice: a plain value.
pub trait Plain {
    /// The choice made.
    fn tier(&self) -> PlainTier {
        PlainTier
    }
}
impl<T> Plain for Returned<T> {}

/// Answers with the value or with the error's own fault.
#[derive(Debug)]
pub struct FaultTier;

impl FaultTier {
    /// Writes the answer.
    #[inline]
    pub fn answer<T: Answer, E: IntoFault>(self, result: Result<T, E>, response: &mut Response) -> Result<(), Fault> {
        match result {
            Ok(value) => response.write(&value),
            Err(error) => Err(error.into_fault()),
        }
    }

    /// The value, before it is known how it is written.
    #[inline]
    pub fn value<T, E: IntoFault>(self, result: Result<T, E>) -> Result<T, Fault> {
        result.map_err(IntoFault::into_fault)
    }
}

/// Answers with the value or with an application error.
#[derive(Debug)]
pub struct DisplayTier;

impl DisplayTier {
    /// Writes the answer.
    #[inline]
    pub fn answer<T: Answer, E: Display>(self, result: Result<T, E>, response: &mut Response) -> Result<(), Fault> {
        match result {
            Ok(value) => response.write(&value),
            Err(error) => Err(Fault::application(error)),
        }
    }

    /// The value, before it is known how it is written.
    #[inline]
    pub fn value<T, E: Display>(self, result: Result<T, E>) -> Result<T, Fault> {
        result.map_err(Fault::application)
    }
}

/// Answers with the value.
#[derive(Debug)]
pub struct PlainTier;

impl PlainTier {
    /// Writes the answer.
    #[inline]
    pub fn answer<T: Answer>(self, value: T, response: &mut Response) -> Result<(), Fault> {
        response.write(&value)
    }

    /// The value, before it is known how it is written.
    #[inline]
    pub fn value<T>(self, value: T) -> Result<T, Fault> {
        Ok(value)
    }
}

/// What can be sent as a result.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the result of an XML-RPC method",
    label = "not a value that can be sent",
    note = "derive `serde::Serialize` for it and for the types inside it, or return one that has it: numbers, strings, `Vec`, `Option`, maps with string keys, tuples, `xmlrpc_server::Value`"
)]
pub trait Answer: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> Answer for T {}
