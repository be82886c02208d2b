//! Running one method: on the thread that asks, as a future, or on a thread that may block.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytestring::ByteString;

use super::Dispatcher;
use super::front::{Finished, Front};
use super::overload;
use super::registry::Target;
use crate::error::Error;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::reader::{Bookmark, Reader};
use crate::service::{Arguments, CallContext, PendingReply, PublishedMethod, Reply, Response, Run, Service};

/// Where in a request the arguments of a call begin.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    /// Behind the method's name.
    Params(Bookmark),
    /// On the array of a multicall's entry.
    Array(Bookmark),
}

impl Start {
    fn arguments<'a>(
        self,
        text: &'a str,
        limits: &'a Limits,
        method: &'a PublishedMethod,
    ) -> Result<Arguments<'a>, Fault> {
        match self {
            Start::Params(bookmark) => Arguments::of_call(Reader::resume(text, limits, bookmark), method)
                .map_err(|error: Error| error.in_text(text).into()),
            Start::Array(bookmark) => {
                Arguments::of_array(Reader::resume(text, limits, bookmark), method).map_err(Fault::from)
            }
        }
    }

    /// How many arguments there are; nothing is decoded.
    fn count(self, text: &str, limits: &Limits) -> Result<usize, Fault> {
        match self {
            Start::Params(bookmark) => Arguments::count_in_call(Reader::resume(text, limits, bookmark))
                .map_err(|error: Error| error.in_text(text).into()),
            Start::Array(bookmark) => {
                Arguments::count_in_array(Reader::resume(text, limits, bookmark)).map_err(Fault::from)
            }
        }
    }
}

impl Dispatcher {
    /// Reads the arguments, runs the method, and writes its result. A panic is a fault.
    pub(super) async fn invoke<F: Front>(
        &self,
        method: &Arc<PublishedMethod>,
        target: &Target,
        start: Start,
        text: &ByteString,
        response: &mut Response,
        front: &F,
    ) -> Result<(), Fault> {
        response.begin();
        self.run(method, target, start, text, response, front).await?;
        if response.is_written() { Ok(()) } else { Err(Fault::internal("the service wrote no result")) }
    }

    async fn run<F: Front>(
        &self,
        method: &Arc<PublishedMethod>,
        target: &Target,
        start: Start,
        text: &ByteString,
        response: &mut Response,
        front: &F,
    ) -> Result<(), Fault> {
        allowed(|| front.may_read()).await;
        let (method, target) = match target {
            Target::Overloaded(all) => {
                let picked = overload::pick(all, start.count(text, &self.limits)?, method)?;
                (&picked.method, &picked.target)
            }
            one => (method, one),
        };
        let (service, index): (&dyn Service, usize) = match target {
            Target::Service(service, index) if method.run == Run::Blocking => {
                let context = self.context_of(method, front);
                return self.invoke_blocking(method, service, *index, start, text, context, response, front).await;
            }
            Target::Service(service, index) => (&**service, *index),
            Target::Introspection(index) => (&self.registry, *index),
            Target::Multicall | Target::Overloaded(_) => {
                return Err(Fault::internal("the name leads to no method of a service"));
            }
        };
        let context = self.context_of(method, front);
        let pending = {
            let (mut arguments, context) = (start.arguments(text, &self.limits, method)?, &context);
            let arguments = &mut arguments;
            match caught(move || service.call(index, arguments, context, response))? {
                Reply::Written => return Ok(()),
                Reply::Pending(future) => future,
            }
        };
        CatchPanic { future: pending, front }.await
    }

    fn context_of<F: Front>(&self, method: &PublishedMethod, front: &F) -> CallContext {
        if method.takes_context { front.context().with_method(&method.name) } else { CallContext::new() }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one call, each with its own owner")]
    async fn invoke_blocking<F: Front>(
        &self,
        method: &Arc<PublishedMethod>,
        service: &Arc<dyn Service>,
        index: usize,
        start: Start,
        text: &ByteString,
        context: CallContext,
        response: &mut Response,
        front: &F,
    ) -> Result<(), Fault> {
        // The thread shares nothing with this one: it gets its own handles, and the buffer goes there and back.
        let (method, service, text, limits) = (Arc::clone(method), Arc::clone(service), text.clone(), self.limits);
        let mut buffer = response.take();
        let job = Box::new(move || {
            let outcome = caught(|| {
                let mut arguments = start.arguments(&text, &limits, &method)?;
                match service.call(index, &mut arguments, &context, &mut buffer)? {
                    Reply::Written => Ok(()),
                    Reply::Pending(_) => {
                        Err(Fault::internal("the method is asynchronous, but its table says otherwise"))
                    }
                }
            });
            Finished { outcome, response: buffer }
        });
        match front.run_blocking(job).await {
            Some(finished) => {
                *response = finished.response;
                finished.outcome
            }
            None => Err(Fault::internal("the server is shutting down and did not run the method")),
        }
    }
}

/// Runs what is not ours. A panic is a fault: its text may hold anything, and stays here as the detail.
fn caught<T>(run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| Err(panicked(panic)))
}

#[cold]
fn panicked(panic: Box<dyn Any + Send>) -> Fault {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a text");
    let fault = Fault::internal("the method failed unexpectedly").with_detail(format_args!("panic: {text}"));
    // What was thrown may itself panic when it is dropped; whatever comes out then is let go of for good.
    if let Err(again) = catch_unwind(AssertUnwindSafe(move || drop(panic))) {
        std::mem::forget(again);
    }
    fault
}

/// Waits to be polled on a thread that may do what comes next.
pub(super) async fn allowed(may: impl Fn() -> bool) {
    poll_fn(|context| if may() { Poll::Ready(()) } else { elsewhere(context) }).await;
}

/// Nothing happens but that the thread is another one: whoever joins futures must poll this one again as well.
fn elsewhere<T>(context: &Context<'_>) -> Poll<T> {
    context.waker().wake_by_ref();
    Poll::Pending
}

/// The future of an asynchronous method, whose panics are faults.
struct CatchPanic<'s, F> {
    future: PendingReply<'s>,
    front: &'s F,
}

impl<F: Front> Future for CatchPanic<'_, F> {
    type Output = Result<(), Fault>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if !self.front.may_wait() {
            return elsewhere(context);
        }
        match caught(|| Ok(self.future.as_mut().poll(context))) {
            Ok(poll) => poll,
            Err(fault) => Poll::Ready(Err(fault)),
        }
    }
}
