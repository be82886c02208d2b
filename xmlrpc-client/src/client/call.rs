//! One call: its settings, and its future.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{Client, options};
use crate::carried::Outgoing;
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::transport::{Request, Response, Transport};

/// A call that has not been sent yet: set what is particular to it, and await it.
///
/// ```no_run
/// use std::time::Duration;
/// use xmlrpc_client::{Client, Result};
///
/// # async fn run(client: Client) -> Result<()> {
/// let size: i64 = client
///     .call("disk.size", ("/dev/sda",))
///     .timeout(Duration::from_secs(5))
///     .header("X-Request-Id", "17")
///     .idempotent()
///     .await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct Call<'a, T> {
    client: &'a Client,
    method: &'a str,
    document: Result<Vec<u8>>,
    settings: CallSettings,
    result: PhantomData<fn() -> T>,
}

/// Settings of one call.
#[derive(Clone, Default)]
pub(crate) struct CallSettings {
    pub(crate) timeout: Option<Option<Duration>>,
    headers: Vec<(String, String)>,
    pub(crate) idempotent: bool,
}

impl CallSettings {
    pub(crate) fn add_header(&mut self, name: &str, value: &str) -> Result<()> {
        self.headers.push(options::header(name, value)?);
        Ok(())
    }
}

impl<'a, T> Call<'a, T> {
    pub(super) fn new(client: &'a Client, method: &'a str, document: Result<Vec<u8>, xmlrpc_core::Error>) -> Self {
        let document = document.map_err(Error::encode);
        Call { client, method, document, settings: CallSettings::default(), result: PhantomData }
    }

    /// Sets the time for the whole call, from resolving the name to the last byte of the response, in place of the
    /// client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(Some(timeout));
        self
    }

    /// Waits without a deadline, whatever the client's is.
    pub fn no_timeout(mut self) -> Self {
        self.settings.timeout = Some(None);
        self
    }

    /// Adds a header, which takes the place of the client's header of that name. It is ignored by transports without
    /// headers.
    ///
    /// A name or a value that is not one line of text is an error of the call.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Err(error) = self.settings.add_header(name, value) {
            self.document = self.document.and(Err(error));
        }
        self
    }

    /// Replaces all settings.
    pub(crate) fn with(self, settings: CallSettings) -> Self {
        Call { settings, ..self }
    }

    /// Allows the client to send the call again if the connection breaks: the method may run twice without harm.
    pub fn idempotent(mut self) -> Self {
        self.settings.idempotent = true;
        self
    }
}

impl<'a, T: DeserializeOwned> IntoFuture for Call<'a, T> {
    type Output = Result<T>;
    type IntoFuture = CallFuture<'a, T>;

    fn into_future(self) -> Self::IntoFuture {
        #[cfg_attr(not(feature = "tracing"), expect(unused_mut, reason = "the span's identifiers go with the call"))]
        let Call { client, method, document, mut settings, .. } = self;
        #[cfg(feature = "tracing")]
        let span = super::span::begin(client, method, &mut settings.headers);
        let state = match document {
            Ok(document) => State::Running(Box::pin(client.perform(method, document.into(), settings))),
            Err(error) => State::Failed(error.in_method(method)),
        };
        CallFuture {
            client,
            method,
            state,
            #[cfg(feature = "tracing")]
            span,
            result: PhantomData,
        }
    }
}

type Exchange<'a> = Pin<Box<dyn Future<Output = Result<Response>> + Send + 'a>>;

/// The future of a [`Call`]. Dropping it cancels the call and closes its connection.
#[must_use = "futures do nothing unless they are polled"]
pub struct CallFuture<'a, T> {
    client: &'a Client,
    method: &'a str,
    state: State<'a>,
    #[cfg(feature = "tracing")]
    span: tracing::Span,
    result: PhantomData<fn() -> T>,
}

enum State<'a> {
    /// The exchange of documents is boxed, so that it is compiled once and not for each type of result.
    Running(Exchange<'a>),
    Failed(Error),
    Done,
}

impl<T: DeserializeOwned> Future for CallFuture<'_, T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        #[cfg(feature = "tracing")]
        let span = self.span.clone();
        #[cfg(feature = "tracing")]
        let _entered = span.enter();
        let done = match &mut self.state {
            State::Running(exchange) => match exchange.as_mut().poll(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(done) => done.and_then(|response| self.client.read_response(response)),
            },
            State::Failed(_) | State::Done => match mem::replace(&mut self.state, State::Done) {
                State::Failed(error) => Err(error),
                _ => Err(Error::usage("the call has been awaited already")),
            },
        };
        self.state = State::Done;
        let done = done.map_err(|error| self.client.blame(error, self.method));
        #[cfg(feature = "tracing")]
        super::span::end(&span, done.as_ref().err());
        Poll::Ready(done)
    }
}

impl Client {
    /// Exchanges documents within the deadline.
    async fn perform(&self, method: &str, document: Bytes, settings: CallSettings) -> Result<Response> {
        let inner = &*self.inner;
        if tokio::runtime::Handle::try_current().is_err() {
            let message = "there is no Tokio runtime: await the call within one, or use `blocking::Client`";
            return Err(Error::usage(message));
        }
        let timeout = settings.timeout.unwrap_or(inner.settings.timeout);
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let progress = Progress::new();
        let outgoing = Outgoing {
            method,
            document,
            headers: &settings.headers,
            idempotent: settings.idempotent,
            deadline,
            limit: inner.settings.limits.body,
        };
        let exchange = inner.carrier.send(&outgoing, &progress);
        let (Some(deadline), Some(timeout)) = (deadline, timeout) else { return exchange.await };
        match tokio::time::timeout_at(deadline.into(), exchange).await {
            Ok(done) => done,
            Err(_) => Err(Error::deadline(progress.phase(), timeout)),
        }
    }

    /// Adds to an error what it is about.
    #[cold]
    fn blame(&self, error: Error, method: &str) -> Error {
        error.in_method(method).with_peer(&self.inner.peer)
    }
}

/// The transport of the client, with its headers: what is built over it sees each document. Responses of any status come
/// back as they are, and nothing is read of them.
impl Transport for Client {
    async fn send(&self, request: Request) -> Result<Response> {
        let Request { method, document, content_type, mut headers, idempotent, deadline, .. } = request;
        if content_type != "text/xml" {
            headers.push(("content-type".into(), content_type.into()));
        }
        let timeout = deadline.map(|deadline| Some(deadline.saturating_duration_since(Instant::now())));
        let settings = CallSettings { timeout, headers, idempotent };
        self.perform(&method, document, settings).await.map_err(|error| self.blame(error, &method))
    }

    fn peer(&self) -> String {
        self.inner.peer.clone()
    }
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({} of {})", self.method, self.client.inner.address)
    }
}

impl<T> fmt::Debug for CallFuture<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallFuture({} of {})", self.method, self.client.inner.address)
    }
}
