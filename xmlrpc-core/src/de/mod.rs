//! From XML straight into Rust types, through serde.

mod any;
mod convert;
mod enumeration;
mod guard;
mod integers;
mod lenient;
mod map;
mod missing;
mod name;
mod scalar;
mod seq;
mod value;

use serde::de::{Deserializer, Visitor};

use crate::decode::{Kind, Reader};
use crate::error::{Error, forget_attempts};
use crate::fault::INVALID_PARAMETERS;
use crate::value::{DATE_TIME_TOKEN, LENIENT_TOKEN, VALUE_TOKEN};

pub(crate) use missing::MissingParameter;

use any::visit_text;
use enumeration::{StructVariant, UnitVariant};
use map::Remember;
use seq::ByteAccess;

/// What an enum takes.
const VARIANT: &str = "a string, or a struct of one member";

/// A value of another type than the place takes.
#[cold]
fn wrong_type(expected: &str, found: Kind) -> Error {
    let mut message = format!("expected {expected}, found {}", found.article());
    if found == Kind::DateTime && expected == Kind::String.article() {
        // Serde has no dates: those of other crates ask for a text of their own form.
        message.push_str("; a date of another crate needs #[serde(with = \"xmlrpc_server::as_datetime\")]");
    }
    Error::new(INVALID_PARAMETERS, message)
}

impl<'de> Reader<'de> {
    fn deserialize_date_time<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        self.guarded(|reader| {
            let text = reader.date_text()?;
            visit_text(text, visitor)
        })
    }

    /// Reads a value of any type, and distinguishes dates from strings.
    fn deserialize_exactly<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        self.visit_any(visitor, true)
    }
}

/// The value at the reader's position. The type that asks decides what is compared: `<value><int>` for an integer.
impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        forget_attempts();
        self.visit_any(visitor, false)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let before = self.cursor.position();
        let boolean = self.read_boolean()?;
        visitor.visit_bool(boolean).map_err(|error| self.refused(before, error))
    }

    integers::deserialize_integers!();

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let before = self.cursor.position();
        let double = self.read_double()?;
        let number = double as f32;
        let visited = if number.is_infinite() && double.is_finite() {
            Err(Error::new(INVALID_PARAMETERS, "a double out of range: expected at most 3.4028235e38 in size"))
        } else {
            visitor.visit_f32(number)
        };
        visited.map_err(|error| self.refused(before, error))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let before = self.cursor.position();
        let number = self.read_double()?;
        visitor.visit_f64(number).map_err(|error| self.refused(before, error))
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let before = self.cursor.position();
        let text = self.read_string()?;
        visit_text(text, visitor).map_err(|error| self.refused(before, error))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let before = self.cursor.position();
        let bytes = self.read_base64()?;
        visitor.visit_byte_buf(bytes).map_err(|error| self.refused(before, error))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.guarded(|reader| {
            if reader.at_nil()? {
                if reader.fast_nil().is_some() {
                    return visitor.visit_none();
                }
                let open = reader.open_value()?;
                reader.finish_nil(open)?;
                return visitor.visit_none();
            }
            if reader.lenient { reader.visit_optional(visitor) } else { visitor.visit_some(reader) }
        })
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.guarded(|reader| {
            let start = reader.cursor.position();
            let open = reader.open_value()?;
            match open.kind() {
                Kind::Nil => reader.finish_nil(open)?,
                _ => reader.convert_nil(open, start)?,
            }
            visitor.visit_unit()
        })
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    // The name is known where this is inlined, and with it the arm.
    #[inline(always)]
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match name {
            DATE_TIME_TOKEN => self.deserialize_date_time(visitor),
            VALUE_TOKEN => self.deserialize_exactly(visitor),
            LENIENT_TOKEN => {
                let outside = self.set_lenient(true);
                let visited = visitor.visit_newtype_struct(&mut *self);
                self.set_lenient(outside);
                visited
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.guarded(|reader| {
            if reader.enter_fast_array().is_some() {
                return reader.visit_elements(true, visitor);
            }
            let open = reader.open_value()?;
            match open.kind() {
                Kind::Array => {
                    let more = reader.begin_array(&open)?;
                    reader.visit_elements(more, visitor)
                }
                Kind::Base64 => {
                    let bytes = reader.finish_base64(open)?;
                    visitor.visit_seq(ByteAccess::new(bytes))
                }
                _ => {
                    reader.convert_empty_struct(&open)?;
                    reader.visit_elements(false, visitor)
                }
            }
        })
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
        self.guarded(|reader| reader.visit_struct(visitor, Remember::All))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        // A derived struct itself refuses a member of its own that comes twice.
        self.guarded(|reader| reader.visit_struct(visitor, Remember::Ignored))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.guarded(|reader| {
            let start = reader.cursor.position();
            let open = reader.open_value()?;
            match open.kind() {
                Kind::String => {
                    let name = reader.finish_scalar(open)?;
                    visitor.visit_enum(UnitVariant(name))
                }
                Kind::Struct => {
                    let entered = reader.begin_struct(&open)?;
                    let members = reader.members(entered);
                    visitor.visit_enum(StructVariant { reader, members })
                }
                _ => {
                    let name = reader.convert_text(open, start, VARIANT)?;
                    visitor.visit_enum(UnitVariant(name))
                }
            }
        })
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.guarded(|reader| {
            reader.skip_value()?;
            reader.note_ignored();
            visitor.visit_unit()
        })
    }
}
