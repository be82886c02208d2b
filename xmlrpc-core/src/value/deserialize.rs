use std::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};

use smol_str::SmolStr;

use super::{Base64, Struct, VALUE_TOKEN, Value};

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_exact(deserializer, ValueVisitor { own: true })
    }
}

/// Reads a value of any type, like [`Deserializer::deserialize_any`], and distinguishes dates from strings.
///
/// This is for a type whose `Deserialize` decides by the type in the document and keeps a [`Value`] of the rest. From
/// this library's reader a date arrives at `visit_enum`; pass it to `Value` through serde's `EnumAccessDeserializer`.
/// From other formats the value arrives at `visit_newtype_struct`; continue there with `deserialize_any`.
///
/// # Errors
///
/// Those of the deserializer and of the visitor.
pub fn deserialize_exact<'de, D: Deserializer<'de>, V: Visitor<'de>>(
    deserializer: D,
    visitor: V,
) -> Result<V::Value, D::Error> {
    deserializer.deserialize_newtype_struct(VALUE_TOKEN, visitor)
}

impl<'de> Deserialize<'de> for Struct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StructVisitor;

        impl<'de> Visitor<'de> for StructVisitor {
            type Value = Struct;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a struct")
            }

            fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Struct, A::Error> {
                collect(members)
            }
        }

        deserializer.deserialize_map(StructVisitor)
    }
}

struct ValueVisitor {
    /// Whether this library's reader calls, where the width of an integer is that of its element.
    own: bool,
}

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value of XML-RPC")
    }

    fn visit_bool<E>(self, boolean: bool) -> Result<Value, E> {
        Ok(Value::Boolean(boolean))
    }

    fn visit_i32<E>(self, number: i32) -> Result<Value, E> {
        Ok(Value::Int(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(if self.own { Value::Long(number) } else { Value::from(number) })
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number).map(Value::from).map_err(|_| E::custom("an integer beyond 64 bits with a sign"))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Double(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Value, E> {
        Ok(Value::Base64(bytes.into()))
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Value, E> {
        Ok(Value::Base64(Base64::from(bytes)))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nil)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nil)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(ValueVisitor { own: false })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element()? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Value, A::Error> {
        collect(members).map(Value::Struct)
    }

    /// The call of this library's reader for a date.
    fn visit_enum<A: EnumAccess<'de>>(self, date: A) -> Result<Value, A::Error> {
        let ((), text) = date.variant()?;
        let text: std::borrow::Cow<'de, str> = text.newtype_variant()?;
        text.parse().map(Value::DateTime).map_err(A::Error::custom)
    }
}

/// The members that are allocated at first.
const FEW: usize = 4;

fn collect<'de, A: MapAccess<'de>>(mut members: A) -> Result<Struct, A::Error> {
    let Some(first) = members.next_entry()? else { return Ok(Struct::new()) };
    let mut all: Vec<(SmolStr, Value)> = Vec::with_capacity(FEW);
    all.push(first);
    while let Some(member) = members.next_entry()? {
        all.push(member);
    }
    Ok(Struct::of(all))
}
