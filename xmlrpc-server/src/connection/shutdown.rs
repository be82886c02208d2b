//! A server's life: it serves, then it is about to leave, then it goes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use tokio::sync::Notify;
use tokio::sync::futures::OwnedNotified;

const SERVING: u8 = 0;
/// Everything is still answered, but nobody should count on it for long.
const DRAINING: u8 = 1;
/// Only what has begun is still answered.
const SHUTTING_DOWN: u8 = 2;

/// What all connections of a server, and those who ask for its health, know about its future.
#[derive(Debug, Default)]
pub(crate) struct ShutdownState {
    stage: AtomicU8,
    ending: Arc<Notify>,
}

impl ShutdownState {
    /// Whether the server means to stay.
    pub(crate) fn is_serving(&self) -> bool {
        self.stage.load(Ordering::Relaxed) == SERVING
    }

    /// Whether only what has begun is still answered.
    pub(crate) fn is_shutting_down(&self) -> bool {
        self.stage.load(Ordering::Acquire) == SHUTTING_DOWN
    }

    /// Ready when the server ends. Whoever asks for this after the end has to ask `is_ending` too.
    pub(crate) fn ended(&self) -> OwnedNotified {
        Arc::clone(&self.ending).notified_owned()
    }

    /// The server is about to leave.
    pub(crate) fn start_draining(&self) {
        self.stage.fetch_max(DRAINING, Ordering::Relaxed);
    }

    /// The server ends.
    pub(crate) fn start_shutdown(&self) {
        self.stage.store(SHUTTING_DOWN, Ordering::Release);
        self.ending.notify_waiters();
    }
}
