//! One call, from bytes to bytes: what can be done at once, then what waits.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;

use super::Dispatcher;
use super::config::{Exchange, SharedContext, WireConfig};
use super::fallback::FallbackCall;
use super::invoke::{Start, allowed};
use super::quirks::Tolerated;
use super::registry::{Entry, Target};
use super::transport::{CallRecord, InProcess, Request, ResponseDocument, Transport};
use crate::service::Response;
use xmlrpc_core::__private::decode::{Reader, check_call, prefer_xml_error};
use xmlrpc_core::__private::fault::quoted;
use xmlrpc_core::__private::reading::Rules;
use xmlrpc_core::__private::xml::{self, Utf8};
use xmlrpc_core::Error;
use xmlrpc_core::fault::{Fault, INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND};

/// The method that a request names.
pub(super) enum Called<'d> {
    Published(&'d Entry),
    /// A name that nobody registered.
    Unknown(Cow<'d, str>),
}

impl Called<'_> {
    /// The name, fit to be printed.
    fn name(&self) -> Cow<'_, str> {
        match self {
            Called::Published(entry) => Cow::Borrowed(entry.method.name()),
            Called::Unknown(name) => Cow::Owned(quoted(name)),
        }
    }
}

/// What a request came to at once.
#[derive(Debug)]
#[must_use = "a call that waits is answered by `Dispatcher::finish`"]
pub enum Dispatch {
    /// The answer of a method that ran in place, or of none.
    Complete(ResponseDocument),
    /// The call of a method that waits, may block, or calls others.
    Pending(PendingCall),
}

/// A call whose method has not run yet, for [`Dispatcher::finish`] of the same dispatcher. Whoever drops it drops the call:
/// nobody answers it, and no transport is told.
#[must_use = "a call that waits is answered by `Dispatcher::finish`"]
pub struct PendingCall {
    document: Utf8,
    state: CallState,
    next: Next,
    start: Start,
    response: Response,
}

impl fmt::Debug for PendingCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingCall").field("request_bytes", &self.state.request_bytes).finish_non_exhaustive()
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
    fn kept(&self, document: Utf8) -> Result<Utf8, Error> {
        match self {
            // Each of the calls in it may go to a thread of its own, and must not have all of the document checked again.
            Next::Method(Entry { target: Target::Multicall, .. }) => document.into_text(),
            _ => Ok(document),
        }
    }
}

/// What goes with a request from its arrival to the record of its end.
struct CallState {
    started: Option<Instant>,
    request_bytes: usize,
    tolerated: Tolerated,
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
    /// Answers a request. It never fails: whatever goes wrong is a fault in the answer.
    ///
    /// Methods that may block run in place: nobody has said where else.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// use xmlrpc_service::Dispatcher;
    ///
    /// let answer = Dispatcher::new().handle("<methodCall><methodName>nobody</methodName></methodCall>").await;
    /// assert!(String::from_utf8_lossy(&answer).contains("-32601"));
    /// # }
    /// ```
    pub async fn handle(&self, request: impl Into<Bytes>) -> Bytes {
        self.handle_from(Request::from(request), &InProcess).await.body.into()
    }

    /// Answers a request for a transport, which says who calls and where methods may block, and is told how it went.
    pub async fn handle_from(&self, request: Request, transport: &dyn Transport) -> ResponseDocument {
        allowed(|waker| transport.may_read(waker)).await;
        match self.begin(request, transport) {
            Dispatch::Complete(answer) => answer,
            Dispatch::Pending(call) => self.finish(call, transport).await,
        }
    }

    /// The part of [`handle_from`](Self::handle_from) that waits for nothing: all of it, if the method that is called
    /// runs inline. A transport that has this done first needs no future for such a call.
    ///
    /// It does not ask [`Transport::may_read`]: whoever calls it does so on a thread that may read requests.
    pub fn begin(&self, request: Request, transport: &dyn Transport) -> Dispatch {
        let mut state = CallState {
            started: transport.wants_times().then(Instant::now),
            request_bytes: request.body.len(),
            tolerated: Tolerated::default(),
            context: SharedContext::default(),
            config: None,
        };
        let mut called = None;
        let document = match self.settle(&mut state.config, &state.context, transport) {
            Ok(()) => read(request, state.config(self)),
            Err(fault) => Err(fault),
        };
        let config = state.config(self);
        let mut response = Response::new(&config.rules.limits, config.dialect);
        let outcome = match document {
            Ok(document) => match self.run_at_once(&document, &state, transport, &mut response, &mut called) {
                Ok(None) => Ok(()),
                Ok(Some((next, start))) => match next.kept(document) {
                    Ok(document) => return Dispatch::Pending(PendingCall { document, state, next, start, response }),
                    Err(error) => Err(error.into()),
                },
                Err(fault) => Err(fault),
            },
            Err(fault) => Err(fault),
        };
        Dispatch::Complete(self.end(state, response, outcome, called, transport))
    }

    /// Runs the method of a call that has [begun](Self::begin) here. With another dispatcher's, the call would have the
    /// limits and the dialect of this one.
    #[expect(clippy::manual_async_fn, reason = "that would hold the call twice: as it is given, and as it is used")]
    pub fn finish<'f>(
        &'f self,
        mut call: PendingCall,
        transport: &'f dyn Transport,
    ) -> impl Future<Output = ResponseDocument> + 'f {
        async move {
            let outcome = match call.document.text() {
                Ok(text) => {
                    let config = call.state.config(self);
                    let CallState { tolerated, context, .. } = &call.state;
                    let document = &call.document;
                    let exchange = Exchange { document, text, config, transport, context, tolerated };
                    let (start, response) = (call.start, &mut call.response);
                    let outcome = match &call.next {
                        // The futures of these two are large, and would have every call carry their size.
                        Next::Method(Entry { target: Target::Multicall, .. }) => {
                            Box::pin(self.multicall(start, exchange, response)).await
                        }
                        Next::Fallback(name) => Box::pin(self.invoke_fallback(name, start, exchange, response)).await,
                        Next::Method(entry) => self.invoke(entry, start, exchange, response).await,
                    };
                    match outcome {
                        Ok(()) => {
                            call.response.end_document();
                            Ok(())
                        }
                        Err(fault) => {
                            allowed(|waker| transport.may_read(waker)).await;
                            Err(weighed(fault, text, &config.rules, tolerated))
                        }
                    }
                }
                // It had one when the call began.
                Err(error) => Err(error.into()),
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
        document: &Utf8,
        state: &CallState,
        transport: &dyn Transport,
        response: &mut Response,
        called: &mut Option<Called<'d>>,
    ) -> Result<Option<(Next, Start)>, Fault> {
        let text = document.text()?;
        let config = state.config(self);
        let CallState { tolerated, context, .. } = state;
        let exchange = Exchange { document, text, config, transport, context, tolerated };
        self.run_named(exchange, response, called).map_err(|fault| weighed(fault, text, &config.rules, tolerated))
    }

    fn run_named<'d>(
        &'d self,
        exchange: Exchange<'_>,
        response: &mut Response,
        called: &mut Option<Called<'d>>,
    ) -> Result<Option<(Next, Start)>, Fault> {
        let Exchange { text, config, .. } = exchange;
        let rules = &config.rules;
        let mut reader = Reader::new(text, rules);
        let name =
            reader.method_name().map_err(|error| Fault::from(prefer_xml_error(error, text, rules).in_text(text)))?;
        let start = Start::Params(reader.bookmark());
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

    /// Makes an answer of what came of a call, and tells the transport.
    fn end(
        &self,
        state: CallState,
        mut response: Response,
        outcome: Result<(), Fault>,
        called: Option<Called<'_>>,
        transport: &dyn Transport,
    ) -> ResponseDocument {
        let quirks = state.tolerated.quirks();
        self.quirks.count(quirks);
        if let Err(fault) = &outcome {
            response.become_fault(fault);
        }
        let charset = response.charset();
        let body = response.into_bytes();
        transport.completed(&CallRecord {
            method: called.as_ref().map(Called::name).as_deref(),
            fault: outcome.as_ref().err(),
            quirks,
            request_bytes: state.request_bytes,
            response_bytes: body.len(),
            elapsed: state.started.map(|started| started.elapsed()),
        });
        ResponseDocument { body, charset }
    }

    /// Runs the fallback, if there is one, for a name that nobody registered.
    pub(super) async fn invoke_fallback(
        &self,
        name: &str,
        start: Start,
        exchange: Exchange<'_>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        let Some(fallback) = self.registry.fallback() else {
            return Err(Fault::method_not_found(name));
        };
        let (method, service) = FallbackCall::prepare(fallback, name);
        let entry = Entry { method: Arc::new(method), target: Target::Service(service, 0) };
        self.invoke(&entry, start, exchange, response).await
    }
}

/// The document of a request.
fn read(request: Request, config: &WireConfig) -> Result<Utf8, Fault> {
    config.rules.limits.check_body(&request.body)?;
    Ok(xml::to_utf8(request.body, request.charset.as_deref(), &config.rules.reading)?)
}

/// A fault of what the document asks for stands behind one of the document itself: a caller whose document is broken
/// must know that first, wherever it is broken.
#[cold]
fn weighed(fault: Fault, text: &str, rules: &Rules, tolerated: &Tolerated) -> Fault {
    if !matches!(fault.code(), INVALID_REQUEST | METHOD_NOT_FOUND | INVALID_PARAMETERS) {
        return fault;
    }
    match check_call(text, rules) {
        Ok(quirks) => {
            tolerated.add(quirks);
            fault
        }
        Err(error) => error.in_text(text).into(),
    }
}
