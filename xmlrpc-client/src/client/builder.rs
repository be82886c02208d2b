//! Settings for a client.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use xmlrpc_core::{Dialect, Limits, Reading};

use super::carrier::Carrier;
use super::options::{self, Settings};
use super::{Client, Inner};
use crate::address::{Address, Protocol};
use crate::error::{Error, Result};
#[cfg(feature = "http")]
use crate::http::{HttpSettings, ProxySetting};
use crate::transport::Transport;

/// Settings for a [`Client`].
///
/// ```
/// use std::time::Duration;
/// use xmlrpc_client::{Client, Limits, Reading, Result};
///
/// # fn main() -> Result<()> {
/// let client = Client::builder()
///     .timeout(Duration::from_secs(5))
///     .basic_auth("me", "secret")
///     .header("X-Api-Key", "17")
///     .reading(Reading::tolerant())
///     .limits(Limits { body: 64 << 20, ..Limits::default() })
///     .build("http://localhost:9000")?;
/// assert_eq!(format!("{client:?}"), "Client(http://localhost:9000/RPC2)");
/// # Ok(())
/// # }
/// ```
#[must_use = "settings make no client before `build`"]
pub struct ClientBuilder {
    settings: Settings,
    headers: Vec<(String, String)>,
    #[cfg(feature = "http")]
    http: HttpSettings,
    /// The first mistake in the settings.
    error: Option<Error>,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        let agent = concat!("xmlrpc-client/", env!("CARGO_PKG_VERSION"));
        ClientBuilder {
            settings: Settings::default(),
            headers: vec![("user-agent".into(), agent.into())],
            #[cfg(feature = "http")]
            http: HttpSettings::default(),
            error: None,
        }
    }
}

#[cfg(feature = "http")]
impl ClientBuilder {
    /// Sends calls through this proxy, such as `http://user:password@proxy:3128`, in place of that of the environment.
    ///
    /// By default the variables `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` decide. No proxy of theirs is used
    /// for loopback addresses.
    pub fn proxy(mut self, address: &str) -> Self {
        self.http.proxy = ProxySetting::Given(address.to_owned());
        self
    }

    /// Uses no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.http.proxy = ProxySetting::None;
        self
    }

    /// Keeps the cookies that the server sets, and sends them with the calls behind. Default: off.
    #[cfg(feature = "cookies")]
    pub fn cookies(mut self, on: bool) -> Self {
        self.http.cookies = on;
        self
    }

    /// Compresses documents of this size and more, in bytes, with gzip. Most servers cannot read that.
    #[cfg(feature = "gzip")]
    pub fn compress_from(mut self, size: usize) -> Self {
        self.http.compress_from = Some(size);
        self
    }

    /// Trusts the certificates of these authorities, in PEM, in place of the system's.
    #[cfg(feature = "tls")]
    pub fn ca(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.http.tls.authorities = Some(pem.into());
        self
    }

    /// Authenticates with a certificate: the certificate and its chain, and its key, in PEM.
    #[cfg(feature = "tls")]
    pub fn client_certificate(mut self, certificate: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.http.tls.identity = Some((certificate.into(), key.into()));
        self
    }
}

impl ClientBuilder {
    /// Sets the time for a whole call, from resolving the name to the last byte of the response. Default: 30 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// Lets calls wait without a deadline.
    pub fn no_timeout(mut self) -> Self {
        self.settings.timeout = None;
        self
    }

    /// Bounds what is read of a response: [`Limits::body`] its size, also decompressed, and the others what is in it.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Sets how responses are read. Default: [`Reading::standard`].
    pub fn reading(mut self, reading: Reading) -> Self {
        self.settings.reading = reading;
        self
    }

    /// Sets how calls are written. Default: [`Dialect::standard`].
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.settings.dialect = dialect;
        self
    }

    /// Reads an empty response as nil. Some servers send one for a method without a result.
    pub fn empty_is_nil(mut self, on: bool) -> Self {
        self.settings.empty_is_nil = on;
        self
    }

    /// Sends the header `traceparent` (W3C Trace Context) with each call, with new identifiers, unless the call has one. The
    /// call's span has the first as `trace_id`. Default: off.
    #[cfg(feature = "tracing")]
    pub fn traceparent(mut self, on: bool) -> Self {
        self.settings.traceparent = on;
        self
    }

    /// Adds a header to each call, which takes the place of another of that name. The value never appears in errors.
    ///
    /// A name or a value that is not one line of text is an error of [`build`](Self::build).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match options::header(name, value) {
            Ok((name, value)) => {
                self.headers.retain(|(other, _)| *other != name);
                self.headers.push((name, value));
            }
            Err(error) => self.error = self.error.or(Some(error)),
        }
        self
    }

    /// Sets the header `User-Agent`. Default: `xmlrpc-client/` and the version.
    pub fn user_agent(self, agent: &str) -> Self {
        self.header("User-Agent", agent)
    }

    /// Sends a user name and a password with each call (HTTP Basic). They take precedence over those of the address.
    pub fn basic_auth(mut self, user: &str, password: &str) -> Self {
        if user.contains(':') {
            let error = Error::usage("a user name for Basic authentication cannot have a colon");
            self.error = self.error.or(Some(error));
        }
        self.header("Authorization", &basic(user, password))
    }

    /// Sends a token with each call (HTTP Bearer).
    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    /// Makes a client of the server at this address, in one of the forms of [`Client::new`].
    ///
    /// # Errors
    ///
    /// An address that is none, one that needs a feature that is off, or a mistake in the settings.
    pub fn build(mut self, address: &str) -> Result<Client> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let address = Address::parse(address)?;
        let has_credentials = self.headers.iter().any(|(name, _)| name == "authorization");
        if let (Some((user, password)), false) = (&address.credentials, has_credentials) {
            self.headers.push(("authorization".into(), basic(user, password)));
        }
        let (peer, shown) = (address.peer(), address.to_string());
        let carrier = self.carrier(address)?;
        Ok(client(self.settings, carrier, peer, shown))
    }

    /// Makes a client over a transport of your own.
    ///
    /// # Errors
    ///
    /// A mistake in the settings.
    pub fn build_over(self, transport: impl Transport) -> Result<Client> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let peer = transport.peer();
        let carrier = Carrier::Custom(Arc::new(transport), self.headers);
        Ok(client(self.settings, carrier, peer.clone(), peer))
    }

    fn carrier(&self, address: Address) -> Result<Carrier> {
        match address.protocol {
            #[cfg(feature = "http")]
            Protocol::Http => self.http(address),
            #[cfg(not(feature = "http"))]
            Protocol::Http => Err(needs("http", "http")),
            #[cfg(feature = "tls")]
            Protocol::Https => self.http(address),
            #[cfg(not(feature = "tls"))]
            Protocol::Https => Err(needs("https", "tls")),
            #[cfg(feature = "scgi")]
            Protocol::Scgi => Ok(Carrier::Scgi(Box::new(crate::scgi::Scgi::new(address, &self.headers)))),
            #[cfg(not(feature = "scgi"))]
            Protocol::Scgi => Err(needs("scgi", "scgi")),
        }
    }

    #[cfg(feature = "http")]
    fn http(&self, address: Address) -> Result<Carrier> {
        Ok(Carrier::Http(Box::new(crate::http::Http::new(address, &self.headers, &self.http)?)))
    }
}

fn client(settings: Settings, carrier: Carrier, peer: String, address: String) -> Client {
    Client { inner: Arc::new(Inner { settings, carrier, peer, address, lacks_multicall: AtomicBool::new(false) }) }
}

#[cfg(not(all(feature = "http", feature = "scgi", feature = "tls")))]
#[cold]
fn needs(scheme: &str, feature: &str) -> Error {
    Error::usage(format!("the scheme \"{scheme}\" needs the feature \"{feature}\" of the crate xmlrpc-client"))
}

/// The value of the header `Authorization` for a user.
fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", base64_simd::STANDARD.encode_to_string(format!("{user}:{password}")))
}

/// Without headers, which may hold secrets.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("settings", &self.settings).finish_non_exhaustive()
    }
}
