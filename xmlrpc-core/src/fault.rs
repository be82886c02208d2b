//! Faults: the errors of XML-RPC.

mod codes;
mod info;
mod into_fault;

use std::borrow::Cow;
use std::fmt;

pub use codes::*;
pub use info::FaultInfo;
pub use into_fault::IntoFault;

/// An error as XML-RPC carries it: a number and a text, and, kept on this side, a detail for the log.
///
/// The `message` reaches the caller, the `detail` never does.
///
/// ```
/// use xmlrpc_core::Fault;
///
/// let fault = Fault::new(4, "Too many parameters.").with_detail("see ticket 17");
/// assert_eq!(fault.to_string(), "fault 4: Too many parameters.");
/// ```
#[derive(Clone)]
pub struct Fault {
    code: i32,
    message: Cow<'static, str>,
    detail: Option<Box<str>>,
    /// Whether somebody chose the code; any other says what happened, for which a dialect may have a code of its own.
    code_is_chosen: bool,
}

impl Fault {
    /// A fault with a code of your own.
    ///
    /// -32768 to -32000 is reserved for the [interoperability codes](crate::fault); anything else is yours. It reaches the
    /// caller in every [dialect](crate::Dialect), but for [`APPLICATION_ERROR`], the code of errors that have none.
    pub fn new(code: i32, message: impl Into<Cow<'static, str>>) -> Self {
        Fault { code_is_chosen: code != APPLICATION_ERROR, ..Fault::of(code, message) }
    }

    /// A fault of ours, whose code is the dialect's to choose.
    pub fn of(code: i32, message: impl Into<Cow<'static, str>>) -> Self {
        Fault { code, message: message.into(), detail: None, code_is_chosen: false }
    }

    /// The application failed: [`APPLICATION_ERROR`] with the error's own text.
    ///
    /// ```
    /// use xmlrpc_core::Fault;
    ///
    /// let number: Result<u8, Fault> = "x".parse::<u8>().map_err(Fault::application);
    /// assert_eq!(number.map_err(|fault| fault.code()), Err(-32500));
    /// ```
    pub fn application(error: impl fmt::Display) -> Self {
        Fault::of(APPLICATION_ERROR, error.to_string())
    }

    /// The parameters do not suit the method: [`INVALID_PARAMETERS`].
    pub fn invalid_parameters(message: impl Into<Cow<'static, str>>) -> Self {
        Fault::of(INVALID_PARAMETERS, message)
    }

    /// Something went wrong that is not the caller's fault: [`INTERNAL_ERROR`].
    pub fn internal(message: impl Into<Cow<'static, str>>) -> Self {
        Fault::of(INTERNAL_ERROR, message)
    }

    /// Nobody published a method of this name: [`METHOD_NOT_FOUND`].
    ///
    /// The name is shown escaped and cut at 64 characters.
    ///
    /// ```
    /// use xmlrpc_core::Fault;
    ///
    /// assert_eq!(Fault::method_not_found("dir.lst").message(), r#"method "dir.lst" is not supported"#);
    /// ```
    pub fn method_not_found(name: &str) -> Self {
        Fault::of(METHOD_NOT_FOUND, format!("method \"{}\" is not supported", quoted(name)))
    }

    /// Adds a private detail, which goes to the log and never to the caller.
    #[must_use]
    pub fn with_detail(mut self, detail: impl fmt::Display) -> Self {
        self.detail = Some(detail.to_string().into());
        self
    }

    /// The fault code.
    pub fn code(&self) -> i32 {
        self.code
    }

    pub(crate) fn has_chosen_code(&self) -> bool {
        self.code_is_chosen
    }

    /// The fault string, which the caller sees.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The private detail, if there is one.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }
}

/// Equal if the caller is told the same, and the log too.
impl PartialEq for Fault {
    fn eq(&self, other: &Self) -> bool {
        (self.code, &self.message, &self.detail) == (other.code, &other.message, &other.detail)
    }
}

impl Eq for Fault {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fault {}: {}", self.code, self.message)
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault {{ {}: {:?}", self.code, self.message)?;
        if let Some(detail) = &self.detail {
            write!(f, ", detail: {detail:?}")?;
        }
        f.write_str(" }")
    }
}

impl std::error::Error for Fault {}

/// Characters that a dialect may put before the text of a fault.
pub(crate) const LONGEST_PREFIX: usize = 39;

/// Characters of a name that came from outside that a text of ours may show.
const QUOTED_NAME: usize = 64;

/// A name from the request, fit for a text of ours: control characters escaped, cut at [`QUOTED_NAME`] characters.
pub fn quoted(name: &str) -> String {
    let mut shown = String::with_capacity(name.len().min(QUOTED_NAME) + 3);
    let mut length = 0;
    for character in name.chars() {
        let escaped = is_unprintable(character).then(|| character.escape_unicode().to_string());
        length += escaped.as_ref().map_or(1, String::len);
        if length > QUOTED_NAME {
            shown.push('…');
            break;
        }
        match escaped {
            Some(escaped) => shown.push_str(&escaped),
            None => shown.push(character),
        }
    }
    shown
}

/// Control characters, and those that turn the direction of a line or end it.
fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_the_request_is_escaped_and_cut() {
        assert_eq!(quoted("a\u{1}b"), "a\\u{1}b");
        assert_eq!(quoted(&"é".repeat(70)).chars().count(), 65);
        assert!(quoted(&"\u{85}".repeat(64)).len() <= 64 + 3);
        assert_eq!(quoted(&"x".repeat(64)), "x".repeat(64));
    }

    #[test]
    fn the_detail_stays_out_of_the_text() {
        let fault = Fault::internal("it broke").with_detail("/etc/secret");
        assert!(!fault.to_string().contains("secret"));
        assert_eq!(fault.detail(), Some("/etc/secret"));
    }
}
