//! Running the server, in a runtime of its own or in that of the caller.

use std::future::{pending, poll_fn};
use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use actix_server::Server;
use actix_web::rt::System;
use tokio::runtime;

use super::Handle;
use super::handle::url;
use super::launch::{LOG_PATIENCE, Launched, launch};
use super::listen::listen_on_all;
use super::prepare::Prepared;
use super::signals::{self, SignalGuard};
use crate::error::{Error, Result};
use crate::log;

/// How long the process waits for a slow reader of its log after a second signal.
const SHORT_LOG_PATIENCE: Duration = Duration::from_millis(100);

/// Serves until a signal.
pub(super) fn serve_forever(server: Prepared, addresses: &[SocketAddr]) -> Result {
    if runtime::Handle::try_current().is_ok() {
        return Err(Error::misuse(
            "`serve_forever` blocks and starts a runtime of its own, so it cannot be called inside one: use \
             `start(addr).await` there",
        ));
    }
    let listeners = listen_on_all(addresses)?;
    let outcome = System::new().block_on(async {
        let signals = SignalGuard::new()?;
        announce(&server, &bound(&listeners)?);
        Ok(until_signalled(launch(server, listeners)?, signals).await?)
    });
    log::flush(LOG_PATIENCE);
    outcome
}

/// Serves in the background.
pub(super) fn start(server: Prepared, addresses: &[SocketAddr]) -> Result<Handle> {
    if runtime::Handle::try_current().is_err() {
        return Err(Error::misuse(
            "`start` needs a tokio or actix runtime: use `serve_forever(addr)` in a program without one",
        ));
    }
    let listeners = listen_on_all(addresses)?;
    let addresses = bound(&listeners)?;
    let path = server.path.clone();
    let endpoint = server.endpoint.clone();
    let Launched { server, stopper } = launch(server, listeners)?;
    Ok(Handle::new(addresses, path, stopper, endpoint, tokio::spawn(server)))
}

fn bound(listeners: &[TcpListener]) -> io::Result<Vec<SocketAddr>> {
    listeners.iter().map(TcpListener::local_addr).collect()
}

/// Runs the server. The first signal starts the shutdown; the second abandons the calls in flight.
async fn until_signalled(Launched { server, stopper }: Launched, mut signals: SignalGuard) -> io::Result<()> {
    let mut server = pin!(server);
    if let Ok(outcome) = ended_or_signalled(server.as_mut(), pending(), &mut signals).await {
        return outcome;
    }
    log::notice("stopping: finishing the calls in flight; signal again to stop at once");
    ended_or_signalled(server, stopper.stop(), &mut signals).await.unwrap_or_else(|signal| {
        log::notice("stopped at once on a second signal: calls in flight get no response");
        log::flush(SHORT_LOG_PATIENCE);
        signals::exit(signal)
    })
}

/// Waits for the end of the server, and runs `beside` meanwhile. The number of a signal if it came first.
async fn ended_or_signalled(
    mut server: Pin<&mut Server>,
    beside: impl Future<Output = ()>,
    signals: &mut SignalGuard,
) -> Result<io::Result<()>, i32> {
    let mut beside = pin!(Some(beside));
    poll_fn(|cx| {
        if let Some(running) = beside.as_mut().as_pin_mut()
            && running.poll(cx).is_ready()
        {
            beside.set(None);
        }
        match server.as_mut().poll(cx) {
            Poll::Ready(outcome) => Poll::Ready(Ok(outcome)),
            Poll::Pending => signals.poll_next(cx).map(Err),
        }
    })
    .await
}

/// Prints where the server listens. Ignores a closed stdout.
fn announce(server: &Prepared, addresses: &[SocketAddr]) {
    let methods = server.endpoint.dispatcher().method_names().len();
    let plural = if methods == 1 { "" } else { "s" };
    let urls: Vec<_> = addresses.iter().map(|address| url(*address, &server.path)).collect();
    let mut stdout = io::stdout().lock();
    let _ = writeln!(stdout, "Serving {methods} method{plural} at {} (Ctrl-C stops)", urls.join(" and "));
    let _ = stdout.flush();
}
