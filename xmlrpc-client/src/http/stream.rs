//! The bytes of a connection, with a record of what has happened to them.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;

use crate::error::Phase;

/// What has happened on a connection since its last call began.
#[derive(Debug, Default)]
pub(super) struct Record {
    read: AtomicUsize,
    written: AtomicUsize,
    /// Whether the last write found no space.
    is_full: AtomicBool,
    /// The first error of writing.
    write_error: Mutex<Option<io::Error>>,
}

impl Record {
    /// Begins a call.
    pub(super) fn begin(&self) {
        self.read.store(0, Ordering::Relaxed);
        self.written.store(0, Ordering::Relaxed);
    }

    /// How many bytes have been read.
    pub(super) fn read(&self) -> usize {
        self.read.load(Ordering::Relaxed)
    }

    pub(super) fn has_read(&self) -> bool {
        self.read() > 0
    }

    pub(super) fn phase(&self) -> Phase {
        if self.has_read() {
            Phase::Read
        } else if self.written.load(Ordering::Relaxed) == 0 || self.is_full.load(Ordering::Relaxed) {
            Phase::Send
        } else {
            Phase::Wait
        }
    }

    pub(super) fn take_write_error(&self) -> Option<io::Error> {
        self.write_error.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A socket, or TLS over it.
#[derive(Debug)]
pub(super) enum Socket {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
    #[cfg(feature = "tls")]
    Tls(Box<tokio_rustls::client::TlsStream<TcpStream>>),
}

/// A socket with its record. An error of writing is recorded and not reported: what is written afterwards is dropped, and
/// reading goes on, since the response may be there already, such as a refusal of a large request.
#[derive(Debug)]
pub(super) struct Stream {
    socket: Socket,
    record: Arc<Record>,
    is_broken: bool,
}

impl Stream {
    pub(super) fn new(socket: Socket) -> (Self, Arc<Record>) {
        let record = Arc::new(Record::default());
        (Stream { socket, record: record.clone(), is_broken: false }, record)
    }

    fn wrote(&mut self, result: Poll<io::Result<usize>>, length: usize) -> Poll<io::Result<usize>> {
        self.record.is_full.store(result.is_pending(), Ordering::Relaxed);
        match result {
            Poll::Ready(Ok(written)) => {
                self.record.written.fetch_add(written, Ordering::Relaxed);
                Poll::Ready(Ok(written))
            }
            Poll::Ready(Err(error)) => {
                self.fail(error);
                Poll::Ready(Ok(length))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    #[cold]
    fn fail(&mut self, error: io::Error) {
        self.is_broken = true;
        self.record.write_error.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

/// Calls a method of the socket that there is.
macro_rules! socket {
    ($stream:expr, $socket:ident => $call:expr) => {
        match &mut $stream.socket {
            Socket::Tcp($socket) => $call,
            #[cfg(unix)]
            Socket::Unix($socket) => $call,
            #[cfg(feature = "tls")]
            Socket::Tls($socket) => $call,
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let result = socket!(self, socket => Pin::new(socket).poll_read(cx, buffer));
        let read = buffer.filled().len() - before;
        self.record.read.fetch_add(read, Ordering::Relaxed);
        result
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.is_broken {
            return Poll::Ready(Ok(bytes.len()));
        }
        let result = socket!(self, socket => Pin::new(socket).poll_write(cx, bytes));
        self.wrote(result, bytes.len())
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let length = pieces.iter().map(|piece| piece.len()).sum();
        if self.is_broken {
            return Poll::Ready(Ok(length));
        }
        let result = socket!(self, socket => Pin::new(socket).poll_write_vectored(cx, pieces));
        self.wrote(result, length)
    }

    fn is_write_vectored(&self) -> bool {
        match &self.socket {
            Socket::Tcp(socket) => socket.is_write_vectored(),
            #[cfg(unix)]
            Socket::Unix(socket) => socket.is_write_vectored(),
            #[cfg(feature = "tls")]
            Socket::Tls(socket) => socket.is_write_vectored(),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.is_broken {
            return Poll::Ready(Ok(()));
        }
        match socket!(self, socket => Pin::new(socket).poll_flush(cx)) {
            Poll::Ready(Err(error)) => {
                self.fail(error);
                Poll::Ready(Ok(()))
            }
            result => result,
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.is_broken {
            return Poll::Ready(Ok(()));
        }
        socket!(self, socket => Pin::new(socket).poll_shutdown(cx))
    }
}
