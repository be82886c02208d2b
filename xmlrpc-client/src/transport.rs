//! What brings documents to a server and back.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::time::Instant;

use bytes::Bytes;

use crate::error::Result;

/// Brings a request document to a server and its response document back: for transports of your own.
///
/// ```
/// use xmlrpc_client::transport::{Request, Response, Transport};
/// use xmlrpc_client::{Error, Phase, Result};
///
/// /// Sends each document to a program, as `cgi` does.
/// struct Program(std::path::PathBuf);
///
/// impl Transport for Program {
///     async fn send(&self, request: Request) -> Result<Response> {
///         run(&self.0, &request.document)
///             .await
///             .map(Response::of)
///             .map_err(|error| Error::transport(Phase::Send, error))
///     }
/// }
/// # async fn run(_: &std::path::Path, _: &[u8]) -> std::io::Result<Vec<u8>> { Ok(Vec::new()) }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a document and receives the response. Dropping the future cancels the call. The client drops it at the
    /// deadline.
    ///
    /// # Errors
    ///
    /// Why there is no response. A response of any status is none.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response>> + Send;

    /// The other side for messages, without credentials.
    fn peer(&self) -> String {
        "the server".into()
    }
}

/// A call on its way to a server.
#[derive(Clone)]
#[non_exhaustive]
pub struct Request {
    /// The method's name.
    pub method: String,
    /// The document.
    pub document: Bytes,
    /// The document's content type, such as `text/xml`.
    pub content_type: &'static str,
    /// Headers of the client and of the call: names in lower case, values as the application gave them.
    pub headers: Vec<(String, String)>,
    /// Whether the method may run twice without harm, so that the document may be sent again.
    pub idempotent: bool,
    /// When the client stops waiting.
    pub deadline: Option<Instant>,
    /// The most bytes of the response that the client reads.
    pub limit: usize,
}

/// What the server sent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Response {
    /// The document.
    pub document: Bytes,
    /// Its content type. A charset in it takes precedence over the document's declaration.
    pub content_type: Option<Cow<'static, str>>,
    /// The HTTP status, or 200 for transports that have none.
    pub status: u16,
}

impl Request {
    /// A document with the settings of most calls.
    pub fn of(method: impl Into<String>, document: impl Into<Bytes>) -> Self {
        Request {
            method: method.into(),
            document: document.into(),
            content_type: "text/xml",
            headers: Vec::new(),
            idempotent: false,
            deadline: None,
            limit: usize::MAX,
        }
    }
}

impl Response {
    /// A response with this document.
    pub fn of(document: impl Into<Bytes>) -> Self {
        Response { document: document.into(), content_type: None, status: 200 }
    }

    /// Adds the content type.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<Cow<'static, str>>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Sets the status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
}

/// Without the values of headers, which may be secrets.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("document", &format_args!("{} bytes", self.document.len()))
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}
