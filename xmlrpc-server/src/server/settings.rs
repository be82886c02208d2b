//! The settings of connections and of the HTTP side.

use super::Server;
use super::health::HealthPaths;
use crate::{Capacity, Compression, HostPolicy, HttpSettings, OriginPolicy, Timeouts, TrustedProxies};

/// The settings of connections, concurrency and health checks.
#[derive(Debug, Clone)]
pub(super) struct RunSettings {
    pub(super) timeouts: Timeouts,
    pub(super) capacity: Capacity,
    pub(super) connections: usize,
    /// None stands for a share of the connections.
    pub(super) connections_per_peer: Option<usize>,
    pub(super) health: HealthPaths,
    pub(super) panic_messages: bool,
}

impl Default for RunSettings {
    fn default() -> Self {
        RunSettings {
            timeouts: Timeouts::default(),
            capacity: Capacity::default(),
            connections: 10_000,
            connections_per_peer: None,
            health: HealthPaths::default(),
            panic_messages: false,
        }
    }
}

impl Server {
    /// Changes the settings of the HTTP side.
    ///
    /// ```
    /// use xmlrpc_server::Server;
    ///
    /// let server = Server::new().http(|http| http.inflation_ratio = 50);
    /// # drop(server);
    /// ```
    pub fn http(mut self, change: impl FnOnce(&mut HttpSettings)) -> Self {
        change(&mut self.http);
        self
    }

    /// Sets [`HttpSettings::hosts`]: the hosts for which requests are accepted, such as `["rpc.example.com"]`.
    ///
    /// A server behind a proxy that passes the public name on needs that name here.
    pub fn hosts(self, hosts: impl Into<HostPolicy>) -> Self {
        self.http(|http| http.hosts = hosts.into())
    }

    /// Sets [`HttpSettings::origins`]: the origins from which pages in browsers may call, such as
    /// `["https://app.example.com"]`.
    #[doc(alias = "cors")]
    pub fn origins(self, origins: impl Into<OriginPolicy>) -> Self {
        self.http(|http| http.origins = origins.into())
    }

    /// Sets [`HttpSettings::trusted_proxies`]: the proxies that say which client a request is from, such as
    /// `TrustedProxies::x_forwarded_for(["10.0.0.0/8"])`.
    pub fn trusted_proxies(self, proxies: TrustedProxies) -> Self {
        self.http(|http| http.trusted_proxies = proxies)
    }

    /// Sets [`HttpSettings::compression`]: which responses are compressed.
    pub fn compression(self, compression: Compression) -> Self {
        self.http(|http| http.compression = compression)
    }

    /// Sets [`HttpSettings::access_log`]: whether every call is logged.
    #[doc(alias = "logRequests")]
    pub fn access_log(self, on: bool) -> Self {
        self.http(|http| http.access_log = on)
    }

    /// Sets the timeouts of connections and of the shutdown.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.run.timeouts = timeouts;
        self
    }

    /// Sets the concurrency limits.
    pub fn capacity(mut self, capacity: Capacity) -> Self {
        self.run.capacity = capacity;
        self
    }

    /// Sets how many connections may be open at the same time. Each worker has an equal share, rounded up. Default: 10,000.
    ///
    /// Further connections wait in the system's queue until one is closed, as idle connections soon are. If the process may
    /// not open so many files, the number is lower, and the server says so at its start.
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.run.connections = connections;
        self
    }

    /// Sets how many connections one client may have open at the same time. Further ones are reset. Default: a quarter of
    /// the connections that the server accepts, but up to 100 as long as half of them are left to others.
    ///
    /// Clients are distinguished by their addresses, with IPv6 by the first 64 bits. Connections of
    /// trusted proxies do not count, unless the PROXY protocol names the client of each; for their clients there is
    /// [`HttpSettings::requests_per_client`].
    pub fn max_connections_per_peer(mut self, connections: usize) -> Self {
        self.run.connections_per_peer = Some(connections);
        self
    }

    /// Sets whether Rust prints its own message on stderr for a panic in a method, with a backtrace if `RUST_BACKTRACE` is
    /// set. It is printed on the thread of the method, which waits if stderr is read too slowly. Once a server of the
    /// process asks for it, it is printed for all. Default: off.
    ///
    /// The text and the place of such a panic are always logged. A panic hook that the program has set gets all panics.
    pub fn panic_messages(mut self, on: bool) -> Self {
        self.run.panic_messages = on;
        self
    }

    /// Answers GET at `path` with 200 as long as the server runs, however many calls wait. Default: off.
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

    /// Answers GET at `path` with 200, and with 503 while the queue is full and from the beginning of the shutdown on.
    /// Default: off.
    ///
    /// With [`Timeouts::drain_delay`], a load balancer has the time to take the server out before it closes.
    pub fn readiness_at(mut self, path: impl Into<String>) -> Self {
        self.run.health.readiness = Some(path.into());
        self
    }
}
