use std::fmt;

/// The category of an [`Error`](super::Error): what to do about it.
///
/// | kind | what happened | where the detail is |
/// |---|---|---|
/// | [`Fault`](Self::Fault) | the server refused the call, or the method failed | [`fault`](super::Error::fault) |
/// | [`Transport`](Self::Transport) | no response: no connection, or it broke | [`phase`](super::Error::phase), [`peer`](super::Error::peer) |
/// | [`Http`](Self::Http) | the response is no XML-RPC: an error status, an HTML page | [`status`](super::Error::status), [`content_type`](super::Error::content_type), [`body_start`](super::Error::body_start) |
/// | [`Decode`](Self::Decode) | the result is of another type, or the document is damaged | [`document`](super::Error::document), [`position`](super::Error::position) |
/// | [`Limit`](Self::Limit) | the response exceeds a bound of `Limits` | the text names the limit |
/// | [`Deadline`](Self::Deadline) | no result within the time of the call | [`phase`](super::Error::phase) |
/// | [`Usage`](Self::Usage) | the call cannot be made: an address, a header, a parameter | the text says what to change |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The server sent a fault.
    Fault,
    /// No response came: the name was not resolved, the connection failed, or it broke.
    Transport,
    /// The response is no XML-RPC: an HTTP status that is no success, a redirect, or a page.
    Http,
    /// The response cannot be read as the expected type.
    Decode,
    /// The response exceeds a bound of `Limits`.
    Limit,
    /// There was no result within the deadline.
    Deadline,
    /// The call cannot be made as it was asked for. Nothing was sent.
    Usage,
}

/// What a client does during a call, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Looking up the host's addresses.
    Resolve,
    /// Connecting to the server, or to the proxy in front of it.
    Connect,
    /// Asking a proxy for a tunnel.
    Tunnel,
    /// The TLS handshake.
    Tls,
    /// Sending the request.
    Send,
    /// Waiting for the first byte of the response.
    Wait,
    /// Reading the response.
    Read,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Phase::Resolve => "resolving the name",
            Phase::Connect => "connecting",
            Phase::Tunnel => "asking the proxy for a tunnel",
            Phase::Tls => "the TLS handshake",
            Phase::Send => "sending the request",
            Phase::Wait => "waiting for the response",
            Phase::Read => "reading the response",
        })
    }
}
