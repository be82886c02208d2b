//! What can be set about the HTTP side.

use std::sync::Arc;
use std::time::Duration;

use super::Endpoint;
use super::request::{BodyPace, Hosts, Origins};

/// Where calls are answered unless other paths are set.
const DEFAULT_PATHS: [&str; 2] = ["/RPC2", "/"];

/// The settings of an endpoint, and of the server around it.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) paths: Vec<String>,
    pub(crate) access_log: bool,
    pub(crate) hosts: Hosts,
    pub(crate) origins: Origins,
    pub(crate) body_pace: BodyPace,
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
            hosts: Hosts::default(),
            origins: Origins::default(),
            body_pace: BodyPace { timeout: Duration::from_secs(30), rate: 1_000 },
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

    /// Sets for which hosts requests are taken, as they stand in the header `Host`; others are refused with the status
    /// 403. Ports do not count.
    ///
    /// It keeps pages in browsers from reaching a server that is not meant for them, by a name of their own which they
    /// have resolved to the server's address. `localhost` and the loopback addresses are always allowed, and so are
    /// requests without a `Host`.
    ///
    /// Unless set, a [`Server`](crate::Server) that listens on loopback addresses alone takes requests for these only,
    /// and any other takes all. An endpoint in an `App` of one's own takes all: what is in front of it, only its author
    /// knows.
    ///
    /// ```
    /// use xmlrpc_server::{Dispatcher, Endpoint};
    ///
    /// # fn main() -> xmlrpc_server::Result {
    /// let endpoint = Endpoint::new(Dispatcher::new())?.allowed_hosts(["rpc.example.com"]);
    /// # drop(endpoint);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn allowed_hosts<H: Into<String>>(self, hosts: impl IntoIterator<Item = H>) -> Self {
        self.set(|settings| settings.hosts = Hosts::listed(hosts))
    }

    /// Takes requests for any host: behind a proxy that looks at `Host` itself.
    #[must_use]
    pub fn any_host(self) -> Self {
        self.set(|settings| settings.hosts = Hosts::Any)
    }

    /// Sets from which origins pages in browsers may call, besides the server's own, such as
    /// `https://app.example.com`; the calls of other pages are refused with the status 403.
    ///
    /// Browsers ask before they send what is no form, and show answers only to pages that may see them: that is the
    /// matter of a middleware such as actix-cors, which needs to know the same origins.
    ///
    /// ```
    /// use xmlrpc_server::{Dispatcher, Endpoint};
    ///
    /// # fn main() -> xmlrpc_server::Result {
    /// let endpoint = Endpoint::new(Dispatcher::new())?.allowed_origins(["https://app.example.com"]);
    /// # drop(endpoint);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    #[doc(alias = "cors")]
    pub fn allowed_origins<O: Into<String>>(self, origins: impl IntoIterator<Item = O>) -> Self {
        self.set(|settings| settings.origins = Origins::listed(origins))
    }

    /// Lets the pages of all sites call: for methods that anybody may call from anywhere.
    #[must_use]
    pub fn any_origin(self) -> Self {
        self.set(|settings| settings.origins = Origins::Any)
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
    /// Python's client asks. A megabyte takes the compressor from one to three milliseconds: where all clients are on the
    /// same machine, the network costs less.
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
