//! Errors of `Serialize` and `Deserialize` implementations.

use std::fmt;

use serde::{de, ser};

use super::Error;
use super::expected::{Attempts, in_words_of_the_wire};
use crate::fault::{INTERNAL_ERROR, INVALID_PARAMETERS, quoted};

/// The kind of a value. Serde's own texts would repeat the value.
fn kind(found: &de::Unexpected<'_>) -> &'static str {
    use de::Unexpected;
    match found {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "an int",
        Unexpected::Float(_) => "a double",
        Unexpected::Char(_) | Unexpected::Str(_) => "a string",
        Unexpected::Bytes(_) => "base64",
        Unexpected::Unit | Unexpected::Option => "nil",
        Unexpected::Seq => "an array",
        Unexpected::Map => "a struct",
        _ => "another type",
    }
}

impl de::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        // The text of the user's type is kept. The texts of serde's own code would repeat the document.
        let message = message.to_string();
        if message.starts_with(UNTAGGED) {
            return Error::of_untagged(Attempts::noted());
        }
        Attempts::note_otherwise();
        for (begin, what) in UNKNOWN {
            if let Some(rest) = message.strip_prefix(begin) {
                let name = rest.split_once("`, expected").map_or(rest.trim_end_matches('`'), |(name, _)| name);
                return Error::new(INVALID_PARAMETERS, format!("unknown {what} \"{}\"", quoted(name)));
            }
        }
        let replaced = REPEATING.iter().find(|(begin, _)| message.starts_with(begin));
        match replaced {
            Some((_, text)) => Error::new(INVALID_PARAMETERS, *text),
            None => Error::new(INVALID_PARAMETERS, message),
        }
    }

    #[cold]
    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let expected = expected.to_string();
        Attempts::note(&found, &expected);
        let expected = in_words_of_the_wire(&expected);
        Error::new(INVALID_PARAMETERS, format!("expected {expected}, found {}", kind(&found)))
    }

    #[cold]
    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Attempts::note_otherwise();
        let expected = in_words_of_the_wire(&expected.to_string());
        Error::new(INVALID_PARAMETERS, format!("expected {expected}, found {} with another value", kind(&found)))
    }

    #[cold]
    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Self {
        Attempts::note_otherwise();
        let expected = in_words_of_the_wire(&expected.to_string());
        let elements = if length == 1 { "element" } else { "elements" };
        Error::new(INVALID_PARAMETERS, format!("expected {expected}, found {length} {elements}"))
    }

    #[cold]
    fn unknown_variant(name: &str, expected: &'static [&'static str]) -> Self {
        unknown("variant", name, expected)
    }

    #[cold]
    fn unknown_field(name: &str, expected: &'static [&'static str]) -> Self {
        unknown("member", name, expected)
    }

    #[cold]
    fn missing_field(field: &'static str) -> Self {
        Attempts::note_otherwise();
        Error::new(INVALID_PARAMETERS, format!("the struct has no member \"{field}\""))
    }

    #[cold]
    fn duplicate_field(field: &'static str) -> Self {
        Attempts::note_otherwise();
        let message = format!("the struct has the member \"{field}\" twice; `Reading::duplicate_members` can allow it");
        Error::new(INVALID_PARAMETERS, message)
    }
}

/// Beginnings of serde's texts that go on with a name, as for a flattened struct.
const UNKNOWN: &[(&str, &str)] = &[("unknown field `", "member"), ("unknown variant `", "variant")];

/// Beginnings of serde's texts that go on with a piece of the document, and their replacements.
const REPEATING: &[(&str, &str)] =
    &[("invalid type", "a value has another type than expected"), ("invalid value", "a value is not allowed here")];

/// The beginning of serde's text for an enum of which no variant takes a value. The name of the enum follows.
const UNTAGGED: &str = "data did not match any variant of untagged enum";

fn unknown(what: &str, name: &str, known: &[&str]) -> Error {
    Attempts::note_otherwise();
    let message = format!("unknown {what} \"{}\": expected {}", quoted(name), one_of(known));
    Error::new(INVALID_PARAMETERS, message)
}

/// The names that are known, as many as a message has room for.
fn one_of(names: &[&str]) -> String {
    /// Bytes of the names that are listed.
    const ROOM: usize = 100;
    let mut listed = String::new();
    for (index, name) in names.iter().enumerate() {
        if !listed.is_empty() && listed.len() + name.len() > ROOM {
            return format!("one of {listed} and {} more", names.len() - index);
        }
        let comma = if listed.is_empty() { "" } else { ", " };
        listed.push_str(&format!("{comma}\"{name}\""));
    }
    match names {
        [] => "none".to_owned(),
        [_] => listed,
        _ => format!("one of {listed}"),
    }
}

impl ser::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Error::new(INTERNAL_ERROR, message.to_string())
    }
}
