//! A member's name as the key of a map.

use std::borrow::Cow;

use serde::de::value::CowStrDeserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::any::visit_text;
use crate::decode;
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;

/// A name, which is text; for maps keyed by numbers or booleans, what the text says.
pub(super) struct NameDeserializer<'de>(pub(super) Cow<'de, str>);

impl NameDeserializer<'_> {
    /// The number that the name spells in the one way in which it is written: two spellings would be one key.
    fn integer(&self) -> Result<i64, Error> {
        let number = decode::integer(&self.0, super::scalar::ANY)?;
        if itoa::Buffer::new().format(number) == self.0 {
            Ok(number)
        } else {
            Err(Error::new(INVALID_PARAMETERS, "a member's name is not a number in its shortest form"))
        }
    }
}

macro_rules! parsed {
    ($($method:ident => $visit:ident),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.integer()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for NameDeserializer<'de> {
    type Error = Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visit_text(self.0, visitor)
    }

    parsed! {
        deserialize_i8 => visit_i64,
        deserialize_i16 => visit_i64,
        deserialize_i32 => visit_i64,
        deserialize_i64 => visit_i64,
        deserialize_u8 => visit_i64,
        deserialize_u16 => visit_i64,
        deserialize_u32 => visit_i64,
        deserialize_u64 => visit_i64,
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(decode::boolean(&self.0)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let name_deserializer: CowStrDeserializer<'de, Error> = self.0.into_deserializer();
        name_deserializer.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}
