//! Errors of `Serialize` and `Deserialize` implementations.

use std::fmt;

use serde::{de, ser};

use super::Error;
use crate::fault::{INTERNAL_ERROR, INVALID_PARAMETERS};

/// The kind of a value. Serde's own texts would repeat the value.
fn kind(found: &de::Unexpected<'_>) -> &'static str {
    use de::Unexpected;
    match found {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "an integer",
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
        let replaced = REPEATING.iter().find(|(begin, _)| message.starts_with(begin));
        match replaced {
            Some((_, text)) => Error::new(INVALID_PARAMETERS, *text),
            None => Error::new(INVALID_PARAMETERS, message),
        }
    }

    #[cold]
    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Error::new(INVALID_PARAMETERS, format!("expected {expected}, found {}", kind(&found)))
    }

    #[cold]
    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Error::new(INVALID_PARAMETERS, format!("expected {expected}, found {} with another value", kind(&found)))
    }

    #[cold]
    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Self {
        Error::new(INVALID_PARAMETERS, format!("expected {expected}, found {length} elements"))
    }

    #[cold]
    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Error::new(INVALID_PARAMETERS, format!("unknown variant: expected one of {}", one_of(expected)))
    }

    #[cold]
    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Error::new(INVALID_PARAMETERS, format!("unknown member: expected one of {}", one_of(expected)))
    }

    #[cold]
    fn missing_field(field: &'static str) -> Self {
        Error::new(INVALID_PARAMETERS, format!("the struct has no member \"{field}\""))
    }

    #[cold]
    fn duplicate_field(field: &'static str) -> Self {
        let message = format!("the struct has the member \"{field}\" twice; `Reading::duplicate_members` can allow it");
        Error::new(INVALID_PARAMETERS, message)
    }
}

/// Beginnings of serde's texts that go on with a piece of the document, and their replacements.
const REPEATING: &[(&str, &str)] = &[
    ("unknown field", "unknown member"),
    ("unknown variant", "unknown variant"),
    ("invalid type", "a value has another type than expected"),
    ("invalid value", "a value is not allowed here"),
];

fn one_of(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

impl ser::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Error::new(INTERNAL_ERROR, message.to_string())
    }
}
