//! The stream between the socket and actix-http, and its reading half.

mod writing;

use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::rt::net::TcpStream;
use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncRead, ReadBuf};

use super::head::{self, Attempts};
use super::recent_head::RecentHead;
use super::refusal::Refusal;
use super::remainder::Remainder;
use crate::http::{HeadCharge, Phase, Progress};
use crate::log::HeadLog;
use writing::Closing;

/// How many bytes of the next requests are read while a request is being answered. Beyond them the client has to wait.
const READ_AHEAD: usize = 4 * 1024;
/// How many bytes of empty lines may stand in front of a head.
const BLANK_BYTES: usize = 1024;
/// How many bytes of chunks are read at once.
const PIECE: usize = 8 * 1024;

/// A socket that passes one request at a time to actix-http, and nothing behind it before its response is written.
///
/// actix-http decodes everything that it gets. So the bytes behind a request stay here, up to a few thousand, and then in
/// the socket.
pub(super) struct Stream {
    socket: TcpStream,
    progress: Rc<Progress>,
    remainder: Remainder,
    /// What has been read from the socket and not been passed on: a head that is not complete, or the next requests.
    held: BytesMut,
    /// The bytes of a large head.
    head_charge: HeadCharge,
    /// When the head that is held is parsed.
    attempts: Attempts,
    /// Chunks that have not been passed on.
    recoded: BytesMut,
    recent_head: RecentHead,
    /// Bytes of empty lines in front of the present head.
    blank: usize,
    /// Whether the system was asked to acknowledge what has come of the present request.
    is_acknowledged: bool,
    /// Whether a request was received before the present one.
    is_kept_alive: bool,
    /// Whether the client has closed its half of the connection.
    has_ended: bool,
    /// What is left of a response that the stream writes itself.
    refusal: Bytes,
    closing: Closing,
    log: HeadLog,
}

impl Stream {
    pub(super) fn new(socket: TcpStream, progress: Rc<Progress>, head_charge: HeadCharge, log: HeadLog) -> Self {
        Stream {
            socket,
            progress,
            remainder: Remainder::NoRequest,
            held: BytesMut::new(),
            head_charge,
            attempts: Attempts::default(),
            recoded: BytesMut::new(),
            recent_head: RecentHead::default(),
            blank: 0,
            is_acknowledged: false,
            is_kept_alive: false,
            has_ended: false,
            refusal: Bytes::new(),
            closing: Closing::Open,
            log,
        }
    }

    pub(super) fn progress(&self) -> &Rc<Progress> {
        &self.progress
    }

    /// Reads from the socket and returns the number of bytes, which is 0 at the end.
    fn read_socket(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<usize>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.socket).poll_read(cx, buffer))?;
        let count = buffer.filled().len() - before;
        if count == 0 {
            self.has_ended = true;
            self.progress.client_has_left();
        }
        Poll::Ready(Ok(count))
    }

    /// Reads from the socket and holds what comes.
    fn hold(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<usize>> {
        let before = buffer.filled().len();
        let count = ready!(self.read_socket(cx, buffer))?;
        self.held.extend_from_slice(&buffer.filled()[before..]);
        buffer.set_filled(before);
        Poll::Ready(Ok(count))
    }

    /// Reads the head of a request, and passes it on with as much of the body as is there.
    fn read_head(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if !self.held.is_empty() || self.has_ended {
            return self.read_held_head(cx, buffer);
        }
        let before = buffer.filled().len();
        ready!(self.read_socket(cx, buffer))?;
        let fresh = &buffer.filled()[before..];
        // Nearly every head comes in one piece and needs no change.
        if let Some(remainder) = self.recognise(fresh) {
            self.progress.begin_head();
            self.remainder = remainder;
            return self.pass_fresh(buffer, before);
        }
        self.held.extend_from_slice(fresh);
        buffer.set_filled(before);
        self.attempts = Attempts::default();
        self.read_held_head(cx, buffer)
    }

    /// Parses a head, unless it is incomplete, malformed or has to be normalised.
    fn recognise(&mut self, bytes: &[u8]) -> Option<Remainder> {
        if let Some((head, body)) = self.recent_head.recognise(bytes) {
            return Some(Remainder::of_lengths(head, body));
        }
        let head = head::parse(bytes).ok()?.filter(|head| head.gaps.is_none() && HeadCharge::is_small(head.length))?;
        if head.is_unframed {
            self.progress.has_no_framing();
        }
        // Connections of one call are not worth it.
        if std::mem::replace(&mut self.is_kept_alive, true)
            && let Some(digits) = head.digits.clone()
        {
            self.recent_head.keep(&bytes[..head.length], digits);
        }
        Some(Remainder::new(&head, head.length))
    }

    /// Waits until the held head is complete, then passes it on with the bytes behind it.
    #[cold]
    fn read_held_head(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            let blank = head::blank(&self.held);
            if blank > 0 {
                self.held.advance(blank);
                self.attempts = Attempts::default();
            }
            self.blank = self.blank.saturating_add(blank);
            if self.blank > BLANK_BYTES {
                return self.refuse(cx, &Refusal::blank());
            }
            if !self.head_charge.hold(self.held.len()) {
                return self.refuse(cx, &Refusal::memory());
            }
            if !matches!(self.held[..], [] | [b'\r']) {
                self.progress.begin_head();
            }
            if let Some((head, body)) = self.recent_head.recognise(&self.held) {
                self.attempts = Attempts::default();
                self.head_charge.release();
                self.remainder = Remainder::of_lengths(head, body);
                return self.pass_held(buffer);
            }
            if !self.held.is_empty() && self.attempts.is_due(&self.held) {
                match head::parse(&self.held) {
                    Ok(Some(head)) => {
                        self.begin_request(&head);
                        return self.pass_held(buffer);
                    }
                    Ok(None) => {}
                    Err(refusal) => return self.refuse(cx, &refusal),
                }
            }
            if self.has_ended || ready!(self.hold(cx, buffer))? == 0 {
                return Poll::Ready(Ok(()));
            }
        }
    }

    /// Normalises the held head.
    fn begin_request(&mut self, head: &head::Head) {
        self.attempts = Attempts::default();
        // Fewer bytes than were held with it.
        self.head_charge.hold(head.length);
        let mut length = head.length;
        if let Some(gaps) = head.gaps {
            let behind = self.held.split_off(head.length);
            self.held = head::normalise(&self.held, gaps, self.socket.local_addr().ok());
            length = self.held.len();
            self.held.unsplit(behind);
        }
        if head.is_unframed {
            self.progress.has_no_framing();
        }
        self.remainder = Remainder::new(head, length);
    }

    /// Reads what is left of the present request, or ahead of it when it is complete.
    fn read_request(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if !self.recoded.is_empty() {
            return self.pass_recoded(buffer);
        }
        if self.remainder.is_complete() {
            return self.read_ahead(cx, buffer);
        }
        if self.remainder.chunks().is_some() {
            return self.read_chunks(cx, buffer);
        }
        if !self.held.is_empty() {
            return self.pass_held(buffer);
        }
        if self.has_ended {
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let read = self.read_socket(cx, buffer);
        if read.is_pending() {
            self.acknowledge();
        }
        ready!(read)?;
        self.pass_fresh(buffer, before)
    }

    /// Lets the system acknowledge the part of a request that has come. It would wait for 40 ms for a response to send with
    /// it, and the system of a client that writes the head and the body one after the other waits for that.
    fn acknowledge(&mut self) {
        if !std::mem::replace(&mut self.is_acknowledged, true) {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            let _ = self.socket.set_quickack(true);
        }
    }

    /// Reads chunks, and passes them on as one.
    fn read_chunks(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        while let Some(chunks) = self.remainder.chunks() {
            if chunks.is_malformed() {
                self.held = BytesMut::new();
                return Poll::Ready(Ok(()));
            }
            let most = self.held.len().min(PIECE);
            let count = chunks.recode(&self.held[..most], &mut self.recoded);
            self.held.advance(count);
            let is_at_end = chunks.is_at_end();
            if self.held.is_empty() {
                self.held = BytesMut::new();
            }
            if is_at_end || !self.recoded.is_empty() {
                return self.pass_recoded(buffer);
            }
            if self.held.is_empty() {
                let held = if self.has_ended { Poll::Ready(Ok(0)) } else { self.hold(cx, buffer) };
                if held.is_pending() {
                    self.acknowledge();
                }
                if ready!(held)? == 0 {
                    break;
                }
            }
        }
        Poll::Ready(Ok(()))
    }

    fn pass_recoded(&mut self, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let count = self.recoded.len().min(buffer.remaining());
        buffer.put_slice(&self.recoded.split_to(count));
        if self.recoded.is_empty() {
            self.recoded = BytesMut::new();
        }
        Poll::Ready(Ok(()))
    }

    /// Passes on what has been read into the buffer, as far as it belongs to the present request.
    fn pass_fresh(&mut self, buffer: &mut ReadBuf<'_>, before: usize) -> Poll<io::Result<()>> {
        let end = before + self.remainder.take(&buffer.filled()[before..]);
        if end < buffer.filled().len() {
            self.held.extend_from_slice(&buffer.filled()[end..]);
            buffer.set_filled(end);
        }
        Poll::Ready(Ok(()))
    }

    /// Passes on what is held, as far as it belongs to the present request.
    fn pass_held(&mut self, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let most = self.held.len().min(buffer.remaining());
        let count = self.remainder.take(&self.held[..most]);
        buffer.put_slice(&self.held.split_to(count));
        if self.held.is_empty() {
            self.held = BytesMut::new();
        }
        Poll::Ready(Ok(()))
    }

    /// Holds a little of what follows the present request, to notice that the client leaves.
    fn read_ahead(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        while !self.has_ended && self.held.len() < READ_AHEAD {
            ready!(self.hold(cx, buffer))?;
        }
        // actix-http closes the connection behind the present response if it knows of the end.
        if self.has_ended && self.held.is_empty() { Poll::Ready(Ok(())) } else { Poll::Pending }
    }
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        match this.progress.phase() {
            Phase::Discard => {
                this.closing = Closing::Discarded;
                this.discard(cx, buffer)
            }
            Phase::Late => this.refuse(cx, &Refusal::late()),
            Phase::Refused => this.write_refusal(cx),
            _ if matches!(this.remainder, Remainder::NoRequest) => this.read_head(cx, buffer),
            _ => this.read_request(cx, buffer),
        }
    }
}
