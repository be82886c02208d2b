//! The transport interface of the dispatcher.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

use bytes::Bytes;

use super::concurrency::{CallPermit, PermitFuture, YieldFuture};
use crate::service::{CallContext, Response};
use xmlrpc_core::fault::Fault;
use xmlrpc_core::message::incremental::{MemoryLease, ResponseMemory};
use xmlrpc_core::reading::Quirks;

/// A request as it came: the document and what the transport says of it.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The document.
    pub body: Bytes,
    /// The character set that the transport names, as in `text/xml; charset=utf-8`.
    pub charset: Option<Cow<'static, str>>,
}

impl<B: Into<Bytes>> From<B> for Request {
    fn from(body: B) -> Self {
        Request { body: body.into(), charset: None }
    }
}

/// A method response, ready to be sent.
#[derive(Debug)]
pub struct ResponseDocument {
    /// The document.
    pub body: Vec<u8>,
    /// Its character set, for the transport: `utf-8`, unless the [dialect](xmlrpc_core::Dialect) says otherwise.
    pub charset: &'static str,
    /// Whether the document of the request was cut off, so that the transport may have lost the framing of its requests.
    pub request_is_cut_off: bool,
    /// Whether [`Transport::memory`] had too little for the call. The document is a fault that says so, for transports that
    /// have no better way to refuse a request.
    pub is_refused: bool,
    /// What [`Transport::memory`] has leased to the document, to be kept until it is sent. None if the document is short.
    pub lease: Option<Box<dyn MemoryLease>>,
}

/// The end of a call that ran on another thread.
pub struct BlockingOutcome {
    pub(super) response: Response,
    pub(super) outcome: Result<(), Fault>,
    pub(super) quirks: Quirks,
}

impl BlockingOutcome {
    /// The fault of the call; none if it succeeded.
    pub fn fault(&self) -> Option<&Fault> {
        self.outcome.as_ref().err()
    }
}

impl fmt::Debug for BlockingOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingOutcome").field("outcome", &self.outcome).finish_non_exhaustive()
    }
}

/// A call that may block, ready to run on any thread.
pub type BlockingJob = Box<dyn FnOnce() -> BlockingOutcome + Send>;

/// The wait for a [`BlockingJob`]; none if it was lost.
pub type BlockingFuture = Pin<Box<dyn Future<Output = Option<BlockingOutcome>> + Send>>;

/// Threads that may block, for methods that other methods call.
pub trait BlockingThreads: Send + Sync {
    /// Runs a job, which needs no permit: it belongs to a call that has one. One call has one job at a time, and each of its
    /// jobs may have one more.
    fn run(&self, job: BlockingJob) -> BlockingFuture;
}

/// What a dispatcher needs from the code that brings it requests: a server, or a test.
///
/// `Dispatcher::handle_from(request, &transport)` returns the future of a [`ResponseDocument`]. In two steps,
/// `Dispatcher::begin(request, &transport)` does what waits for nothing and returns a [`Dispatch`](super::Dispatch), and
/// `Dispatcher::finish(call, &transport)` is the future of the rest.
///
/// A call may go from thread to thread and asks its transport on each of them: so a transport is `Sync`.
pub trait Transport: Sync {
    /// What is known of the request. Asked at most once for each request, and only if a method or a hook takes it.
    fn context(&self) -> CallContext {
        CallContext::new()
    }

    /// The memory that responses are written to. A response beyond some thousand bytes leases what it needs while it is
    /// written. By default, there is enough.
    fn memory(&self) -> Option<Arc<dyn ResponseMemory>> {
        None
    }

    /// Runs a job on a thread that may block. By default it runs in place. The job may outlive the wait for it, and keeps
    /// the permit of its call to its end.
    fn run_blocking(&self, job: BlockingJob, permit: Option<CallPermit>) -> BlockingFuture {
        let outcome = job();
        drop(permit);
        Box::pin(std::future::ready(Some(outcome)))
    }

    /// The threads for methods that may block and that another method calls. By default these run in place.
    fn blocking_threads(&self) -> Option<Arc<dyn BlockingThreads>> {
        None
    }

    /// Asks for the permit of a multicall's entry. `method` is the index of its method in
    /// [`Concurrency::methods`](super::Concurrency::methods). A transport asks itself for the permit of a whole request:
    /// see [`PendingCall::admit`](super::PendingCall::admit).
    ///
    /// By default, no call needs a permit.
    fn permit(&self, method: usize) -> Option<PermitFuture> {
        let _ = method;
        None
    }

    /// Lets other work of the thread run, between two entries of a multicall. By default there is no such work.
    fn yield_now(&self) -> Option<YieldFuture> {
        None
    }

    /// Whether the thread that asks may read requests and run inline methods. A call that may not waits until the transport
    /// wakes it on a thread that may.
    ///
    /// By default, every thread may.
    fn may_read(&self, waker: &Waker) -> bool {
        let _ = waker;
        true
    }

    /// Whether the thread that asks may poll asynchronous methods; likewise.
    fn may_wait(&self, waker: &Waker) -> bool {
        let _ = waker;
        true
    }

    /// Whether records of calls are to have their times; asking the clock for each call is not free. They have, by
    /// default, but not those of [`InProcess`]: a transport that delegates to it decides this by itself.
    fn wants_times(&self) -> bool {
        true
    }

    /// Called when a call is over; for a multicall, once for each of its entries and once for the whole.
    fn completed(&self, record: &CallRecord<'_>) {
        let _ = record;
    }
}

/// The transport of a call that comes over no network: everything runs in place.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

impl Transport for InProcess {
    fn wants_times(&self) -> bool {
        false
    }
}

/// The same with a context of the caller's.
pub(super) struct InProcessAs<'c>(pub(super) &'c CallContext);

impl Transport for InProcessAs<'_> {
    fn context(&self) -> CallContext {
        self.0.clone()
    }

    fn wants_times(&self) -> bool {
        false
    }
}

/// A call that is over, for logs and counters.
#[derive(Debug)]
#[non_exhaustive]
pub struct CallRecord<'r> {
    /// The method's name as the client wrote it, which may hold any character: logs must escape it. None if the request
    /// could not be read that far.
    pub method: Option<&'r str>,
    /// The authenticated user, if the transport sets one and a method or hook has asked for the context.
    pub user: Option<&'r str>,
    /// The fault in the response, with its private detail, and with its own code even if the dialect replaces it.
    pub fault: Option<&'r Fault>,
    /// The quirks that were tolerated: for an entry of a multicall its own, for the whole those of the document and of
    /// its entries.
    pub quirks: Quirks,
    /// Bytes of the request that brought the call.
    pub request_bytes: usize,
    /// Bytes of this call's part of the response.
    pub response_bytes: usize,
    /// From the request's arrival at the dispatcher to the response; for an entry of a multicall, its own time. None if
    /// the transport wants no times.
    pub elapsed: Option<Duration>,
    /// Whether this is an entry of a multicall.
    pub is_entry: bool,
}
