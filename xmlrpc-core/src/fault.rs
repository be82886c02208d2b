//! Faults: the errors that XML-RPC sends to callers.

mod codes;
mod extension;
mod from_fault;
#[doc(hidden)]
pub mod generated;
mod info;
mod into_fault;
mod origin;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

pub use codes::*;
pub use from_fault::FromFault;
pub use info::FaultInfo;
pub use into_fault::IntoFault;
pub use origin::FaultOrigin;

use extension::Extension;

/// An error as XML-RPC sends it: a code and a message, with an optional detail for the log.
///
/// The caller gets the code and the message. The detail stays on this side. For clients of servers that send more, a fault
/// can have a [text as its code](Self::with_text_code) and [further members](Self::with_member).
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
    /// Whether the application chose the code. A dialect may replace any other code.
    code_is_chosen: bool,
    origin: FaultOrigin,
    /// What few faults have.
    extension: Option<Box<Extension>>,
}

impl Fault {
    /// Makes a fault with a code of the application.
    ///
    /// -32768 to -32000 is reserved for the [interoperability codes](crate::fault). The code reaches the caller in every
    /// [dialect](crate::Dialect), except [`APPLICATION_ERROR`], which a dialect may replace.
    pub fn new(code: i32, message: impl Into<Cow<'static, str>>) -> Self {
        Fault {
            code,
            message: message.into(),
            code_is_chosen: code != APPLICATION_ERROR,
            origin: FaultOrigin::Method,
            extension: None,
        }
    }

    /// Makes a fault of the protocol, whose code a dialect may replace.
    #[doc(hidden)]
    pub fn of(code: i32, message: impl Into<Cow<'static, str>>) -> Self {
        let origin = FaultOrigin::of_code(code);
        Fault { code, message: message.into(), code_is_chosen: false, origin, extension: None }
    }

    /// Makes a fault of an error of the application: [`APPLICATION_ERROR`] with the error's text.
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

    /// Makes a fault of an error of the application, as [`application`](Self::application) does, and adds the error's
    /// [causes](std::error::Error::source) as the private detail.
    ///
    /// ```
    /// use std::io;
    /// use xmlrpc_core::Fault;
    ///
    /// # #[derive(Debug)]
    /// # struct OrderFailed(io::Error);
    /// # impl std::fmt::Display for OrderFailed {
    /// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("the order failed") }
    /// # }
    /// # impl std::error::Error for OrderFailed {
    /// #     fn source(&self) -> Option<&(dyn std::error::Error + 'static)> { Some(&self.0) }
    /// # }
    /// let fault = Fault::from_error(&OrderFailed(io::Error::other("the disk is full")));
    /// assert_eq!((fault.message(), fault.detail()), ("the order failed", Some("the disk is full")));
    /// ```
    pub fn from_error(error: &(impl Error + ?Sized)) -> Self {
        let mut causes = String::new();
        let mut source = error.source();
        while let Some(cause) = source {
            let separator = if causes.is_empty() { "" } else { ": " };
            causes.push_str(separator);
            causes.push_str(&cause.to_string());
            source = cause.source();
        }
        let fault = Fault::application(error);
        if causes.is_empty() { fault } else { fault.with_detail(causes) }
    }

    /// Makes a fault for parameters that do not fit the method: [`INVALID_PARAMETERS`].
    pub fn invalid_parameters(message: impl Into<Cow<'static, str>>) -> Self {
        Fault::of(INVALID_PARAMETERS, message)
    }

    /// Makes a fault for a failure of the server: [`INTERNAL_ERROR`].
    pub fn internal(message: impl Into<Cow<'static, str>>) -> Self {
        Fault::of(INTERNAL_ERROR, message).with_origin(FaultOrigin::Method)
    }

    /// Makes a fault for a name that no method has: [`METHOD_NOT_FOUND`].
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

    /// Adds a private detail, which is logged and not sent.
    #[must_use]
    pub fn with_detail(mut self, detail: impl fmt::Display) -> Self {
        self.extension.get_or_insert_default().detail = Some(detail.to_string().into());
        self
    }

    /// Says where the fault comes from, for a transport or a service written by hand.
    #[must_use]
    pub fn with_origin(mut self, origin: FaultOrigin) -> Self {
        self.origin = origin;
        self
    }

    /// The fault code.
    pub fn code(&self) -> i32 {
        self.code
    }

    pub(crate) fn has_chosen_code(&self) -> bool {
        self.code_is_chosen
    }

    /// The fault string, which is sent.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The private detail, if there is one.
    pub fn detail(&self) -> Option<&str> {
        self.extension.as_ref()?.detail.as_deref()
    }

    /// Where the fault comes from: the document, the parameters, the method and so on.
    pub fn origin(&self) -> FaultOrigin {
        self.origin
    }
}

/// Faults are equal if code, message, detail and further members are, wherever they come from.
impl PartialEq for Fault {
    fn eq(&self, other: &Self) -> bool {
        (self.code, &self.message, &self.extension) == (other.code, &other.message, &other.extension)
    }
}

impl Eq for Fault {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text_code() {
            Some(code) => write!(f, "fault {}: {}", quoted(code), self.message),
            None => write!(f, "fault {}: {}", self.code, self.message),
        }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text_code() {
            Some(code) => write!(f, "Fault {{ {code:?}: {:?}", self.message)?,
            None => write!(f, "Fault {{ {}: {:?}", self.code, self.message)?,
        }
        if let Some(detail) = self.detail() {
            write!(f, ", detail: {detail:?}")?;
        }
        for (name, value) in self.members() {
            write!(f, ", {name:?}: {value:?}")?;
        }
        f.write_str(" }")
    }
}

impl Error for Fault {}

/// Characters that a dialect may put before the text of a fault.
pub(crate) const LONGEST_PREFIX: usize = 39;

/// The most characters of a client's name that a message shows.
const QUOTED_NAME: usize = 64;

/// A client's name for a message: control characters escaped, cut at [`QUOTED_NAME`] characters.
#[doc(hidden)]
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

/// Control characters, and characters that end a line or change its direction.
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
