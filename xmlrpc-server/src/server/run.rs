//! The actix-web server around an endpoint, in a runtime of its own or in somebody else's.

use std::future::poll_fn;
use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use actix_web::dev::fn_service;
use actix_web::rt::System;
use actix_web::{App, HttpServer, dev};
use tokio::runtime;

use super::Handle;
use super::handle::url;
use super::listen::listen_on_all;
use super::prepare::Prepared;
use super::signals::Signals;
use crate::error::{Error, Result};
use crate::{endpoint, log};

/// How long a connection may stay open between two calls.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How long the calls in flight may take when the server is asked to stop.
const SHUTDOWN: Duration = Duration::from_secs(30);

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
        let signals = Signals::take_over()?;
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
    let server = launch(server, listeners)?;
    let handle = server.handle();
    Ok(Handle::new(addresses, path, handle, tokio::spawn(server)))
}

fn launch(Prepared { endpoint, workers, .. }: Prepared, listeners: Vec<TcpListener>) -> io::Result<dev::Server> {
    let app = move || App::new().service(endpoint.clone()).default_service(fn_service(endpoint::not_found));
    let mut server = HttpServer::new(app)
        .workers(workers)
        .disable_signals()
        .keep_alive(KEEP_ALIVE)
        .shutdown_timeout(SHUTDOWN.as_secs())
        .tcp_nodelay(true);
    for listener in listeners {
        server = server.listen(listener)?;
    }
    Ok(server.run())
}

fn bound(listeners: &[TcpListener]) -> io::Result<Vec<SocketAddr>> {
    listeners.iter().map(TcpListener::local_addr).collect()
}

/// Runs the server. The first signal asks it to stop; the second gives up on whatever is still in flight.
async fn until_signalled(server: dev::Server, mut signals: Signals) -> io::Result<()> {
    let handle = server.handle();
    let mut server = pin!(server);
    if let Some(outcome) = ended_or_signalled(server.as_mut(), &mut signals).await {
        return outcome;
    }
    log::notice("stopping: the calls in flight are answered first; signal again to stop at once");
    let stopped = handle.stop(true);
    let outcome = ended_or_signalled(server, &mut signals).await;
    drop(stopped);
    outcome.unwrap_or(Ok(()))
}

/// None if a signal came first.
async fn ended_or_signalled(mut server: Pin<&mut dev::Server>, signals: &mut Signals) -> Option<io::Result<()>> {
    poll_fn(|cx| match server.as_mut().poll(cx) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending => signals.poll_next(cx).map(|()| None),
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
