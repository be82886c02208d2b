//! What can be set about the HTTP side.

use std::sync::Arc;
use std::time::Duration;

use super::Endpoint;
use super::clock::Pace;

/// Where calls are answered unless other paths are set.
const DEFAULT_PATHS: [&str; 2] = ["/RPC2", "/"];

/// The settings of an endpoint, and of the server around it.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) paths: Vec<String>,
    pub(crate) access_log: bool,
    pub(crate) body_pace: Pace,
    pub(crate) compression: bool,
    /// Bytes.
    pub(crate) compression_threshold: usize,
    pub(crate) inflation_ratio: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            paths: DEFAULT_PATHS.map(String::from).to_vec(),
            access_log: false,
            body_pace: Pace { timeout: Duration::from_secs(30), rate: 1_000 },
            compression: true,
            // What fits into one packet gains nothing.
            compression_threshold: 1_400,
            inflation_ratio: 200,
        }
    }
}

impl Settings {
    /// The size from which on answers are compressed.
    pub(super) fn compressed_from(&self) -> usize {
        if self.compression { self.compression_threshold } else { usize::MAX }
    }
}

impl Endpoint {
    fn set(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(Arc::make_mut(&mut self.settings));
        self
    }

    /// Sets the paths at which calls are answered, in the place of `/RPC2` and `/`.
    ///
    /// They are actix-web's path patterns, relative to the scope into which the endpoint is put.
    #[must_use]
    #[doc(alias = "rpc_paths")]
    pub fn paths<P: Into<String>>(self, paths: impl IntoIterator<Item = P>) -> Self {
        self.set(|settings| settings.paths = paths.into_iter().map(Into::into).collect())
    }

    /// Sets whether every call is logged; off unless set.
    ///
    /// The line goes to `tracing` (level info, target `xmlrpc_server::access`), or to stderr while the program has no
    /// subscriber.
    #[must_use]
    #[doc(alias = "logRequests")]
    pub fn access_log(self, on: bool) -> Self {
        self.set(|settings| settings.access_log = on)
    }

    /// Sets how long a request's body may take from its head to its end; 30 seconds unless set.
    ///
    /// A body that brings more bytes than [`body_rate`](Self::body_rate) a second has longer. One that is too slow is
    /// refused with the status 408, and its connection closed.
    #[must_use]
    pub fn body_timeout(self, timeout: Duration) -> Self {
        self.set(|settings| settings.body_pace.timeout = timeout)
    }

    /// Sets how many bytes of a body earn it another second beyond [`body_timeout`](Self::body_timeout); 1,000 unless
    /// set, and 0 if none do.
    #[must_use]
    pub fn body_rate(self, bytes_per_second: u32) -> Self {
        self.set(|settings| settings.body_pace.rate = bytes_per_second)
    }

    /// Sets whether large answers are compressed for clients that ask for it; on unless set.
    ///
    /// Python's client asks. Where all clients are on the same machine, the network costs less than the compressor.
    #[must_use]
    pub fn compression(self, on: bool) -> Self {
        self.set(|settings| settings.compression = on)
    }

    /// Sets the size, in bytes, from which on answers are compressed; 1,400 unless set.
    #[must_use]
    #[doc(alias = "encode_threshold")]
    pub fn compression_threshold(self, bytes: usize) -> Self {
        self.set(|settings| settings.compression_threshold = bytes)
    }

    /// Sets how many times its own size a compressed request may inflate to; 200 unless set.
    ///
    /// Requests that inflate to 1 MiB or less may do so from any size, and none to more than
    /// [`Limits::body`](crate::Limits::body).
    #[must_use]
    pub fn inflation_ratio(self, times: usize) -> Self {
        self.set(|settings| settings.inflation_ratio = times)
    }
}
