//! The settings of the connection level.

use super::{Server, Timeouts};

/// How connections are kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub(super) timeouts: Timeouts,
}

impl Server {
    /// Sets how long a client may keep the server waiting, and how the server ends.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = timeouts;
        self
    }
}
