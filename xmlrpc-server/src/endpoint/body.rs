//! Reading a request's body: never more than the limit, and never a byte of memory for what has not come.

use std::future::poll_fn;
use std::pin::Pin;

use actix_web::dev::Payload;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::refusal::Refusal;

/// Reads the body to its end. A body that came in one piece is not copied.
pub(super) async fn read(payload: &mut Payload, limit: usize) -> Result<Bytes, Refusal> {
    let Some(first) = next(payload).await? else { return Ok(Bytes::new()) };
    if first.len() > limit {
        return Err(Refusal::too_large(limit));
    }
    let Some(second) = next(payload).await? else { return Ok(first) };
    gather(first, second, payload, limit).await
}

async fn gather(first: Bytes, second: Bytes, payload: &mut Payload, limit: usize) -> Result<Bytes, Refusal> {
    let mut whole = BytesMut::from(first);
    let mut more = Some(second);
    while let Some(piece) = more {
        if piece.len() > limit - whole.len() {
            return Err(Refusal::too_large(limit));
        }
        whole.extend_from_slice(&piece);
        more = next(payload).await?;
    }
    Ok(whole.freeze())
}

async fn next(payload: &mut Payload) -> Result<Option<Bytes>, Refusal> {
    match poll_fn(|cx| Pin::new(&mut *payload).poll_next(cx)).await {
        Some(Ok(piece)) => Ok(Some(piece)),
        Some(Err(_)) => Err(Refusal::unreadable_body()),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::task::{Context, Poll};

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
        actix_web::rt::System::new().block_on(read(&mut payload, limit))
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
