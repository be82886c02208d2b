//! The signals that ask a server to stop.

use std::io;
use std::task::{Context, Poll};

/// Ctrl-C and SIGTERM.
pub(super) struct Signals {
    #[cfg(unix)]
    kinds: [actix_web::rt::signal::unix::Signal; 2],
    #[cfg(not(unix))]
    next: std::pin::Pin<Box<dyn Future<Output = io::Result<()>>>>,
}

#[cfg(unix)]
impl Signals {
    /// Takes the signals over from the system, which would end the process.
    pub(super) fn take_over() -> io::Result<Self> {
        use actix_web::rt::signal::unix::{SignalKind, signal};

        Ok(Signals { kinds: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
    }

    /// Ready when a signal has come.
    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        for kind in &mut self.kinds {
            if kind.poll_recv(cx).is_ready() {
                return Poll::Ready(());
            }
        }
        Poll::Pending
    }
}

#[cfg(not(unix))]
impl Signals {
    /// Takes the signal over from the system, which would end the process.
    pub(super) fn take_over() -> io::Result<Self> {
        Ok(Signals { next: Box::pin(actix_web::rt::signal::ctrl_c()) })
    }

    /// Ready when a signal has come.
    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        match self.next.as_mut().poll(cx) {
            Poll::Ready(Ok(())) => {
                self.next = Box::pin(actix_web::rt::signal::ctrl_c());
                Poll::Ready(())
            }
            Poll::Ready(Err(_)) | Poll::Pending => Poll::Pending,
        }
    }
}
