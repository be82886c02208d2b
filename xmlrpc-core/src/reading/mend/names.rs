//! What an element is called: XML-RPC's own names, and what they become in other hands.

use super::super::quirk::{Quirk, Quirks};

/// All elements that a document may have.
const NAMES: &[&str] = &[
    "value",
    "int",
    "i4",
    "string",
    "member",
    "name",
    "struct",
    "array",
    "data",
    "double",
    "boolean",
    "dateTime.iso8601",
    "base64",
    "nil",
    "i8",
    "param",
    "params",
    "methodCall",
    "methodName",
    "methodResponse",
    "fault",
    "i1",
    "i2",
    "float",
    "biginteger",
    "bigdecimal",
    "integer",
];

/// Those that Apache's name space has.
const EXTENSIONS: &[&str] = &["nil", "i8", "i1", "i2", "float", "biginteger", "bigdecimal"];

/// The name that is meant, and in which ways it is written otherwise. None for a name that nobody knows.
///
/// `declared` is the prefix that stands for Apache's name space.
pub(super) fn meant(name: &str, declared: Option<&str>) -> Option<(&'static str, Quirks)> {
    let mut quirks = Quirks::default();
    let (prefix, local) = match name.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, name),
    };
    let known = NAMES.iter().find(|known| **known == local).or_else(|| {
        quirks.insert(Quirk::UpperCase);
        NAMES.iter().find(|known| known.eq_ignore_ascii_case(local))
    });
    let mut known = *known?;
    if prefix.is_some() {
        if !EXTENSIONS.contains(&known) {
            quirks.insert(Quirk::PrefixedElement);
        } else if prefix != declared {
            quirks.insert(Quirk::UndeclaredPrefix);
        }
    }
    if known == "integer" {
        quirks.insert(Quirk::IntegerElement);
        known = "int";
    }
    Some((known, quirks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Option<(&'static str, Vec<Quirk>)> {
        meant(name, Some("ex")).map(|(name, quirks)| (name, quirks.iter().collect()))
    }

    #[test]
    fn names_in_other_hands() {
        assert_eq!(of("int"), Some(("int", vec![])));
        assert_eq!(of("ex:nil"), Some(("nil", vec![])));
        assert_eq!(of("x:nil"), Some(("nil", vec![Quirk::UndeclaredPrefix])));
        assert_eq!(of("ex:int"), Some(("int", vec![Quirk::PrefixedElement])));
        assert_eq!(of("DATETIME.ISO8601"), Some(("dateTime.iso8601", vec![Quirk::UpperCase])));
        assert_eq!(of("Integer"), Some(("int", vec![Quirk::UpperCase, Quirk::IntegerElement])));
        for unknown in ["", "ex:serializable", "ex:dom", "a:b:int", "i16", "valu"] {
            assert_eq!(of(unknown), None, "{unknown}");
        }
    }
}
