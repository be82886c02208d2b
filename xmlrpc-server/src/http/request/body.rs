//! Receiving a request's body, bounded in size and time; memory grows with the bytes received.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use actix_http::Payload;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::body_timer::BodyTimer;
use crate::http::budget::{Budget, COUNTED, Charge, estimate_of_values, held};
use crate::http::pace::Pace;
use crate::http::response::HttpError;

/// A body that is being received.
pub(crate) struct Body {
    payload: Payload,
    timer: BodyTimer,
    received: Received,
    /// None while the body is small. It goes with the complete body.
    charge: Option<Box<Charge>>,
}

/// What the head of a request says about its body.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Announced {
    /// The length in bytes; 0 if the head does not say it.
    pub(crate) length: usize,
    /// Whether the body is compressed.
    pub(crate) is_coded: bool,
}

/// The bytes so far. A body that comes in one piece is not copied.
enum Received {
    Nothing,
    Piece(Bytes),
    Pieces(BytesMut),
}

impl Body {
    pub(crate) fn new(payload: Payload, pace: Pace) -> Self {
        Body { payload, timer: BodyTimer::new(pace), received: Received::Nothing, charge: None }
    }

    /// The number of bytes so far.
    pub(crate) fn received(&self) -> usize {
        self.received.len()
    }

    /// The part that has not been read.
    pub(crate) fn payload(&mut self) -> &mut Payload {
        &mut self.payload
    }

    /// Ready when the body is complete or must be refused. `limit` is in bytes.
    pub(crate) fn poll(
        &mut self,
        limit: usize,
        announced: Announced,
        budget: &Arc<Budget>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Bytes, HttpError>> {
        let polled = self.poll_without_timeout(limit, announced, budget, cx);
        if polled.is_pending() {
            if self.charge.as_ref().is_some_and(|charge| !charge.wait(cx.waker())) {
                return Poll::Ready(Err(HttpError::memory()));
            }
            ready!(self.timer.poll(cx, self.received.len()));
            return Poll::Ready(Err(HttpError::too_slow(self.timer.pace())));
        }
        polled
    }

    /// As [`poll`](Self::poll), without starting the timeout.
    pub(crate) fn poll_without_timeout(
        &mut self,
        limit: usize,
        announced: Announced,
        budget: &Arc<Budget>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Bytes, HttpError>> {
        loop {
            match ready!(Pin::new(&mut self.payload).poll_next(cx)) {
                Some(Ok(piece)) if piece.len() > limit - self.received.len() => {
                    return Poll::Ready(Err(HttpError::too_large(limit)));
                }
                Some(Ok(piece)) => {
                    let count = piece.len();
                    self.received.add(piece, announced.length);
                    if self.received.len() >= COUNTED && !self.charge(count, budget) {
                        return Poll::Ready(Err(HttpError::memory()));
                    }
                }
                Some(Err(_)) => return Poll::Ready(Err(HttpError::unreadable_body())),
                None => return Poll::Ready(self.complete(announced)),
            }
        }
    }

    /// Charges the bytes so far, the last `count` of which have just come. False if the budget does not have them.
    #[cold]
    fn charge(&mut self, count: usize, budget: &Arc<Budget>) -> bool {
        let bytes = self.received.capacity();
        match &mut self.charge {
            Some(charge) => {
                charge.moved(count);
                charge.resize(bytes)
            }
            none => {
                *none = budget.take_for_request(bytes).map(Box::new);
                none.is_some()
            }
        }
    }

    /// The complete body.
    #[inline]
    fn complete(&mut self, announced: Announced) -> Result<Bytes, HttpError> {
        match self.charge.take() {
            None => Ok(self.received.take()),
            Some(charge) => self.complete_charged(*charge, announced),
        }
    }

    /// A complete body that is charged, with an estimate of the values that it is decoded into unless it has to be inflated
    /// first.
    #[cold]
    fn complete_charged(&mut self, mut charge: Charge, announced: Announced) -> Result<Bytes, HttpError> {
        charge.stop_waiting();
        let values = if announced.is_coded { 0 } else { estimate_of_values(self.received.bytes()) };
        if !charge.resize(self.received.capacity() + values) {
            return Err(HttpError::memory());
        }
        Ok(held(self.received.take(), charge))
    }
}

impl Received {
    fn len(&self) -> usize {
        self.bytes().len()
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Received::Nothing => &[],
            Received::Piece(piece) => piece,
            Received::Pieces(pieces) => pieces,
        }
    }

    fn capacity(&self) -> usize {
        match self {
            Received::Pieces(pieces) => pieces.capacity(),
            Received::Nothing | Received::Piece(_) => self.len(),
        }
    }

    fn add(&mut self, piece: Bytes, announced: usize) {
        match self {
            Received::Nothing => *self = Received::Piece(piece),
            Received::Piece(first) => {
                let mut pieces = BytesMut::with_capacity(room(first.len() + piece.len(), announced));
                pieces.extend_from_slice(first);
                pieces.extend_from_slice(&piece);
                *self = Received::Pieces(pieces);
            }
            Received::Pieces(pieces) => {
                let length = pieces.len() + piece.len();
                if length > pieces.capacity() {
                    pieces.reserve(room(length, announced) - pieces.len());
                }
                pieces.extend_from_slice(&piece);
            }
        }
    }

    #[inline]
    fn take(&mut self) -> Bytes {
        match std::mem::replace(self, Received::Nothing) {
            Received::Nothing => Bytes::new(),
            Received::Piece(piece) => piece,
            Received::Pieces(pieces) => pieces.freeze(),
        }
    }
}

/// The buffer size for a body of which `received` bytes are there: four times as many, at most the announced length, so
/// that the body is rarely moved.
fn room(received: usize, announced: usize) -> usize {
    received.saturating_mul(4).min(announced).max(received)
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::future::poll_fn;
    use std::time::Duration;

    use actix_web::error::PayloadError;
    use actix_web::http::StatusCode;

    use super::*;

    type BoxedPayloadStream = Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>>;

    struct Pieces(VecDeque<Bytes>);

    impl Stream for Pieces {
        type Item = Result<Bytes, PayloadError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.pop_front().map(Ok))
        }
    }

    fn read_pieces(pieces: &[&'static str], limit: usize) -> Result<Bytes, HttpError> {
        let pieces = Pieces(pieces.iter().map(|piece| Bytes::from_static(piece.as_bytes())).collect());
        let pieces: BoxedPayloadStream = Box::pin(pieces);
        let pace = Pace { timeout: Duration::from_secs(30), rate: 0 };
        let mut body = Body::new(Payload::from(pieces), pace);
        let budget = Arc::new(Budget::new(None));
        actix_web::rt::System::new().block_on(poll_fn(|cx| body.poll(limit, Announced::default(), &budget, cx)))
    }

    #[test]
    fn one_piece_is_not_copied() {
        let piece = "one piece";
        let body = read_pieces(&[piece], 100).expect("within the limit");
        assert_eq!(body.as_ptr(), piece.as_ptr());
    }

    #[test]
    fn pieces_are_put_together() {
        assert_eq!(read_pieces(&["ab", "", "cd", "e"], 5).expect("within the limit"), "abcde");
        assert_eq!(read_pieces(&[], 5).expect("within the limit"), "");
    }

    #[test]
    fn memory_follows_what_comes() {
        assert_eq!(room(10, 1000), 40);
        assert_eq!(room(300, 1000), 1000);
        // A wrong announcement does not matter.
        assert_eq!(room(300, 0), 300);
        assert_eq!(room(300, 100), 300);
    }

    #[test]
    fn the_limit_holds_for_one_piece_and_for_many() {
        for pieces in [&["abcdef"][..], &["abc", "def"], &["", "abcde", "f"]] {
            let error = read_pieces(pieces, 5).expect_err("over the limit");
            assert_eq!(error.status(), StatusCode::PAYLOAD_TOO_LARGE);
            assert!(error.sentence().contains("5 bytes"), "{}", error.sentence());
        }
    }
}
