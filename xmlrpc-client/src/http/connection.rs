//! One connection: a request, and its response.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http_body_util::Full;
use hyper::body::{Body, Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::http::response::Parts;
use hyper::rt::{Read, Write};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::runtime::{Handle, Id};
use tokio::time::Instant;

use super::body::{Collected, Overflow};
use super::failure::Failure;
use super::open::Route;
use super::stream::{Record, Socket, Stream};
use crate::error::{Error, Phase};
use crate::progress::Progress;

/// The most bytes of the head of a response. Beyond it, hyper ends the connection.
const HEAD: usize = 128 << 10;

type Driver = http1::Connection<TokioIo<Stream>, Full<Bytes>>;

/// A connection to a server. It makes progress only while one of its futures is polled.
pub(super) struct Connection {
    sender: http1::SendRequest<Full<Bytes>>,
    /// None when the connection has ended.
    driver: Option<Driver>,
    record: Arc<Record>,
    /// Whether it has been used before.
    pub(super) is_reused: bool,
    /// When it was last used.
    pub(super) last_use: Instant,
    /// The runtime whose events wake it.
    pub(super) runtime: Id,
}

impl Connection {
    /// Connects to a server.
    pub(super) async fn open(route: &Route, progress: &Progress) -> Result<Box<Self>, Error> {
        Connection::over(route.open(progress).await?).await
    }

    async fn over(socket: Socket) -> Result<Box<Self>, Error> {
        let (stream, record) = Stream::new(socket);
        let shaken = http1::Builder::new()
            .title_case_headers(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
            .ignore_invalid_headers_in_responses(true)
            .max_buf_size(HEAD)
            .handshake(TokioIo::new(stream))
            .await;
        let (sender, driver) = shaken.map_err(|error| Error::transport(Phase::Connect, error))?;
        let (last_use, runtime) = (Instant::now(), Handle::current().id());
        Ok(Box::new(Connection { sender, driver: Some(driver), record, is_reused: false, last_use, runtime }))
    }

    /// Sends a request and receives the head of its response.
    pub(super) fn send<'a>(
        &'a mut self,
        request: Request<Full<Bytes>>,
        progress: &'a Progress,
    ) -> impl Future<Output = Result<(Parts, Incoming), Failure>> + Send + 'a {
        self.record.begin();
        progress.enter(Phase::Send);
        // Here and not within the future, which would hold the request twice.
        let response = self.sender.send_request(request);
        let (driver, record, is_reused) = (&mut self.driver, &*self.record, self.is_reused);
        async move {
            let mut response = std::pin::pin!(response);
            let received: Option<Result<Response<Incoming>, hyper::Error>> = poll_fn(|cx| {
                drive(driver, cx);
                progress.enter(record.phase());
                match response.as_mut().poll(cx) {
                    Poll::Ready(received) => Poll::Ready(Some(received)),
                    // Interim responses, for example, without end.
                    Poll::Pending if record.read() > 2 * HEAD => Poll::Ready(None),
                    Poll::Pending => Poll::Pending,
                }
            })
            .await;
            match received {
                Some(Ok(response)) => Ok(response.into_parts()),
                Some(Err(error)) => Err(Failure::of(error, record, is_reused)),
                None => Err(Failure::large_head()),
            }
        }
    }

    /// Reads the body of a response, up to a limit. Of a response that is no success, as much as can be read.
    pub(super) async fn read(
        &mut self,
        head: &Parts,
        body: Incoming,
        limit: usize,
        progress: &Progress,
    ) -> Result<Bytes, Failure> {
        progress.enter(Phase::Read);
        let mut collected = match Collected::new(&head.headers, &body, limit) {
            Ok(collected) => collected,
            Err(error) if head.status.is_success() => return Err(Failure::error(error)),
            Err(_) => {
                self.driver = None;
                return Ok(Bytes::new());
            }
        };
        match self.collect(body, &mut collected).await {
            Err(_) if !head.status.is_success() => {
                self.driver = None;
                Ok(collected.into_part())
            }
            done => done.and_then(|()| collected.into_bytes().map_err(Failure::error)),
        }
    }

    async fn collect(&mut self, body: Incoming, collected: &mut Collected) -> Result<(), Failure> {
        let mut body = std::pin::pin!(body);
        let (driver, record) = (&mut self.driver, &*self.record);
        let read: Result<(), Overflow> = poll_fn(|cx| {
            let mut is_driven = false;
            // Most bodies are there already, and end with their first piece.
            while !body.is_end_stream() {
                match collected.poll(body.as_mut(), cx) {
                    Poll::Ready(Some(Ok(()))) => is_driven = false,
                    Poll::Ready(Some(Err(error))) => return Poll::Ready(Err(error)),
                    Poll::Ready(None) => break,
                    Poll::Pending if is_driven => return Poll::Pending,
                    Poll::Pending => {
                        drive(driver, cx);
                        is_driven = true;
                    }
                }
            }
            Poll::Ready(Ok(()))
        })
        .await;
        read.map_err(|overflow| match overflow {
            Overflow::Broken(error) => Failure::of(error, record, self.is_reused),
            Overflow::Limit(error) => Failure::error(error),
        })
    }

    /// Whether the connection can take another request now. A server's end of it is noticed here.
    pub(super) fn is_usable(&mut self, cx: &mut Context<'_>) -> bool {
        drive(&mut self.driver, cx);
        self.driver.is_some() && self.record.take_write_error().is_none() && self.sender.is_ready()
    }
}

/// Makes progress on a connection; drops it at its end.
fn drive(driver: &mut Option<Driver>, cx: &mut Context<'_>) {
    if let Some(running) = driver
        && poll(running, cx).is_ready()
    {
        *driver = None;
    }
}

fn poll<S: Read + Write + Unpin>(
    driver: &mut http1::Connection<S, Full<Bytes>>,
    cx: &mut Context<'_>,
) -> Poll<Result<(), hyper::Error>> {
    Pin::new(driver).poll(cx)
}
