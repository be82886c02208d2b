//! The actix-web server around an endpoint, in a runtime of its own or in somebody else's.

use std::future::{pending, poll_fn};
use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::pin::{Pin, pin};
use std::task::Poll;

use actix_server::Server;
use actix_web::rt::System;
use tokio::runtime;

use super::Handle;
use super::handle::url;
use super::launch::{Launched, launch};
use super::listen::listen_on_all;
use super::prepare::Prepared;
use super::signals::SignalGuard;
use crate::error::{Error, Result};
use crate::log;

/// Serves until a signal comes.
pub(super) fn serve_forever(server: Prepared, addresses: &[SocketAddr]) -> Result {
    if runtime::Handle::try_current().is_ok() {
        return Err(Error::misuse(
            "`serve_forever` blocks and has a runtime of its own, so it cannot be called inside one: use \
             `start(addr).await` there",
        ));
    }
    let listeners = listen_on_all(addresses)?;
    System::new().block_on(async {
        let signals = SignalGuard::new()?;
        announce(&server, &bound(&listeners)?);
        Ok(until_signalled(launch(server, listeners)?, signals).await?)
    })
}

/// Serves in the background.
pub(super) fn start(server: Prepared, addresses: &[SocketAddr]) -> Result<Handle> {
    if runtime::Handle::try_current().is_err() {
        return Err(Error::misuse(
            "`start` needs a tokio or an actix runtime around it: use `serve_forever(addr)` in a program that has none",
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

/// Runs the server. The first signal asks it to stop; the second gives up on whatever is still in flight.
async fn until_signalled(Launched { server, stopper }: Launched, mut signals: SignalGuard) -> io::Result<()> {
    let mut server = pin!(server);
    if let Some(outcome) = ended_or_signalled(server.as_mut(), pending(), &mut signals).await {
        return outcome;
    }
    log::notice("stopping: the calls in flight are answered first; signal again to stop at once");
    ended_or_signalled(server, stopper.stop(), &mut signals).await.unwrap_or_else(|| {
        log::notice("stopped at once, as a second signal asked: calls that were in flight have no answer");
        Ok(())
    })
}

/// The end of the server, with `beside` going on meanwhile. None if a signal came first.
async fn ended_or_signalled(
    mut server: Pin<&mut Server>,
    beside: impl Future<Output = ()>,
    signals: &mut SignalGuard,
) -> Option<io::Result<()>> {
    let mut beside = pin!(Some(beside));
    poll_fn(|cx| {
        if let Some(running) = beside.as_mut().as_pin_mut()
            && running.poll(cx).is_ready()
        {
            beside.set(None);
        }
        match server.as_mut().poll(cx) {
            Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
            Poll::Pending => signals.poll_next(cx).map(|()| None),
        }
    })
    .await
}

/// Tells where the server listens. A stdout that is closed is no reason not to serve.
fn announce(server: &Prepared, addresses: &[SocketAddr]) {
    let methods = server.endpoint.dispatcher().method_names().len();
    let plural = if methods == 1 { "" } else { "s" };
    let urls: Vec<_> = addresses.iter().map(|address| url(*address, &server.path)).collect();
    let mut stdout = io::stdout().lock();
    let _ = writeln!(stdout, "Serving {methods} method{plural} at {} (Ctrl-C stops)", urls.join(" and "));
    let _ = stdout.flush();
}
