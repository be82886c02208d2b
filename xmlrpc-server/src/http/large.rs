//! Large requests: decoded on a thread that may block, to keep the event loop free.
//!
//! Decoding a megabyte takes some milliseconds, ten if it is written to be slow. Asynchronous methods need the event loop
//! whatever the size of the request, so a call moves between the two.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use xmlrpc_service::{
    BlockingFuture, BlockingJob, CallContext, CallPermit, CallRecord, Dispatch, PendingCall, PermitFuture, Request,
    ResponseDocument, ResponseMemory, Transport, YieldFuture,
};

use super::handler::RpcHandler;
use super::heavy::heavy;
use super::logged::LoggedHead;
use super::progress::Progress;
use super::response::HttpError;
use super::transport::{HttpTransport, context_of};
use crate::log::RequestLog;

/// The size in bytes from which a request is large: plain text of this size is read in a fraction of a millisecond.
const LARGE: usize = 128 << 10;
/// The size in bytes below which no request is large.
const SMALL: usize = 4 << 10;
/// How much markup is read in a few milliseconds, if it is written to be slow: that of a list of 1,000 numbers, which is
/// read in a tenth of a millisecond, is less.
const MARKUP: usize = 4_500;

/// Whether reading a document may hold the event loop for too long: by its size, or by its tags and references.
pub(super) fn is_large(document: &[u8]) -> bool {
    document.len() >= LARGE || document.len() >= SMALL && count(document, |byte| byte == b'<' || byte == b'&') >= MARKUP
}

/// Counts bytes, in pieces short enough for sums of one byte each, which the compiler has vector instructions for.
pub(super) fn count(document: &[u8], counts: impl Fn(u8) -> bool) -> usize {
    let in_piece = |piece: &[u8]| piece.iter().map(|byte| u8::from(counts(*byte))).sum::<u8>();
    document.chunks(usize::from(u8::MAX)).map(|piece| usize::from(in_piece(piece))).sum()
}

/// Answers a large request. An error if the call is not admitted or the thread pool has shut down.
pub(super) async fn answer(
    handler: &RpcHandler,
    request: Request,
    head: LoggedHead<'_>,
    progress: Option<&Progress>,
) -> Result<ResponseDocument, HttpError> {
    let (peer, log, context) = (head.peer_addr, head.log().cloned(), context_of(&head));
    let (pool_side, log_there, context_there) = (handler.clone(), log.clone(), context.clone());
    let begun = heavy(move || {
        let transport = HttpTransport::detached(peer, log_there.as_ref(), &pool_side, context_there);
        pool_side.dispatcher.begin(request, &transport)
    });
    match begun.await {
        Some(Dispatch::Complete(answer)) => Ok(answer),
        Some(Dispatch::Pending(mut call)) => {
            if let Some(log) = &log {
                log.calling(call.method());
            }
            handler.admit(&mut call, progress).await?;
            finish(handler.clone(), call, peer, log, context).await.ok_or_else(HttpError::stopping)
        }
        None => Err(HttpError::stopping()),
    }
}

/// Runs the method of a large request. None if the thread pool has shut down.
async fn finish(
    handler: RpcHandler,
    pending: Box<PendingCall>,
    peer: Option<SocketAddr>,
    log: Option<Arc<RequestLog>>,
    context: CallContext,
) -> Option<ResponseDocument> {
    let location = Arc::new(CallLocation::default());
    let transport_location = Arc::clone(&location);
    let mut call: Pin<Box<dyn Future<Output = ResponseDocument> + Send>> = Box::pin(async move {
        let transport = LargeTransport {
            transport: HttpTransport::detached(peer, log.as_ref(), &handler, context),
            location: transport_location,
        };
        handler.dispatcher.finish(pending, &transport).await
    });
    loop {
        let pool_side = Arc::clone(&location);
        let polled = heavy(move || {
            pool_side.move_to(Thread::Pool);
            // What the call waits for is polled again on the event loop at once, with a waker.
            let polled = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            (polled, call)
        });
        match polled.await? {
            (Poll::Ready(answer), _) => return Some(answer),
            (Poll::Pending, back) => call = back,
        }
        location.move_to(Thread::EventLoop);
        let answer = poll_fn(|cx| match call.as_mut().poll(cx) {
            Poll::Ready(answer) => Poll::Ready(Some(answer)),
            Poll::Pending if location.is_wanted(Thread::Pool) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        });
        if let Some(answer) = answer.await {
            return Some(answer);
        }
    }
}

/// The two kinds of threads that a call moves between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Thread {
    #[default]
    EventLoop,
    Pool,
}

/// The thread that polls a call, and the parts of the call that wait for the other thread. Concurrent entries of a
/// multicall are such parts.
#[derive(Debug, Default)]
struct CallLocation(Mutex<LocationState>);

#[derive(Debug, Default)]
struct LocationState {
    at: Thread,
    /// The parts that wait for the other thread.
    parts: Vec<Waker>,
}

impl CallLocation {
    /// Moves the call to a thread, and wakes the parts that wait for it.
    fn move_to(&self, thread: Thread) {
        let mut state = self.state();
        state.at = thread;
        let parts = std::mem::take(&mut state.parts);
        drop(state);
        parts.into_iter().for_each(Waker::wake);
    }

    /// Whether the call is on this thread. If not, it will move there and wake the waker.
    fn is_at(&self, thread: Thread, waker: &Waker) -> bool {
        let mut state = self.state();
        let is_there = state.at == thread;
        if !is_there {
            state.parts.push(waker.clone());
        }
        is_there
    }

    /// Whether a part of the call waits for this thread while the call is on the other.
    fn is_wanted(&self, thread: Thread) -> bool {
        let state = self.state();
        state.at != thread && !state.parts.is_empty()
    }

    fn state(&self) -> MutexGuard<'_, LocationState> {
        // No code panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The transport of a large request.
struct LargeTransport<'r> {
    transport: HttpTransport<'r>,
    location: Arc<CallLocation>,
}

impl Transport for LargeTransport<'_> {
    fn context(&self) -> CallContext {
        self.transport.context()
    }

    fn memory(&self) -> Option<Arc<dyn ResponseMemory>> {
        self.transport.memory()
    }

    fn run_blocking(&self, job: BlockingJob, permit: Option<CallPermit>) -> BlockingFuture {
        self.transport.run_blocking(job, permit)
    }

    fn permit(&self, method: usize) -> Option<PermitFuture> {
        self.transport.permit(method)
    }

    /// On the event loop, nothing but the methods runs.
    fn yield_now(&self) -> Option<YieldFuture> {
        None
    }

    fn may_read(&self, waker: &Waker) -> bool {
        self.location.is_at(Thread::Pool, waker)
    }

    fn may_wait(&self, waker: &Waker) -> bool {
        self.location.is_at(Thread::EventLoop, waker)
    }

    fn wants_times(&self) -> bool {
        self.transport.wants_times()
    }

    fn completed(&self, record: &CallRecord<'_>) {
        self.transport.completed(record);
    }
}
