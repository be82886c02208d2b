//! The settings of the HTTP side, which are those of an [`Endpoint`](crate::Endpoint).

use std::time::Duration;

use super::Server;
use crate::http::{Hosts, Origins};

impl Server {
    /// Sets for which hosts requests are taken, besides `localhost` and the loopback addresses.
    ///
    /// Unless set, a server that listens on loopback addresses alone takes requests for these only, so that no page in
    /// a browser reaches it by a name of its own; any other server takes all. Behind a proxy that passes the public name
    /// on, that name belongs here. See [`Endpoint::allowed_hosts`](crate::Endpoint::allowed_hosts).
    ///
    /// ```
    /// use xmlrpc_server::Server;
    ///
    /// let server = Server::new().allowed_hosts(["rpc.example.com"]);
    /// # drop(server);
    /// ```
    pub fn allowed_hosts<H: Into<String>>(mut self, hosts: impl IntoIterator<Item = H>) -> Self {
        self.http.hosts = Hosts::listed(hosts);
        self
    }

    /// Takes requests for any host: behind a proxy that looks at `Host` itself.
    pub fn any_host(mut self) -> Self {
        self.http.hosts = Hosts::Any;
        self
    }

    /// Sets from which origins pages in browsers may call, besides the server's own. See
    /// [`Endpoint::allowed_origins`](crate::Endpoint::allowed_origins).
    pub fn allowed_origins<O: Into<String>>(mut self, origins: impl IntoIterator<Item = O>) -> Self {
        self.http.origins = Origins::listed(origins);
        self
    }

    /// Lets the pages of all sites call: for methods that anybody may call from anywhere.
    pub fn any_origin(mut self) -> Self {
        self.http.origins = Origins::Any;
        self
    }

    /// Sets how long a request's body may take from its head to its end; 30 seconds unless set. See
    /// [`Endpoint::body_timeout`](crate::Endpoint::body_timeout).
    pub fn body_timeout(mut self, timeout: Duration) -> Self {
        self.http.body_pace.timeout = timeout;
        self
    }

    /// Sets how many bytes of a body earn it another second; 1,000 unless set. See
    /// [`Endpoint::body_rate`](crate::Endpoint::body_rate).
    pub fn body_rate(mut self, bytes_per_second: u32) -> Self {
        self.http.body_pace.rate = bytes_per_second;
        self
    }

    /// Sets whether large answers are compressed for clients that ask for it; on unless set. See
    /// [`Endpoint::compression`](crate::Endpoint::compression).
    pub fn compression(mut self, on: bool) -> Self {
        self.http.compression = on;
        self
    }

    /// Sets the size, in bytes, from which on answers are compressed; 1,400 unless set.
    #[doc(alias = "encode_threshold")]
    pub fn compression_threshold(mut self, bytes: usize) -> Self {
        self.http.compression_threshold = bytes;
        self
    }

    /// Sets how many times its own size a compressed request may inflate to; 200 unless set. See
    /// [`Endpoint::inflation_ratio`](crate::Endpoint::inflation_ratio).
    pub fn inflation_ratio(mut self, times: usize) -> Self {
        self.http.inflation_ratio = times;
        self
    }
}
