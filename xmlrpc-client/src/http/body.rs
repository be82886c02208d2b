//! The body of a response, within a limit.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Bytes, Incoming};

use crate::error::Error;

/// What has been read of a body.
pub(super) struct Collected {
    /// The first piece, which is all of most bodies.
    first: Bytes,
    /// All pieces, if there are several.
    all: Vec<u8>,
    /// The length that the server declared.
    declared: usize,
    limit: usize,
}

/// Why a body cannot be read.
pub(super) enum Overflow {
    Broken(hyper::Error),
    Limit(Error),
}

impl Collected {
    /// Prepares for a body. One whose declared length exceeds the limit is an error at once.
    pub(super) fn new(body: &Incoming, limit: usize) -> Result<Self, Error> {
        let declared = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
        if declared > limit {
            return Err(too_large(limit));
        }
        Ok(Collected { declared, ..Collected::unsized_within(limit) })
    }

    pub(super) fn unsized_within(limit: usize) -> Self {
        Collected { first: Bytes::new(), all: Vec::new(), declared: 0, limit }
    }

    /// Takes the next piece; ready with none at the end.
    pub(super) fn poll(
        &mut self,
        body: Pin<&mut Incoming>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(), Overflow>>> {
        let frame = match ready!(body.poll_frame(cx)) {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Poll::Ready(Some(Err(Overflow::Broken(error)))),
            None => return Poll::Ready(None),
        };
        // Trailers are ignored.
        let Ok(piece) = frame.into_data() else { return Poll::Ready(Some(Ok(()))) };
        Poll::Ready(Some(self.push(piece).map_err(Overflow::Limit)))
    }

    fn push(&mut self, piece: Bytes) -> Result<(), Error> {
        let length = self.first.len().max(self.all.len());
        if piece.len() > self.limit - length {
            return Err(too_large(self.limit));
        }
        if length == 0 {
            self.first = piece;
            return Ok(());
        }
        if self.all.is_empty() {
            self.all.reserve(self.declared.max(2 * length));
            self.all.extend_from_slice(&self.first);
            self.first = Bytes::new();
        }
        self.all.extend_from_slice(&piece);
        Ok(())
    }

    pub(super) fn into_bytes(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.into() }
    }
}

#[cold]
fn too_large(limit: usize) -> Error {
    Error::limit(format!("the response is larger than the {limit} bytes that `Limits::body` allows"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_gathered_up_to_the_limit() {
        let mut collected = Collected::unsized_within(6);
        for piece in ["ab", "", "cd", "ef"] {
            assert!(collected.push(Bytes::from(piece)).is_ok());
        }
        assert!(collected.push(Bytes::from("g")).is_err());
        assert_eq!(&collected.into_bytes()[..], b"abcdef");
    }
}
