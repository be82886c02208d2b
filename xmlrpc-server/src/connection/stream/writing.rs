//! The writing half of the stream: responses, refusals, and the end of the connection.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncWrite, ReadBuf};

use super::super::refusal::{self, Refusal};
use super::super::remainder::Remainder;
use super::Stream;
use crate::http::Phase;

/// The end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    Open,
    /// Our half is closed.
    HalfClosed,
    /// Our half is closed, and the stream discards what the client still sends. If the socket were closed with unread
    /// bytes, the client could lose its response.
    Discarding,
    /// actix-http has discarded what came.
    Discarded,
}

impl Stream {
    /// Refuses the head that is being received, and ends the connection.
    #[cold]
    pub(super) fn refuse(&mut self, cx: &mut Context<'_>, refusal: &Refusal) -> Poll<io::Result<()>> {
        self.progress.enter(Phase::Refused);
        self.log.refused(refusal.status_code(), refusal.sentence());
        self.held = BytesMut::new();
        self.head_charge.release();
        self.refusal = Bytes::from(refusal.to_response());
        self.write_refusal(cx)
    }

    /// Writes a refusal, and then reports the end of the stream, so that actix-http closes the connection.
    #[cold]
    pub(super) fn write_refusal(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.refusal.is_empty() {
            let count = ready!(Pin::new(&mut self.socket).poll_write(cx, &self.refusal))?;
            self.refusal.advance(count.max(1).min(self.refusal.len()));
        }
        Poll::Ready(Ok(()))
    }

    /// Discards the rest of a refused body. Beyond the limit it reports the end of the stream, so that actix-http closes
    /// the connection.
    #[cold]
    pub(super) fn discard(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.held = BytesMut::new();
        let before = buffer.filled().len();
        while !self.has_ended {
            let count = ready!(self.read_socket(cx, buffer))?;
            buffer.set_filled(before);
            if !self.progress.discard(count) {
                break;
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Discards what the client still sends after our half of the connection has been closed. Ready at once if nothing
    /// has come behind the last request.
    #[cold]
    fn linger(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let has_more = self.progress.phase() == Phase::Refused || !self.held.is_empty();
        let mut space = [0; 2048];
        let mut buffer = ReadBuf::new(&mut space);
        if self.closing == Closing::HalfClosed && !has_more && self.progress.phase() != Phase::Discard {
            match self.read_socket(cx, &mut buffer) {
                Poll::Ready(Ok(1..)) => {}
                Poll::Ready(_) | Poll::Pending => return Poll::Ready(Ok(())),
            }
        }
        if self.closing == Closing::HalfClosed {
            self.closing = Closing::Discarding;
            self.progress.start_discarding();
        }
        self.discard(cx, &mut buffer)
    }

    /// Writes a response that actix-http made itself.
    #[cold]
    fn write_with_body(&mut self, cx: &mut Context<'_>, response: &[u8]) -> Poll<io::Result<usize>> {
        match refusal::with_body(response) {
            // If the socket takes only a part of so few bytes, the client does not read.
            Some(text) => {
                let status = str::from_utf8(&response[9..12]).ok().and_then(|digits| digits.parse().ok());
                let sentence = text.rsplit_once("\r\n\r\n").map_or("", |(_, sentence)| sentence);
                self.log.refused(status.unwrap_or_default(), sentence);
                Pin::new(&mut self.socket).poll_write(cx, text.as_bytes()).map_ok(|_| response.len())
            }
            None => Pin::new(&mut self.socket).poll_write(cx, response),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let outcome = match this.progress.phase() {
            Phase::Opened | Phase::Idle | Phase::Head => this.write_with_body(cx, bytes),
            _ => Pin::new(&mut this.socket).poll_write(cx, bytes),
        };
        match outcome {
            Poll::Pending => this.progress.write_blocked(),
            Poll::Ready(Ok(count)) => this.progress.write_succeeded(count),
            Poll::Ready(Err(_)) => this.progress.write_succeeded(0),
        }
        outcome
    }

    /// Called when all bytes are written.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // A socket has no buffer of its own to flush.
        let this = self.get_mut();
        if this.progress.phase() != Phase::Responded {
            return Poll::Ready(Ok(()));
        }
        this.progress.response_flushed();
        if this.progress.phase() == Phase::Discard {
            // The client learns at once that the response is complete, and that no other one will follow.
            return Pin::new(&mut this.socket).poll_shutdown(cx);
        }
        this.remainder = Remainder::NoRequest;
        this.head_charge.release();
        this.is_acknowledged = false;
        this.blank = 0;
        if !this.held.is_empty() || this.has_ended {
            this.progress.postpone();
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        match this.closing {
            Closing::Open => {
                ready!(Pin::new(&mut this.socket).poll_shutdown(cx))?;
                this.closing = Closing::HalfClosed;
                this.linger(cx)
            }
            Closing::HalfClosed | Closing::Discarding => this.linger(cx),
            Closing::Discarded => Poll::Ready(Ok(())),
        }
    }
}

impl Drop for Stream {
    /// Resets the connection if the client did not read its response: the system would keep the rest otherwise.
    fn drop(&mut self) {
        if self.progress.is_stuck() {
            let _ = self.socket.set_zero_linger();
        }
    }
}
