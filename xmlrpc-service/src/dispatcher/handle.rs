//! One call, from bytes to bytes: what can be done at once, then what has to wait.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;

use super::Dispatcher;
use super::concurrency::{CallPermit, FALLBACK};
use super::exchange::{Exchange, SharedContext};
use super::failure::Failure;
use super::fallback::FallbackCall;
use super::invoke::allowed;
use super::quirks::NotedQuirks;
use super::registry::{Entry, Target};
use super::transport::{CallRecord, InProcess, Request, ResponseDocument, Transport};
use crate::protocol::{Call, CallStart, Document, WireConfig, is_cut_off};
use crate::service::Response;
use xmlrpc_core::fault::Fault;

/// The method that a request names.
pub(super) enum Called<'d> {
    Published(&'d Entry),
    /// A name that is not registered.
    Unknown(Cow<'d, str>),
}

impl Called<'_> {
    pub(super) fn name(&self) -> &str {
        match self {
            Called::Published(entry) => entry.method.name(),
            Called::Unknown(name) => name,
        }
    }

    pub(super) fn entry(&self) -> Option<&Entry> {
        match self {
            Called::Published(entry) => Some(entry),
            Called::Unknown(_) => None,
        }
    }
}

/// The state of a request after all that could be done at once.
#[derive(Debug)]
#[must_use = "a pending call runs only in `Dispatcher::finish`"]
pub enum Dispatch {
    /// The response: the method ran in place, or there is none.
    Complete(ResponseDocument),
    /// The call of a method that is asynchronous, may block, or calls others.
    Pending(Box<PendingCall>),
}

/// A call whose method has not run yet, for `Dispatcher::finish` of the same dispatcher. If it is dropped, the method does
/// not run, there is no response, and [`Transport::completed`] is not called.
#[must_use = "a pending call runs only in `Dispatcher::finish`"]
pub struct PendingCall {
    document: Document,
    state: CallState,
    next: Next,
    start: CallStart,
    response: Response,
    permit: Option<CallPermit>,
}

impl PendingCall {
    /// The name of the method as registered, or as called for the fallback.
    pub fn method(&self) -> &str {
        match &self.next {
            Next::Method(entry) => entry.method.name(),
            Next::Fallback(name) => name,
        }
    }
}

impl fmt::Debug for PendingCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingCall").field("request_bytes", &self.state.request_bytes).finish_non_exhaustive()
    }
}

impl PendingCall {
    /// Returns the index of the method in [`Concurrency::methods`](super::Concurrency::methods). None for a multicall,
    /// which asks [`Transport::permit`] for each entry.
    pub fn method_index(&self) -> Option<usize> {
        match &self.next {
            Next::Method(Entry { target: Target::Multicall, .. }) => None,
            Next::Method(entry) => Some(entry.method.limit),
            Next::Fallback(_) => Some(FALLBACK),
        }
    }

    /// Passes the permit of the call on. It is held until the method has ended, even if the call is dropped before.
    pub fn admit(&mut self, permit: CallPermit) {
        self.permit = Some(permit);
    }
}

/// What a call that waits is about to run. It borrows nothing, so that a transport can keep both it and the dispatcher.
enum Next {
    Method(Entry),
    /// The fallback, for this name.
    Fallback(String),
}

impl Next {
    /// The document, as it is kept until the method runs.
    fn kept(&self, document: Document) -> Result<Document, Fault> {
        match self {
            // Each of the calls in it may go to a thread of its own, and must not have all of the document checked again.
            Next::Method(Entry { target: Target::Multicall, .. }) => document.checked(),
            _ => Ok(document),
        }
    }
}

/// What goes with a request from its arrival to the record of its end.
struct CallState {
    started: Option<Instant>,
    request_bytes: usize,
    quirks: NotedQuirks,
    context: SharedContext,
    /// The settings of this request alone, if they are not the dispatcher's.
    config: Option<Box<WireConfig>>,
}

impl CallState {
    fn config<'t>(&'t self, dispatcher: &'t Dispatcher) -> &'t WireConfig {
        self.config.as_deref().unwrap_or(&dispatcher.config)
    }
}

impl Dispatcher {
    /// Takes a request and returns the response. It never fails: an error is a fault in the response.
    ///
    /// Methods that may block run in place, on the thread that polls.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// use xmlrpc_service::Dispatcher;
    ///
    /// let response = Dispatcher::new().handle("<methodCall><methodName>unknown</methodName></methodCall>").await;
    /// assert!(String::from_utf8_lossy(&response).contains("-32601"));
    /// # }
    /// ```
    pub async fn handle(&self, request: impl Into<Bytes>) -> Bytes {
        self.handle_from(Request::from(request), &InProcess).await.body.into()
    }

    /// Takes a request of a transport and returns the response. The [`Transport`] provides the context of the call and
    /// threads that may block, and gets a record of the call.
    #[doc(hidden)]
    pub async fn handle_from(&self, request: Request, transport: &dyn Transport) -> ResponseDocument {
        allowed(|waker| transport.may_read(waker)).await;
        match self.begin(request, transport) {
            Dispatch::Complete(response) => response,
            Dispatch::Pending(call) => self.finish(call, transport).await,
        }
    }

    /// The part of [`handle_from`](Self::handle_from) that waits for nothing: all of it, if the method runs inline. Such a
    /// call needs no future.
    ///
    /// It does not ask [`Transport::may_read`]: call it on a thread that may read requests.
    #[doc(hidden)]
    pub fn begin(&self, request: Request, transport: &dyn Transport) -> Dispatch {
        let mut state = CallState {
            started: transport.wants_times().then(Instant::now),
            request_bytes: request.body.len(),
            quirks: NotedQuirks::default(),
            context: SharedContext::default(),
            config: None,
        };
        let mut called = None;
        let settled = self.settle(&mut state.config, &state.context, transport);
        let mut response = state.config(self).response(transport.memory());
        let document = match settled {
            Ok(()) => Document::decode(request.body, request.charset.as_deref(), state.config(self), &mut response),
            Err(fault) => Err(fault),
        };
        let outcome = match document {
            Ok(document) => match self.run_at_once(&document, &state, transport, &mut response, &mut called) {
                Ok(None) => Ok(()),
                Ok(Some((next, start))) => match next.kept(document) {
                    Ok(document) => {
                        let call = PendingCall { document, state, next, start, response, permit: None };
                        // It is large, and goes through several hands.
                        return Dispatch::Pending(Box::new(call));
                    }
                    Err(fault) => Err(fault),
                },
                Err(fault) => Err(fault),
            },
            Err(fault) => Err(fault),
        };
        Dispatch::Complete(self.end(state, response, outcome, called, transport))
    }

    /// Runs the method of a call that [began](Self::begin) in this dispatcher. In another one, it would run with the limits
    /// and the dialect of that one.
    #[doc(hidden)]
    #[expect(clippy::manual_async_fn, reason = "that would hold the call twice: as it is given, and as it is used")]
    pub fn finish<'f>(
        &'f self,
        mut call: Box<PendingCall>,
        transport: &'f dyn Transport,
    ) -> impl Future<Output = ResponseDocument> + 'f {
        async move {
            let outcome = match call.document.call(call.state.config(self)) {
                Ok(content) => {
                    let CallState { quirks, context, .. } = &call.state;
                    let exchange = Exchange { call: content, transport, context, quirks };
                    let (start, response, permit) = (call.start, &mut call.response, call.permit);
                    let outcome = match &call.next {
                        // The futures of these two are large, and would have every call carry their size.
                        Next::Method(Entry { target: Target::Multicall, .. }) => {
                            Box::pin(self.multicall(start, exchange, response)).await
                        }
                        Next::Fallback(name) => {
                            Box::pin(self.invoke_fallback(name, start, exchange, response, permit)).await
                        }
                        Next::Method(entry) => self.invoke(entry, start, exchange, response, permit).await,
                    };
                    match outcome {
                        Ok(()) => {
                            call.response.end_document();
                            Ok(())
                        }
                        Err(fault) => {
                            allowed(|waker| transport.may_read(waker)).await;
                            Err(prefer_document_error(fault, content, quirks))
                        }
                    }
                }
                // It could be read when the call began.
                Err(fault) => Err(fault),
            };
            let called = match &call.next {
                Next::Method(entry) => Called::Published(entry),
                Next::Fallback(name) => Called::Unknown(Cow::Borrowed(name)),
            };
            self.end(call.state, call.response, outcome, Some(called), transport)
        }
    }

    /// Finds the method and runs it, if it runs in place; what is to be run otherwise, and where its parameters begin.
    fn run_at_once<'d>(
        &'d self,
        document: &Document,
        state: &CallState,
        transport: &dyn Transport,
        response: &mut Response,
        called: &mut Option<Called<'d>>,
    ) -> Result<Option<(Next, CallStart)>, Fault> {
        let call = document.call(state.config(self))?;
        let CallState { quirks, context, .. } = state;
        let exchange = Exchange { call, transport, context, quirks };
        self.run_named(exchange, response, called).map_err(|fault| prefer_document_error(fault, call, quirks))
    }

    fn run_named<'d>(
        &'d self,
        exchange: Exchange<'_>,
        response: &mut Response,
        called: &mut Option<Called<'d>>,
    ) -> Result<Option<(Next, CallStart)>, Fault> {
        let (name, start) = exchange.call.name()?;
        response.begin_document();
        let Some(entry) = self.registry.find(&name) else {
            *called = Some(Called::Unknown(Cow::Owned(name.clone().into_owned())));
            return match self.registry.fallback() {
                Some(_) => Ok(Some((Next::Fallback(name.into_owned()), start))),
                None => Err(Fault::method_not_found(&name)),
            };
        };
        *called = Some(Called::Published(entry));
        if let Some(entry) = self.invoke_at_once(entry, start, exchange, response)? {
            return Ok(Some((Next::Method(entry.clone()), start)));
        }
        response.end_document();
        Ok(None)
    }

    /// Ends a call: makes the response, and hands its record to the transport.
    fn end(
        &self,
        state: CallState,
        mut response: Response,
        mut outcome: Result<(), Fault>,
        called: Option<Called<'_>>,
        transport: &dyn Transport,
    ) -> ResponseDocument {
        let quirks = state.quirks.noted();
        self.quirks.count(quirks);
        let request_is_cut_off = outcome.as_ref().is_err_and(is_cut_off);
        if let Err(fault) = &outcome {
            let failure = Failure { called: called.as_ref(), context: &state.context, transport };
            if let Err(panic) = self.write_failure(fault, &failure, &mut response, None) {
                outcome = Err(panic);
            }
        }
        let charset = response.charset();
        let is_refused = response.is_refused();
        let (body, lease) = response.into_bytes();
        transport.completed(&CallRecord {
            method: called.as_ref().map(Called::name),
            user: state.context.user(),
            fault: outcome.as_ref().err(),
            quirks,
            request_bytes: state.request_bytes,
            response_bytes: body.len(),
            elapsed: state.started.map(|started| started.elapsed()),
            is_entry: false,
        });
        ResponseDocument { body, charset, request_is_cut_off, is_refused, lease }
    }

    /// Runs the fallback, if there is one, for a name that is not registered.
    pub(super) async fn invoke_fallback(
        &self,
        name: &str,
        start: CallStart,
        exchange: Exchange<'_>,
        response: &mut Response,
        permit: Option<CallPermit>,
    ) -> Result<(), Fault> {
        let Some(fallback) = self.registry.fallback() else {
            return Err(Fault::method_not_found(name));
        };
        let (method, service) = FallbackCall::prepare(fallback, name);
        let entry = Entry { method: Arc::new(method), target: Target::Service(service, 0) };
        self.invoke(&entry, start, exchange, response, permit).await
    }
}

/// Errors in the document take precedence over errors of the call: a client must know first that its document is broken.
#[cold]
fn prefer_document_error(fault: Fault, call: Call<'_>, noted: &NotedQuirks) -> Fault {
    let (fault, quirks) = call.prefer_document_error(fault);
    noted.add(quirks);
    fault
}
