//! The stream between the socket and actix-http.

use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::rt::net::TcpStream;
use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::{error_response, head};
use crate::http::{Phase, Progress};

/// A socket that reports its progress and normalises heads.
pub(super) struct Stream {
    socket: TcpStream,
    progress: Rc<Progress>,
    /// A head that has to be complete before it is passed on, and the bytes behind it.
    held: BytesMut,
    holds: bool,
}

impl Stream {
    pub(super) fn new(socket: TcpStream, progress: Rc<Progress>) -> Self {
        Stream { socket, progress, held: BytesMut::new(), holds: false }
    }

    pub(super) fn progress(&self) -> &Rc<Progress> {
        &self.progress
    }

    /// Reads, and holds back a head that may need normalisation.
    fn read_head(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.socket).poll_read(cx, buffer))?;
        let fresh = &buffer.filled()[before..];
        if self.progress.phase() == Phase::Head || head::is_blank(fresh) {
            return Poll::Ready(Ok(()));
        }
        self.progress.begin_head();
        if head::is_plain(fresh) {
            return Poll::Ready(Ok(()));
        }
        self.held.extend_from_slice(fresh);
        buffer.set_filled(before);
        self.holds = !self.normalise();
        self.read_held(cx, buffer)
    }

    /// Normalises the held head. False if it is not complete yet.
    fn normalise(&mut self) -> bool {
        head::normalise(&mut self.held, self.socket.local_addr().ok())
    }

    /// Waits until the held head is complete, then passes it on with the bytes behind it.
    #[cold]
    fn read_held(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.progress.phase() == Phase::Late {
            return self.refuse_late_head(cx);
        }
        while self.holds {
            let before = buffer.filled().len();
            ready!(Pin::new(&mut self.socket).poll_read(cx, buffer))?;
            let fresh = &buffer.filled()[before..];
            let ended = fresh.is_empty();
            self.held.extend_from_slice(fresh);
            buffer.set_filled(before);
            self.holds = !(ended || self.normalise());
        }
        let count = self.held.len().min(buffer.remaining());
        buffer.put_slice(&self.held.split_to(count));
        if self.held.is_empty() {
            self.held = BytesMut::new();
        }
        Poll::Ready(Ok(()))
    }

    /// Writes the response to a late head as far as the client reads it, and ends the connection.
    #[cold]
    fn refuse_late_head(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let _ = Pin::new(&mut self.socket).poll_write(cx, error_response::late().as_bytes());
        Poll::Ready(Ok(()))
    }

    /// Discards the rest of a refused body. Beyond the limit it reports the end of the stream, so that actix-http closes
    /// the connection.
    #[cold]
    fn discard(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.held = BytesMut::new();
        let before = buffer.filled().len();
        loop {
            ready!(Pin::new(&mut self.socket).poll_read(cx, buffer))?;
            let count = buffer.filled().len() - before;
            buffer.set_filled(before);
            if count == 0 || !self.progress.discard(count) {
                return Poll::Ready(Ok(()));
            }
        }
    }

    /// Writes a response that actix-http made itself.
    #[cold]
    fn write_refusal(&mut self, cx: &mut Context<'_>, answer: &[u8]) -> Poll<io::Result<usize>> {
        match error_response::with_body(answer) {
            // If the socket takes only a part of so few bytes, the client does not read.
            Some(text) => Pin::new(&mut self.socket).poll_write(cx, text.as_bytes()).map_ok(|_| answer.len()),
            None => Pin::new(&mut self.socket).poll_write(cx, answer),
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        match this.progress.phase() {
            Phase::Discard => this.discard(cx, buffer),
            _ if !this.held.is_empty() => this.read_held(cx, buffer),
            Phase::Opened | Phase::Idle | Phase::Head => this.read_head(cx, buffer),
            Phase::Late => this.refuse_late_head(cx),
            Phase::Body | Phase::Call | Phase::Response | Phase::Responded => {
                let before = buffer.filled().len();
                ready!(Pin::new(&mut this.socket).poll_read(cx, buffer))?;
                if buffer.filled().len() == before {
                    this.progress.client_has_left();
                }
                Poll::Ready(Ok(()))
            }
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let outcome = match this.progress.phase() {
            Phase::Opened | Phase::Idle | Phase::Head => this.write_refusal(cx, bytes),
            _ => Pin::new(&mut this.socket).poll_write(cx, bytes),
        };
        match outcome {
            Poll::Pending => this.progress.write_blocked(),
            Poll::Ready(_) => this.progress.write_succeeded(),
        }
        outcome
    }

    /// Called when all bytes are written.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // A socket has no buffer of its own to flush.
        if self.progress.phase() == Phase::Responded {
            self.progress.response_flushed();
            if self.progress.phase() == Phase::Discard {
                // The client learns at once that the response is complete, and that no other one will follow.
                return self.poll_shutdown(cx);
            }
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().socket).poll_shutdown(cx)
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
