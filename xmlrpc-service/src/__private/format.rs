//! Is a parameter or a result a date? Serde has forms of its own for the dates of other crates and for `SystemTime`.
//!
//! `(&&Format::<T>::new()).tier()` is [`DateFormat`] for a date and [`SerdeFormat`] for any other type.

use std::marker::PhantomData;

use super::parameter::Parameter;
use super::rest::{Collects, rest};
use super::result::Sendable;
use crate::service::{Arguments, Response};
use xmlrpc_core::__private::as_datetime::{DateTimeField, Read, Written};
use xmlrpc_core::fault::Fault;

/// The type of a parameter or a result.
#[derive(Debug)]
pub struct Format<T>(PhantomData<T>);

impl<T> Format<T> {
    /// The type itself.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        Format(PhantomData)
    }

    /// The type of a value.
    pub fn of(_: &T) -> Self {
        Format(PhantomData)
    }
}

/// First tier: a date.
pub trait DateTier<T> {
    /// The format.
    fn tier(&self) -> DateFormat<T> {
        DateFormat(PhantomData)
    }
}
impl<T: DateTimeField> DateTier<T> for &Format<T> {}

/// Second tier: any other type.
pub trait SerdeTier<T> {
    /// The format.
    fn tier(&self) -> SerdeFormat<T> {
        SerdeFormat(PhantomData)
    }
}
impl<T> SerdeTier<T> for Format<T> {}

/// Reads and writes `dateTime.iso8601`.
#[derive(Debug)]
pub struct DateFormat<T>(PhantomData<T>);

impl<T: DateTimeField> DateFormat<T> {
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

    /// Reads a parameter by its position or by its name.
    #[inline]
    pub fn named(self, arguments: &mut Arguments<'_>, name: &str) -> Result<T, Fault> {
        arguments.named(name).map(|Read(value)| value)
    }

    /// Reads a parameter by its position or by its name, if the call has it.
    #[inline]
    pub fn named_if_any(self, arguments: &mut Arguments<'_>, name: &str) -> Result<Option<T>, Fault> {
        Ok(arguments.named_if_any(name)?.map(|Read(value)| value))
    }

    /// Writes the response.
    #[inline]
    pub fn write(self, value: &T, response: &mut Response) -> Result<(), Fault> {
        response.write(&Written(value))
    }

    /// The value as it is put into an envelope.
    #[inline]
    pub fn sent<'v>(self, value: &'v T) -> Written<'v, T> {
        Written(value)
    }
}

impl<T: DateTimeField> DateFormat<Vec<T>> {
    /// Reads the remaining parameters.
    pub fn read_rest(self, arguments: &mut Arguments<'_>) -> Result<Vec<T>, Fault> {
        Ok(arguments.rest()?.into_iter().map(|Read(value)| value).collect())
    }
}

/// Reads and writes what serde does.
#[derive(Debug)]
pub struct SerdeFormat<T>(PhantomData<T>);

impl<T> SerdeFormat<T> {
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

    /// Reads a parameter by its position or by its name.
    #[inline]
    pub fn named<'de>(self, arguments: &mut Arguments<'de>, name: &str) -> Result<T, Fault>
    where
        T: Parameter<'de>,
    {
        arguments.named(name)
    }

    /// Reads a parameter by its position or by its name, if the call has it.
    #[inline]
    pub fn named_if_any<'de>(self, arguments: &mut Arguments<'de>, name: &str) -> Result<Option<T>, Fault>
    where
        T: Parameter<'de>,
    {
        arguments.named_if_any(name)
    }

    /// Reads the remaining parameters.
    pub fn read_rest<'de>(self, arguments: &mut Arguments<'de>) -> Result<T, Fault>
    where
        T: Collects<Item: Parameter<'de>>,
    {
        rest(arguments)
    }

    /// Writes the response.
    #[inline]
    pub fn write(self, value: &T, response: &mut Response) -> Result<(), Fault>
    where
        T: Sendable,
    {
        response.write(value)
    }

    /// The value as it is put into an envelope.
    #[inline]
    pub fn sent<'v>(self, value: &'v T) -> &'v T
    where
        T: Sendable,
    {
        value
    }
}
