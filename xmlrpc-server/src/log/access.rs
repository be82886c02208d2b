//! One entry of the access log.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use tracing::dispatcher::has_been_set;

use super::escape::{Escaped, Quoted};
use super::request::RequestId;
use super::{OrDash, queue};

/// A request, or one entry of a multicall.
#[derive(Debug, Clone, Copy)]
pub(super) struct AccessEntry<'e> {
    pub(super) id: Option<&'e RequestId>,
    pub(super) peer: Option<SocketAddr>,
    pub(super) http_method: Option<&'e str>,
    pub(super) path: Option<&'e str>,
    pub(super) method: Option<&'e str>,
    pub(super) user: Option<&'e str>,
    pub(super) outcome: Outcome,
    pub(super) fault_code: Option<i32>,
    pub(super) reason: Option<&'e str>,
    pub(super) bytes_in: usize,
    pub(super) bytes_out: usize,
    pub(super) duration: Option<Duration>,
    /// Whether this is an entry of a multicall.
    pub(super) is_entry: bool,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Ok,
    Fault,
    /// Refused, or answered without a call, with this HTTP status.
    Refused(u16),
    /// The connection ended first.
    Aborted,
}

impl Outcome {
    fn name(self) -> &'static str {
        match self {
            Outcome::Ok => "ok",
            Outcome::Fault => "fault",
            Outcome::Refused(_) => "refused",
            Outcome::Aborted => "aborted",
        }
    }

    fn status(self) -> Option<u16> {
        match self {
            Outcome::Refused(status) => Some(status),
            Outcome::Ok | Outcome::Fault | Outcome::Aborted => None,
        }
    }
}

/// Logs the heads of a connection that are refused before they become requests, if the access log is on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeadLog {
    pub(crate) peer: Option<SocketAddr>,
    pub(crate) is_on: bool,
}

impl HeadLog {
    /// Logs a refusal with this status and sentence.
    #[cold]
    pub(crate) fn refused(self, status: u16, sentence: &str) {
        if self.is_on {
            write_refused(self.peer, status, sentence);
        }
    }
}

fn write_refused(peer: Option<SocketAddr>, status: u16, sentence: &str) {
    write(&AccessEntry {
        id: None,
        peer,
        http_method: None,
        path: None,
        method: None,
        user: None,
        outcome: Outcome::Refused(status),
        fault_code: None,
        reason: Some(sentence),
        bytes_in: 0,
        bytes_out: sentence.len(),
        duration: None,
        is_entry: false,
    });
}

pub(super) fn write(entry: &AccessEntry<'_>) {
    if !has_been_set() {
        queue::stderr().add(entry);
        return;
    }
    let text = |text: &str| Escaped(text).to_string();
    tracing::info!(
        target: "xmlrpc_server::access",
        request_id = entry.id.map(tracing::field::display),
        peer = entry.peer.map(tracing::field::display),
        http_method = entry.http_method.map(text),
        path = entry.path.map(text),
        method = entry.method.map(text),
        user = entry.user.map(text),
        outcome = entry.outcome.name(),
        status = entry.outcome.status(),
        fault_code = entry.fault_code,
        reason = entry.reason.map(|reason| text(reason.trim_end())),
        bytes_in = entry.bytes_in,
        bytes_out = entry.bytes_out,
        duration_ms = entry.duration.map(milliseconds),
        multicall_entry = entry.is_entry.then_some(true),
        "{}",
        if entry.is_entry { "multicall entry" } else { "request" }
    );
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// The line on stderr: the fields that are always there in front, then the others by their names.
impl fmt::Display for AccessEntry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", OrDash(self.peer), OrDash(self.method.map(Quoted)), self.outcome.name())?;
        if let Some(code) = self.outcome.status().map(i32::from).or(self.fault_code) {
            write!(f, " {code}")?;
        }
        write!(f, " {} B", self.bytes_out)?;
        if let Some(duration) = self.duration {
            write!(f, " {:.3} ms", milliseconds(duration))?;
        }
        if self.is_entry {
            f.write_str(" entry")?;
        }
        write!(f, " in={}", self.bytes_in)?;
        if let Some(method) = self.http_method {
            write!(f, " http={}", Escaped(method))?;
        }
        for (name, text) in [("path", self.path), ("user", self.user), ("reason", self.reason)] {
            if let Some(text) = text {
                write!(f, " {name}={}", Quoted(text.trim_end()))?;
            }
        }
        match self.id {
            Some(id) => write!(f, " id={id}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: AccessEntry<'static> = AccessEntry {
        id: None,
        peer: Some(SocketAddr::V4(std::net::SocketAddrV4::new(std::net::Ipv4Addr::LOCALHOST, 5000))),
        http_method: Some("POST"),
        path: Some("/RPC2"),
        method: Some("multiply args"),
        user: None,
        outcome: Outcome::Ok,
        fault_code: None,
        reason: None,
        bytes_in: 99,
        bytes_out: 187,
        duration: Some(Duration::from_micros(1234)),
        is_entry: false,
    };

    #[test]
    fn a_call_is_one_line() {
        let line = r#"127.0.0.1:5000 "multiply args" ok 187 B 1.234 ms in=99 http=POST path="/RPC2""#;
        assert_eq!(CALL.to_string(), line);
    }

    #[test]
    fn a_method_name_forges_no_field() {
        let entry = AccessEntry { method: Some("x\" ok 187 B 0.042 ms"), outcome: Outcome::Fault, ..CALL };
        let entry = AccessEntry { fault_code: Some(-32601), user: Some("a\" id=7"), ..entry };
        let line = r#"127.0.0.1:5000 "x\" ok 187 B 0.042 ms" fault -32601 187 B 1.234 ms in=99 http=POST path="/RPC2" user="a\" id=7""#;
        assert_eq!(entry.to_string(), line);
    }

    #[test]
    fn an_unreadable_request_and_a_refused_one_differ() {
        let entry = AccessEntry { peer: None, method: None, path: None, http_method: None, duration: None, ..CALL };
        let entry = AccessEntry { outcome: Outcome::Fault, fault_code: Some(-32700), ..entry };
        assert_eq!(entry.to_string(), "- - fault -32700 187 B in=99");
        let entry = AccessEntry { outcome: Outcome::Refused(413), fault_code: None, reason: Some("large\n"), ..entry };
        assert_eq!(entry.to_string(), r#"- - refused 413 187 B in=99 reason="large""#);
    }
}
