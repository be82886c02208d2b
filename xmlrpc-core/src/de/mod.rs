//! From XML straight into Rust types, through serde.

mod enumeration;
mod integers;
mod map;
mod missing;
mod name;
mod seq;

use std::borrow::Cow;

use serde::de::{Deserializer, Visitor};

use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::reader::{self, Kind, OpenValue, Reader};
use crate::value::{DATE_TIME_TOKEN, VALUE_TOKEN};

pub(crate) use missing::MissingParameter;

use enumeration::{DateTimeAccess, StructVariant, UnitVariant};
use integers::{ANY, read_integer};
use map::MemberAccess;
use seq::{ByteAccess, ElementAccess};

/// A value of another type than the place takes.
#[cold]
fn wrong_type(expected: &str, found: Kind) -> Error {
    Error::new(INVALID_PARAMETERS, format!("expected {expected}, found {}", found.article()))
}

/// The value at the reader's position. What a type asks for decides how the value is read: `<value><int>` is compared
/// at one go for a type that asks for an integer.
impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.visit_any(visitor, false)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.skip_space();
        let start = self.cursor.position();
        let regular = if self.cursor.eat(b"<value><boolean>1</boolean></value>") {
            Some(true)
        } else if self.cursor.eat(b"<value><boolean>0</boolean></value>") {
            Some(false)
        } else {
            None
        };
        if let Some(boolean) = regular {
            self.count_value()?;
            return visitor.visit_bool(boolean).map_err(|error: Error| error.at(start));
        }
        let text = self.scalar_text(Kind::Boolean, "a boolean")?;
        reader::boolean(&text).and_then(|boolean| visitor.visit_bool(boolean)).map_err(|error| error.at(start))
    }

    integers::deserialize_integers!();

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.skip_space();
        let start = self.cursor.position();
        if self.cursor.eat(b"<value><double>") {
            if let Some(text) = self.cursor.eat_text_before(b"</double></value>") {
                self.count_value()?;
                let number = reader::double(text).and_then(|number| visitor.visit_f64(number));
                return number.map_err(|error| error.at(start));
            }
            self.cursor.set_position(start);
        }
        let open = self.open_value()?;
        match open.kind() {
            // Languages with one kind of number write whole ones as integers.
            Kind::Int | Kind::Long => {
                let text = self.finish_scalar(open)?;
                reader::integer(&text, ANY).and_then(|number| visitor.visit_f64(number as f64))
            }
            Kind::Double => {
                let text = self.finish_scalar(open)?;
                reader::double(&text).and_then(|number| visitor.visit_f64(number))
            }
            found => Err(wrong_type("a double", found)),
        }
        .map_err(|error| error.at(start))
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.skip_space();
        let start = self.cursor.position();
        let text = if self.cursor.eat(b"<value><string>") {
            self.count_value()?;
            let text = self.value_text()?;
            if !self.cursor.eat(b"</string></value>") {
                self.close_text("string")?;
                self.close::<reader::Value>()?;
            }
            text
        } else {
            self.scalar_text(Kind::String, "a string")?
        };
        visit_text(text, visitor).map_err(|error| error.at(start))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.skip_space();
        let start = self.cursor.position();
        if let Some(bytes) = self.regular_base64()? {
            return visitor.visit_byte_buf(bytes).map_err(|error: Error| error.at(start));
        }
        let text = self.scalar_text(Kind::Base64, "base64")?;
        reader::base64(&text).and_then(|bytes| visitor.visit_byte_buf(bytes)).map_err(|error| error.at(start))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.at_nil()? {
            let open = self.open_value()?;
            self.finish_nil(open)?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let start = self.cursor.position();
        let open = self.open_value()?;
        match open.kind() {
            Kind::Nil => self.finish_nil(open).and_then(|()| visitor.visit_unit()),
            found => Err(wrong_type("nil", found)),
        }
        .map_err(|error| error.at(start))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        let start = self.cursor.position();
        match name {
            DATE_TIME_TOKEN => {
                let text = self.scalar_text(Kind::DateTime, "a dateTime.iso8601")?;
                visit_text(text, visitor).map_err(|error| error.at(start))
            }
            VALUE_TOKEN => self.visit_any(visitor, true),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.skip_space();
        let start = self.cursor.position();
        let open = self.open_value()?;
        match open.kind() {
            Kind::Array => self.visit_array(&open, visitor),
            Kind::Base64 => {
                let text = self.finish_scalar(open)?;
                reader::base64(&text).and_then(|bytes| visitor.visit_seq(ByteAccess::new(bytes)))
            }
            found => Err(wrong_type("an array", found)),
        }
        .map_err(|error| error.at(start))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.skip_space();
        let start = self.cursor.position();
        let open = self.open_value()?;
        match open.kind() {
            Kind::Struct => self.visit_members(&open, visitor, true),
            found => Err(wrong_type("a struct", found)),
        }
        .map_err(|error| error.at(start))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.cursor.skip_space();
        let start = self.cursor.position();
        let open = self.open_value()?;
        match open.kind() {
            // A derived struct counts its own members, so that names are not remembered here.
            Kind::Struct => self.visit_members(&open, visitor, false),
            found => Err(wrong_type("a struct", found)),
        }
        .map_err(|error| error.at(start))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let start = self.cursor.position();
        let open = self.open_value()?;
        match open.kind() {
            Kind::String => {
                let name = self.finish_scalar(open)?;
                visitor.visit_enum(UnitVariant(name))
            }
            Kind::Struct => {
                if !self.begin_struct(&open)? {
                    return Err(Error::new(INVALID_PARAMETERS, "expected a struct of one member, found none").at(start));
                }
                visitor.visit_enum(StructVariant(self))
            }
            found => Err(wrong_type("a string, or a struct of one member", found)),
        }
        .map_err(|error| error.at(start))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.skip_value()?;
        visitor.visit_unit()
    }
}

impl<'de> Reader<'de> {
    /// The text of a value that must be of one type.
    fn scalar_text(&mut self, kind: Kind, expected: &str) -> Result<Cow<'de, str>, Error> {
        self.cursor.skip_space();
        let start = self.cursor.position();
        let open = self.open_value()?;
        if open.kind() != kind {
            return Err(wrong_type(expected, open.kind()).at(start));
        }
        self.finish_scalar(open)
    }

    /// Base64 as nearly everybody writes it. Its alphabet has no character that XML minds, so that decoding it is
    /// checking it; none, with nothing consumed, if it is anything else.
    fn regular_base64(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let bookmark = self.bookmark();
        if self.cursor.eat(b"<value><base64>") {
            let text = self.cursor.up_to_markup();
            if text.len() <= self.limits().string
                && let Ok(bytes) = reader::base64(text)
                && self.cursor.eat(b"</base64></value>")
            {
                self.count_value()?;
                return Ok(Some(bytes));
            }
        }
        self.return_to(bookmark);
        Ok(None)
    }

    /// Lets the document say what comes. With `exact`, a date is told from a string.
    fn visit_any<V: Visitor<'de>>(&mut self, visitor: V, exact: bool) -> Result<V::Value, Error> {
        self.cursor.skip_space();
        let start = self.cursor.position();
        if let Some(number) = integers::regular_integer(self)? {
            return visit_int(number, visitor).map_err(|error: Error| error.at(start));
        }
        let open = self.open_value()?;
        self.visit_open(open, visitor, exact).map_err(|error| error.at(start))
    }

    fn visit_open<V: Visitor<'de>>(
        &mut self,
        open: OpenValue<'de>,
        visitor: V,
        exact: bool,
    ) -> Result<V::Value, Error> {
        match open.kind() {
            Kind::Int => visit_int(reader::integer(&self.finish_scalar(open)?, ANY)?, visitor),
            Kind::Long => visitor.visit_i64(reader::integer(&self.finish_scalar(open)?, ANY)?),
            Kind::Boolean => visitor.visit_bool(reader::boolean(&self.finish_scalar(open)?)?),
            Kind::Double => visitor.visit_f64(reader::double(&self.finish_scalar(open)?)?),
            Kind::String => visit_text(self.finish_scalar(open)?, visitor),
            Kind::DateTime if exact => visitor.visit_enum(DateTimeAccess(self.finish_scalar(open)?)),
            Kind::DateTime => visit_text(self.finish_scalar(open)?, visitor),
            Kind::Base64 => visitor.visit_byte_buf(reader::base64(&self.finish_scalar(open)?)?),
            Kind::Nil => {
                self.finish_nil(open)?;
                visitor.visit_unit()
            }
            Kind::Array => self.visit_array(&open, visitor),
            Kind::Struct => self.visit_members(&open, visitor, true),
        }
    }

    fn visit_array<V: Visitor<'de>>(&mut self, open: &OpenValue<'de>, visitor: V) -> Result<V::Value, Error> {
        let more = self.begin_array(open)?;
        let mut access = ElementAccess { reader: self, more };
        let value = visitor.visit_seq(&mut access)?;
        if access.more {
            return Err(Error::new(INVALID_PARAMETERS, "the array has more elements than expected"));
        }
        Ok(value)
    }

    fn visit_members<V: Visitor<'de>>(
        &mut self,
        open: &OpenValue<'de>,
        visitor: V,
        remember: bool,
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

fn visit_text<'de, V: Visitor<'de>>(text: Cow<'de, str>, visitor: V) -> Result<V::Value, Error> {
    match text {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
        Cow::Owned(text) => visitor.visit_string(text),
    }
}
