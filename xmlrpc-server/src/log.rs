//! The log: through `tracing`, or on stderr while the program has no subscriber.

use std::fmt;
use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tracing::dispatcher::has_been_set;
use xmlrpc_service::Fault;
use xmlrpc_service::reading::Quirk;

/// Logs one call or refused request.
pub(crate) fn access(line: &AccessLine<'_>) {
    if has_been_set() {
        tracing::info!(target: "xmlrpc_server::access", "{line}");
    } else {
        to_stderr(line);
    }
}

/// Logs an event of the set-up or the run.
pub(crate) fn notice(line: impl fmt::Display) {
    if has_been_set() {
        tracing::info!(target: "xmlrpc_server", "{line}");
    } else {
        to_stderr(line);
    }
}

/// Logs a quirk: a form that only a reading other than the standard one accepts.
pub(crate) fn quirk(client: Option<IpAddr>, method: Option<&str>, quirk: Quirk) {
    let line = QuirkLine { client, method, quirk };
    if has_been_set() {
        tracing::info!(target: "xmlrpc_server", "{line}");
    } else {
        to_stderr(line);
    }
}

/// Logs what a fault does not tell its caller: its private detail, a panic's message.
pub(crate) fn detail(method: Option<&str>, fault: &Fault, detail: &str) {
    let line = format_args!("{}: fault {}: {}", Method(method), fault.code(), Indented(detail));
    if has_been_set() {
        tracing::error!(target: "xmlrpc_server", "{line}");
    } else {
        to_stderr(line);
    }
}

/// Writes a line in one piece, so that lines of several threads do not mix. Ignores a closed stderr.
fn to_stderr(line: impl fmt::Display) {
    let _ = io::stderr().lock().write_all(format!("{line}\n").as_bytes());
}

/// A call, or a request that was refused before it became one.
#[derive(Debug)]
pub(crate) struct AccessLine<'l> {
    pub(crate) peer: Option<SocketAddr>,
    pub(crate) method: Option<&'l str>,
    pub(crate) outcome: Outcome,
    pub(crate) bytes: usize,
    pub(crate) elapsed: Option<Duration>,
}

/// How a call ended.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outcome {
    Ok,
    Fault(i32),
    /// Refused with this HTTP status.
    Refused(u16),
}

impl fmt::Display for AccessLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.peer {
            Some(peer) => write!(f, "{peer} ")?,
            None => f.write_str("- ")?,
        }
        write!(f, "{} ", Method(self.method))?;
        match self.outcome {
            Outcome::Ok => f.write_str("ok")?,
            Outcome::Fault(code) => write!(f, "fault {code}")?,
            Outcome::Refused(status) => write!(f, "refused {status}")?,
        }
        write!(f, " {} B", self.bytes)?;
        match self.elapsed {
            Some(elapsed) => write!(f, " {:.3} ms", elapsed.as_secs_f64() * 1e3),
            None => Ok(()),
        }
    }
}

struct QuirkLine<'m> {
    client: Option<IpAddr>,
    method: Option<&'m str>,
    quirk: Quirk,
}

impl fmt::Display for QuirkLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.client {
            Some(client) => write!(f, "{client} ")?,
            None => f.write_str("- ")?,
        }
        let QuirkLine { method, quirk, .. } = self;
        write!(f, "{} tolerated: {quirk} ({}); logged once for each client", Method(*method), quirk.name())
    }
}

/// A method's name, which may have spaces in it; a dash if the request could not be read that far.
struct Method<'m>(Option<&'m str>);

impl fmt::Display for Method<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(name) => write!(f, "\"{name}\""),
            None => f.write_str("-"),
        }
    }
}

/// A text of several lines, indented so that it cannot forge log entries.
struct Indented<'t>(&'t str);

impl fmt::Display for Indented<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, line) in self.0.lines().enumerate() {
            if index > 0 {
                f.write_str("\n    ")?;
            }
            for piece in line.split_inclusive(|c: char| c.is_control() && c != '\t') {
                let shown = piece.trim_end_matches(|c: char| c.is_control() && c != '\t');
                f.write_str(shown)?;
                write!(f, "{}", piece[shown.len()..].escape_default())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_one_line() {
        let line = AccessLine {
            peer: Some(SocketAddr::from(([127, 0, 0, 1], 5000))),
            method: Some("multiply args"),
            outcome: Outcome::Ok,
            bytes: 187,
            elapsed: Some(Duration::from_micros(1234)),
        };
        assert_eq!(line.to_string(), r#"127.0.0.1:5000 "multiply args" ok 187 B 1.234 ms"#);
    }

    #[test]
    fn an_unreadable_request_and_a_refused_one_differ() {
        let line = AccessLine { peer: None, method: None, outcome: Outcome::Fault(-32700), bytes: 9, elapsed: None };
        assert_eq!(line.to_string(), "- - fault -32700 9 B");
        let line = AccessLine { outcome: Outcome::Refused(413), ..line };
        assert_eq!(line.to_string(), "- - refused 413 9 B");
    }

    #[test]
    fn a_quirk_is_logged_in_words() {
        let line =
            QuirkLine { client: Some(IpAddr::from([10, 0, 0, 7])), method: Some("add"), quirk: Quirk::BooleanWord };
        let text =
            r#"10.0.0.7 "add" tolerated: a boolean as a word in capitals (boolean-word); logged once for each client"#;
        assert_eq!(line.to_string(), text);
    }

    #[test]
    fn a_detail_cannot_forge_a_line() {
        assert_eq!(Indented("one\ntwo\r\u{1b}[31m\tx").to_string(), "one\n    two\\r\\u{1b}[31m\tx");
    }
}
