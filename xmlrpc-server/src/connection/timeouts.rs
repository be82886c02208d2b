use std::time::Duration;

/// The timeouts of connections and of the server's shutdown.
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
    /// The time for the head of a request: for the first one from the opening of the connection, for others from the
    /// first byte. A head that takes longer gets 408 Request Timeout. Default: 5 seconds.
    pub head: Duration,
    /// How long an idle connection stays open between two calls. Default: 15 seconds.
    pub keep_alive: Duration,
    /// How far a client may fall behind `write_rate` while it reads its response, and so the longest time in which it reads
    /// nothing. Then the connection is closed. Default: 30 seconds.
    pub write: Duration,
    /// How many bytes of its response per second a client has to read, on average; 0: no rate. A client that read faster
    /// before never has more than `write` left. Default: 1,000, a seventh of what a modem of 56 kbit/s reads.
    pub write_rate: u32,
    /// How long the rest of a body is read and discarded after the request was refused, so that a client that writes
    /// everything before it reads gets the response. The connection is closed earlier if nothing comes for 2 seconds, or
    /// after three times [`Limits::body`](crate::Limits::body). With 0 it is closed at once. Default: 10 seconds.
    pub discard: Duration,
    /// At the shutdown: how long the server still accepts connections and calls while it reports that it is not ready, so
    /// that a load balancer can take it out. Default: 0.
    pub drain_delay: Duration,
    /// At the shutdown: how long a request that has begun may take to arrive, and how long a client may read no byte of
    /// its response. Default: 2 seconds.
    pub incomplete: Duration,
    /// At the shutdown: how long the calls in flight may take, in whole seconds. Default: 30 seconds.
    pub shutdown: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            head: Duration::from_secs(5),
            keep_alive: Duration::from_secs(15),
            write: Duration::from_secs(30),
            write_rate: 1_000,
            discard: Duration::from_secs(10),
            drain_delay: Duration::ZERO,
            incomplete: Duration::from_secs(2),
            shutdown: Duration::from_secs(30),
        }
    }
}
