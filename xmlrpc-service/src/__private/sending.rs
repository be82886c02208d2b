//! Dates among parameters and results: serde has forms of its own for them, so that they are told by method resolution.

use std::marker::PhantomData;

use super::answer::Answer;
use super::parameter::Parameter;
use crate::service::{Arguments, Response};
use xmlrpc_core::__private::as_datetime::{DateTimeField, Read, Written};
use xmlrpc_core::fault::Fault;

/// The type of a parameter that may be a date: `(&&Taken::<T>::new()).tier().read(arguments)`.
#[derive(Debug)]
pub struct Taken<T>(PhantomData<T>);

impl<T> Taken<T> {
    /// Names the type.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        Taken(PhantomData)
    }
}

/// First choice: a date.
pub trait TakenAsDate<T> {
    /// The choice made.
    fn tier(&self) -> DateTaken<T> {
        DateTaken(PhantomData)
    }
}
impl<T: DateTimeField> TakenAsDate<T> for &Taken<T> {}

/// Anything else.
pub trait TakenBySerde<T> {
    /// The choice made.
    fn tier(&self) -> SerdeTaken<T> {
        SerdeTaken(PhantomData)
    }
}
impl<T> TakenBySerde<T> for Taken<T> {}

/// Reads a date.
#[derive(Debug)]
pub struct DateTaken<T>(PhantomData<T>);

impl<T: DateTimeField> DateTaken<T> {
    /// Reads the next parameter.
    #[inline]
    pub fn read(self, arguments: &mut Arguments<'_>) -> Result<T, Fault> {
        arguments.next().map(|Read(value)| value)
    }

    /// Reads the next parameter, if the call has one.
    #[inline]
    pub fn read_if_any(self, arguments: &mut Arguments<'_>) -> Result<Option<T>, Fault> {
        Ok(arguments.next_if_any()?.map(|Read(value)| value))
    }
}

/// Reads what serde reads.
#[derive(Debug)]
pub struct SerdeTaken<T>(PhantomData<T>);

impl<T> SerdeTaken<T> {
    /// Reads the next parameter.
    #[inline]
    pub fn read<'de>(self, arguments: &mut Arguments<'de>) -> Result<T, Fault>
    where
        T: Parameter<'de>,
    {
        arguments.next()
    }

    /// Reads the next parameter, if the call has one.
    #[inline]
    pub fn read_if_any<'de>(self, arguments: &mut Arguments<'de>) -> Result<Option<T>, Fault>
    where
        T: Parameter<'de>,
    {
        arguments.next_if_any()
    }
}

/// The type of a value that may be a date: `(&&Sent::of(&value)).tier().write(&value, response)`.
#[derive(Debug)]
pub struct Sent<T>(PhantomData<T>);

impl<T> Sent<T> {
    /// Takes the type and leaves the value.
    pub fn of(_: &T) -> Self {
        Sent(PhantomData)
    }
}

/// First choice: a date.
pub trait SentAsDate {
    /// The choice made.
    fn tier(&self) -> DateSent {
        DateSent
    }
}
impl<T: DateTimeField> SentAsDate for &Sent<T> {}

/// Anything else.
pub trait SentBySerde {
    /// The choice made.
    fn tier(&self) -> SerdeSent {
        SerdeSent
    }
}
impl<T> SentBySerde for Sent<T> {}

/// Writes a date.
#[derive(Debug)]
pub struct DateSent;

impl DateSent {
    /// Writes the answer.
    #[inline]
    pub fn write<T: DateTimeField>(self, value: &T, response: &mut Response) -> Result<(), Fault> {
        response.write(&Written(value))
    }
}

/// Writes what serde writes.
#[derive(Debug)]
pub struct SerdeSent;

impl SerdeSent {
    /// Writes the answer.
    #[inline]
    pub fn write<T: Answer>(self, value: &T, response: &mut Response) -> Result<(), Fault> {
        response.write(value)
    }
}
