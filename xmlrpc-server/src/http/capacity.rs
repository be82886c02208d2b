use std::time::Duration;

/// The concurrency limits of an endpoint: running calls, queued calls, threads.
///
/// The limits hold for all workers of a server together. Inline methods and the `system` methods are not counted, since they
/// run to their end at once: they are answered however many other calls run and wait.
///
/// A method can have a limit of its own: `#[expose(max_concurrent = 4)]`. So can a service,
/// `#[rpc_service(max_concurrent = 20)]`, and a dispatcher,
/// [`Dispatcher::max_concurrent`](crate::Dispatcher::max_concurrent).
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
    /// Calls that run at the same time, on the event loop or on threads. Each entry of a multicall counts while it runs;
    /// 0 counts as 1. Default: 1,000.
    pub calls: usize,
    /// Calls that wait for a running call to end. When the queue is full, further calls get 503 Service Unavailable with
    /// `Retry-After: 1`. One method takes at most three quarters of the queue if there are others. Default: 1,000, which
    /// is less than the connections, so that clients learn early that the server is busy.
    pub queue: usize,
    /// How long a call waits in the queue. After that it gets 503 with `Retry-After: 1`. Calls whose clients have left
    /// leave the queue earlier. Default: 10 seconds, since many clients give up then.
    pub queue_time: Duration,
    /// Threads for methods that may block: plain functions that are not marked `inline`. A call that waits for a thread
    /// does not count in `calls`; 0 counts as 1. Default: 256.
    pub threads: usize,
    /// Bytes that the server holds for its clients: bodies as received and inflated, an estimate of the values of a call
    /// while it runs (the document's size, and 24 bytes for each tag), and responses while they are written and until they
    /// are sent. Bodies and responses below 4 KiB are not counted. Bodies get three quarters of it; further ones get 503
    /// with `Retry-After: 1` and the connection is closed. A response that finds no memory becomes 503 with `Retry-After:
    /// 1`, after its method has run. Of those who hold bytes already, the ones that have held most for the longest time
    /// without progress, one second or more, are given up. Default: none, which stands for a quarter of the memory of the
    /// machine or the container, at least 128 MiB and at most 4 GiB.
    pub memory: Option<usize>,
    /// The percentage of `calls`, and of `threads`, that one method takes at most, unless it has a limit of its own or is
    /// the only method that is counted. With 100, one slow method can take all. Default: 50.
    pub method_share: u8,
}

impl Default for Capacity {
    fn default() -> Self {
        Capacity {
            calls: 1_000,
            queue: 1_000,
            queue_time: Duration::from_secs(10),
            threads: 256,
            memory: None,
            method_share: 50,
        }
    }
}
