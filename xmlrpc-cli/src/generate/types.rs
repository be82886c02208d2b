//! Types of generated clients: `int`, `array<string>`, `ProcessInfo?`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::escape::excerpt;
use crate::value::Wire;

/// The type of a parameter, a result or a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    Wire(Wire),
    /// An array of elements of one type.
    ArrayOf(Box<Type>),
    /// A struct with members of one type, under any name.
    StructOf(Box<Type>),
    /// A struct that the description names.
    Named(String),
    /// A value that may be nil.
    Optional(Box<Type>),
}

impl Type {
    pub(super) const ANY: Type = Type::Wire(Wire::Any);

    /// Reads the text of a type. A name in angle brackets is the type of elements or members.
    pub(super) fn parse(text: &str) -> Result<Type, String> {
        Type::parse_within(text, 0)
    }

    fn parse_within(text: &str, depth: usize) -> Result<Type, String> {
        let refused = || {
            format!(
                "{} is no type: write one such as int, string, array<string>, struct<int>, any? or the name of a struct",
                excerpt(text)
            )
        };
        let trimmed = text.trim();
        if depth > 32 {
            return Err(refused());
        }
        if let Some(inner) = trimmed.strip_suffix('?') {
            return Ok(Type::Optional(Box::new(Type::parse_within(inner, depth + 1)?)));
        }
        if let Some(rest) = trimmed.strip_suffix('>') {
            let (kind, inner) = rest.split_once('<').ok_or_else(refused)?;
            let inner = Box::new(Type::parse_within(inner, depth + 1)?);
            return match Wire::named(kind) {
                Wire::Array => Ok(Type::ArrayOf(inner)),
                Wire::Struct => Ok(Type::StructOf(inner)),
                _ => Err(refused()),
            };
        }
        let is_name = !trimmed.is_empty() && trimmed.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
        match Wire::named(trimmed) {
            _ if !is_name => Err(refused()),
            Wire::Any if matches!(trimmed, "any" | "undef" | "undefined" | "mixed" | "value") => Ok(Type::ANY),
            Wire::Any => Ok(Type::Named(trimmed.to_owned())),
            wire => Ok(Type::Wire(wire)),
        }
    }

    /// The struct that the type is, without a container in between.
    pub(super) fn direct_name(&self) -> Option<&str> {
        match self {
            Type::Named(name) => Some(name),
            Type::Optional(inner) => inner.direct_name(),
            _ => None,
        }
    }

    /// Calls a function with each name of a struct in the type.
    pub(super) fn each_name<'t>(&'t self, visit: &mut impl FnMut(&'t str)) {
        match self {
            Type::Wire(_) => {}
            Type::Named(name) => visit(name),
            Type::ArrayOf(inner) | Type::StructOf(inner) | Type::Optional(inner) => inner.each_name(visit),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Wire(Wire::DateTime) => f.write_str("dateTime"),
            Type::Wire(wire) => f.write_str(wire.name()),
            Type::ArrayOf(inner) => write!(f, "array<{inner}>"),
            Type::StructOf(inner) => write!(f, "struct<{inner}>"),
            Type::Named(name) => f.write_str(name),
            Type::Optional(inner) => write!(f, "{inner}?"),
        }
    }
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Type {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Type::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_its_text() {
        for text in
            ["int", "i8", "string", "dateTime", "any", "array<string>", "struct<array<Info>>", "Info?", "array<int?>?"]
        {
            assert_eq!(Type::parse(text).map(|parsed| parsed.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(Type::parse(" array< i4 > "), Ok(Type::ArrayOf(Box::new(Type::Wire(Wire::Int)))));
    }

    #[test]
    fn what_is_no_type() {
        let deep = format!("{}int{}", "array<".repeat(1000), ">".repeat(1000));
        for text in ["", "<int>", "int<int>", "array<", "array<>", "a b", "?", "x; y", deep.as_str()] {
            assert!(Type::parse(text).is_err(), "{text:.20}");
        }
    }
}
