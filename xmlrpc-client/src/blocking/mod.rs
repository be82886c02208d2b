//! Calls that block the thread until their result is there.
//!
//! ```no_run
//! use xmlrpc_client::{Result, blocking::Client};
//!
//! fn main() -> Result<()> {
//!     let client = Client::new("http://localhost:9000")?;
//!     let names: Vec<String> = client.call("dir.list", ("/tmp",))?;
//!     println!("{names:?}");
//!     Ok(())
//! }
//! ```

mod runtime;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use xmlrpc_core::message::Params;

use crate::batch::{Entry, Results};
use crate::caller::BlockingCaller;
use crate::client::ClientBuilder;
use crate::error::Result;

use runtime::OwnRuntime;

/// Calls the methods of one server, and blocks the thread until their results are there.
///
/// It may be used by several threads at once. Clones share connections and settings. A call within a task of an
/// asynchronous runtime is an error, since it would block the other tasks; in a thread that may block, such as that of a
/// service's method without `async`, it is none.
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
    runtime: Arc<OwnRuntime>,
}

impl Client {
    /// A client of this server, with the default settings: see [`Client::new`](crate::Client::new).
    ///
    /// # Errors
    ///
    /// An address that is none, or one that needs a feature that is off.
    pub fn new(address: &str) -> Result<Self> {
        Client::builder().build_blocking(address)
    }

    /// Settings for a client; [`ClientBuilder::build_blocking`] makes it.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Makes a blocking client of one that is not. They share their settings.
    ///
    /// # Errors
    ///
    /// A system that has no more resources for a runtime.
    pub fn of(client: crate::Client) -> Result<Self> {
        Ok(Client { client, runtime: Arc::new(OwnRuntime::new()?) })
    }

    /// Calls a method with these parameters, a tuple, and waits for its result.
    ///
    /// # Errors
    ///
    /// The fault of the method, or why there is no result.
    pub fn call<T: DeserializeOwned + Send>(&self, method: &str, params: impl Params) -> Result<T> {
        self.prepare(method, params).send()
    }

    /// A call with settings of its own: set them, and [`send`](Call::send) it.
    pub fn prepare<'a, T: DeserializeOwned + Send>(&'a self, method: &'a str, params: impl Params) -> Call<'a, T> {
        Call { call: self.client.call(method, params), runtime: &self.runtime }
    }

    /// Begins a batch: calls that are sent together.
    pub fn batch(&self) -> Batch<'_> {
        Batch { batch: self.client.batch(), runtime: &self.runtime }
    }

    /// The address of the server, without credentials.
    pub fn address(&self) -> &str {
        self.client.address()
    }
}

impl ClientBuilder {
    /// Makes a blocking client, as [`build`](Self::build) makes one that is not.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build).
    pub fn build_blocking(self, address: &str) -> Result<Client> {
        Client::of(self.build(address)?)
    }
}

impl BlockingCaller for Client {
    fn call<T, P>(&self, method: &str, params: P) -> Result<T>
    where
        T: DeserializeOwned + Send,
        P: Params,
    {
        Client::call(self, method, params)
    }
}

/// A call that has not been sent yet.
#[must_use = "a call is sent by `send`"]
#[derive(Debug)]
pub struct Call<'a, T> {
    call: crate::Call<'a, T>,
    runtime: &'a OwnRuntime,
}

impl<T: DeserializeOwned + Send> Call<'_, T> {
    /// Sets the time for the whole call, in place of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.call = self.call.timeout(timeout);
        self
    }

    /// Waits without a deadline, whatever the client's is.
    pub fn no_timeout(mut self) -> Self {
        self.call = self.call.no_timeout();
        self
    }

    /// Adds a header, as [`Call::header`](crate::Call::header) does.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.call = self.call.header(name, value);
        self
    }

    /// Allows the client to send the call again if the connection breaks.
    pub fn idempotent(mut self) -> Self {
        self.call = self.call.idempotent();
        self
    }

    /// Sends the call and waits for its result.
    ///
    /// # Errors
    ///
    /// The fault of the method, or why there is no result.
    pub fn send(self) -> Result<T> {
        self.runtime.wait(self.call)
    }
}

/// Calls that are sent together: see [`Batch`](crate::Batch).
#[must_use = "calls are sent by `send`"]
#[derive(Debug)]
pub struct Batch<'a> {
    batch: crate::Batch<'a>,
    runtime: &'a OwnRuntime,
}

impl Batch<'_> {
    /// Adds a call. Nothing is sent yet.
    pub fn call<T: DeserializeOwned + Send>(&mut self, method: &str, params: impl Params) -> Entry<T> {
        self.batch.call(method, params)
    }

    /// Sets the time for the whole batch, in place of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.batch = self.batch.timeout(timeout);
        self
    }

    /// Adds a header, as [`Call::header`](crate::Call::header) does.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.batch = self.batch.header(name, value);
        self
    }

    /// Allows the client to send the calls again if the connection breaks.
    pub fn idempotent(mut self) -> Self {
        self.batch = self.batch.idempotent();
        self
    }

    /// Sends the calls and waits for their results.
    ///
    /// # Errors
    ///
    /// A batch that failed as a whole.
    pub fn send(self) -> Result<Results> {
        self.runtime.wait(self.batch.send())
    }
}

/// The address alone: settings may hold secrets.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "blocking::{:?}", self.client)
    }
}
