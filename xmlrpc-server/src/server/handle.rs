use std::fmt;
use std::future::{Future, IntoFuture};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;

use tokio::task::JoinHandle;

use super::launch::Stopper;
use crate::error::{Error, Result};
use crate::{Dispatcher, Endpoint};

/// A server that runs in the background.
///
/// Dropping it does not stop the server, which runs until [`stop`](Handle::stop) or until the runtime ends.
///
/// Awaiting the handle waits for the server to end.
///
/// ```
/// use xmlrpc_server::Server;
///
/// # async fn example() -> xmlrpc_server::Result {
/// let server = Server::new().start("127.0.0.1:0").await?;
/// assert!(server.url().ends_with("/RPC2"));
/// server.stop().await;
/// server.await
/// # }
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// #     Ok(tokio::runtime::Runtime::new()?.block_on(example())?)
/// # }
/// ```
#[must_use = "the server runs on when its handle is dropped; keep it to stop the server"]
pub struct Handle {
    addresses: Vec<SocketAddr>,
    path: String,
    stopper: Stopper,
    endpoint: Endpoint,
    end: Option<JoinHandle<io::Result<()>>>,
}

impl Handle {
    pub(super) fn new(
        addresses: Vec<SocketAddr>,
        path: String,
        stopper: Stopper,
        endpoint: Endpoint,
        end: JoinHandle<io::Result<()>>,
    ) -> Self {
        Handle { addresses, path, stopper, endpoint, end: Some(end) }
    }

    /// Returns the addresses that the server listens on, never empty. Port 0 is replaced by the port that was chosen.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Returns the URL of the first address and the first path.
    pub fn url(&self) -> String {
        self.addresses.first().map(|address| url(*address, &self.path)).unwrap_or_default()
    }

    /// Returns the dispatcher, for what it records while it serves, such as the [quirks](Dispatcher::quirks) of clients.
    pub fn dispatcher(&self) -> &Dispatcher {
        self.endpoint.dispatcher()
    }

    /// Stops the server: it stops accepting connections, closes idle ones and finishes the calls in flight.
    ///
    /// Returns when that is done, at the latest after the delay and the time that [`Timeouts`](crate::Timeouts) allow:
    /// 30 seconds unless set.
    pub async fn stop(&self) {
        self.stopper.stop().await;
    }

    /// Waits for the server to end.
    ///
    /// # Errors
    ///
    /// The reason why the server ended, if it was not [`stop`](Handle::stop).
    pub async fn wait(&mut self) -> Result {
        let Some(end) = &mut self.end else { return Ok(()) };
        let outcome = end.await;
        self.end = None;
        match outcome {
            Ok(outcome) => outcome.map_err(Error::from),
            Err(lost) => Err(io::Error::other(lost).into()),
        }
    }
}

impl IntoFuture for Handle {
    type Output = Result;
    type IntoFuture = Pin<Box<dyn Future<Output = Result> + Send>>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move { self.wait().await })
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").field("addresses", &self.addresses).finish_non_exhaustive()
    }
}

/// Returns the URL for clients.
pub(super) fn url(address: SocketAddr, path: &str) -> String {
    format!("http://{address}{path}")
}
