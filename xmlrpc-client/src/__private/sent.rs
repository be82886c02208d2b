//! Is a parameter a date? `(&&Sent::of(&value)).tier()` is [`Date`] for a date and [`BySerde`] for any other type.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use xmlrpc_core::__private::as_datetime::DateTimeField;
use xmlrpc_core::Error;
use xmlrpc_core::message::ParamWriter;

use super::parameters::{Sendable, send};

/// The type of a parameter.
#[derive(Debug)]
pub struct Sent<T: ?Sized>(PhantomData<fn(&T)>);

impl<T: ?Sized> Sent<T> {
    /// The type of a value.
    pub fn of(_: &T) -> Self {
        Sent(PhantomData)
    }

    /// The type that an optional reference points to.
    pub fn of_option(_: &Option<&T>) -> Self {
        Sent(PhantomData)
    }
}

/// A date, or several.
pub trait Dates {
    /// Writes the value.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

impl<T: DateTimeField> Dates for T {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        DateTimeField::write(self, serializer)
    }
}

impl<T: DateTimeField> Dates for [T] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }
}

struct Written<'v, T: ?Sized>(&'v T);

impl<T: Dates + ?Sized> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// First tier: a date.
pub trait DateSending {
    /// The form.
    fn tier(&self) -> Date {
        Date
    }
}
impl<T: Dates + ?Sized> DateSending for &Sent<T> {}

/// Second tier: any other type.
pub trait SerdeSending {
    /// The form.
    fn tier(&self) -> BySerde {
        BySerde
    }
}
impl<T: ?Sized> SerdeSending for Sent<T> {}

/// Writes `dateTime.iso8601`.
#[derive(Debug)]
pub struct Date;

impl Date {
    /// Writes a parameter.
    pub fn send<T: Dates + ?Sized>(self, writer: &mut ParamWriter<'_>, value: &T) -> Result<(), Error> {
        writer.param(&Written(value))
    }

    /// Writes an optional parameter.
    pub fn send_option<T: Dates + ?Sized>(self, writer: &mut ParamWriter<'_>, value: Option<&T>) -> Result<(), Error> {
        writer.param(&value.map(Written))
    }
}

/// Writes what serde does.
#[derive(Debug)]
pub struct BySerde;

impl BySerde {
    /// Writes a parameter.
    pub fn send<T: Sendable + ?Sized>(self, writer: &mut ParamWriter<'_>, value: &T) -> Result<(), Error> {
        send(writer, value)
    }

    /// Writes an optional parameter.
    pub fn send_option<T: Sendable + ?Sized>(
        self,
        writer: &mut ParamWriter<'_>,
        value: Option<&T>,
    ) -> Result<(), Error> {
        writer.param(&value)
    }
}
