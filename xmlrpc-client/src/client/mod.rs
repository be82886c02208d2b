//! A client: the address of a server, and how it is called.

mod builder;
mod call;
mod carrier;
mod options;
mod response;
#[cfg(feature = "tracing")]
mod span;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::de::DeserializeOwned;
use xmlrpc_core::message::Params;

use crate::caller::Caller;
use crate::error::Result;

pub use builder::ClientBuilder;
pub(crate) use call::CallSettings;
pub use call::{Call, CallFuture};

use carrier::Carrier;
use options::Settings;

/// Calls the methods of one server.
///
/// A client keeps the connections that servers leave open, and is cheap to clone: clones share connections and settings.
/// It may be used by several tasks at once.
///
/// ```no_run
/// use std::time::Duration;
/// use xmlrpc_client::{Client, Result};
///
/// # async fn run() -> Result<()> {
/// let client = Client::new("http://localhost:9000")?;
/// let names: Vec<String> = client.call("dir.list", ("/tmp",)).await?;
/// let sum: i32 = client.call("examples.add", (2, 3)).timeout(Duration::from_secs(5)).await?;
/// # Ok(())
/// # }
/// ```
///
/// It needs a Tokio runtime with timers and input.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    settings: Settings,
    carrier: Carrier,
    /// The other side, for messages.
    peer: String,
    /// The address, without credentials.
    address: String,
    /// Whether the server has turned out to have no `system.multicall`.
    lacks_multicall: AtomicBool,
}

impl Client {
    /// A client of this server, with the default settings.
    ///
    /// Addresses are `http://host:port/path`, `https://…`, `unix:/path/of/socket`, `unix:/path/of/socket:/path`,
    /// `scgi://host:port` and `scgi+unix:/path/of/socket`, as far as the features are on. Without a path, it is `/RPC2`.
    ///
    /// # Errors
    ///
    /// An address that is none, or one that needs a feature that is off.
    pub fn new(address: &str) -> Result<Self> {
        Client::builder().build(address)
    }

    /// Settings for a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A call of this method with these parameters: a tuple, `()` for none. Await it.
    ///
    /// The document is written at once. Nothing is sent before the call is awaited, and dropping the future cancels the
    /// call.
    pub fn call<'a, T: DeserializeOwned>(&'a self, method: &'a str, params: impl Params) -> Call<'a, T> {
        let document = self.inner.settings.dialect.write_call(method, params);
        Call::new(self, method, document)
    }

    /// The address of the server, without credentials.
    pub fn address(&self) -> &str {
        &self.inner.address
    }

    /// The deadline of a call that sets none.
    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.inner.settings.timeout
    }

    pub(crate) fn lacks_multicall(&self) -> bool {
        self.inner.lacks_multicall.load(Ordering::Relaxed)
    }

    pub(crate) fn note_lack_of_multicall(&self) {
        self.inner.lacks_multicall.store(true, Ordering::Relaxed);
    }
}

impl Caller for Client {
    fn call<'a, T, P>(&'a self, method: &'a str, params: P) -> impl Future<Output = Result<T>> + Send
    where
        T: DeserializeOwned + Send,
        P: Params + Send,
    {
        Client::call(self, method, params).into_future()
    }
}

/// The address alone: settings may hold secrets.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.inner.address)
    }
}
