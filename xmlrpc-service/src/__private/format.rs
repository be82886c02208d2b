//! Is a parameter or a result a date? Serde has forms of its own for the dates of other crates and for `SystemTime`.
//!
//! `(&&Format::<T>::new()).tier()` is [`DateFormat`] for a date and [`SerdeFormat`] for any other type.

use std::marker::PhantomData;

use super::parameter::Parameter;
use super::rest::{Collects, rest};
use super::result::Sendable;
use crate::service::{Arguments, CallContext, Response};
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

/// The type of a parameter that a method borrows, which may be the call's context under another name: `(&&&…).tier()`.
#[derive(Debug)]
pub struct LentFormat<T>(PhantomData<T>);

impl<T> LentFormat<T> {
    /// The type itself.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        LentFormat(PhantomData)
    }
}

// Dates come first: a type with an error in it fits all tiers, and takes the first.
impl<T: DateTimeField> DateTier<T> for &&LentFormat<T> {}
impl<T> SerdeTier<T> for LentFormat<T> {}

/// The tier between them: the context. It does not compile, since callers do not send it.
pub trait ContextTier {
    /// The tier that demands what is missing.
    fn tier(&self) -> ContextFormat {
        ContextFormat
    }
}
impl ContextTier for &LentFormat<CallContext> {}

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
    pub fn sent(self, value: &T) -> Written<'_, T> {
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
    pub fn sent(self, value: &T) -> &T
    where
        T: Sendable,
    {
        value
    }
}

/// Reads nothing.
#[derive(Debug)]
pub struct ContextFormat;

/// The mark that a context needs.
#[diagnostic::on_unimplemented(
    message = "the context of a call is not sent by the caller",
    label = "`CallContext` under another name",
    note = "write `#[param(context)]` before the parameter, or name its type `CallContext`"
)]
pub trait MarkedAsContext<M> {}

impl ContextFormat {
    /// Demands the mark.
    pub fn read<M>(self, _: &mut Arguments<'_>) -> Result<CallContext, Fault>
    where
        CallContext: MarkedAsContext<M>,
    {
        Err(Fault::internal("the context is no parameter"))
    }

    /// Demands the mark.
    pub fn named<M>(self, arguments: &mut Arguments<'_>, _: &str) -> Result<CallContext, Fault>
    where
        CallContext: MarkedAsContext<M>,
    {
        self.read(arguments)
    }
}
