//! Values whose type the document says.

use std::borrow::Cow;

use serde::de::Visitor;

use super::enumeration::DateTimeAccess;
use super::map::{MemberAccess, Remember};
use super::scalar::ANY;
use super::seq::ElementAccess;
use crate::decode::{Kind, Reader};
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;

/// A scalar that the fast path has read.
enum Fast<'de> {
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
    Struct { entered: bool },
}

impl<'de> Reader<'de> {
    /// Reads what the document says. With `exact`, a date is distinguished from a string.
    pub(super) fn visit_any<V: Visitor<'de>>(&mut self, visitor: V, exact: bool) -> Result<V::Value, Error> {
        let before = self.cursor.position();
        let visited = match self.find_fast() {
            Some(Fast::Int(number)) => visit_int(number, visitor),
            Some(Fast::Long(number)) => visitor.visit_i64(number),
            Some(Fast::Boolean(truth)) => visitor.visit_bool(truth),
            Some(Fast::Double(number)) => visitor.visit_f64(number),
            Some(Fast::String(text)) => visitor.visit_borrowed_str(text),
            Some(Fast::Nil) => visitor.visit_unit(),
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
            Found::Struct { entered } => self.visit_members(entered, visitor, Remember::All),
        }
    }

    /// Reads a scalar, if one comes that the fast path reads; otherwise nothing.
    fn find_fast(&mut self) -> Option<Fast<'de>> {
        match self.initial() {
            Some(b'i') => match self.fast_int() {
                Some(number) => Some(Fast::Int(number)),
                None => self.fast_long().map(Fast::Long),
            },
            Some(b'b') => self.fast_boolean().map(Fast::Boolean),
            Some(b'd') => self.fast_double().map(Fast::Double),
            Some(b'a') => None,
            Some(b'n') => self.fast_nil().map(|()| Fast::Nil),
            // With its type or without.
            _ => self.fast_string().map(Fast::String),
        }
    }

    fn find(&mut self) -> Result<Found<'de>, Error> {
        let found = match self.initial() {
            Some(b's') => match self.enter_fast_struct() {
                Some(()) => Some(Found::Struct { entered: true }),
                None => self.fast_short_string().map(|text| Found::String(Cow::Owned(text))),
            },
            Some(b'a') => self.enter_fast_array().map(|()| Found::Array { more: true }),
            Some(b'b') => self.fast_base64().map(Found::Base64),
            _ => None,
        };
        match found {
            Some(found) => Ok(found),
            None => self.find_slowly(),
        }
    }

    #[inline(never)]
    fn find_slowly(&mut self) -> Result<Found<'de>, Error> {
        let open = self.open_value()?;
        Ok(match open.kind() {
            Kind::Int => Found::Int(self.finish_integer(open, ANY)?),
            Kind::Long => Found::Long(self.finish_integer(open, ANY)?),
            Kind::Boolean => Found::Boolean(self.finish_boolean(open)?),
            Kind::Double => Found::Double(self.finish_double(open)?),
            Kind::String => Found::String(self.finish_scalar(open)?),
            Kind::DateTime => Found::DateTime(self.finish_date(open)?),
            Kind::Base64 => Found::Base64(self.finish_base64(open)?),
            Kind::Nil => {
                self.finish_nil(open)?;
                Found::Nil
            }
            Kind::Array => Found::Array { more: self.begin_array(&open)? },
            Kind::Struct => Found::Struct { entered: self.begin_struct(&open)? },
        })
    }

    pub(super) fn visit_elements<V: Visitor<'de>>(&mut self, more: bool, visitor: V) -> Result<V::Value, Error> {
        let first = self.cursor.position();
        let mut access = ElementAccess { reader: self, more, first };
        let value = visitor.visit_seq(&mut access)?;
        if access.more {
            return Err(Error::new(INVALID_PARAMETERS, "the array has more elements than expected"));
        }
        Ok(value)
    }

    pub(super) fn visit_struct<V: Visitor<'de>>(&mut self, visitor: V, remember: Remember) -> Result<V::Value, Error> {
        let entered = self.enter_struct()?;
        self.visit_members(entered, visitor, remember)
    }

    fn enter_struct(&mut self) -> Result<bool, Error> {
        if self.enter_fast_struct().is_some() {
            return Ok(true);
        }
        let open = self.open_value()?;
        match open.kind() {
            Kind::Struct => self.begin_struct(&open),
            _ => self.convert_empty_array(&open).map(|()| false),
        }
    }

    fn visit_members<V: Visitor<'de>>(
        &mut self,
        entered: bool,
        visitor: V,
        remember: Remember,
    ) -> Result<V::Value, Error> {
        let mut access = MemberAccess::new(self, entered, remember);
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
