//! The names of types, as signatures have them.

use xmlrpc_core::Value;

/// A type that a signature can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Wire {
    Int,
    Long,
    Boolean,
    Double,
    String,
    DateTime,
    Base64,
    Struct,
    Array,
    Nil,
    /// Any type, or one that this program does not know.
    Any,
}

impl Wire {
    /// The type that a name stands for, in the spellings of servers. A name that no server is known to use is any type.
    pub(crate) fn named(name: &str) -> Wire {
        let name = name.trim().trim_start_matches("ex:").to_ascii_lowercase();
        match name.as_str() {
            "int" | "i4" | "integer" | "i1" | "i2" | "short" | "byte" => Wire::Int,
            "i8" | "long" => Wire::Long,
            "boolean" | "bool" => Wire::Boolean,
            "double" | "float" => Wire::Double,
            "string" | "str" => Wire::String,
            "datetime.iso8601" | "datetime" | "date" => Wire::DateTime,
            "base64" | "binary" | "bytes" => Wire::Base64,
            "struct" | "dict" | "map" => Wire::Struct,
            "array" | "list" => Wire::Array,
            "nil" | "null" | "none" | "void" => Wire::Nil,
            _ => Wire::Any,
        }
    }

    /// The name in the introspection standard.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Wire::Int => "int",
            Wire::Long => "i8",
            Wire::Boolean => "boolean",
            Wire::Double => "double",
            Wire::String => "string",
            Wire::DateTime => "dateTime.iso8601",
            Wire::Base64 => "base64",
            Wire::Struct => "struct",
            Wire::Array => "array",
            Wire::Nil => "nil",
            Wire::Any => "any",
        }
    }
}

/// The type of a value.
pub(crate) fn type_of(value: &Value) -> Wire {
    match value {
        Value::Int(_) => Wire::Int,
        Value::Long(_) => Wire::Long,
        Value::Boolean(_) => Wire::Boolean,
        Value::Double(_) => Wire::Double,
        Value::String(_) => Wire::String,
        Value::DateTime(_) => Wire::DateTime,
        Value::Base64(_) => Wire::Base64,
        Value::Struct(_) => Wire::Struct,
        Value::Array(_) => Wire::Array,
        Value::Nil => Wire::Nil,
    }
}
