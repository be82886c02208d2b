//! Why an exchange failed, and whether the call may be sent again.

use std::error::Error as _;
use std::io;

use super::stream::Record;
use crate::error::{Error, Phase};

/// A failed exchange.
pub(super) struct Failure {
    error: Error,
    /// Whether the connection had been used before, and ended before any byte of the response.
    is_dead: bool,
    /// Whether another connection may do better.
    may_pass: bool,
}

impl Failure {
    /// A failure that another connection would not mend.
    pub(super) fn error(error: Error) -> Self {
        Failure { error, is_dead: false, may_pass: false }
    }

    /// A head of a response that is larger than what is read of it.
    #[cold]
    pub(super) fn large_head() -> Self {
        Failure::error(Error::limit(
            "the head of the response is larger than the 128 KiB and 100 headers that are read",
        ))
    }

    /// The failure of a connection.
    #[cold]
    pub(super) fn of(error: hyper::Error, record: &Record, is_reused: bool) -> Self {
        if error.is_parse() && innermost(&error).contains("too large") {
            return Failure::large_head();
        }
        let has_read = record.has_read();
        let is_foreign = error.is_parse();
        let error = describe(error, record);
        Failure { error, is_dead: is_reused && !has_read, may_pass: !is_foreign }
    }

    /// Whether a kept connection turned out closed before any byte of the response.
    pub(super) fn shows_dead_connection(&self) -> bool {
        self.is_dead
    }

    /// Whether an idempotent call may be sent again.
    pub(super) fn may_pass(&self) -> bool {
        self.may_pass
    }

    pub(super) fn into_error(self) -> Error {
        self.error
    }
}

fn describe(error: hyper::Error, record: &Record) -> Error {
    if let Some(write_error) = record.take_write_error()
        && !record.has_read()
    {
        let message = format!("the connection broke while the request was sent: {write_error}");
        return Error::transport(Phase::Send, write_error).saying(message);
    }
    let phase = if record.has_read() { Phase::Read } else { Phase::Wait };
    let message = match (phase, io_error(&error)) {
        _ if error.is_parse() => format!("the response is not HTTP: {}", innermost(&error)),
        (Phase::Read, Some(broken)) if broken.kind() != io::ErrorKind::UnexpectedEof => {
            format!("the connection broke in the middle of the response: {broken}")
        }
        (_, Some(broken)) if phase != Phase::Read => format!("the connection broke before the response: {broken}"),
        (Phase::Read, _) => "the server closed the connection in the middle of the response".into(),
        _ => "the server closed the connection without a response".into(),
    };
    Error::transport(phase, error).saying(message)
}

fn io_error(error: &hyper::Error) -> Option<&io::Error> {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(found) = cause.downcast_ref() {
            return Some(found);
        }
        source = cause.source();
    }
    None
}

fn innermost(error: &hyper::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = cause.to_string();
        source = cause.source();
    }
    text
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::error(error)
    }
}
