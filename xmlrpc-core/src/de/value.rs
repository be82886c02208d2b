//! From a [`Value`] into Rust types, by the rules of the reader.

use std::borrow::Cow;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::enumeration::{DateTimeAccess, UnitVariant};
use super::name::NameDeserializer;
use super::seq::ByteAccess;
use super::wrong_type;
use crate::decode::Kind;
use crate::error::{Error, WireWord, forget_attempts};
use crate::fault::INVALID_PARAMETERS;
use crate::value::{DATE_TIME_TOKEN, Struct, VALUE_TOKEN, Value};

impl Value {
    /// Converts the value into a Rust type, by the same rules as a parameter of a method.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use xmlrpc_core::{Value, value};
    ///
    /// let ports = value!({ "http": 80, "https": 443 }).to::<BTreeMap<String, u16>>()?;
    /// assert_eq!(ports["https"], 443);
    ///
    /// let error = value!({ "ports": [80, -1] }).to::<BTreeMap<String, Vec<u16>>>().map_err(|error| error.to_string());
    /// assert_eq!(error, Err(r#"member "ports[1]": an integer out of range: expected 0 to 65535"#.to_owned()));
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A value that does not fit the type, of the kind [`Data`](crate::ErrorKind::Data). The text names the member.
    pub fn to<'v, T: Deserialize<'v>>(&'v self) -> Result<T, Error> {
        T::deserialize(ValueDeserializer(self)).map_err(|error| error.found(|| word_of(self)))
    }
}

struct ValueDeserializer<'v>(&'v Value);

fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Int(_) => Kind::Int,
        Value::Long(_) => Kind::Long,
        Value::Boolean(_) => Kind::Boolean,
        Value::Double(_) => Kind::Double,
        Value::String(_) => Kind::String,
        Value::DateTime(_) => Kind::DateTime,
        Value::Base64(_) => Kind::Base64,
        Value::Struct(_) => Kind::Struct,
        Value::Array(_) => Kind::Array,
        Value::Nil => Kind::Nil,
    }
}

fn word_of(value: &Value) -> Option<WireWord> {
    Some(kind_of(value).word())
}

impl<'v> ValueDeserializer<'v> {
    #[cold]
    fn refuse<T>(&self, expected: &str) -> Result<T, Error> {
        Err(wrong_type(expected, kind_of(self.0)))
    }

    fn integer(&self, min: i64, max: i64) -> Result<i64, Error> {
        match self.0.as_i64() {
            Some(number) if (min..=max).contains(&number) => Ok(number),
            Some(_) => Err(Error::new(INVALID_PARAMETERS, format!("an integer out of range: expected {min} to {max}"))),
            None => self.refuse("an int"),
        }
    }

    fn double(&self) -> Result<f64, Error> {
        self.0.as_f64().map_or_else(|| self.refuse("a double"), Ok)
    }

    fn members(&self) -> Result<&'v Struct, Error> {
        match self.0 {
            Value::Struct(members) => Ok(members),
            _ => self.refuse("a struct"),
        }
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ident ($min:expr, $max:expr)),* $(,)?) => {$(
        fn $method<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
            // In range, so that the cast keeps the number.
            visitor.$visit(self.integer($min as i64, $max as i64)? as $type)
        }
    )*};
}

impl<'v> Deserializer<'v> for ValueDeserializer<'v> {
    type Error = Error;

    integers! {
        deserialize_i8 visit_i8 i8 (i8::MIN, i8::MAX),
        deserialize_i16 visit_i16 i16 (i16::MIN, i16::MAX),
        deserialize_i32 visit_i32 i32 (i32::MIN, i32::MAX),
        deserialize_i64 visit_i64 i64 (i64::MIN, i64::MAX),
        deserialize_i128 visit_i128 i128 (i64::MIN, i64::MAX),
        deserialize_u8 visit_u8 u8 (u8::MIN, u8::MAX),
        deserialize_u16 visit_u16 u16 (u16::MIN, u16::MAX),
        deserialize_u32 visit_u32 u32 (u32::MIN, u32::MAX),
        deserialize_u64 visit_u64 u64 (0, i64::MAX),
        deserialize_u128 visit_u128 u128 (0, i64::MAX),
    }

    fn deserialize_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        forget_attempts();
        match self.0 {
            Value::Int(number) => visitor.visit_i32(*number),
            Value::Long(number) => visitor.visit_i64(*number),
            Value::Boolean(boolean) => visitor.visit_bool(*boolean),
            Value::Double(number) => visitor.visit_f64(*number),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::DateTime(date) => visitor.visit_string(date.to_string()),
            Value::Base64(bytes) => visitor.visit_byte_buf(bytes.to_vec()),
            Value::Struct(_) => self.deserialize_map(visitor),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Nil => visitor.visit_unit(),
        }
    }

    fn deserialize_bool<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Boolean(boolean) => visitor.visit_bool(*boolean),
            _ => self.refuse("a boolean"),
        }
    }

    fn deserialize_f32<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        let double = self.double()?;
        let number = double as f32;
        if number.is_infinite() && double.is_finite() {
            return Err(Error::new(INVALID_PARAMETERS, "a double out of range: expected at most 3.4028235e38 in size"));
        }
        visitor.visit_f32(number)
    }

    fn deserialize_f64<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.double()?)
    }

    fn deserialize_char<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            _ => self.refuse("a string"),
        }
    }

    fn deserialize_string<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Base64(bytes) => visitor.visit_borrowed_bytes(bytes),
            _ => self.refuse("base64"),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Base64(bytes) => visitor.visit_byte_buf(bytes.to_vec()),
            _ => self.refuse("base64"),
        }
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_nil() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_nil() { visitor.visit_unit() } else { self.refuse("nil") }
    }

    fn deserialize_unit_struct<V: Visitor<'v>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match (name, self.0) {
            (DATE_TIME_TOKEN, Value::DateTime(date)) => visitor.visit_string(date.to_string()),
            (DATE_TIME_TOKEN, _) => self.refuse("a dateTime.iso8601"),
            (VALUE_TOKEN, Value::DateTime(date)) => visitor.visit_enum(DateTimeAccess(Cow::Owned(date.to_string()))),
            (VALUE_TOKEN, _) => self.deserialize_any(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(elements) => {
                let mut elements = Elements { rest: elements, next: 0 };
                let visited = visitor.visit_seq(&mut elements)?;
                if !elements.rest.is_empty() {
                    return Err(Error::new(INVALID_PARAMETERS, "the array has more elements than expected"));
                }
                Ok(visited)
            }
            Value::Base64(bytes) => visitor.visit_seq(ByteAccess::new(bytes.to_vec())),
            _ => self.refuse("an array"),
        }
    }

    fn deserialize_tuple<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'v>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut members = Members { rest: self.members()?.iter(), value: None };
        let visited = visitor.visit_map(&mut members)?;
        if members.rest.len() > 0 || members.value.is_some() {
            return Err(Error::new(INVALID_PARAMETERS, "the struct has more members than expected"));
        }
        Ok(visited)
    }

    fn deserialize_struct<V: Visitor<'v>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if let Value::String(name) = self.0 {
            return visitor.visit_enum(UnitVariant(Cow::Borrowed(name)));
        }
        let Value::Struct(members) = self.0 else { return self.refuse("a string, or a struct of one member") };
        let mut members = members.iter();
        match (members.next(), members.next()) {
            (Some((name, value)), None) => visitor.visit_enum(Variant { name, value }),
            (None, _) => Err(Error::new(INVALID_PARAMETERS, "expected a struct of one member, found none")),
            _ => Err(Error::new(INVALID_PARAMETERS, "expected a struct of one member, found more")),
        }
    }

    fn deserialize_identifier<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
}

struct Elements<'v> {
    rest: &'v [Value],
    next: usize,
}

impl<'v> SeqAccess<'v> for &mut Elements<'v> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((first, rest)) = self.rest.split_first() else { return Ok(None) };
        let index = self.next;
        (self.rest, self.next) = (rest, index + 1);
        seed.deserialize(ValueDeserializer(first))
            .map(Some)
            .map_err(|error| error.found(|| word_of(first)).at_index(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Members<'v, I> {
    rest: I,
    /// The member whose name was read last.
    value: Option<(&'v str, &'v Value)>,
}

impl<'v, I: ExactSizeIterator<Item = (&'v str, &'v Value)>> MapAccess<'v> for &mut Members<'v, I> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.value = self.rest.next();
        let Some((name, _)) = self.value else { return Ok(None) };
        seed.deserialize(NameDeserializer(Cow::Borrowed(name))).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let (name, value) = self
            .value
            .take()
            .ok_or_else(|| Error::new(INVALID_PARAMETERS, "the type asks for a member's value before its name"))?;
        seed.deserialize(ValueDeserializer(value)).map_err(|error| error.found(|| word_of(value)).at_member(name))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// A variant with data: the one member of a struct.
struct Variant<'v> {
    name: &'v str,
    value: &'v Value,
}

impl<'v> Variant<'v> {
    fn data<T>(&self, read: impl FnOnce(ValueDeserializer<'v>) -> Result<T, Error>) -> Result<T, Error> {
        read(ValueDeserializer(self.value)).map_err(|error| error.found(|| word_of(self.value)).at_member(self.name))
    }
}

impl<'v> EnumAccess<'v> for Variant<'v> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        Ok((seed.deserialize(NameDeserializer(Cow::Borrowed(self.name)))?, self))
    }
}

impl<'v> VariantAccess<'v> for Variant<'v> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        self.data(<()>::deserialize)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<S::Value, Error> {
        self.data(|value| seed.deserialize(value))
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.data(|value| value.deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'v>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.data(|value| value.deserialize_map(visitor))
    }
}
