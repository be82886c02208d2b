//! What a type expected, in the words of XML-RPC: serde's texts name Rust types.

use std::borrow::Cow;
use std::cell::Cell;

use serde::de::Unexpected;

/// A type of the wire, as far as messages distinguish them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WireWord {
    Int,
    Boolean,
    Double,
    String,
    DateTime,
    Base64,
    Array,
    Struct,
    Nil,
}

impl WireWord {
    const ALL: [WireWord; 9] = [
        WireWord::Int,
        WireWord::Boolean,
        WireWord::Double,
        WireWord::String,
        WireWord::DateTime,
        WireWord::Base64,
        WireWord::Array,
        WireWord::Struct,
        WireWord::Nil,
    ];

    fn article(self) -> &'static str {
        match self {
            WireWord::Int => "an int",
            WireWord::Boolean => "a boolean",
            WireWord::Double => "a double",
            WireWord::String => "a string",
            WireWord::DateTime => "a dateTime.iso8601",
            WireWord::Base64 => "base64",
            WireWord::Array => "an array",
            WireWord::Struct => "a struct",
            WireWord::Nil => "nil",
        }
    }

    fn bit(self) -> u16 {
        1 << self as u16
    }

    pub(super) fn found(found: &Unexpected<'_>) -> Option<Self> {
        Some(match found {
            Unexpected::Bool(_) => WireWord::Boolean,
            Unexpected::Unsigned(_) | Unexpected::Signed(_) => WireWord::Int,
            Unexpected::Float(_) => WireWord::Double,
            Unexpected::Char(_) | Unexpected::Str(_) => WireWord::String,
            Unexpected::Bytes(_) => WireWord::Base64,
            Unexpected::Unit | Unexpected::Option => WireWord::Nil,
            Unexpected::Seq => WireWord::Array,
            Unexpected::Map => WireWord::Struct,
            _ => return None,
        })
    }

    /// The type of the wire that one of serde's own texts means.
    fn meant(expected: &str) -> Option<Self> {
        Some(match expected {
            "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => {
                WireWord::Int
            }
            "f32" | "f64" => WireWord::Double,
            "a boolean" => WireWord::Boolean,
            "a string" | "a borrowed string" | "a character" | "string" | "path string" | "str" => WireWord::String,
            "a byte array" | "a borrowed byte array" | "byte array" => WireWord::Base64,
            "a dateTime.iso8601" => WireWord::DateTime,
            "a map" => WireWord::Struct,
            "a sequence" => WireWord::Array,
            "unit" | "Option" | "option" => WireWord::Nil,
            _ if expected.starts_with("unit ") => WireWord::Nil,
            _ if expected.starts_with("struct ") => WireWord::Struct,
            _ if expected.starts_with("tuple") || expected.starts_with("a tuple") => WireWord::Array,
            _ if expected.starts_with("an array") => WireWord::Array,
            _ => return None,
        })
    }
}

/// What a type expected, without the names of Rust's types in serde's own texts. Other texts are kept.
pub(super) fn in_words_of_the_wire(expected: &str) -> Cow<'static, str> {
    let elements =
        expected.rsplit_once(" with ").filter(|(_, rest)| rest.ends_with("element") || rest.ends_with("elements"));
    if let Some((kind, elements)) = elements {
        return match WireWord::meant(kind) {
            Some(WireWord::Struct) => format!("a struct with {}", elements.replace("element", "member")).into(),
            Some(word) => format!("{} with {elements}", word.article()).into(),
            None => expected.to_owned().into(),
        };
    }
    if let Some(size) =
        expected.strip_prefix("a tuple of size ").or_else(|| expected.strip_prefix("an array of length "))
    {
        return format!("an array of {size} elements").into();
    }
    match WireWord::meant(expected) {
        Some(word) => word.article().into(),
        None => expected.to_owned().into(),
    }
}

/// What the variants of an untagged enum expected. Serde tries one after the other and drops their errors, so that they
/// are noted as they are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Attempts {
    /// For each type that was found, the types that were expected.
    expected: [u16; WireWord::ALL.len()],
    /// Whether a variant failed in another way.
    otherwise: bool,
}

thread_local! {
    /// Whether something is noted.
    static ANY: Cell<bool> = const { Cell::new(false) };
    static ATTEMPTS: Cell<Attempts> = const { Cell::new(Attempts { expected: [0; WireWord::ALL.len()], otherwise: false }) };
}

/// Forgets what the variants of other values expected, before a value is read into serde's buffer.
#[inline]
pub(crate) fn forget_attempts() {
    if ANY.get() {
        forget();
    }
}

#[cold]
fn forget() {
    ANY.set(false);
    ATTEMPTS.set(Attempts::default());
}

fn note(change: impl FnOnce(&mut Attempts)) {
    let mut noted = ATTEMPTS.get();
    change(&mut noted);
    ATTEMPTS.set(noted);
    ANY.set(true);
}

impl Attempts {
    /// Notes that a type found another one than it expected.
    pub(super) fn note(found: &Unexpected<'_>, expected: &str) {
        note(|attempts| match (WireWord::found(found), WireWord::meant(expected)) {
            (Some(found), Some(expected)) => attempts.expected[found as usize] |= expected.bit(),
            _ => attempts.otherwise = true,
        });
    }

    /// Notes that a type failed in another way.
    pub(super) fn note_otherwise() {
        note(|attempts| attempts.otherwise = true);
    }

    /// What has been noted of the value that was buffered last.
    pub(super) fn noted() -> Self {
        ATTEMPTS.get()
    }

    /// The text of an enum of which no variant takes what was found.
    pub(super) fn text(self, found: WireWord) -> String {
        // Serde's buffers have no dates.
        let buffered = if found == WireWord::DateTime { WireWord::String } else { found };
        let expected = self.expected[buffered as usize];
        let mut words: Vec<&str> =
            WireWord::ALL.iter().filter(|word| expected & word.bit() != 0).map(|word| word.article()).collect();
        // What failed at another type than the value's own failed inside of it.
        let elsewhere =
            self.expected.iter().enumerate().any(|(at, expected)| at != buffered as usize && *expected != 0);
        if self.otherwise || elsewhere {
            words.push(match found {
                WireWord::Struct => "a struct with other members",
                WireWord::Array => "an array with other elements",
                _ => "another value",
            });
        }
        match words.split_last() {
            Some((last, [])) => format!("expected {last}, found {}", found.article()),
            Some((last, words)) => format!("expected {} or {last}, found {}", words.join(", "), found.article()),
            None => format!("expected another value, found {}", found.article()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rusts_names_are_replaced() {
        for (text, words) in [
            ("u16", "an int"),
            ("struct Point", "a struct"),
            ("struct Point with 2 elements", "a struct with 2 members"),
            ("tuple struct Pair with 1 element", "an array with 1 element"),
            ("a tuple of size 3", "an array of 3 elements"),
            ("an array of length 4", "an array of 4 elements"),
            ("unit struct Nothing", "nil"),
            ("an address with an @", "an address with an @"),
            ("a colour", "a colour"),
        ] {
            assert_eq!(in_words_of_the_wire(text), words, "{text}");
        }
    }

    #[test]
    fn variants_are_listed() {
        forget_attempts();
        Attempts::note(&Unexpected::Bool(true), "i32");
        Attempts::note(&Unexpected::Bool(true), "a string");
        Attempts::note(&Unexpected::Bool(true), "struct Point");
        let attempts = Attempts::noted();
        assert_eq!(attempts.text(WireWord::Boolean), "expected an int, a string or a struct, found a boolean");
        forget_attempts();
        Attempts::note(&Unexpected::Map, "a string");
        Attempts::note(&Unexpected::Str("x"), "i32");
        assert_eq!(
            Attempts::noted().text(WireWord::Struct),
            "expected a string or a struct with other members, found a struct"
        );
        forget_attempts();
        assert_eq!(Attempts::noted(), Attempts::default());
    }
}
