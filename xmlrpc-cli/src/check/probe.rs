//! Documents of a check's own making, and the responses to them.

use bytes::Bytes;
use xmlrpc_client::transport::Response;
use xmlrpc_client::{Error, ErrorKind};
use xmlrpc_core::{Fault, Limits, Reading, Value};

use crate::failure::{Failure, Result};
use crate::server::Server;

/// A method that no server has.
pub(super) const UNKNOWN: &str = "xmlrpc.check.noSuchMethod";

/// Sends documents to the server.
pub(super) struct Probe<'s> {
    pub(super) server: &'s Server,
}

/// What came of a document.
#[derive(Debug, Clone)]
pub(super) enum Reply {
    /// A document that a tolerant reader can read.
    Read { status: u16, content_type: Option<String>, outcome: Outcome, strict: Option<String>, document: Bytes },
    /// Something else: why it is none.
    Unreadable { status: u16, reason: String, is_empty: bool },
    /// No response, and the connection was used.
    Broken(String),
}

/// A result or a fault.
pub(super) type Outcome = std::result::Result<Value, Fault>;

impl<'s> Probe<'s> {
    pub(super) fn new(server: &'s Server) -> Self {
        Probe { server }
    }

    /// Sends a call, written as the standard has it.
    pub(super) async fn call(&self, method: &str, params: &str) -> Result<Reply> {
        self.send(call(method, params)).await
    }

    /// Sends a document.
    pub(super) async fn send(&self, document: impl Into<Bytes>) -> Result<Reply> {
        self.reply(self.server.exchange(document.into(), "text/xml", &[]).await)
    }

    /// Sends a document as a web page of another site can.
    pub(super) async fn send_from_a_page(&self, document: impl Into<Bytes>) -> Result<Reply> {
        let headers = [("origin", "http://xmlrpc-check.invalid"), ("sec-fetch-site", "cross-site")];
        self.reply(self.server.exchange(document.into(), "text/plain", &headers).await)
    }

    /// Only what no further check could get past is a failure.
    fn reply(&self, response: std::result::Result<Response, Error>) -> Result<Reply> {
        match response {
            Ok(response) => Ok(Reply::of(response)),
            Err(error) if matches!(error.kind(), ErrorKind::Deadline | ErrorKind::Usage) => {
                Err(self.server.failure(&error))
            }
            Err(error) if error.kind() == ErrorKind::Transport && !error.may_have_run() => {
                Err(self.server.failure(&error))
            }
            Err(error) => Ok(Reply::Broken(error.to_string())),
        }
    }
}

/// A call with parameters that are XML already.
pub(super) fn call(method: &str, params: &str) -> String {
    let method = method.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<?xml version=\"1.0\"?>\n<methodCall><methodName>{method}</methodName><params>{params}</params></methodCall>\n"
    )
}

/// A parameter of a call: the XML of a value.
pub(super) fn param(value: &str) -> String {
    format!("<param><value>{value}</value></param>")
}

impl Reply {
    fn of(response: Response) -> Reply {
        let status = response.status;
        let read = |reading: &Reading| {
            let limits = Limits { body: 64 << 20, ..Limits::default() };
            reading.read_response::<Value>(response.document.clone(), &limits)
        };
        match read(&Reading::tolerant()) {
            Ok(outcome) => Reply::Read {
                status,
                content_type: response.content_type.as_deref().map(str::to_owned),
                outcome,
                strict: read(&Reading::strict()).err().map(|error| error.to_string()),
                document: response.document,
            },
            Err(error) => {
                let start = &response.document[..response.document.len().min(80)];
                let start = crate::escape::quoted(&String::from_utf8_lossy(start));
                match response.document.is_empty() {
                    true => Reply::Unreadable { status, reason: "it is empty".into(), is_empty: true },
                    false => {
                        let reason = format!("{error}; it begins with {start}");
                        Reply::Unreadable { status, reason, is_empty: false }
                    }
                }
            }
        }
    }

    /// The fault, if it is one.
    pub(super) fn fault(&self) -> Option<&Fault> {
        match self {
            Reply::Read { outcome: Err(fault), .. } => Some(fault),
            _ => None,
        }
    }

    /// The result, if there is one.
    pub(super) fn result(&self) -> Option<&Value> {
        match self {
            Reply::Read { outcome: Ok(value), .. } => Some(value),
            _ => None,
        }
    }

    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Reply::Read { status, .. } | Reply::Unreadable { status, .. } => Some(*status),
            Reply::Broken(_) => None,
        }
    }

    /// What came, for a sentence: `fault -32601`, `HTTP 500`.
    pub(super) fn shown(&self) -> String {
        match self {
            Reply::Read { outcome: Ok(_), .. } => "a result".into(),
            Reply::Read { outcome: Err(fault), .. } => {
                format!("fault {}: {}", fault.code(), crate::escape::excerpt(fault.message()))
            }
            Reply::Unreadable { status, reason, .. } => {
                format!("HTTP {status}, and a response that cannot be read: {reason}")
            }
            Reply::Broken(reason) => format!("no response: {reason}"),
        }
    }

    /// A sentence if the call was not treated as another one was.
    pub(super) fn differs(&self, baseline: &Reply) -> Option<String> {
        let is_same = match (self.fault(), baseline.fault()) {
            (Some(own), Some(other)) => own.code() == other.code(),
            (None, None) => {
                self.status() == baseline.status() && self.result().is_some() == baseline.result().is_some()
            }
            _ => false,
        };
        (!is_same).then(|| self.shown())
    }
}

/// The failure of a check that cannot begin.
pub(super) fn cannot_begin(reply: &Reply) -> Failure {
    Failure::transport(format!("the server cannot be checked: {}", reply.shown()))
}
