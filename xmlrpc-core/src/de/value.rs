//! From a [`Value`] into Rust types, by the rules of the reader.

mod access;

use std::any::type_name;
use std::borrow::Cow;
use std::cell::RefCell;

use serde::de::{Deserialize, Deserializer, Visitor};

use access::{Elements, Members, NoMembers, Variant};

use super::any::visit_text;
use super::convert::{Scalar, in_range};
use super::enumeration::{DateTimeAccess, UnitVariant};
use super::seq::ByteAccess;
use super::{VARIANT, wrong_type};
use crate::decode::{Kind, Optional, Range};
use crate::error::{Error, WireWord, forget_attempts};
use crate::fault::INVALID_PARAMETERS;
use crate::reading::{Quirk, Reading};
use crate::value::{DATE_TIME_TOKEN, LENIENT_TOKEN, Struct, VALUE_TOKEN, Value};

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
        let scope = Scope::default();
        // A loop, and not a second call: the type's code is compiled once.
        loop {
            match T::deserialize(scope.at(self)) {
                Err(_) if scope.optional.borrow_mut().take_noted() => {}
                Err(error) => return Err(error.found(|| word_of(self))),
                read => return read,
            }
        }
    }
}

/// What all values of one conversion share.
#[derive(Default)]
struct Scope {
    optional: RefCell<Optional>,
}

impl Scope {
    fn at<'v, 's>(&'s self, value: &'v Value) -> ValueDeserializer<'v, 's> {
        ValueDeserializer { value, scope: self, lenient: false, in_option: false }
    }
}

#[derive(Clone, Copy)]
struct ValueDeserializer<'v, 's> {
    value: &'v Value,
    scope: &'s Scope,
    /// Whether scalars of other types are converted.
    lenient: bool,
    /// Whether an `Option` holds the value, which may stand for nothing: it is not converted.
    in_option: bool,
}

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

impl<'v, 's> ValueDeserializer<'v, 's> {
    /// A value inside of this one.
    fn inner(&self, value: &'v Value) -> Self {
        ValueDeserializer { value, in_option: false, ..*self }
    }

    /// Converts a scalar, or refuses it.
    fn convert<T>(&self, expected: &str, convert: impl FnOnce(Scalar<'v>) -> Option<(T, Quirk)>) -> Result<T, Error> {
        let scalar = if self.lenient && !self.in_option { Scalar::of(self.value) } else { None };
        scalar.and_then(convert).map_or_else(|| self.refuse(expected), |(converted, _)| Ok(converted))
    }

    /// Whether an empty collection stands in the place of another one.
    fn is_empty_for(&self, length: usize) -> bool {
        self.lenient && length == 0
    }

    #[cold]
    fn refuse<T>(&self, expected: &str) -> Result<T, Error> {
        Err(wrong_type(expected, kind_of(self.value)))
    }

    fn integer(&self, min: i64, max: i64) -> Result<i64, Error> {
        match self.value.as_i64() {
            Some(number) => in_range(number, Range { min, max }),
            None => {
                let number = self.convert("an int", |scalar| scalar.integer(&Reading::standard()))?;
                in_range(number, Range { min, max })
            }
        }
    }

    fn double(&self) -> Result<f64, Error> {
        match self.value.as_f64() {
            Some(number) => Ok(number),
            None => self.convert("a double", |scalar| scalar.double(&Reading::standard())),
        }
    }

    fn members(&self) -> Result<Option<&'v Struct>, Error> {
        match self.value {
            Value::Struct(members) => Ok(Some(members)),
            Value::Array(elements) if self.is_empty_for(elements.len()) => Ok(None),
            _ => self.refuse("a struct"),
        }
    }

    /// What stands for nothing, unless it is known that the type inside of the `Option` takes it.
    fn nothing(&self) -> Option<Quirk> {
        if self.lenient { Scalar::of(self.value)?.nothing() } else { None }
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

impl<'v> Deserializer<'v> for ValueDeserializer<'v, '_> {
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
        match self.value {
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
        match self.value {
            Value::Boolean(boolean) => visitor.visit_bool(*boolean),
            _ => visitor.visit_bool(self.convert("a boolean", Scalar::boolean)?),
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
        match self.value {
            Value::String(text) => visitor.visit_borrowed_str(text),
            _ => visit_text(self.convert(Kind::String.article(), Scalar::text)?, visitor),
        }
    }

    fn deserialize_string<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Base64(bytes) => visitor.visit_borrowed_bytes(bytes),
            _ => self.refuse("base64"),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Base64(bytes) => visitor.visit_byte_buf(bytes.to_vec()),
            _ => self.refuse("base64"),
        }
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_nil() {
            return visitor.visit_none();
        }
        let Some(quirk) = self.nothing() else { return visitor.visit_some(self) };
        let name = type_name::<V>();
        if self.scope.optional.borrow().refuses(name, quirk) {
            return visitor.visit_none();
        }
        let visited = visitor.visit_some(ValueDeserializer { in_option: true, ..self });
        if visited.is_err() {
            self.scope.optional.borrow_mut().note(name, quirk);
        }
        visited
    }

    fn deserialize_unit<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        if !self.value.is_nil() {
            self.convert("nil", |scalar| scalar.nothing().map(|quirk| ((), quirk)))?;
        }
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'v>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match (name, self.value) {
            (DATE_TIME_TOKEN, Value::DateTime(date)) => visitor.visit_string(date.to_string()),
            (DATE_TIME_TOKEN, _) => visit_text(self.convert(Kind::DateTime.article(), Scalar::date)?, visitor),
            (LENIENT_TOKEN, _) => visitor.visit_newtype_struct(ValueDeserializer { lenient: true, ..self }),
            (VALUE_TOKEN, Value::DateTime(date)) => visitor.visit_enum(DateTimeAccess(Cow::Owned(date.to_string()))),
            (VALUE_TOKEN, _) => self.deserialize_any(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Array(elements) => {
                let mut elements = Elements { rest: elements, next: 0, outer: self };
                let visited = visitor.visit_seq(&mut elements)?;
                if !elements.rest.is_empty() {
                    return Err(Error::new(INVALID_PARAMETERS, "the array has more elements than expected"));
                }
                Ok(visited)
            }
            Value::Base64(bytes) => visitor.visit_seq(ByteAccess::new(bytes.to_vec())),
            Value::Struct(members) if self.is_empty_for(members.len()) => {
                visitor.visit_seq(&mut Elements { rest: &[], next: 0, outer: self })
            }
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
        let Some(members) = self.members()? else { return visitor.visit_map(NoMembers) };
        let mut members = Members { rest: members.iter(), value: None, outer: self };
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
        if let Value::String(name) = self.value {
            return visitor.visit_enum(UnitVariant(Cow::Borrowed(name)));
        }
        let Value::Struct(members) = self.value else {
            return visitor.visit_enum(UnitVariant(self.convert(VARIANT, Scalar::text)?));
        };
        let mut members = members.iter();
        match (members.next(), members.next()) {
            (Some((name, value)), None) => visitor.visit_enum(Variant { name, value: self.inner(value) }),
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
