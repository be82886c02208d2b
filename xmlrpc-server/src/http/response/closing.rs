//! Response bodies behind which the connection is closed, whatever else the client has sent.

use std::borrow::Cow;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::Payload;
use actix_web::rt::time::{Sleep, sleep};
use bytes::Bytes;

/// How long a client may take to read its response.
const LINGER: Duration = Duration::from_secs(1);

/// A text, and how the connection ends after it.
pub(crate) struct ClosingBody {
    sentence: Option<Bytes>,
    end: End,
}

enum End {
    /// actix-http closes the connection after the response while the payload is alive. If it were dropped, actix-http
    /// would read a chunked body on without bound.
    Held { _unread: Payload },
    /// There is no payload to hold, and actix-http would read what follows the head as the next request, even after
    /// `Connection: close`. It does not as long as this response lasts, so the end of the response is delayed and the
    /// connection aborted.
    Broken(Pin<Box<Sleep>>),
}

impl ClosingBody {
    /// For a request whose body has a length or chunks.
    pub(crate) fn framed(sentence: Cow<'static, str>, unread: Payload) -> Self {
        ClosingBody { sentence: Some(bytes(sentence)), end: End::Held { _unread: unread } }
    }

    /// For a request that does not say where its body ends.
    pub(crate) fn unframed(sentence: Cow<'static, str>) -> Self {
        ClosingBody { sentence: Some(bytes(sentence)), end: End::Broken(Box::pin(sleep(LINGER))) }
    }
}

fn bytes(sentence: Cow<'static, str>) -> Bytes {
    match sentence {
        Cow::Borrowed(sentence) => Bytes::from_static(sentence.as_bytes()),
        Cow::Owned(sentence) => Bytes::from(sentence),
    }
}

impl MessageBody for ClosingBody {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.sentence.as_ref().map_or(0, |sentence| sentence.len() as u64))
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if let Some(sentence) = self.sentence.take() {
            return Poll::Ready(Some(Ok(sentence)));
        }
        match &mut self.end {
            End::Held { .. } => Poll::Ready(None),
            End::Broken(linger) => {
                linger.as_mut().poll(cx).map(|()| Some(Err(io::ErrorKind::ConnectionAborted.into())))
            }
        }
    }
}
