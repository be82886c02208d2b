//! The server that the command talks to, within the time of the command.

mod connect;
mod deadline;
mod introspection;
mod presets;
mod raw;
mod wait;

pub(crate) use deadline::Deadline;
pub(crate) use introspection::{Known, no_such_method};

use bytes::Bytes;
use xmlrpc_client::transport::{Request, Response};
use xmlrpc_client::{Client, Error, ErrorKind, Transport};
use xmlrpc_core::{Dialect, Value};

use crate::failure::{Code, Failure, Result};
use crate::options::Connection;

/// A server, reached by one client.
pub(crate) struct Server {
    client: Client,
    deadline: Deadline,
    recorder: raw::Recorder,
}

/// Why a call has no result: as the client says it.
pub(crate) type Outcome = std::result::Result<Value, Error>;

impl Server {
    /// The server at the address of the command line. Nothing is sent yet.
    pub(crate) fn at(address: Option<&str>, connection: &Connection, deadline: Deadline) -> Result<Server> {
        let recorder = raw::Recorder::default();
        let client = connect::client(address, connection, &recorder, |_| {})?;
        Ok(Server { client, deadline, recorder })
    }

    /// Writes calls from now on in a dialect that differs from that of the connection.
    pub(crate) fn write_in(
        &mut self,
        address: Option<&str>,
        connection: &Connection,
        change: impl FnOnce(&mut Dialect),
    ) -> Result<()> {
        self.client = connect::client(address, connection, &self.recorder, change)?;
        Ok(())
    }

    /// Sets another deadline.
    pub(crate) fn restart(&mut self, deadline: Deadline) {
        self.deadline = deadline;
    }

    /// Calls a method. The two documents are shown if they are asked for.
    pub(crate) async fn call(&self, method: &str, params: &[Value]) -> Outcome {
        self.recorder.show(true);
        let outcome = self.ask(method, params).await;
        self.recorder.show(false);
        outcome
    }

    /// Calls a method that the command needs for itself.
    pub(crate) async fn ask(&self, method: &str, params: &[Value]) -> Outcome {
        let call = self.client.call::<Value>(method, params).timeout(self.deadline.rest());
        wait::patiently(self.address(), call.into_future()).await
    }

    /// Sends a document as it is, with further headers.
    pub(crate) async fn exchange(
        &self,
        document: Bytes,
        content_type: &'static str,
        headers: &[(&str, &str)],
    ) -> std::result::Result<Response, Error> {
        let mut request = Request::of("the check", document);
        request.content_type = content_type;
        request.headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        request.deadline = Some(self.deadline.instant());
        self.recorder.show(true);
        let response = wait::patiently(self.address(), self.client.send(request)).await;
        self.recorder.show(false);
        response
    }

    /// The time limit.
    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// Whether responses have HTTP headers.
    pub(crate) fn speaks_http(&self) -> bool {
        !self.client.address().starts_with("scgi")
    }

    /// The address without credentials.
    pub(crate) fn address(&self) -> &str {
        self.client.address()
    }

    /// The failure of the command by the error of a call.
    pub(crate) fn failure(&self, error: &Error) -> Failure {
        match error.kind() {
            ErrorKind::Fault => Failure::new(Code::Fault, fault_text(error)),
            ErrorKind::Usage => Failure::usage(error.to_string()),
            ErrorKind::Deadline => {
                let phase = error.phase().map_or_else(|| "waiting".into(), |phase| phase.to_string());
                self.deadline.passed(&format!("{phase}, {}", self.address()))
            }
            _ => Failure::transport(error.to_string()),
        }
    }
}

/// The code and the text of a fault, whole. Some servers have a text as the code.
fn fault_text(error: &Error) -> String {
    error.fault().map_or_else(|| error.to_string(), |fault| fault.to_string().trim_end().to_owned())
}
