//! What can go wrong between bytes and values.

mod member_path;

use std::borrow::Cow;
use std::fmt;

use serde::{de, ser};

use crate::dialect::FaultCodes;
use crate::fault::{Fault, INTERNAL_ERROR, INVALID_PARAMETERS};

use member_path::MemberPath;

/// Characters that a text which we compose may have: 256, of which a dialect may put some before it.
const LONGEST_TEXT: usize = 256 - FaultCodes::LONGEST_PREFIX;

/// Why a document could not be read, or a value not be written.
///
/// The text never repeats the document: it says what was expected, what was found, and where.
pub struct Error(Box<Inner>);

struct Inner {
    code: i32,
    message: Cow<'static, str>,
    offset: Option<usize>,
    position: Option<Position>,
    /// Where in a result, of a value that cannot be written.
    path: Option<MemberPath>,
    /// The fault of somebody's own, which nothing is added to and nothing taken from.
    fault: Option<Fault>,
}

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, in characters, counted from 1.
    pub column: usize,
}

impl Position {
    fn of(text: &str, offset: usize) -> Self {
        let before = &text.as_bytes()[..offset.min(text.len())];
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        Position {
            line: memchr::memchr_iter(b'\n', before).count() + 1,
            column: before[line_start..].iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1,
        }
    }
}

impl Error {
    #[cold]
    pub(crate) fn new(code: i32, message: impl Into<Cow<'static, str>>) -> Self {
        Error(Box::new(Inner { code, message: message.into(), offset: None, position: None, path: None, fault: None }))
    }

    /// The error of a value that cannot be written. On its way out it learns where the value is.
    #[cold]
    pub(crate) fn of_value(message: impl Into<Cow<'static, str>>) -> Self {
        let mut error = Error::new(INTERNAL_ERROR, message);
        error.0.path = Some(MemberPath::default());
        error
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn in_member(mut self, name: &str) -> Self {
        if let Some(path) = &mut self.0.path {
            path.put_member(name);
        }
        self
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn in_element(mut self) -> Self {
        if let Some(path) = &mut self.0.path {
            path.put_element();
        }
        self
    }

    #[cold]
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Moves the offset, if there is one, to where `to` says.
    #[cold]
    pub(crate) fn moved(mut self, to: impl FnOnce(usize) -> usize) -> Self {
        self.0.offset = self.0.offset.map(to);
        self
    }

    /// Turns the offset into line and column of this text.
    #[cold]
    pub(crate) fn in_text(mut self, text: &str) -> Self {
        self.0.position = self.0.position.or(self.0.offset.map(|offset| Position::of(text, offset)));
        self
    }

    #[cold]
    pub(crate) fn prefixed(mut self, prefix: fmt::Arguments<'_>) -> Self {
        self.0.message = format!("{prefix}{}", self.0.message).into();
        self
    }

    /// The [fault code](crate::fault) that tells the other side.
    pub fn code(&self) -> i32 {
        self.0.code
    }

    /// Where in the document, if the error has one place.
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }
}

impl Inner {
    fn text(&self) -> Cow<'_, str> {
        match self.path.as_ref().and_then(MemberPath::shown) {
            Some(path) => format!("member \"{path}\": {}", self.message).into(),
            None => Cow::Borrowed(&self.message),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text())?;
        match self.0.position {
            Some(Position { line, column }) => write!(f, " (line {line}, column {column})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({}: {self})", self.0.code)
    }
}

impl std::error::Error for Error {}

impl From<Fault> for Error {
    #[cold]
    fn from(fault: Fault) -> Self {
        let mut error = Error::new(fault.code(), fault.message().to_owned());
        error.0.fault = Some(fault);
        error
    }
}

impl From<Error> for Fault {
    #[cold]
    fn from(mut error: Error) -> Self {
        if let Some(fault) = error.0.fault.take() {
            return fault;
        }
        let place = match error.0.position {
            Some(Position { line, column }) => format!(" (line {line}, column {column})"),
            None => String::new(),
        };
        let mut text = shown(&error.0.text(), LONGEST_TEXT - place.len());
        text.push_str(&place);
        Fault::of(error.0.code, text)
    }
}

/// A text with control characters escaped, of at most `longest` characters.
fn shown(text: &str, longest: usize) -> String {
    let mut shown = String::new();
    let mut length = 0;
    for character in text.chars() {
        let escaped = character.is_control().then(|| character.escape_unicode().to_string());
        let width = escaped.as_ref().map_or(1, String::len);
        if length + width >= longest {
            shown.push('…');
            break;
        }
        length += width;
        match escaped {
            Some(escaped) => shown.push_str(&escaped),
            None => shown.push(character),
        }
    }
    shown
}

/// Serde's own texts repeat what was found; these name its kind only.
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
        // What a type says of itself is for the caller to read; what serde's own code says repeats the document.
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
        Error::new(INVALID_PARAMETERS, format!("expected {expected}, found {} of another value", kind(&found)))
    }

    #[cold]
    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Self {
        Error::new(INVALID_PARAMETERS, format!("expected {expected}, found {length} elements"))
    }

    #[cold]
    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Error::new(INVALID_PARAMETERS, format!("an unknown variant; expected {}", one_of(expected)))
    }

    #[cold]
    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Error::new(INVALID_PARAMETERS, format!("a struct has an unknown member; known are {}", one_of(expected)))
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

/// How texts of serde's own code begin that go on with a piece of the document, and what is said in their place.
const REPEATING: &[(&str, &str)] = &[
    ("unknown field", "a struct has an unknown member"),
    ("unknown variant", "an unknown variant"),
    ("invalid type", "a value of another type than expected"),
    ("invalid value", "a value that is not allowed here"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_not_bytes() {
        assert_eq!(Position::of("é<", 2), Position { line: 1, column: 2 });
        assert_eq!(Position::of("a\nbc", 3), Position { line: 2, column: 2 });
        assert_eq!(Position::of("", 0), Position { line: 1, column: 1 });
    }

    #[test]
    fn a_fault_text_stays_short_and_printable() {
        let long = Error::new(-32602, "\u{1}".repeat(400)).at(0).in_text("x");
        let fault = Fault::from(long);
        assert!(fault.message().chars().count() <= LONGEST_TEXT);
        assert!(fault.message().ends_with("(line 1, column 1)"));
        assert!(!fault.message().contains('\u{1}'));
    }
}
