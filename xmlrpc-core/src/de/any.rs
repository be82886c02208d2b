//! Values of which the document says what they are.

use std::borrow::Cow;

use serde::de::Visitor;

use super::enumeration::DateTimeAccess;
use super::map::{MemberAccess, Remember};
use super::scalar::ANY;
use super::seq::ElementAccess;
use super::wrong_type;
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::reader::{self, Kind, Reader};

/// A scalar as nearly everybody writes it.
enum Regular<'de> {
    Int(i64),
    Long(i64),
    Boolean(bool),
    Double(f64),
    String(&'de str),
    Nil,
}

/// Any value: read, if it is a scalar; entered, if it is not, with whether there is anything in it.
enum Found<'de> {
    Int(i64),
    Long(i64),
    Boolean(bool),
    Double(f64),
    String(Cow<'de, str>),
    DateTime(Cow<'de, str>),
    Base64(Vec<u8>),
    Nil,
    Array { more: bool },
    Struct { more: bool },
}

impl<'de> Reader<'de> {
    /// Lets the document say what comes. With `exact`, a date is told from a string.
    pub(super) fn visit_any<V: Visitor<'de>>(&mut self, visitor: V, exact: bool) -> Result<V::Value, Error> {
        let before = self.cursor.position();
        let visited = match self.find_regular() {
            Some(Regular::Int(number)) => visit_int(number, visitor),
            Some(Regular::Long(number)) => visitor.visit_i64(number),
            Some(Regular::Boolean(truth)) => visitor.visit_bool(truth),
            Some(Regular::Double(number)) => visitor.visit_f64(number),
            Some(Regular::String(text)) => visitor.visit_borrowed_str(text),
            Some(Regular::Nil) => visitor.visit_unit(),
            None => return self.guarded(|reader| reader.visit_other(visitor, exact)),
        };
        visited.map_err(|error| self.refused(before, error))
    }

    fn visit_other<V: Visitor<'de>>(&mut self, visitor: V, exact: bool) -> Result<V::Value, Error> {
        match self.find()? {
            Found::Int(number) => visit_int(number, visitor),
            Found::Long(number) => visitor.visit_i64(number),
            Found::Boolean(truth) => visitor.visit_bool(truth),
            Found::Double(number) => visitor.visit_f64(number),
            Found::DateTime(text) if exact => visitor.visit_enum(DateTimeAccess(text)),
            Found::String(text) | Found::DateTime(text) => visit_text(text, visitor),
            Found::Base64(bytes) => visitor.visit_byte_buf(bytes),
            Found::Nil => visitor.visit_unit(),
            Found::Array { more } => self.visit_elements(more, visitor),
            Found::Struct { more } => self.visit_members(more, visitor, Remember::All),
        }
    }

    /// Reads a scalar, if one comes that is written as nearly everybody does; otherwise nothing.
    fn find_regular(&mut self) -> Option<Regular<'de>> {
        match self.initial() {
            Some(b'i') => match self.regular_int() {
                Some(number) => Some(Regular::Int(number)),
                None => self.regular_long().map(Regular::Long),
            },
            Some(b'b') => self.regular_boolean().map(Regular::Boolean),
            Some(b'd') => self.regular_double().map(Regular::Double),
            Some(b'a') => None,
            Some(b'n') => self.regular_nil().map(|()| Regular::Nil),
            // With its type or without.
            _ => self.regular_string().map(Regular::String),
        }
    }

    fn find(&mut self) -> Result<Found<'de>, Error> {
        let found = match self.initial() {
            Some(b's') => match self.enter_regular_struct() {
                Some(()) => Some(Found::Struct { more: true }),
                None => self.regular_short_string().map(|text| Found::String(Cow::Owned(text))),
            },
            Some(b'a') => self.enter_regular_array().map(|()| Found::Array { more: true }),
            Some(b'b') => self.regular_base64().map(Found::Base64),
            _ => None,
        };
        match found {
            Some(found) => Ok(found),
            None => self.find_irregular(),
        }
    }

    #[inline(never)]
    fn find_irregular(&mut self) -> Result<Found<'de>, Error> {
        let open = self.open_value()?;
        Ok(match open.kind() {
            Kind::Int => Found::Int(self.finish_integer(open, ANY)?),
            Kind::Long => Found::Long(self.finish_integer(open, ANY)?),
            Kind::Boolean => Found::Boolean(reader::boolean(&self.finish_scalar(open)?)?),
            Kind::Double => Found::Double(reader::double(&self.finish_scalar(open)?, self.reading())?),
            Kind::String => Found::String(self.finish_scalar(open)?),
            Kind::DateTime => Found::DateTime(self.finish_scalar(open)?),
            Kind::Base64 => Found::Base64(reader::base64(&self.finish_scalar(open)?)?),
            Kind::Nil => {
                self.finish_nil(open)?;
                Found::Nil
            }
            Kind::Array => Found::Array { more: self.begin_array(&open)? },
            Kind::Struct => Found::Struct { more: self.begin_struct(&open)? },
        })
    }

    pub(super) fn visit_elements<V: Visitor<'de>>(&mut self, more: bool, visitor: V) -> Result<V::Value, Error> {
        let mut access = ElementAccess { reader: self, more };
        let value = visitor.visit_seq(&mut access)?;
        if access.more {
            return Err(Error::new(INVALID_PARAMETERS, "the array has more elements than expected"));
        }
        Ok(value)
    }

    pub(super) fn visit_struct<V: Visitor<'de>>(&mut self, visitor: V, remember: Remember) -> Result<V::Value, Error> {
        let more = self.enter_struct()?;
        self.visit_members(more, visitor, remember)
    }

    fn enter_struct(&mut self) -> Result<bool, Error> {
        if self.enter_regular_struct().is_some() {
            return Ok(true);
        }
        let open = self.open_value()?;
        match open.kind() {
            Kind::Struct => self.begin_struct(&open),
            found => Err(wrong_type("a struct", found)),
        }
    }

    fn visit_members<V: Visitor<'de>>(
        &mut self,
        more: bool,
        visitor: V,
        remember: Remember,
    ) -> Result<V::Value, Error> {
        let mut access = MemberAccess::new(self, more, remember);
        let visited = visitor.visit_map(&mut access).and_then(|value| match access.leave()? {
            true => Ok(value),
            false => Err(Error::new(INVALID_PARAMETERS, "the struct has more members than expected")),
        });
        access.forget();
        visited
    }
}

/// An integer of the narrower type, unless it is wider than that may be.
fn visit_int<'de, V: Visitor<'de>>(number: i64, visitor: V) -> Result<V::Value, Error> {
    match i32::try_from(number) {
        Ok(small) => visitor.visit_i32(small),
        Err(_) => visitor.visit_i64(number),
    }
}

#[inline]
pub(super) fn visit_text<'de, V: Visitor<'de>>(text: Cow<'de, str>, visitor: V) -> Result<V::Value, Error> {
    match text {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
        Cow::Owned(text) => visitor.visit_string(text),
    }
}
