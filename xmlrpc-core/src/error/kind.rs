use crate::fault::{INVALID_CHARACTER, INVALID_PARAMETERS, INVALID_REQUEST, NOT_WELL_FORMED, UNSUPPORTED_ENCODING};

/// The category of an [`Error`](super::Error): what to do about it.
///
/// | kind | what is wrong | [fault code](crate::fault) |
/// |---|---|---|
/// | [`Syntax`](Self::Syntax) | the document is not well-formed XML | -32700 |
/// | [`Encoding`](Self::Encoding) | its character set, or a character | -32701, -32702 |
/// | [`Structure`](Self::Structure) | it is XML, but not XML-RPC | -32600 |
/// | [`Data`](Self::Data) | a value has another type or range than the Rust type | -32602 |
/// | [`Limit`](Self::Limit) | a bound of [`Limits`](crate::Limits) | -32600 when read, -32603 when written |
/// | [`Unsupported`](Self::Unsupported) | a Rust value that the dialect cannot write | -32603 |
/// | [`Fault`](Self::Fault) | a fault that was converted into an error | its own |
///
/// ```
/// use xmlrpc_core::message::read_response;
/// use xmlrpc_core::{Dialect, ErrorKind};
///
/// let kind_of = |document: &str| read_response::<i32>(document.to_owned()).map_err(|error| error.kind()).err();
/// let response = |value| format!("<methodResponse><params><param>{value}</param></params></methodResponse>");
///
/// assert_eq!(kind_of("<html><p></html>"), Some(ErrorKind::Syntax));
/// assert_eq!(kind_of("<html></html>"), Some(ErrorKind::Structure));
/// assert_eq!(kind_of(&response("<value>seven</value>")), Some(ErrorKind::Data));
/// assert_eq!(kind_of(&response("<value><int>7</int></value>")), None);
///
/// let written = Dialect::standard().write_response(&f64::NAN);
/// assert_eq!(written.map_err(|error| error.kind()), Err(ErrorKind::Unsupported));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The document is not well-formed XML. A client probably did not talk to an XML-RPC server, or the document was cut.
    Syntax,
    /// The document's character set is not supported, or the document has a character that its character set or XML does
    /// not allow.
    Encoding,
    /// The document is XML, but not an XML-RPC call or response.
    Structure,
    /// The document is XML-RPC, and a value in it does not fit the Rust type: another type, out of range, a missing or
    /// unknown member, or refused by the type's own `Deserialize`.
    Data,
    /// A bound of [`Limits`](crate::Limits) is exceeded. The message names it.
    Limit,
    /// A Rust value cannot be written: XML-RPC or the [`Dialect`](crate::Dialect) has no form for it, or the type's own
    /// `Serialize` failed.
    Unsupported,
    /// The error was made of a [`Fault`](crate::Fault).
    Fault,
}

impl ErrorKind {
    /// The kind of an error that has this fault code and is no exceeded limit.
    pub(super) fn of_code(code: i32) -> Self {
        match code {
            NOT_WELL_FORMED => ErrorKind::Syntax,
            UNSUPPORTED_ENCODING | INVALID_CHARACTER => ErrorKind::Encoding,
            INVALID_REQUEST => ErrorKind::Structure,
            INVALID_PARAMETERS => ErrorKind::Data,
            _ => ErrorKind::Unsupported,
        }
    }
}
