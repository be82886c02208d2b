//! The log: events of `tracing`, or lines on stderr while the program has no subscriber.

mod access;
mod escape;
mod fault;
mod queue;
mod request;
mod time;

use std::fmt;
use std::net::IpAddr;

use tracing::dispatcher::has_been_set;
use xmlrpc_service::reading::Quirk;

use escape::Escaped;

pub(crate) use access::HeadLog;
pub(crate) use escape::Quoted;
pub(crate) use fault::{FaultContext, fault};
pub(crate) use queue::flush;
pub(crate) use request::{RefusalReason, RequestLog};

/// Logs an event of the set-up or the run.
pub(crate) fn notice(line: impl fmt::Display) {
    if has_been_set() {
        tracing::info!(target: "xmlrpc_server", "{line}");
    } else {
        queue::stderr().add(line);
    }
}

/// Logs a quirk: a form that only a reading other than the standard one accepts.
pub(crate) fn quirk(client: Option<IpAddr>, method: Option<&str>, quirk: Quirk) {
    if has_been_set() {
        tracing::info!(
            target: "xmlrpc_server",
            client = client.map(tracing::field::display),
            method = method.map(|name| Escaped(name).to_string()),
            quirk = quirk.name(),
            "tolerated: {quirk}; logged once for each client"
        );
    } else {
        queue::stderr().add(QuirkLine { client, method, quirk });
    }
}

struct QuirkLine<'m> {
    client: Option<IpAddr>,
    method: Option<&'m str>,
    quirk: Quirk,
}

impl fmt::Display for QuirkLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let QuirkLine { client, method, quirk } = *self;
        write!(f, "{} {} ", OrDash(client), OrDash(method.map(Quoted)))?;
        write!(f, "tolerated: {quirk} ({}); logged once for each client", quirk.name())
    }
}

/// A field of a line; a dash if it is not known.
struct OrDash<T>(Option<T>);

impl<T: fmt::Display> fmt::Display for OrDash<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(field) => field.fmt(f),
            None => f.write_str("-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quirk_is_logged_in_words() {
        let line =
            QuirkLine { client: Some(IpAddr::from([10, 0, 0, 7])), method: Some("add"), quirk: Quirk::BooleanWord };
        let text =
            r#"10.0.0.7 "add" tolerated: a boolean as a word in capitals (boolean-word); logged once for each client"#;
        assert_eq!(line.to_string(), text);
    }
}
