//! Errors of reading and writing documents.

mod expected;
mod from_serde;
mod kind;
mod member_path;
mod position;

use std::borrow::Cow;
use std::fmt;

use crate::fault::{
    Fault, FaultOrigin, INTERNAL_ERROR, INVALID_PARAMETERS, INVALID_REQUEST, LONGEST_PREFIX, SYSTEM_ERROR,
};

use expected::Attempts;
use member_path::MemberPath;

pub(crate) use expected::{WireWord, forget_attempts};

pub use kind::ErrorKind;
pub use position::Position;

/// Characters of a fault's text that is made of an error: 256 with the prefix of a dialect.
const LONGEST_TEXT: usize = 256 - LONGEST_PREFIX;

/// The reason why a document cannot be read or a value cannot be written.
///
/// [`kind`](Self::kind) is the category, [`code`](Self::code) the fault code for the other side, and
/// [`position`](Self::position) the place in the document. The text says what was expected, what was found and where; of
/// the document it repeats the names of members at most, escaped and cut. `Fault::from(error)` is the fault that tells the
/// caller.
///
/// ```
/// use xmlrpc_core::{ErrorKind, MethodCall};
///
/// let error = MethodCall::read("<methodCall>\n<methodName>add</methodname>").map(|call| call.name).unwrap_err();
/// assert_eq!((error.kind(), error.code()), (ErrorKind::Syntax, -32700));
/// assert_eq!(error.position().map(|place| place.line), Some(2));
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    code: i32,
    message: Cow<'static, str>,
    offset: Option<usize>,
    position: Option<Position>,
    /// The member that cannot be written, read or converted.
    path: Option<MemberPath>,
    /// What the variants of an untagged enum expected, until it is known what was found.
    untagged: Option<Box<Attempts>>,
    /// The fault that the error was made of, which stays as it is.
    fault: Option<Fault>,
}

impl Error {
    #[cold]
    #[doc(hidden)]
    pub fn new(code: i32, message: impl Into<Cow<'static, str>>) -> Self {
        let kind = ErrorKind::of_code(code);
        let message = message.into();
        Error(Box::new(Inner {
            kind,
            code,
            message,
            offset: None,
            position: None,
            path: None,
            untagged: None,
            fault: None,
        }))
    }

    /// The error of a document that exceeds a limit.
    #[cold]
    pub(crate) fn limit(message: impl Into<Cow<'static, str>>) -> Self {
        Error::new(INVALID_REQUEST, message).of_kind(ErrorKind::Limit)
    }

    /// The error of a result that exceeds a limit.
    #[cold]
    pub(crate) fn result_limit(message: impl Into<Cow<'static, str>>) -> Self {
        Error::new(INTERNAL_ERROR, message).of_kind(ErrorKind::Limit)
    }

    pub(crate) fn no_memory(message: impl Into<Cow<'static, str>>) -> Self {
        Error::new(SYSTEM_ERROR, message).of_kind(ErrorKind::Limit)
    }

    fn of_kind(mut self, kind: ErrorKind) -> Self {
        self.0.kind = kind;
        self
    }

    /// The error of a value that cannot be written. Its writers add the path to the value.
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

    /// The error of an untagged enum of which no variant takes the value.
    #[cold]
    fn of_untagged(attempts: Attempts) -> Self {
        let mut error = Error::new(INVALID_PARAMETERS, "no variant of the enum takes the value");
        error.0.untagged = Some(Box::new(attempts));
        error
    }

    /// Says what was found, if the error is about an untagged enum that read the value.
    #[cold]
    pub(crate) fn found(mut self, found: impl FnOnce() -> Option<WireWord>) -> Self {
        if let Some(attempts) = self.0.untagged.take()
            && let Some(found) = found()
        {
            self.0.message = attempts.text(found).into();
        }
        self
    }

    /// Whether a value does not fit its type, so that it helps to know which one.
    pub(crate) fn is_about_a_value(&self) -> bool {
        self.0.code == INVALID_PARAMETERS
    }

    /// Names the value that the path begins at, such as a parameter.
    #[cold]
    #[doc(hidden)]
    pub fn in_place(mut self, place: fmt::Arguments<'_>) -> Self {
        let path = self.0.path.take();
        let path = path.as_ref().and_then(MemberPath::shown).unwrap_or_default();
        let dot = if path.is_empty() || path.starts_with(['[', '…']) { "" } else { "." };
        self.0.message = format!("{place}{dot}{path}: {}", self.0.message).into();
        self
    }

    /// Adds the member that the value is in, whatever the error is about.
    #[cold]
    pub(crate) fn at_member(mut self, name: &str) -> Self {
        self.0.path.get_or_insert_default().put_member(name);
        self
    }

    /// Adds the element of an array that the value is in, whatever the error is about.
    #[cold]
    pub(crate) fn at_index(mut self, index: usize) -> Self {
        self.0.path.get_or_insert_default().put_index(index);
        self
    }

    #[cold]
    #[doc(hidden)]
    pub fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Turns the offset into line and column of this text.
    #[cold]
    #[doc(hidden)]
    pub fn in_text(mut self, text: &str) -> Self {
        self.0.position = self.0.position.or(self.0.offset.map(|offset| Position::of(text, offset)));
        self
    }

    #[cold]
    #[doc(hidden)]
    pub fn prefixed(mut self, prefix: fmt::Arguments<'_>) -> Self {
        self.0.message = format!("{prefix}{}", self.0.message).into();
        self
    }

    /// The category of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The [fault code](crate::fault) for the other side.
    pub fn code(&self) -> i32 {
        self.0.code
    }

    /// The origin of the fault that is made of the error.
    fn origin(&self) -> FaultOrigin {
        match self.kind() {
            ErrorKind::Syntax | ErrorKind::Encoding | ErrorKind::Structure => FaultOrigin::Document,
            ErrorKind::Data => FaultOrigin::Parameters,
            ErrorKind::Limit if self.code() == INVALID_REQUEST => FaultOrigin::Limit,
            ErrorKind::Limit if self.code() == SYSTEM_ERROR => FaultOrigin::Server,
            ErrorKind::Limit | ErrorKind::Unsupported => FaultOrigin::Result,
            ErrorKind::Fault => FaultOrigin::Method,
        }
    }

    /// The place in the document, if the error has one. Errors of writing have none.
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
            Some(position) => write!(f, " ({position})"),
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
        let mut error = Error::new(fault.code(), fault.message().to_owned()).of_kind(ErrorKind::Fault);
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
            Some(position) => format!(" ({position})"),
            None => String::new(),
        };
        let mut text = shown(&error.0.text(), LONGEST_TEXT - place.len());
        text.push_str(&place);
        Fault::of(error.0.code, text).with_origin(error.origin())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_text_stays_short_and_printable() {
        let long = Error::new(-32602, "\u{1}".repeat(400)).at(0).in_text("x");
        let fault = Fault::from(long);
        assert!(fault.message().chars().count() <= LONGEST_TEXT);
        assert!(fault.message().ends_with("(line 1, column 1)"));
        assert!(!fault.message().contains('\u{1}'));
    }
}
