use serde::ser::{Serialize, Serializer};

use super::{LONG_TOKEN, Struct, Value};

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Int(number) => serializer.serialize_i32(*number),
            Value::Long(number) => serializer.serialize_newtype_struct(LONG_TOKEN, number),
            Value::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Value::Double(number) => serializer.serialize_f64(*number),
            Value::String(text) => serializer.serialize_str(text),
            Value::DateTime(date) => date.serialize(serializer),
            Value::Base64(bytes) => bytes.serialize(serializer),
            Value::Struct(members) => members.serialize(serializer),
            Value::Array(elements) => elements.serialize(serializer),
            // A unit is the result of a method that returns nothing, which has a form of its own.
            Value::Nil => serializer.serialize_none(),
        }
    }
}

impl Serialize for Struct {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
