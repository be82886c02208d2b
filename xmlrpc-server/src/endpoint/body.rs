//! Reading a request's body: never more than the limit, never a byte of memory for what has not come, and never for
//! longer than its pace allows.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::dev::Payload;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::clock::{Clock, Pace};
use super::refusal::Refusal;

/// Reads the body to its end. A body that came in one piece is not copied.
pub(super) async fn read(payload: &mut Payload, limit: usize, pace: Pace) -> Result<Bytes, Refusal> {
    let mut body = Body { payload, clock: Clock::new(pace), pace, received: 0, limit };
    let Some(first) = body.next().await? else { return Ok(Bytes::new()) };
    let Some(second) = body.next().await? else { return Ok(first) };
    let mut whole = BytesMut::from(first);
    let mut more = Some(second);
    while let Some(piece) = more {
        whole.extend_from_slice(&piece);
        more = body.next().await?;
    }
    Ok(whole.freeze())
}

struct Body<'p> {
    payload: &'p mut Payload,
    clock: Clock,
    pace: Pace,
    received: usize,
    limit: usize,
}

impl Body<'_> {
    /// The next piece, if there is one; none that goes beyond the limit.
    async fn next(&mut self) -> Result<Option<Bytes>, Refusal> {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Refusal>> {
        match Pin::new(&mut *self.payload).poll_next(cx) {
            Poll::Ready(Some(Ok(piece))) => Poll::Ready(self.take(piece).map(Some)),
            Poll::Ready(Some(Err(_))) => Poll::Ready(Err(Refusal::unreadable_body())),
            Poll::Ready(None) => Poll::Ready(Ok(None)),
            Poll::Pending => self.clock.poll(cx, self.received).map(|()| Err(Refusal::too_slow(self.pace))),
        }
    }

    fn take(&mut self, piece: Bytes) -> Result<Bytes, Refusal> {
        if piece.len() > self.limit - self.received {
            return Err(Refusal::too_large(self.limit));
        }
        self.received += piece.len();
        Ok(piece)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
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

    fn read_pieces(pieces: &[&'static str], limit: usize) -> Result<Bytes, Refusal> {
        let pieces = Pieces(pieces.iter().map(|piece| Bytes::from_static(piece.as_bytes())).collect());
        let pieces: BoxedPayloadStream = Box::pin(pieces);
        let mut payload = Payload::from(pieces);
        let pace = Pace { timeout: Duration::from_secs(30), rate: 0 };
        actix_web::rt::System::new().block_on(read(&mut payload, limit, pace))
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
    fn the_limit_holds_for_one_piece_and_for_many() {
        for pieces in [&["abcdef"][..], &["abc", "def"], &["", "abcde", "f"]] {
            let refusal = read_pieces(pieces, 5).expect_err("over the limit");
            assert_eq!(refusal.status(), StatusCode::PAYLOAD_TOO_LARGE);
            assert!(refusal.sentence().contains("5 bytes"), "{}", refusal.sentence());
        }
    }
}
