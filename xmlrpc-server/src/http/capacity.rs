/// How many calls an endpoint runs at once, and what becomes of those beyond.
///
/// The bounds hold for all workers of a server together.
///
/// ```
/// use xmlrpc_server::{Capacity, Server};
///
/// // No queue: whoever comes while 50 calls run is told to come again.
/// let capacity = Capacity { calls: 50, queue: 0, ..Capacity::default() };
/// let server = Server::new().capacity(capacity);
/// # drop(server);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// Calls that run at once, whichever way they run; a multicall counts as one, and 0 as 1. Default: 1,000.
    pub calls: usize,
    /// Calls that wait until one that runs is over. When the queue is full, a call is answered with 503 Service
    /// Unavailable, and Retry-After: 1. Default: 10,000.
    pub queue: usize,
    /// Threads that run methods that may block: plain functions that are not marked `inline`. Of the calls that run,
    /// those that find no thread wait for one; 0 counts as 1. Default: 256.
    pub threads: usize,
}

impl Default for Capacity {
    fn default() -> Self {
        Capacity { calls: 1_000, queue: 10_000, threads: 256 }
    }
}
