//! The settings of the connection level.

use super::Server;
use super::health::HealthPaths;
use crate::{Capacity, Timeouts};

/// How connections are kept, and what is answered besides calls.
#[derive(Debug, Clone)]
pub(super) struct RunSettings {
    pub(super) timeouts: Timeouts,
    pub(super) capacity: Capacity,
    pub(super) connections: usize,
    pub(super) health: HealthPaths,
}

impl Default for RunSettings {
    fn default() -> Self {
        RunSettings {
            timeouts: Timeouts::default(),
            capacity: Capacity::default(),
            connections: 10_000,
            health: HealthPaths::default(),
        }
    }
}

impl Server {
    /// Sets how long a client may keep the server waiting, and how the server ends.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.run.timeouts = timeouts;
        self
    }

    /// Sets how many calls run at once, and how many wait.
    pub fn capacity(mut self, capacity: Capacity) -> Self {
        self.run.capacity = capacity;
        self
    }

    /// Sets how many connections are open at once, 10,000 unless set. Each worker has an equal share of them, rounded
    /// up.
    ///
    /// Who comes when all are taken waits in the system's queue until one is closed, which idle connections soon are.
    /// If the process may not have as many files open, connections wait in the same way, half a second at least.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.run.connections = connections;
        self
    }

    /// Answers GET at `path` with 200 as long as the server lives, however many calls wait. Off unless set.
    ///
    /// ```
    /// use xmlrpc_server::Server;
    ///
    /// let server = Server::new().health_at("/healthz").readiness_at("/readyz");
    /// # drop(server);
    /// ```
    pub fn health_at(mut self, path: impl Into<String>) -> Self {
        self.run.health.health = Some(path.into());
        self
    }

    /// Answers GET at `path` with 200 while the server means to stay, and with 503 as soon as it is asked to end. Off
    /// unless set.
    ///
    /// With [`Timeouts::drain_delay`], whoever asks has the time to send new calls elsewhere before this server closes.
    pub fn readiness_at(mut self, path: impl Into<String>) -> Self {
        self.run.health.readiness = Some(path.into());
        self
    }
}
