/// The concurrency limits of an endpoint: running calls, queued calls, threads.
///
/// The limits hold for all workers of a server together.
///
/// ```
/// use xmlrpc_server::{Capacity, Server};
///
/// // No queue: while 50 calls run, further calls get 503 with Retry-After.
/// let capacity = Capacity { calls: 50, queue: 0, ..Capacity::default() };
/// let server = Server::new().capacity(capacity);
/// # drop(server);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// Calls that run at the same time, however they run. A multicall counts as one; 0 counts as 1. Default: 1,000.
    pub calls: usize,
    /// Calls that wait for a running call to end. When the queue is full, further calls get 503 Service Unavailable with
    /// `Retry-After: 1`. Default: 10,000.
    pub queue: usize,
    /// Threads for methods that may block: plain functions that are not marked `inline`. Running calls wait for a free
    /// thread; 0 counts as 1. Default: 256.
    pub threads: usize,
}

impl Default for Capacity {
    fn default() -> Self {
        Capacity { calls: 1_000, queue: 10_000, threads: 256 }
    }
}
