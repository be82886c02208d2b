//! A parameter that a call leaves out at its end: none for an option, missing for any other type.

use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;

/// Answers only types that ask for an option, through newtypes and aliases, as serde does for members.
#[derive(Debug)]
pub(crate) struct MissingParameter;

impl<'de> Deserializer<'de> for MissingParameter {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::new(INVALID_PARAMETERS, "missing"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match name {
            crate::value::VALUE_TOKEN | crate::value::DATE_TIME_TOKEN => self.deserialize_any(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}
