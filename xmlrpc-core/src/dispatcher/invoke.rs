//! Running one method: on the thread that asks, as a future, or on a thread that may block.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::Dispatcher;
use super::front::{Finished, Front};
use super::overload;
use super::registry::Target;
use super::terms::Exchange;
use crate::error::Error;
use crate::fault::Fault;
use crate::reader::{Bookmark, Reader, check_call};
use crate::reading::{Quirk, Rules};
use crate::service::{Arguments, CallContext, PendingReply, PublishedMethod, Reply, Response, Run, Service};

/// Where in a request the arguments of a call begin.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    /// Behind the method's name.
    Params(Bookmark),
    /// On the array of a multicall's entry.
    Array(Bookmark),
    /// Nowhere: there are none, or none that count.
    Nowhere,
}

impl Start {
    fn arguments<'a>(
        self,
        text: &'a str,
        rules: &'a Rules,
        method: &'a PublishedMethod,
    ) -> Result<Arguments<'a>, Fault> {
        match self {
            Start::Params(bookmark) => Arguments::of_call(Reader::resume(text, rules, bookmark), method)
                .map_err(|error: Error| rules.located(error, text).into()),
            Start::Array(bookmark) => {
                Arguments::of_array(Reader::resume(text, rules, bookmark), method).map_err(Fault::from)
            }
            Start::Nowhere => Ok(Arguments::none(Reader::new(text, rules), method)),
        }
    }

    /// How many arguments there are; nothing is decoded.
    fn count(self, text: &str, rules: &Rules) -> Result<usize, Fault> {
        match self {
            Start::Params(bookmark) => Arguments::count_in_call(Reader::resume(text, rules, bookmark))
                .map_err(|error: Error| rules.located(error, text).into()),
            Start::Array(bookmark) => {
                Arguments::count_in_array(Reader::resume(text, rules, bookmark)).map_err(Fault::from)
            }
            Start::Nowhere => Ok(0),
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
        exchange: Exchange<'_, F>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        response.begin();
        self.run(method, target, start, exchange, response).await?;
        if response.is_written() { Ok(()) } else { Err(Fault::internal("the service wrote no result")) }
    }

    async fn run<F: Front>(
        &self,
        method: &Arc<PublishedMethod>,
        target: &Target,
        start: Start,
        exchange: Exchange<'_, F>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        allowed(|waker| exchange.front.may_read(waker)).await;
        let (method, target) = match target {
            Target::Overloaded(all) => {
                let picked = overload::pick(all, start.count(exchange.text, &exchange.terms.rules)?, method)?;
                (&picked.method, &picked.target)
            }
            one => (method, one),
        };
        let (service, index): (&dyn Service, usize) = match target {
            Target::Service(service, index) if method.run == Run::Blocking => {
                let context = self.context_of(method, exchange.front);
                return self.invoke_blocking(method, service, *index, start, exchange, context, response).await;
            }
            Target::Service(service, index) => (&**service, *index),
            Target::Introspection(index) => (&self.registry, *index),
            Target::Multicall | Target::Overloaded(_) => {
                return Err(Fault::internal("the name leads to no method of a service"));
            }
        };
        let start = match target {
            Target::Introspection(_) if exchange.terms.rules.reading.is_tolerant() => {
                without_extra_arguments(start, method, exchange)?
            }
            _ => start,
        };
        let context = self.context_of(method, exchange.front);
        let pending = {
            let (mut arguments, context) = (start.arguments(exchange.text, &exchange.terms.rules, method)?, &context);
            let arguments = &mut arguments;
            match caught(FAILED, move || service.call(index, arguments, context, response))? {
                Reply::Written => return Ok(()),
                Reply::Pending(future) => future,
            }
        };
        CatchPanic { future: pending, front: exchange.front }.await
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
        exchange: Exchange<'_, F>,
        context: CallContext,
        response: &mut Response,
    ) -> Result<(), Fault> {
        let Exchange { text, terms, front, .. } = exchange;
        // The thread shares nothing with this one: it gets its own handles, and the buffer goes there and back.
        let (method, service, text, rules) =
            (Arc::clone(method), Arc::clone(service), text.clone(), terms.rules.clone());
        let mut buffer = response.take();
        let job = Box::new(move || {
            let outcome = caught(FAILED, || {
                let mut arguments = start.arguments(&text, &rules, &method)?;
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

/// Some clients call `system.listMethods` with an argument: in the tolerant reading it is checked and ignored.
#[cold]
fn without_extra_arguments<F>(
    start: Start,
    method: &PublishedMethod,
    exchange: Exchange<'_, F>,
) -> Result<Start, Fault> {
    let Exchange { text, terms, tolerated, .. } = exchange;
    if method.name() != "system.listMethods" || start.count(text, &terms.rules)? == 0 {
        return Ok(start);
    }
    // The document of a multicall has been checked before its first entry runs.
    if let Start::Params(_) = start {
        check_call(text, &terms.rules).map_err(|error| terms.rules.located(error, text))?;
    }
    tolerated.note(Quirk::ExtraArgument);
    Ok(Start::Nowhere)
}

/// What a caller is told of a method that panicked.
const FAILED: &str = "the method failed unexpectedly";

/// Runs what is not ours. A panic is a fault: its text may hold anything, and stays here as the detail.
pub(super) fn caught<T>(failed: &'static str, run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| Err(panicked(failed, panic)))
}

#[cold]
fn panicked(failed: &'static str, panic: Box<dyn Any + Send>) -> Fault {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a text");
    let fault = Fault::internal(failed).with_detail(format_args!("{failed}: panic: {text}"));
    // What was thrown may itself panic when it is dropped; whatever comes out then is let go of for good.
    if let Err(again) = catch_unwind(AssertUnwindSafe(move || drop(panic))) {
        std::mem::forget(again);
    }
    fault
}

/// Waits to be polled on a thread that may do what comes next.
pub(super) async fn allowed(may: impl Fn(&Waker) -> bool) {
    poll_fn(|context| if may(context.waker()) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// The future of an asynchronous method, whose panics are faults.
struct CatchPanic<'s, F> {
    future: PendingReply<'s>,
    front: &'s F,
}

impl<F: Front> Future for CatchPanic<'_, F> {
    type Output = Result<(), Fault>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if !self.front.may_wait(context.waker()) {
            return Poll::Pending;
        }
        match caught(FAILED, || Ok(self.future.as_mut().poll(context))) {
            Ok(poll) => poll,
            Err(fault) => Poll::Ready(Err(fault)),
        }
    }
}
