//! Large requests: read on a thread that may block, so that nobody else waits meanwhile.
//!
//! Reading a megabyte takes some milliseconds, or ten if it is written to be slow. Asynchronous methods, though, belong
//! on the event loop, whatever the size of the request: so a call goes to and fro.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use actix_web::dev::RequestHead;
use actix_web::rt::task::spawn_blocking;
use xmlrpc_core::{Answer, BlockingJob, BlockingRun, CallContext, CallRecord, Front, Request};

use super::Endpoint;
use super::front::HttpFront;

/// The size, in bytes, from which on a request is large.
pub(super) const LARGE: usize = 256 << 10;

/// Answers a large request; none if there are no threads any more.
pub(super) async fn answer(endpoint: &Endpoint, request: Request, head: RequestHead) -> Option<Answer> {
    let endpoint = endpoint.clone();
    let place = Arc::new(Place::default());
    let front_place = Arc::clone(&place);
    let mut call: Pin<Box<dyn Future<Output = Answer> + Send>> = Box::pin(async move {
        let front = LargeFront { front: HttpFront::new(&head, &endpoint), place: front_place };
        endpoint.dispatcher.handle_from(request, &front).await
    });
    loop {
        let there = Arc::clone(&place);
        let polled = spawn_blocking(move || {
            there.is_pool.store(true, Ordering::Relaxed);
            // Whatever the call waits for over there, it is asked again here at once, and then knows whom to wake.
            let polled = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            there.is_pool.store(false, Ordering::Relaxed);
            (polled, call)
        });
        match polled.await.ok()? {
            (Poll::Ready(answer), _) => return Some(answer),
            (Poll::Pending, back) => call = back,
        }
        let answer = poll_fn(|cx| match call.as_mut().poll(cx) {
            Poll::Ready(answer) => Poll::Ready(Some(answer)),
            Poll::Pending if place.wants_pool.swap(false, Ordering::Relaxed) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        });
        if let Some(answer) = answer.await {
            return Some(answer);
        }
    }
}

/// Where a call is polled, and where it would like to be. Both ends of each way synchronise, so the flags need not.
#[derive(Debug, Default)]
struct Place {
    is_pool: AtomicBool,
    wants_pool: AtomicBool,
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

    fn may_read(&self) -> bool {
        let may = self.place.is_pool.load(Ordering::Relaxed);
        if !may {
            self.place.wants_pool.store(true, Ordering::Relaxed);
        }
        may
    }

    fn may_wait(&self) -> bool {
        !self.place.is_pool.load(Ordering::Relaxed)
    }

    fn completed(&self, record: &CallRecord<'_>) {
        self.front.completed(record);
    }
}
