//! Access to a `Value` by type, and conversions into it.

use std::ops::Index;

use super::{Base64, DateTime, Struct, Value};

impl Value {
    /// The number, if this is an `int` or an `i8`.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some((*number).into()),
            Value::Long(number) => Some(*number),
            _ => None,
        }
    }

    /// The number, if this is a double or an integer.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::Double(number) => Some(*number),
            _ => self.as_i64().map(|number| number as f64),
        }
    }

    /// The boolean, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Boolean(boolean) => Some(*boolean),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The bytes, if this is base64.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Value::Base64(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The date, if this is one.
    pub fn as_date_time(&self) -> Option<DateTime> {
        match self {
            Value::DateTime(date) => Some(*date),
            _ => None,
        }
    }

    /// The elements, if this is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members, if this is a struct.
    pub fn as_struct(&self) -> Option<&Struct> {
        match self {
            Value::Struct(members) => Some(members),
            _ => None,
        }
    }

    /// Whether this is nil.
    pub fn is_nil(&self) -> bool {
        matches!(self, Value::Nil)
    }

    /// The member of this name, if this is a struct that has it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_struct()?.get(name)
    }
}

const NIL: &Value = &Value::Nil;

/// The member of this name; nil if this is no struct or has no such member.
impl Index<&str> for Value {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(NIL)
    }
}

/// The element at this index; nil if this is no array or has no such element.
impl Index<usize> for Value {
    type Output = Value;

    fn index(&self, index: usize) -> &Value {
        self.as_array().and_then(|elements| elements.get(index)).unwrap_or(NIL)
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident),* $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Value::$variant(value.into())
            }
        }
    )*};
}

from! {
    i8 => Int,
    i16 => Int,
    i32 => Int,
    u8 => Int,
    u16 => Int,
    bool => Boolean,
    f32 => Double,
    f64 => Double,
    &str => String,
    String => String,
    char => String,
    DateTime => DateTime,
    Base64 => Base64,
    Struct => Struct,
}

/// Makes a [`Value::Int`] if the number fits into 32 bits, otherwise a [`Value::Long`].
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        i32::try_from(number).map_or(Value::Long(number), Value::Int)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        i64::from(number).into()
    }
}

/// Makes an integer of a length, which always fits into 64 bits with a sign.
impl From<usize> for Value {
    fn from(number: usize) -> Self {
        i64::try_from(number).unwrap_or(i64::MAX).into()
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<()> for Value {
    fn from((): ()) -> Self {
        Value::Nil
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Nil, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(elements: Vec<T>) -> Self {
        Value::Array(elements.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(elements: [T; N]) -> Self {
        Value::Array(elements.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_take_the_narrowest_type() {
        assert_eq!(Value::from(5i64), Value::Int(5));
        assert_eq!(Value::from(1i64 << 40), Value::Long(1 << 40));
        assert_eq!(Value::from(u32::MAX), Value::Long(u32::MAX.into()));
    }

    #[test]
    fn an_absent_element_is_nil() {
        let value = Value::from(vec![1, 2]);
        assert!(value[7].is_nil() && value["x"].is_nil());
        assert_eq!(value[1].as_f64(), Some(2.0));
    }
}
