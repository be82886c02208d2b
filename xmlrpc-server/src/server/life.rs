//! A server's life: it serves, then it is about to leave, then it goes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use tokio::sync::Notify;
use tokio::sync::futures::OwnedNotified;

const SERVING: u8 = 0;
/// Everything is still answered, but nobody should count on it for long.
const LEAVING: u8 = 1;
/// Only what has begun is still answered.
const ENDING: u8 = 2;

/// What all connections of a server, and those who ask for its health, know about its future.
#[derive(Debug, Default)]
pub(crate) struct Life {
    stage: AtomicU8,
    ending: Arc<Notify>,
}

impl Life {
    /// Whether the server means to stay.
    pub(super) fn is_serving(&self) -> bool {
        self.stage.load(Ordering::Relaxed) == SERVING
    }

    /// Whether only what has begun is still answered.
    pub(super) fn is_ending(&self) -> bool {
        self.stage.load(Ordering::Acquire) == ENDING
    }

    /// Ready when the server ends. Whoever asks for this after the end has to ask `is_ending` too.
    pub(super) fn ended(&self) -> OwnedNotified {
        Arc::clone(&self.ending).notified_owned()
    }

    /// The server is about to leave.
    pub(super) fn leave(&self) {
        self.stage.fetch_max(LEAVING, Ordering::Relaxed);
    }

    /// The server ends.
    pub(super) fn end(&self) {
        self.stage.store(ENDING, Ordering::Release);
        self.ending.notify_waiters();
    }
}
