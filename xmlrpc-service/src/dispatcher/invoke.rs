//! Running one method: on the present thread, as a future, or on a thread that may block.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::Dispatcher;
use super::concurrency::CallPermit;
use super::exchange::Exchange;
use super::nested::{CallScope, ScopeGuard, as_job};
use super::overload;
use super::registry::{Entry, Target};
use super::transport::{BlockingJob, BlockingOutcome, Transport};
use crate::panics::guarded;
use crate::protocol::CallStart;
use crate::service::{CallContext, Execution, PendingReply, PublishedMethod, Reply, Response, Service};
use xmlrpc_core::fault::{Fault, FaultOrigin};
use xmlrpc_core::reading::{Quirk, Quirks};

impl Dispatcher {
    /// Reads the arguments, runs the method, and writes its result. A panic is a fault. The permit is held until the
    /// method has ended.
    pub(super) async fn invoke(
        &self,
        entry: &Entry,
        start: CallStart,
        exchange: Exchange<'_>,
        response: &mut Response,
        permit: Option<CallPermit>,
    ) -> Result<(), Fault> {
        response.begin();
        allowed(|waker| exchange.transport.may_read(waker)).await;
        let entry = overload::pick(entry, || exchange.call.count(start))?;
        if let Target::Service(service, index) = &entry.target
            && entry.method.execution == Execution::Blocking
        {
            // The permit stays with the job, which may outlive this future.
            let context = self.context_of(&entry.method, exchange, None);
            let job = blocking_job(&entry.method, (service, *index), start, exchange, context, response.take());
            let Some(finished) = exchange.transport.run_blocking(job, permit).await else {
                return Err(own_fault("the server is shutting down and did not run the method"));
            };
            *response = finished.response;
            exchange.quirks.add(finished.quirks);
            finished.outcome?;
        } else {
            let mut permit = permit;
            let scoped = self.context_of(&entry.method, exchange, permit.take_if(|_| entry.method.takes_context));
            let context = scoped.as_ref().map_or(NO_CONTEXT, |(context, _)| context);
            match self.call_in_place(entry, start, exchange, context, response)? {
                Reply::Written => {}
                Reply::Pending(future) if entry.method.execution == Execution::Inline => {
                    return Err(not_in_the_table(future));
                }
                Reply::Pending(future) => CatchPanic { future, transport: Some(exchange.transport) }.await?,
            }
        }
        written(response)
    }

    /// The same for a method that runs in place. For one that does not, nothing has been done but to find out which one of
    /// the name it is.
    #[inline]
    pub(super) fn invoke_at_once<'e>(
        &self,
        entry: &'e Entry,
        start: CallStart,
        exchange: Exchange<'_>,
        response: &mut Response,
    ) -> Result<Option<&'e Entry>, Fault> {
        let entry = overload::pick(entry, || exchange.call.count(start))?;
        if entry.method.execution != Execution::Inline || matches!(entry.target, Target::Multicall) {
            return Ok(Some(entry));
        }
        response.begin();
        let scoped = self.context_of(&entry.method, exchange, None);
        let context = scoped.as_ref().map_or(NO_CONTEXT, |(context, _)| context);
        match self.call_in_place(entry, start, exchange, context, response)? {
            Reply::Written => {}
            Reply::Pending(future) => return Err(not_in_the_table(future)),
        }
        written(response).map(|()| None)
    }

    /// The context of a call, if its method takes one, and the guard of the calls that it may make.
    #[inline]
    fn context_of(
        &self,
        method: &Arc<PublishedMethod>,
        exchange: Exchange<'_>,
        permit: Option<CallPermit>,
    ) -> Option<(CallContext, ScopeGuard)> {
        method.takes_context.then(|| {
            let threads = exchange.transport.blocking_threads();
            CallScope::begin(&self.registry, threads, exchange.context_of(method), permit)
        })
    }

    /// Reads the arguments and calls the method on the present thread.
    #[inline]
    fn call_in_place<'s>(
        &'s self,
        entry: &'s Entry,
        start: CallStart,
        exchange: Exchange<'s>,
        context: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault> {
        let call = exchange.call;
        let method = &entry.method;
        let (service, index, start): (&dyn Service, _, _) = match &entry.target {
            Target::Service(service, index) => (&**service, *index, start),
            Target::Introspection(index) if call.tolerates_extra_arguments() => {
                (&*self.registry, *index, without_extra_arguments(start, method, exchange)?)
            }
            Target::Introspection(index) => (&*self.registry, *index, start),
            Target::Multicall | Target::Overloaded(_) => {
                return Err(own_fault("the name leads to no method of a service"));
            }
        };
        let mut arguments = call.arguments(start, method)?;
        let reply = {
            let arguments = &mut arguments;
            caught(FAILED, move || service.call(index, arguments, context, response))
        };
        exchange.quirks.add(arguments.quirks());
        match reply {
            Err(fault) if arguments.are_read() => Err(of_method(fault)),
            reply => reply,
        }
    }
}

/// A call for a thread that may block, which shares nothing with this one: it gets its own handles, and the buffer goes
/// there and back.
fn blocking_job(
    method: &Arc<PublishedMethod>,
    (service, index): (&Arc<dyn Service>, usize),
    start: CallStart,
    exchange: Exchange<'_>,
    scoped: Option<(CallContext, ScopeGuard)>,
    mut response: Response,
) -> BlockingJob {
    let (method, service) = (Arc::clone(method), Arc::clone(service));
    let call = exchange.call.to_owned(start);
    Box::new(move || {
        let mut quirks = Quirks::default();
        let context = scoped.as_ref().map_or(NO_CONTEXT, |(context, _)| context);
        let outcome = as_job(|| {
            caught(FAILED, || {
                let mut arguments = call.arguments(&method)?;
                let reply = service.call(index, &mut arguments, context, &mut response);
                quirks = arguments.quirks();
                match reply {
                    Ok(Reply::Written) => Ok(()),
                    Ok(Reply::Pending(future)) => Err(not_in_the_table(future)),
                    Err(fault) if arguments.are_read() => Err(of_method(fault)),
                    Err(fault) => Err(fault),
                }
            })
        });
        drop(scoped);
        BlockingOutcome { response, outcome, quirks }
    })
}

/// The context of methods that do not take one.
static NO_CONTEXT: &CallContext = &CallContext::new();

fn written(response: &Response) -> Result<(), Fault> {
    if response.is_written() { Ok(()) } else { Err(own_fault("the service wrote no result")) }
}

/// A fault of the dispatcher or of its contract with the service.
#[cold]
pub(super) fn own_fault(message: &'static str) -> Fault {
    Fault::internal(message).with_origin(FaultOrigin::Server)
}

/// A fault of a method whose request has been read. If it says that a document is broken, then it is not that one.
#[cold]
fn of_method(fault: Fault) -> Fault {
    match fault.origin() {
        FaultOrigin::Document | FaultOrigin::Limit => fault.with_origin(FaultOrigin::Method),
        _ => fault,
    }
}

/// The fault of a method that is asynchronous although its row says otherwise.
#[cold]
pub(super) fn not_in_the_table(future: PendingReply<'_>) -> Fault {
    let outcome = caught(FAILED, move || {
        drop(future);
        Ok(())
    });
    outcome.err().unwrap_or_else(|| own_fault("the method is asynchronous, but its table says otherwise"))
}

/// Some clients call `system.listMethods` with an argument: in the tolerant reading it is checked and ignored.
#[cold]
fn without_extra_arguments(
    start: CallStart,
    method: &PublishedMethod,
    exchange: Exchange<'_>,
) -> Result<CallStart, Fault> {
    let Exchange { call, quirks, .. } = exchange;
    if method.alias_of().unwrap_or(method.name()) != "system.listMethods" || call.count(start)? == 0 {
        return Ok(start);
    }
    let (start, found) = call.ignore(start)?;
    quirks.add(found);
    quirks.note(Quirk::ExtraArgument);
    Ok(start)
}

/// The text of the fault of a method that panicked.
pub(super) const FAILED: &str = "the method failed unexpectedly";

/// Runs code of the user. A panic is a fault; its text may hold anything, so that it is the private detail.
pub(super) fn caught<T>(failed: &'static str, run: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    guarded(run).unwrap_or_else(|text| Err(panicked(failed, &text)))
}

#[cold]
fn panicked(failed: &'static str, text: &str) -> Fault {
    Fault::internal(failed).with_origin(FaultOrigin::Panic).with_detail(format_args!("{failed}: panic: {text}"))
}

/// Waits to be polled on a thread that may do what comes next.
pub(super) async fn allowed(may: impl Fn(&Waker) -> bool) {
    poll_fn(|context| if may(context.waker()) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// The future of an asynchronous method, whose panics are faults.
pub(super) struct CatchPanic<'s> {
    pub(super) future: PendingReply<'s>,
    /// The transport of a call that a client made.
    pub(super) transport: Option<&'s dyn Transport>,
}

impl Future for CatchPanic<'_> {
    type Output = Result<(), Fault>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.transport.is_some_and(|transport| !transport.may_wait(context.waker())) {
            return Poll::Pending;
        }
        match caught(FAILED, || Ok(self.future.as_mut().poll(context))) {
            Ok(Poll::Ready(Err(fault))) => Poll::Ready(Err(of_method(fault))),
            Ok(poll) => poll,
            Err(fault) => Poll::Ready(Err(fault)),
        }
    }
}
