//! The settings of the HTTP side, for an endpoint and for the server around it.

use std::sync::Arc;
use std::time::Duration;

use xmlrpc_service::Fault;
use xmlrpc_service::fault::{
    FaultOrigin, INTERNAL_ERROR, INVALID_CHARACTER, INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND,
    NOT_WELL_FORMED, SYSTEM_ERROR, UNSUPPORTED_ENCODING,
};

use super::Endpoint;
use super::pace::Pace;
use super::request::{HostPolicy, OriginPolicy, PresentHeaders, TrustedProxies, is_form};
use actix_web::http::header::HeaderValue;

/// Where calls are answered unless other paths are set.
const DEFAULT_PATHS: [&str; 2] = ["/RPC2", "/"];

/// How HTTP requests are accepted, read and answered: the settings that a [`Server`](crate::Server) and an
/// [`Endpoint`] have in common.
///
/// ```
/// use std::time::Duration;
/// use xmlrpc_server::Server;
///
/// let server = Server::new().hosts(["rpc.example.com"]).http(|http| {
///     http.body_timeout = Duration::from_secs(10);
///     http.body_rate = 5_000;
/// });
/// # drop(server);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpSettings {
    /// The hosts for which requests are accepted; others get 403. Default: the loopback names alone for a server that
    /// listens on loopback addresses alone, and all hosts otherwise.
    pub hosts: HostPolicy,
    /// The origins from which pages in browsers may call; others get 403. Default: the server's own pages.
    pub origins: OriginPolicy,
    /// The proxies whose headers say which client a request is from. Default: none; the client is the other end of the
    /// connection.
    pub trusted_proxies: TrustedProxies,
    /// How many requests of one client the trusted proxies may have in flight, if they name it in a header; further ones get
    /// 429 with `Retry-After: 1`. 0: any number. Clients are distinguished by their addresses, with IPv6 by the first 64
    /// bits. For other clients there is
    /// [`Server::max_connections_per_peer`](crate::Server::max_connections_per_peer). Default: 500.
    pub requests_per_client: usize,
    /// Which responses are compressed. Default: those of 1,400 bytes and more.
    pub compression: Compression,
    /// How many times its own size a compressed request may inflate to. Requests that inflate to 1 MiB or less may do so
    /// from any size, and none to more than [`Limits::body`](crate::Limits::body). Default: 200.
    pub inflation_ratio: usize,
    /// How far the body of a request may fall behind `body_rate`, and so the longest pause. A body that is too slow gets
    /// 408, and the connection is closed. If `body_rate` is 0, this is the time for the whole body. Default: 30 seconds.
    pub body_timeout: Duration,
    /// How many bytes per second the body of a request has to bring, on average; 0: no rate. Bytes that come faster never
    /// earn more than `body_timeout`. Default: 1,000.
    pub body_rate: u32,
    /// Whether a call may have the content type of forms, `application/x-www-form-urlencoded`, which `curl -d` and PHP's
    /// `file_get_contents` send by themselves. A page in a browser can send this type to any server without asking first,
    /// so that such a call must have neither `Origin` nor `Sec-Fetch-Site`. Default: off.
    pub form_content_type: bool,
    /// Whether every request is logged when it ends: through `tracing` (level info, target `xmlrpc_server::access`), or
    /// on stderr while the program has no subscriber. Default: off.
    pub access_log: bool,
    /// Whether the faults that methods return are logged with their text and the causes that callers do not get: through
    /// `tracing` (level warn, target `xmlrpc_server::fault`), or on stderr. Faults of the protocol, such as an unknown
    /// method, and of an overloaded server are not among them. Panics and faults with a [detail](crate::Fault::with_detail) are always logged.
    /// Default: on.
    pub fault_log: bool,
}

impl Default for HttpSettings {
    fn default() -> Self {
        HttpSettings {
            hosts: HostPolicy::default(),
            origins: OriginPolicy::default(),
            trusted_proxies: TrustedProxies::default(),
            requests_per_client: 500,
            compression: Compression::default(),
            inflation_ratio: 200,
            body_timeout: Duration::from_secs(30),
            body_rate: 1_000,
            form_content_type: false,
            access_log: false,
            fault_log: true,
        }
    }
}

impl HttpSettings {
    /// Whether this fault is logged.
    pub(super) fn logs_fault(&self, fault: &Fault) -> bool {
        // A multicall has one for each entry that an overloaded server does not run.
        let is_overload = fault.code() == SYSTEM_ERROR && fault.origin() == FaultOrigin::Server;
        let is_of_caller = matches!(
            fault.code(),
            NOT_WELL_FORMED
                | UNSUPPORTED_ENCODING
                | INVALID_CHARACTER
                | INVALID_REQUEST
                | METHOD_NOT_FOUND
                | INVALID_PARAMETERS
        );
        fault.detail().is_some() || fault.code() == INTERNAL_ERROR || self.fault_log && !is_of_caller && !is_overload
    }

    /// Whether a request of the type of forms may be a call: if a setting allows it, and no browser has sent it.
    pub(super) fn accepts_forms_of(&self, content_type: &HeaderValue, present: PresentHeaders) -> bool {
        self.form_content_type && !present.origin && !present.fetch_site && is_form(content_type)
    }

    pub(super) fn body_pace(&self) -> Pace {
        Pace { timeout: self.body_timeout, rate: self.body_rate }
    }
}

/// Which responses are compressed for clients that ask for it, as Python's does.
///
/// Compressing a megabyte takes from one to three milliseconds. If all clients are on the same machine, the network costs
/// less than that.
///
/// ```
/// use xmlrpc_server::{Compression, Server};
///
/// let server = Server::new().compression(Compression::AtLeast(10_000));
/// # drop(server);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "encode_threshold")]
pub enum Compression {
    /// No response is compressed.
    Off,
    /// Responses of this many bytes and more are compressed.
    AtLeast(usize),
}

impl Default for Compression {
    fn default() -> Self {
        // What fits into one packet gains nothing.
        Compression::AtLeast(1_400)
    }
}

impl Compression {
    /// Whether a document of this many bytes is compressed if its client asks for it.
    pub(super) fn applies_to(self, bytes: usize) -> bool {
        matches!(self, Compression::AtLeast(least) if bytes >= least)
    }
}

/// The settings of an endpoint: those of HTTP, and its paths.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) paths: Vec<String>,
    pub(crate) http: HttpSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { paths: DEFAULT_PATHS.map(String::from).to_vec(), http: HttpSettings::default() }
    }
}

impl Endpoint {
    fn set(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(Arc::make_mut(&mut self.settings));
        self
    }

    /// Sets the paths at which calls are answered, in place of `/RPC2` and `/`.
    ///
    /// They are actix-web's path patterns, relative to the scope into which the endpoint is put.
    #[must_use]
    #[doc(alias = "rpc_paths")]
    pub fn paths<P: Into<String>>(self, paths: impl IntoIterator<Item = P>) -> Self {
        self.set(|settings| settings.paths = paths.into_iter().map(Into::into).collect())
    }

    /// Changes the settings of the HTTP side.
    ///
    /// ```
    /// use xmlrpc_server::{Dispatcher, Endpoint};
    ///
    /// # fn main() -> xmlrpc_server::Result {
    /// let endpoint = Endpoint::new(Dispatcher::new())?.http(|http| http.inflation_ratio = 50);
    /// # drop(endpoint);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn http(self, change: impl FnOnce(&mut HttpSettings)) -> Self {
        self.set(|settings| change(&mut settings.http))
    }

    /// Sets [`HttpSettings::hosts`], such as `["rpc.example.com"]`.
    #[must_use]
    pub fn hosts(self, hosts: impl Into<HostPolicy>) -> Self {
        self.http(|http| http.hosts = hosts.into())
    }

    /// Sets [`HttpSettings::origins`], such as `["https://app.example.com"]`.
    #[must_use]
    #[doc(alias = "cors")]
    pub fn origins(self, origins: impl Into<OriginPolicy>) -> Self {
        self.http(|http| http.origins = origins.into())
    }

    /// Sets [`HttpSettings::trusted_proxies`].
    #[must_use]
    pub fn trusted_proxies(self, proxies: TrustedProxies) -> Self {
        self.http(|http| http.trusted_proxies = proxies)
    }

    /// Sets [`HttpSettings::compression`].
    #[must_use]
    pub fn compression(self, compression: Compression) -> Self {
        self.http(|http| http.compression = compression)
    }

    /// Sets [`HttpSettings::access_log`].
    #[must_use]
    #[doc(alias = "logRequests")]
    pub fn access_log(self, on: bool) -> Self {
        self.http(|http| http.access_log = on)
    }
}

#[cfg(test)]
mod tests {
    use xmlrpc_service::fault::APPLICATION_ERROR;

    use super::*;

    #[test]
    fn faults_of_the_application_are_logged_and_those_of_overload_are_not() {
        let logs = |fault: Fault| HttpSettings::default().logs_fault(&fault);
        assert!(!logs(Fault::of(SYSTEM_ERROR, "the server is busy")));
        assert!(logs(Fault::new(SYSTEM_ERROR, "the disk is full")));
        assert!(logs(Fault::of(APPLICATION_ERROR, "the order failed")));
        assert!(!logs(Fault::method_not_found("add")));
    }
}
