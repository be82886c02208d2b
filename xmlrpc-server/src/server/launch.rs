//! Starting and stopping the workers around an endpoint.

use std::future::ready;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use actix_server::{Server, ServerHandle};
use actix_web::App;
use actix_web::dev::fn_service;
use tokio::sync::oneshot;
use xmlrpc_service::panics;

use super::descriptors;
use super::prepare::Prepared;
use super::settings::RunSettings;
use crate::connection::{self, ShutdownState};
use crate::log::Quoted;
use crate::peers::PeerLimit;
use crate::{http, log};

/// Threads of each worker for reading and compressing, which must not wait for a method.
const SPARE_THREADS: usize = 16;

/// The time between closing the listeners and closing idle connections. A client that just uses one still gets its
/// response, with `Connection: close`.
const CLOSE_DELAY: Duration = Duration::from_millis(100);

/// How long the end of the server waits for a slow reader of its log.
pub(super) const LOG_PATIENCE: Duration = Duration::from_secs(1);

/// A running server, and what stops it.
pub(super) struct Launched {
    pub(super) server: Server,
    pub(super) stopper: Stopper,
}

/// Shuts a server down gracefully.
pub(super) struct Stopper {
    server: ServerHandle,
    shutdown_state: Arc<ShutdownState>,
    drain_delay: Duration,
}

impl Stopper {
    /// Turns readiness off, waits for the drain delay, stops accepting connections and waits for the calls in flight.
    pub(super) async fn stop(&self) {
        self.shutdown_state.start_draining();
        if !self.drain_delay.is_zero() {
            pause(self.drain_delay).await;
        }
        // The listeners close first, so that clients do not reconnect to this server.
        let stopped = self.server.stop(true);
        pause(CLOSE_DELAY).await;
        self.shutdown_state.start_shutdown();
        stopped.await;
        // The program may end next.
        on_thread(|| log::flush(LOG_PATIENCE)).await;
    }
}

async fn pause(time: Duration) {
    on_thread(move || thread::sleep(time)).await;
}

/// Waits on a thread, since the caller's runtime may have neither timers nor threads.
async fn on_thread(wait: impl FnOnce() + Send + 'static) {
    let (over, waited) = oneshot::channel();
    let waiting = thread::Builder::new().spawn(move || {
        wait();
        // The receiver may be gone.
        let _ = over.send(());
    });
    if waiting.is_ok() {
        let _ = waited.await;
    }
}

/// The connections of one address unless set: a quarter, and of few connections up to half, so that others get some.
fn share_of_peer(connections: usize) -> usize {
    const FEW: usize = 100;
    (connections / 4).max(FEW.min(connections / 2)).max(1)
}

/// Starts workers on the listeners.
pub(super) fn launch(server: Prepared, listeners: Vec<TcpListener>) -> io::Result<Launched> {
    let Prepared { endpoint, workers, run, .. } = server;
    let RunSettings { timeouts, capacity, connections, connections_per_peer, health, panic_messages } = run;
    panics::set_hook(panic_messages, |text| {
        log::notice(format_args!("a method caught a panic itself: {}", Quoted(text)))
    });
    let connections = descriptors::fitting(connections, workers);
    let peers = Arc::new(PeerLimit::new(connections_per_peer.unwrap_or_else(|| share_of_peer(connections))));
    let shutdown_state = Arc::new(ShutdownState::default());
    let mut builder = Server::build()
        .workers(workers)
        .disable_signals()
        .max_concurrent_connections(connections.div_ceil(workers))
        // Blocking methods have threads of their own. These are for asynchronous methods that call `spawn_blocking`.
        .worker_max_blocking_threads(capacity.threads.max(1).saturating_add(SPARE_THREADS))
        // Only calls take longer: supervision has closed all other connections by then.
        .shutdown_timeout(timeouts.shutdown.as_secs());
    for listener in listeners {
        let (endpoint, shutdown_state, health) = (endpoint.clone(), Arc::clone(&shutdown_state), health.clone());
        let peers = Arc::clone(&peers);
        builder = builder.listen("xmlrpc", listener, move || {
            let access_log = endpoint.access_log_is_on();
            let not_found = fn_service(move |request| ready(Ok(http::not_found(request, access_log))));
            let app = App::new()
                .configure(|config| health.register(&shutdown_state, &endpoint, config))
                .service(endpoint.clone())
                .default_service(not_found);
            let checks = [&health.health, &health.readiness].into_iter().flatten().cloned().collect();
            connection::factory(app, &endpoint, checks, Arc::clone(&shutdown_state), timeouts, Arc::clone(&peers))
        })?;
    }
    let server = builder.run();
    let stopper = Stopper { server: server.handle(), shutdown_state, drain_delay: timeouts.drain_delay };
    Ok(Launched { server, stopper })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_gets_no_more_than_half_of_the_connections() {
        for (connections, share) in
            [(10_000, 2_500), (1_000, 250), (400, 100), (200, 100), (100, 50), (5, 2), (2, 1), (1, 1)]
        {
            assert_eq!(share_of_peer(connections), share, "of {connections}");
        }
    }
}
