//! Connections that servers leave open.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

use super::connection::Connection;

/// The most idle connections.
const SIZE: usize = 16;

/// How long a connection is kept without a call. Most servers close theirs sooner, which is noticed.
const IDLE: Duration = Duration::from_secs(90);

/// The idle connections to one server; the one that was used last is used next.
#[derive(Default)]
pub(super) struct Pool(Mutex<VecDeque<Box<Connection>>>);

impl Pool {
    /// A connection that is open as far as the client can know.
    pub(super) fn take(&self) -> Option<Box<Connection>> {
        let (now, runtime) = (Instant::now(), Handle::current().id());
        loop {
            let mut connection = {
                let mut idle = self.idle();
                // Those at the front have been idle for longest.
                while idle.front().is_some_and(|oldest| now.duration_since(oldest.last_use) > IDLE) {
                    idle.pop_front();
                }
                let place = idle.iter().rposition(|connection| connection.runtime == runtime)?;
                idle.remove(place)?
            };
            if connection.is_usable(&mut Context::from_waker(Waker::noop())) {
                connection.is_reused = true;
                return Some(connection);
            }
        }
    }

    /// Keeps a connection if it can be used again.
    pub(super) fn give(&self, mut connection: Box<Connection>) {
        if !connection.is_usable(&mut Context::from_waker(Waker::noop())) {
            return;
        }
        connection.last_use = Instant::now();
        let mut idle = self.idle();
        if idle.len() >= SIZE {
            idle.pop_front();
        }
        idle.push_back(connection);
    }

    /// Drops all: when one of them is closed, the server has probably been restarted.
    pub(super) fn clear(&self) {
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, VecDeque<Box<Connection>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
