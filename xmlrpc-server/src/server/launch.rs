//! Workers around an endpoint, and how they are stopped.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use actix_server::{Server, ServerHandle};
use actix_web::App;
use actix_web::dev::fn_service;
use tokio::sync::oneshot;

use super::prepare::Prepared;
use super::settings::RunSettings;
use crate::connection::{self, ShutdownState};
use crate::http;

/// Threads of each worker for what is no method, and must not wait for one.
const SPARE_THREADS: usize = 16;

/// From the moment when nobody new is let in to the closing of idle connections: whoever is about to use one is answered
/// and told that it closes.
const CLOSE_DELAY: Duration = Duration::from_millis(100);

/// A server that has begun, and what stops it.
pub(super) struct Launched {
    pub(super) server: Server,
    pub(super) stopper: Stopper,
}

/// Ends a server well.
pub(super) struct Stopper {
    server: ServerHandle,
    shutdown_state: Arc<ShutdownState>,
    drain_delay: Duration,
}

impl Stopper {
    /// Lets everybody know, waits for as long as is set, then lets nobody in and waits for the calls in flight.
    pub(super) async fn stop(&self) {
        self.shutdown_state.start_draining();
        if !self.drain_delay.is_zero() {
            pause(self.drain_delay).await;
        }
        // The listeners go first: who is sent away must not come back to this server.
        let stopped = self.server.stop(true);
        pause(CLOSE_DELAY).await;
        self.shutdown_state.start_shutdown();
        stopped.await;
    }
}

/// Waits on a thread: whoever stops a server may do so in a runtime that has no timer.
async fn pause(time: Duration) {
    let (over, wait) = oneshot::channel();
    let waiting = thread::Builder::new().spawn(move || {
        thread::sleep(time);
        // Nobody may wait any more.
        let _ = over.send(());
    });
    if waiting.is_ok() {
        let _ = wait.await;
    }
}

/// Starts workers that answer on the listeners.
pub(super) fn launch(server: Prepared, listeners: Vec<TcpListener>) -> io::Result<Launched> {
    let Prepared { endpoint, workers, run, .. } = server;
    let RunSettings { timeouts, capacity, connections, health } = run;
    let shutdown_state = Arc::new(ShutdownState::default());
    let mut builder = Server::build()
        .workers(workers)
        .disable_signals()
        .max_concurrent_connections(connections.div_ceil(workers))
        // All workers together run no more methods than that; which of them do is not known beforehand.
        .worker_max_blocking_threads(capacity.threads.max(1).saturating_add(SPARE_THREADS))
        // Whatever holds a connection longer is a call: its watch has cut all others by then.
        .shutdown_timeout(timeouts.shutdown.as_secs());
    for listener in listeners {
        let (endpoint, shutdown_state, health) = (endpoint.clone(), Arc::clone(&shutdown_state), health.clone());
        builder = builder.listen("xmlrpc", listener, move || {
            let app = App::new()
                .configure(|config| health.register(&shutdown_state, config))
                .service(endpoint.clone())
                .default_service(fn_service(http::not_found));
            connection::factory(app, &endpoint, Arc::clone(&shutdown_state), timeouts)
        })?;
    }
    let server = builder.run();
    let stopper = Stopper { server: server.handle(), shutdown_state, drain_delay: timeouts.drain_delay };
    Ok(Launched { server, stopper })
}
