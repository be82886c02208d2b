//! From Rust types into a [`Value`], by the rules of the writer.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::name::NameWriter;
use super::scalar::too_wide;
use crate::error::Error;
use crate::value::{DATE_TIME_TOKEN, DateTime, LONG_TOKEN, Struct, Value};

impl Value {
    /// Converts a Rust value into a `Value`, by the same rules as the result of a method.
    ///
    /// ```
    /// use xmlrpc_core::{Value, value};
    ///
    /// assert_eq!(Value::of(&(80u16, "http", None::<i32>))?, value!([80, "http", null]));
    ///
    /// let error = Value::of(&[("size", u64::MAX)].into_iter().collect::<std::collections::BTreeMap<_, _>>());
    /// assert!(error.is_err_and(|error| error.to_string().starts_with(r#"member "size": an integer is beyond"#)));
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// An integer beyond 64 bits, a map whose keys are not strings, or an error of the type's own `Serialize`: of the kind
    /// [`Unsupported`](crate::ErrorKind::Unsupported). The text names the member. What a [`Dialect`](crate::Dialect)
    /// decides, such as a double that is not finite, is checked when the value is written.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Value, Error> {
        value.serialize(ValueSerializer)
    }
}

struct ValueSerializer;

fn wide<N>(number: N) -> Result<Value, Error>
where
    i64: TryFrom<N>,
{
    i64::try_from(number).map(Value::from).map_err(|_| too_wide())
}

macro_rules! scalars {
    ($($method:ident $type:ty),* $(,)?) => {$(
        fn $method(self, scalar: $type) -> Result<Value, Error> {
            Ok(Value::from(scalar))
        }
    )*};
}

impl Serializer for ValueSerializer {
    type Ok = Value;
    type Error = Error;
    type SerializeSeq = Elements;
    type SerializeTuple = Elements;
    type SerializeTupleStruct = Elements;
    type SerializeTupleVariant = Elements;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Members;

    scalars! {
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8,
        serialize_u16 u16, serialize_u32 u32, serialize_f64 f64, serialize_char char, serialize_str &str,
    }

    fn serialize_i128(self, number: i128) -> Result<Value, Error> {
        wide(number)
    }

    fn serialize_u64(self, number: u64) -> Result<Value, Error> {
        wide(number)
    }

    fn serialize_u128(self, number: u128) -> Result<Value, Error> {
        wide(number)
    }

    fn serialize_f32(self, number: f32) -> Result<Value, Error> {
        // By its own digits: widened, 0.1 would become 0.10000000149011612.
        let digits = zmij::Buffer::new().format(number).parse();
        Ok(Value::Double(digits.unwrap_or(f64::from(number))))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Value, Error> {
        Ok(Value::Base64(bytes.into()))
    }

    fn serialize_none(self) -> Result<Value, Error> {
        Ok(Value::Nil)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, Error> {
        Ok(Value::Nil)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, Error> {
        Ok(Value::Nil)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, Error> {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<Value, Error> {
        match (name, value.serialize(ValueSerializer)?) {
            (DATE_TIME_TOKEN, Value::String(text)) => {
                text.parse::<DateTime>().map(Value::DateTime).map_err(|error| Error::of_value(error.to_string()))
            }
            (LONG_TOKEN, Value::Int(number)) => Ok(Value::Long(number.into())),
            (_, value) => Ok(value),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        let mut members = Members::new(None);
        members.push(variant.to_owned(), value)?;
        Ok(members.finish())
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Elements, Error> {
        Ok(Elements::new(None, length.unwrap_or_default()))
    }

    fn serialize_tuple(self, length: usize) -> Result<Elements, Error> {
        Ok(Elements::new(None, length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Elements, Error> {
        Ok(Elements::new(None, length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Elements, Error> {
        Ok(Elements::new(Some(variant), length))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members, Error> {
        Ok(Members::new(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members, Error> {
        Ok(Members::new(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Members, Error> {
        Ok(Members::new(Some(variant)))
    }
}

/// The value of an enum's variant with data, or the value itself.
fn in_variant(variant: Option<&'static str>, value: Value) -> Value {
    match variant {
        Some(variant) => Value::Struct([(variant, value)].into_iter().collect()),
        None => value,
    }
}

struct Elements {
    variant: Option<&'static str>,
    elements: Vec<Value>,
}

impl Elements {
    /// The most elements for which there is room at once: the length is what the type says of itself.
    const MOST: usize = 4096;

    fn new(variant: Option<&'static str>, length: usize) -> Self {
        Elements { variant, elements: Vec::with_capacity(length.min(Self::MOST)) }
    }

    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let index = self.elements.len();
        self.elements.push(Value::of(value).map_err(|error| error.at_index(index))?);
        Ok(())
    }
}

struct Members {
    variant: Option<&'static str>,
    /// The key whose value comes next.
    key: String,
    members: Vec<(String, Value)>,
}

impl Members {
    fn new(variant: Option<&'static str>) -> Self {
        Members { variant, key: String::new(), members: Vec::new() }
    }

    fn push<T: Serialize + ?Sized>(&mut self, name: String, value: &T) -> Result<(), Error> {
        let value = Value::of(value).map_err(|error| error.at_member(&name))?;
        self.members.push((name, value));
        Ok(())
    }

    fn finish(self) -> Value {
        in_variant(self.variant, Value::Struct(self.members.into_iter().collect::<Struct>()))
    }
}

macro_rules! arrays {
    ($($kind:ident $element:ident),* $(,)?) => {$(
        impl $kind for Elements {
            type Ok = Value;
            type Error = Error;

            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.push(value)
            }

            fn end(self) -> Result<Value, Error> {
                Ok(in_variant(self.variant, Value::Array(self.elements)))
            }
        }
    )*};
}

arrays! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

macro_rules! structs {
    ($($kind:ident),* $(,)?) => {$(
        impl $kind for Members {
            type Ok = Value;
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
                self.push(name.to_owned(), value)
            }

            fn end(self) -> Result<Value, Error> {
                Ok(self.finish())
            }
        }
    )*};
}

structs! {
    SerializeStruct,
    SerializeStructVariant,
}

impl SerializeMap for Members {
    type Ok = Value;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Error> {
        let mut text = Vec::new();
        name.serialize(NameWriter { out: &mut text, has_member: None })?;
        self.key = String::from_utf8_lossy(&text).into_owned();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let name = std::mem::take(&mut self.key);
        self.push(name, value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(self.finish())
    }
}
