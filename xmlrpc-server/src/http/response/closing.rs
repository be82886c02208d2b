//! Bodies of responses behind which the connection is closed, whatever else the client has sent.

use std::borrow::Cow;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::Payload;
use actix_web::rt::time::{Sleep, sleep};
use bytes::Bytes;

/// How long a client may take to read why it is refused.
const LINGER: Duration = Duration::from_secs(1);

/// A sentence, and how the connection ends after it.
pub(crate) struct ClosingBody {
    sentence: Option<Bytes>,
    end: End,
}

enum End {
    /// actix-web reads a chunked body on to its end, however far that is, once nobody holds it; while somebody does, it
    /// closes the connection after the response.
    Held { _unread: Payload },
    /// There is no body to hold, and actix-web answers whatever follows the head as the next request, even after it has
    /// announced that it will close. It does not before this response is over: so it ends late, and badly.
    Broken(Pin<Box<Sleep>>),
}

impl ClosingBody {
    /// For a request whose body has a known end.
    pub(crate) fn framed(sentence: Cow<'static, str>, unread: Payload) -> Self {
        ClosingBody { sentence: Some(bytes(sentence)), end: End::Held { _unread: unread } }
    }

    /// For a request of which nobody can tell where its body ends.
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
