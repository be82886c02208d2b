//! Requests and responses with their entry in the access log.

use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use actix_http::{RequestHead, Response};
use actix_web::body::{BodySize, BoxBody, MessageBody};
use bytes::Bytes;

use crate::log::{RefusalReason, RequestLog};

/// The head of a request, and the entry of the request if the access log is on.
#[derive(Debug, Clone, Copy)]
pub(super) struct LoggedHead<'r> {
    head: &'r RequestHead,
    log: Option<&'r Arc<RequestLog>>,
}

impl<'r> LoggedHead<'r> {
    pub(super) fn new(head: &'r RequestHead, log: Option<&'r Arc<RequestLog>>) -> Self {
        LoggedHead { head, log }
    }

    pub(super) fn head(self) -> &'r RequestHead {
        self.head
    }

    pub(super) fn log(self) -> Option<&'r Arc<RequestLog>> {
        self.log
    }
}

impl Deref for LoggedHead<'_> {
    type Target = RequestHead;

    fn deref(&self) -> &RequestHead {
        self.head
    }
}

/// Lets the entry follow the response until the connection has taken it.
#[inline]
pub(super) fn logged(response: Response<BoxBody>, log: Option<Arc<RequestLog>>) -> Response<BoxBody> {
    match log {
        None => response,
        Some(log) => follow(response, log),
    }
}

#[cold]
fn follow(mut response: Response<BoxBody>, log: Arc<RequestLog>) -> Response<BoxBody> {
    let reason = response.extensions_mut().remove::<RefusalReason>();
    log.respond(response.status().as_u16(), reason);
    response.map_body(|_, body| {
        let left = match body.size() {
            BodySize::Sized(size) => size,
            BodySize::None => 0,
            BodySize::Stream => u64::MAX,
        };
        if left == 0 {
            // The connection asks for no piece of an empty body.
            log.response_is_complete();
        }
        BoxBody::new(LoggedBody { body, log, left })
    })
}

/// Bytes that the connection takes at once.
const SHORT: usize = 4096;

/// A response body that counts what the connection takes.
struct LoggedBody {
    body: BoxBody,
    log: Arc<RequestLog>,
    /// Bytes that the connection has yet to take.
    left: u64,
}

impl MessageBody for LoggedBody {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let piece = ready!(Pin::new(&mut self.body).poll_next(cx));
        match &piece {
            Some(Ok(bytes)) => {
                self.log.sent(bytes.len());
                self.left = self.left.saturating_sub(bytes.len() as u64);
                // The end of a short response may not be asked for.
                if self.left == 0 && bytes.len() <= SHORT {
                    self.log.response_is_complete();
                }
            }
            // The connection asks for the end of the body when the client has taken nearly all of it. Some bodies end with
            // an error, which closes the connection.
            Some(Err(_)) if self.left > 0 => {}
            Some(Err(_)) | None => self.log.response_is_complete(),
        }
        Poll::Ready(piece)
    }
}
