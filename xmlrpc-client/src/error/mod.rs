//! Why a call has no result.

mod kind;
mod shown;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use xmlrpc_core::__private::quoted;
use xmlrpc_core::fault::{FromFault, INTERNAL_ERROR, TRANSPORT_ERROR};
use xmlrpc_core::{Fault, IntoFault, Position};

pub use kind::{ErrorKind, Phase};
pub(crate) use shown::{escaped, seconds};

/// A result whose error is that of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Source = Box<dyn StdError + Send + Sync>;

/// The most bytes of a response that an error shows.
const SHOWN_BYTES: usize = 200;

/// The reason why a call has no result.
///
/// [`kind`](Self::kind) is the category. The text names the method, what is wrong and where, and what to do. Credentials
/// never appear in it, and bytes of the other side are escaped and cut.
///
/// ```
/// use xmlrpc_client::{Error, ErrorKind};
///
/// fn advice(error: &Error) -> String {
///     match error.kind() {
///         ErrorKind::Fault => format!("the server refused: {}", error.fault().map_or("", |fault| fault.message())),
///         ErrorKind::Deadline => "try again later".into(),
///         _ => error.to_string(),
///     }
/// }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    method: Option<String>,
    peer: Option<String>,
    detail: Detail,
}

enum Detail {
    Fault(Fault),
    Transport { phase: Phase, message: String, source: Option<Source> },
    Http { status: u16, content_type: Option<String>, start: Vec<u8>, advice: Option<String> },
    Decode(xmlrpc_core::Error),
    Limit { message: String, source: Option<xmlrpc_core::Error> },
    Deadline { phase: Phase, after: Duration },
    Usage { message: String, source: Option<xmlrpc_core::Error> },
}

impl Error {
    fn new(detail: Detail) -> Self {
        Error(Box::new(Inner { method: None, peer: None, detail }))
    }

    /// The error of a call that the server answered with a fault.
    pub fn from_fault(fault: Fault) -> Self {
        Error::new(Detail::Fault(fault))
    }

    /// The error of a transport that failed in this phase.
    pub fn transport(phase: Phase, error: impl Into<Source>) -> Self {
        let source = error.into();
        let message = format!("{phase} failed: {source}");
        Error::new(Detail::Transport { phase, message, source: Some(source) })
    }

    /// The error of a response whose HTTP status is no success, or whose document is no XML-RPC.
    pub fn http(status: u16, content_type: Option<&str>, document: &[u8]) -> Self {
        let start = document[..document.len().min(SHOWN_BYTES)].to_vec();
        Error::new(Detail::Http { status, content_type: content_type.map(str::to_owned), start, advice: None })
    }

    /// The error of a response that cannot be read as the expected type.
    pub fn decode(error: xmlrpc_core::Error) -> Self {
        match error.kind() {
            xmlrpc_core::ErrorKind::Limit => Error::new(Detail::Limit { message: String::new(), source: Some(error) }),
            _ => Error::new(Detail::Decode(error)),
        }
    }

    /// The error of a call whose parameters cannot be written.
    pub fn encode(error: xmlrpc_core::Error) -> Self {
        Error::new(Detail::Usage { message: "the call cannot be written".into(), source: Some(error) })
    }

    /// The error of a response that is larger than a limit.
    pub fn limit(message: impl Into<String>) -> Self {
        Error::new(Detail::Limit { message: message.into(), source: None })
    }

    /// The error of a call that had no result within its time.
    pub fn deadline(phase: Phase, after: Duration) -> Self {
        Error::new(Detail::Deadline { phase, after })
    }

    /// The error of a call or a client that asks for something that cannot be done.
    pub fn usage(message: impl Into<String>) -> Self {
        Error::new(Detail::Usage { message: message.into(), source: None })
    }

    /// Replaces the text of a transport's failure.
    #[cfg(feature = "client")]
    pub(crate) fn saying(mut self, text: impl Into<String>) -> Self {
        match &mut self.0.detail {
            Detail::Transport { message, .. } => *message = text.into(),
            Detail::Http { advice, .. } => *advice = Some(text.into()),
            _ => {}
        }
        self
    }

    /// Says which part of the way failed.
    #[cfg(feature = "http")]
    pub(crate) fn about(mut self, part: &str) -> Self {
        if let Detail::Transport { message, .. } = &mut self.0.detail {
            *message = format!("{part}: {message}");
        }
        self
    }

    /// Adds the method that was called, unless the error names one.
    #[must_use]
    pub fn in_method(mut self, method: &str) -> Self {
        self.0.method.get_or_insert_with(|| quoted(method));
        self
    }

    /// Adds the other side, such as `localhost:9000`, unless the error names one.
    #[must_use]
    pub fn with_peer(mut self, peer: &str) -> Self {
        self.0.peer.get_or_insert_with(|| quoted(peer));
        self
    }

    /// The category of the error.
    pub fn kind(&self) -> ErrorKind {
        match &self.0.detail {
            Detail::Fault(_) => ErrorKind::Fault,
            Detail::Transport { .. } => ErrorKind::Transport,
            Detail::Http { .. } => ErrorKind::Http,
            Detail::Decode(_) => ErrorKind::Decode,
            Detail::Limit { .. } => ErrorKind::Limit,
            Detail::Deadline { .. } => ErrorKind::Deadline,
            Detail::Usage { .. } => ErrorKind::Usage,
        }
    }

    /// The fault that the server sent, if the error is one.
    pub fn fault(&self) -> Option<&Fault> {
        match &self.0.detail {
            Detail::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    /// The fault as the error type of the method, which derives `IntoFault` or implements
    /// [`FromFault`](xmlrpc_core::fault::FromFault). None for another fault, and for errors that are no fault.
    pub fn typed<E: FromFault>(&self) -> Option<E> {
        self.fault().and_then(E::from_fault)
    }

    /// Whether other calls of the same server may succeed: the response came, and is wrong.
    #[cfg(feature = "client")]
    pub(crate) fn is_of_one_call(&self) -> bool {
        matches!(self.kind(), ErrorKind::Fault | ErrorKind::Decode | ErrorKind::Limit | ErrorKind::Http)
    }

    /// The method that was called.
    pub fn method(&self) -> Option<&str> {
        self.0.method.as_deref()
    }

    /// The other side, such as `localhost:9000`; never with credentials.
    pub fn peer(&self) -> Option<&str> {
        self.0.peer.as_deref()
    }

    /// What the client was doing when the transport failed or the time ran out.
    pub fn phase(&self) -> Option<Phase> {
        match &self.0.detail {
            Detail::Transport { phase, .. } | Detail::Deadline { phase, .. } => Some(*phase),
            _ => None,
        }
    }

    /// The HTTP status of an error of the kind [`Http`](ErrorKind::Http).
    pub fn status(&self) -> Option<u16> {
        match &self.0.detail {
            Detail::Http { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The content type of a response that is no XML-RPC.
    pub fn content_type(&self) -> Option<&str> {
        match &self.0.detail {
            Detail::Http { content_type, .. } => content_type.as_deref(),
            _ => None,
        }
    }

    /// The first bytes of a response that is no XML-RPC, as they came: at most 200.
    pub fn body_start(&self) -> Option<&[u8]> {
        match &self.0.detail {
            Detail::Http { start, .. } => Some(start),
            _ => None,
        }
    }

    /// The error of the document: with its own kind, and a member's path in its text.
    pub fn document(&self) -> Option<&xmlrpc_core::Error> {
        match &self.0.detail {
            Detail::Decode(error) => Some(error),
            Detail::Limit { source, .. } | Detail::Usage { source, .. } => source.as_ref(),
            _ => None,
        }
    }

    /// The place in the response that could not be read.
    pub fn position(&self) -> Option<Position> {
        self.document().and_then(xmlrpc_core::Error::position)
    }

    /// Whether the server may have got the call: it was sent, at least in part. A call that is not idempotent should not
    /// be repeated then.
    pub fn may_have_run(&self) -> bool {
        match self.kind() {
            ErrorKind::Usage => false,
            ErrorKind::Transport | ErrorKind::Deadline => self.phase().is_none_or(|phase| phase >= Phase::Send),
            _ => true,
        }
    }
}

impl Inner {
    /// The other side for a text.
    fn peer(&self) -> &str {
        self.peer.as_deref().unwrap_or("the server")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(method) = &self.0.method {
            write!(f, "{method}: ")?;
        }
        match &self.0.detail {
            Detail::Fault(fault) => f.write_str(&escaped(fault.to_string().as_bytes())),
            Detail::Transport { message, .. } => write!(f, "{}: {message}", self.0.peer()),
            Detail::Http { status, content_type, start, advice } => {
                shown::http(f, *status, content_type.as_deref(), start, advice.as_deref())
            }
            Detail::Decode(error) => write!(f, "cannot read the response: {error}"),
            Detail::Limit { message, source: None } => f.write_str(message),
            Detail::Limit { source: Some(error), .. } => write!(f, "cannot read the response: {error}"),
            Detail::Deadline { phase, after } => {
                let (peer, after) = (self.0.peer(), seconds(*after));
                write!(f, "{peer}: no result within {after} (it ran out in {phase}); `timeout` sets another deadline")
            }
            Detail::Usage { message, source: None } => f.write_str(message),
            Detail::Usage { message, source: Some(error) } => write!(f, "{message}: {error}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}: {self})", self.kind())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.detail {
            Detail::Fault(fault) => Some(fault),
            Detail::Transport { source, .. } => source.as_deref().map(|source| source as &(dyn StdError + 'static)),
            Detail::Decode(error) => Some(error),
            Detail::Limit { source, .. } | Detail::Usage { source, .. } => {
                source.as_ref().map(|source| source as &(dyn StdError + 'static))
            }
            Detail::Http { .. } | Detail::Deadline { .. } => None,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Error::from_fault(fault)
    }
}

/// A fault stays as it is, so that a method can pass it on. Any other error becomes a fault that says only that a call
/// failed; the text of the error is its private detail.
impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let code = match error.kind() {
            ErrorKind::Usage => INTERNAL_ERROR,
            _ => TRANSPORT_ERROR,
        };
        match error.0.detail {
            Detail::Fault(fault) => fault,
            _ => Fault::of(code, "a call to another server failed").with_detail(error),
        }
    }
}

impl IntoFault for Error {
    fn into_fault(self) -> Fault {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_other_side_sent_is_escaped_and_cut() {
        let page = format!("<html>\u{1b}[31m\r\n{}", "x".repeat(10_000));
        let error = Error::http(502, Some("text/html"), page.as_bytes()).in_method("dir.list");
        let text = error.to_string();
        assert!(text.starts_with("dir.list: HTTP 502 (text/html)"), "{text}");
        assert!(text.contains("<html>\\u{1b}[31m") && text.len() < 600, "{text}");
        assert_eq!(error.body_start().map(<[u8]>::len), Some(SHOWN_BYTES));
    }

    #[test]
    fn a_method_passes_faults_on_and_hides_the_rest() {
        assert_eq!(Fault::from(Error::from_fault(Fault::new(4, "no"))), Fault::new(4, "no"));
        let fault = Fault::from(Error::transport(Phase::Connect, "refused").with_peer("10.0.0.1:80"));
        assert_eq!(fault.code(), TRANSPORT_ERROR);
        assert!(!fault.message().contains("10.0.0.1"));
        assert!(fault.detail().is_some_and(|detail| detail.contains("10.0.0.1:80")));
    }

    #[test]
    fn only_what_was_sent_may_have_run() {
        assert!(!Error::transport(Phase::Connect, "refused").may_have_run());
        assert!(!Error::deadline(Phase::Tls, Duration::from_secs(1)).may_have_run());
        assert!(Error::deadline(Phase::Wait, Duration::from_secs(1)).may_have_run());
        assert!(Error::from_fault(Fault::new(4, "no")).may_have_run());
        assert!(!Error::usage("no").may_have_run());
    }
}
