//! Values of which the document says what they are.

use std::borrow::Cow;

use serde::de::Visitor;

use super::enumeration::DateTimeAccess;
use super::integers::{ANY, regular_integer};
use super::map::{MemberAccess, Remember};
use super::seq::ElementAccess;
use super::wrong_type;
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::reader::{self, Kind, OpenValue, Reader};

impl<'de> Reader<'de> {
    /// Lets the document say what comes. With `exact`, a date is told from a string.
    pub(super) fn visit_any<V: Visitor<'de>>(&mut self, visitor: V, exact: bool) -> Result<V::Value, Error> {
        if let Some(number) = regular_integer(self)? {
            return visit_int(number, visitor);
        }
        let open = self.open_value()?;
        match open.kind() {
            Kind::Int => visit_int(self.finish_integer(open, ANY)?, visitor),
            Kind::Long => visitor.visit_i64(self.finish_integer(open, ANY)?),
            Kind::Boolean => visitor.visit_bool(reader::boolean(&self.finish_scalar(open)?)?),
            Kind::Double => visitor.visit_f64(reader::double(&self.finish_scalar(open)?, self.reading())?),
            Kind::String => visit_text(self.finish_scalar(open)?, visitor),
            Kind::DateTime if exact => visitor.visit_enum(DateTimeAccess(self.finish_scalar(open)?)),
            Kind::DateTime => visit_text(self.finish_scalar(open)?, visitor),
            Kind::Base64 => visitor.visit_byte_buf(reader::base64(&self.finish_scalar(open)?)?),
            Kind::Nil => {
                self.finish_nil(open)?;
                visitor.visit_unit()
            }
            Kind::Array => self.visit_array(&open, visitor),
            Kind::Struct => self.visit_members(&open, visitor, Remember::All),
        }
    }

    pub(super) fn visit_array<V: Visitor<'de>>(
        &mut self,
        open: &OpenValue<'de>,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let more = self.begin_array(open)?;
        let mut access = ElementAccess { reader: self, more };
        let value = visitor.visit_seq(&mut access)?;
        if access.more {
            return Err(Error::new(INVALID_PARAMETERS, "the array has more elements than expected"));
        }
        Ok(value)
    }

    pub(super) fn visit_struct<V: Visitor<'de>>(&mut self, visitor: V, remember: Remember) -> Result<V::Value, Error> {
        let open = self.open_value()?;
        match open.kind() {
            Kind::Struct => self.visit_members(&open, visitor, remember),
            found => Err(wrong_type("a struct", found)),
        }
    }

    fn visit_members<V: Visitor<'de>>(
        &mut self,
        open: &OpenValue<'de>,
        visitor: V,
        remember: Remember,
    ) -> Result<V::Value, Error> {
        let more = self.begin_struct(open)?;
        let mut access = MemberAccess::new(self, more, remember);
        let value = visitor.visit_map(&mut access)?;
        if access.more {
            return Err(Error::new(INVALID_PARAMETERS, "the struct has more members than expected"));
        }
        Ok(value)
    }
}

/// An integer of the narrower type, unless it is wider than that may be.
fn visit_int<'de, V: Visitor<'de>>(number: i64, visitor: V) -> Result<V::Value, Error> {
    match i32::try_from(number) {
        Ok(small) => visitor.visit_i32(small),
        Err(_) => visitor.visit_i64(number),
    }
}

pub(super) fn visit_text<'de, V: Visitor<'de>>(text: Cow<'de, str>, visitor: V) -> Result<V::Value, Error> {
    match text {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
        Cow::Owned(text) => visitor.visit_string(text),
    }
}
