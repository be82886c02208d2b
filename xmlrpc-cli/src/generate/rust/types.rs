//! The Rust type of a type of the description.

use std::collections::BTreeMap;

use super::super::types::Type;
use crate::value::Wire;

/// The Rust names of the structs.
pub(super) type Names<'d> = BTreeMap<&'d str, String>;

/// The type as it is owned: of a result, of a member.
pub(super) fn owned_type(kind: &Type, names: &Names<'_>) -> String {
    match kind {
        Type::Wire(wire) => match wire {
            Wire::Int => "i32",
            Wire::Long => "i64",
            Wire::Boolean => "bool",
            Wire::Double => "f64",
            Wire::String => "String",
            Wire::DateTime => "DateTime",
            Wire::Base64 => "Base64",
            Wire::Struct => "Struct",
            Wire::Array => "Vec<Value>",
            // What a server sends for nothing differs: nil, an empty string, a number.
            Wire::Nil | Wire::Any => "Value",
        }
        .into(),
        Type::ArrayOf(inner) => format!("Vec<{}>", owned_type(inner, names)),
        Type::StructOf(inner) => format!("BTreeMap<String, {}>", owned_type(inner, names)),
        Type::Named(name) => names.get(name.as_str()).cloned().unwrap_or_else(|| "Value".into()),
        Type::Optional(inner) => format!("Option<{}>", owned_type(inner, names)),
    }
}

/// The type of a result. Nothing is nil alone here: a server that says so sends it.
pub(super) fn result_type(kind: &Type, names: &Names<'_>) -> String {
    if *kind == Type::Wire(Wire::Nil) { "()".into() } else { owned_type(kind, names) }
}

/// The type of a parameter: borrowed where that saves a copy.
pub(super) fn parameter_type(kind: &Type, names: &Names<'_>) -> String {
    match kind {
        Type::Wire(Wire::Int | Wire::Long | Wire::Boolean | Wire::Double | Wire::DateTime) => owned_type(kind, names),
        Type::Wire(Wire::String) => "&str".into(),
        Type::Wire(Wire::Array) => "&[Value]".into(),
        Type::ArrayOf(inner) => format!("&[{}]", owned_type(inner, names)),
        Type::Optional(inner) => format!("Option<{}>", parameter_type(inner, names)),
        other => format!("&{}", owned_type(other, names)),
    }
}
