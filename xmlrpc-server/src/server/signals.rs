//! The signals that stop a server.

use std::future::poll_fn;
use std::io;
use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::thread;

use tokio::runtime;

/// The number of servers that handle signals.
static SERVERS: AtomicUsize = AtomicUsize::new(0);

/// Keeps the signals from ending the process until it is dropped.
pub(super) struct SignalGuard(Signals);

impl SignalGuard {
    pub(super) fn new() -> io::Result<Self> {
        let signals = Signals::new()?;
        SERVERS.fetch_add(1, Ordering::Release);
        Ok(SignalGuard(signals))
    }

    /// Ready with the number of a signal that has come.
    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<i32> {
        self.0.poll_next(cx)
    }
}

impl Drop for SignalGuard {
    fn drop(&mut self) {
        SERVERS.fetch_sub(1, Ordering::Release);
        give_back();
    }
}

/// Ctrl-C and SIGTERM.
struct Signals {
    #[cfg(unix)]
    kinds: [actix_web::rt::signal::unix::Signal; 2],
    /// Held so that SIGHUP, which a closing terminal sends, does not end the process.
    #[cfg(unix)]
    _hangup: actix_web::rt::signal::unix::Signal,
    #[cfg(not(unix))]
    next: std::pin::Pin<Box<dyn Future<Output = io::Result<()>>>>,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use actix_web::rt::signal::unix::{SignalKind, signal};

        let kinds = [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?];
        Ok(Signals { kinds, _hangup: signal(SignalKind::hangup())? })
    }

    /// The number of a signal that has come.
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<i32> {
        use actix_web::rt::signal::unix::SignalKind;

        let [interrupt, terminate] = &mut self.kinds;
        if interrupt.poll_recv(cx).is_ready() {
            return Poll::Ready(SignalKind::interrupt().as_raw_value());
        }
        if terminate.poll_recv(cx).is_ready() {
            return Poll::Ready(SignalKind::terminate().as_raw_value());
        }
        Poll::Pending
    }
}

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Signals { next: Box::pin(actix_web::rt::signal::ctrl_c()) })
    }

    /// The number that this signal would have on Unix, when it has come.
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<i32> {
        match self.next.as_mut().poll(cx) {
            Poll::Ready(Ok(())) => {
                self.next = Box::pin(actix_web::rt::signal::ctrl_c());
                Poll::Ready(2)
            }
            Poll::Ready(Err(_)) | Poll::Pending => Poll::Pending,
        }
    }
}

/// Ends the process with the exit code that a signal has by convention.
pub(super) fn exit(signal: i32) -> ! {
    process::exit(128 + signal)
}

/// Lets the signals end the process again, as in a program without a server. A handler cannot be removed, so a thread
/// waits for the next signal, and leaves it to a server that runs by then.
fn give_back() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let waiting = thread::Builder::new().name("xmlrpc-server signals".to_owned()).spawn(|| -> io::Result<()> {
            runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
                let mut signals = Signals::new()?;
                loop {
                    let number = poll_fn(|cx| signals.poll_next(cx)).await;
                    if SERVERS.load(Ordering::Acquire) == 0 {
                        exit(number);
                    }
                }
            })
        });
        drop(waiting);
    });
}
