use std::time::Duration;

/// How long a client may keep a server waiting, and how a server ends.
///
/// ```
/// use std::time::Duration;
/// use xmlrpc_server::{Server, Timeouts};
///
/// let timeouts = Timeouts { keep_alive: Duration::from_secs(60), ..Timeouts::default() };
/// let server = Server::new().timeouts(timeouts);
/// # drop(server);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// From the opening of a connection to the end of its first request's head; of every other request, from the first
    /// byte of the head to its end. A head that takes longer is answered with 408 Request Timeout. Default: 5 seconds.
    pub head: Duration,
    /// How long a connection stays open between two calls. Default: 15 seconds.
    pub keep_alive: Duration,
    /// How long a client may take no byte of its answer before its connection is cut. Default: 30 seconds.
    pub write: Duration,
    /// How long the rest of a body is read and discarded after the request was refused, so that a client that writes
    /// everything before it reads gets the response. The connection is closed earlier if nothing comes for 2 seconds, or
    /// after three times [`Limits::body`](crate::Limits::body). With 0 it is closed at once. Default: 10 seconds.
    pub discard: Duration,
    /// When the server is asked to end: how long it still answers new calls, on new connections too, while it says that
    /// it is no longer ready. Whoever spreads calls over several servers takes it out in that time. Default: 0.
    pub drain_delay: Duration,
    /// When the server ends: how long a request that has begun may take to come whole, and a client may take no byte of
    /// its answer. Default: 2 seconds.
    pub incomplete: Duration,
    /// When the server ends: how long the calls in flight may take, in whole seconds. Default: 30 seconds.
    pub shutdown: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            head: Duration::from_secs(5),
            keep_alive: Duration::from_secs(15),
            write: Duration::from_secs(30),
            discard: Duration::from_secs(10),
            drain_delay: Duration::ZERO,
            incomplete: Duration::from_secs(2),
            shutdown: Duration::from_secs(30),
        }
    }
}
