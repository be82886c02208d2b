//! The stages of a server: serving, draining, shutting down.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use tokio::sync::Notify;
use tokio::sync::futures::OwnedNotified;

const SERVING: u8 = 0;
/// New calls are still answered, and readiness is off.
const DRAINING: u8 = 1;
/// Only requests that have begun are answered.
const SHUTTING_DOWN: u8 = 2;

/// The stage of a server, shared by its connections and the readiness check.
#[derive(Debug, Default)]
pub(crate) struct ShutdownState {
    stage: AtomicU8,
    ending: Arc<Notify>,
}

impl ShutdownState {
    /// Whether the server neither drains nor shuts down.
    pub(crate) fn is_serving(&self) -> bool {
        self.stage.load(Ordering::Relaxed) == SERVING
    }

    /// Whether only requests that have begun are answered.
    pub(crate) fn is_shutting_down(&self) -> bool {
        self.stage.load(Ordering::Acquire) == SHUTTING_DOWN
    }

    /// Ready when the server begins to shut down. Callers must check `is_shutting_down` too, since it may already have.
    pub(crate) fn ended(&self) -> OwnedNotified {
        Arc::clone(&self.ending).notified_owned()
    }

    /// Starts to drain: readiness goes, and every response says `Connection: close`.
    pub(crate) fn start_draining(&self) {
        self.stage.fetch_max(DRAINING, Ordering::Relaxed);
    }

    /// Starts the shutdown: idle connections are closed.
    pub(crate) fn start_shutdown(&self) {
        self.stage.store(SHUTTING_DOWN, Ordering::Release);
        self.ending.notify_waiters();
    }
}
