//! Large requests: read on a thread that may block, so that nobody else waits meanwhile.
//!
//! Reading a megabyte takes some milliseconds, or ten if it is written to be slow. Asynchronous methods, though, belong
//! on the event loop, whatever the size of the request: so a call goes to and fro.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use actix_web::dev::RequestHead;
use actix_web::rt::task::spawn_blocking;
use xmlrpc_service::{Answer, BlockingJob, BlockingRun, CallContext, CallRecord, Front, Request};

use super::desk::Desk;
use super::front::HttpFront;

/// The size, in bytes, from which on a request is large.
pub(super) const LARGE: usize = 256 << 10;

/// Answers a large request; none if there are no threads any more.
pub(super) async fn answer(desk: &Desk, request: Request, head: RequestHead) -> Option<Answer> {
    let desk = desk.clone();
    let place = Arc::new(Place::default());
    let front_place = Arc::clone(&place);
    let mut call: Pin<Box<dyn Future<Output = Answer> + Send>> = Box::pin(async move {
        let front = LargeFront { front: HttpFront::new(&head, &desk), place: front_place };
        desk.dispatcher.handle_from(request, &front).await
    });
    loop {
        let there = Arc::clone(&place);
        let polled = spawn_blocking(move || {
            there.move_to(Thread::Pool);
            // Whatever the call waits for over there, it is asked again here at once, and then knows whom to wake.
            let polled = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            (polled, call)
        });
        match polled.await.ok()? {
            (Poll::Ready(answer), _) => return Some(answer),
            (Poll::Pending, back) => call = back,
        }
        place.move_to(Thread::EventLoop);
        let answer = poll_fn(|cx| match call.as_mut().poll(cx) {
            Poll::Ready(answer) => Poll::Ready(Some(answer)),
            Poll::Pending if place.is_wanted(Thread::Pool) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        });
        if let Some(answer) = answer.await {
            return Some(answer);
        }
    }
}

/// The two kinds of threads that a call goes between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Thread {
    #[default]
    EventLoop,
    Pool,
}

/// Where a call is polled, and which parts of it wait to be polled on the other thread. The entries of a multicall that
/// run together are such parts.
#[derive(Debug, Default)]
struct Place(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    at: Thread,
    /// Those that want the thread where the call is not.
    parts: Vec<Waker>,
}

impl Place {
    /// Says where the call is polled from here on, and wakes whoever waits for that.
    fn move_to(&self, thread: Thread) {
        let mut waiting = self.waiting();
        waiting.at = thread;
        let parts = std::mem::take(&mut waiting.parts);
        drop(waiting);
        parts.into_iter().for_each(Waker::wake);
    }

    /// Whether the call is polled there; if it is not, it will be, and the waker is woken then.
    fn is_at(&self, thread: Thread, waker: &Waker) -> bool {
        let mut waiting = self.waiting();
        let is_there = waiting.at == thread;
        if !is_there {
            waiting.parts.push(waker.clone());
        }
        is_there
    }

    /// Whether a part of the call waits for a thread where it is not.
    fn is_wanted(&self, thread: Thread) -> bool {
        let waiting = self.waiting();
        waiting.at != thread && !waiting.parts.is_empty()
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // Nothing panics while it is locked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The front of a large request.
struct LargeFront<'r> {
    front: HttpFront<'r>,
    place: Arc<Place>,
}

impl Front for LargeFront<'_> {
    fn context(&self) -> CallContext {
        self.front.context()
    }

    fn run_blocking(&self, job: BlockingJob) -> BlockingRun {
        self.front.run_blocking(job)
    }

    fn may_read(&self, waker: &Waker) -> bool {
        self.place.is_at(Thread::Pool, waker)
    }

    fn may_wait(&self, waker: &Waker) -> bool {
        self.place.is_at(Thread::EventLoop, waker)
    }

    fn wants_times(&self) -> bool {
        self.front.wants_times()
    }

    fn completed(&self, record: &CallRecord<'_>) {
        self.front.completed(record);
    }
}
