//! One call, from bytes to bytes.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use bytestring::ByteString;

use super::Dispatcher;
use super::fallback::FallbackCall;
use super::front::{Answer, CallRecord, Front, InPlace, Request};
use super::invoke::{Start, allowed};
use super::quirks::Tolerated;
use super::registry::Target;
use super::terms::{Exchange, Terms};
use crate::fault::{Fault, INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND, quoted};
use crate::reader::{Reader, check_call, weightiest};
use crate::reading::{Document, Rules, prepare};
use crate::service::{PublishedMethod, Response};
use crate::xml;

/// The method that a request names.
pub(super) enum Called {
    Published(Arc<PublishedMethod>),
    /// A name that nobody registered, fit to be printed.
    Unknown(String),
}

impl Called {
    fn name(&self) -> &str {
        match self {
            Called::Published(method) => method.name(),
            Called::Unknown(name) => name,
        }
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
    /// use xmlrpc_core::Dispatcher;
    ///
    /// let answer = Dispatcher::new().handle("<methodCall><methodName>nobody</methodName></methodCall>").await;
    /// assert!(String::from_utf8_lossy(&answer).contains("-32601"));
    /// # }
    /// ```
    pub async fn handle(&self, request: impl Into<Bytes>) -> Bytes {
        self.handle_from(Request::from(request), &InPlace).await.body.into()
    }

    /// Answers a request for a front, which says who calls and where methods may block, and is told how it went.
    pub async fn handle_from<F: Front>(&self, request: Request, front: &F) -> Answer {
        let started = Instant::now();
        let request_bytes = request.body.len();
        let mut terms = self.terms.clone();
        let settled = self.settle(&mut terms, front);
        let mut response = Response::new(&terms.rules.limits, terms.dialect);
        let mut called = None;
        let tolerated = Tolerated::default();
        let outcome = match settled {
            Ok(()) => self.answer(request, &mut terms, &mut response, &mut called, front, &tolerated).await,
            Err(fault) => Err(fault),
        };
        let quirks = tolerated.quirks();
        self.quirks.count(quirks);
        if let Err(fault) = &outcome {
            response.become_fault(fault);
        }
        let body = response.into_bytes();
        front.completed(&CallRecord {
            method: called.as_ref().map(Called::name),
            fault: outcome.as_ref().err(),
            quirks,
            request_bytes,
            response_bytes: body.len(),
            elapsed: started.elapsed(),
        });
        Answer { body, charset: terms.dialect.charset() }
    }

    /// Writes the whole answer, or tells the fault.
    async fn answer<F: Front>(
        &self,
        request: Request,
        terms: &mut Terms,
        response: &mut Response,
        called: &mut Option<Called>,
        front: &F,
        tolerated: &Tolerated,
    ) -> Result<(), Fault> {
        terms.rules.limits.check_body(&request.body)?;
        let mut text = xml::to_text(request.body, request.charset.as_deref(), &terms.rules.reading)?;
        if terms.rules.passes {
            text = self.prepared(text, &mut terms.rules, called, tolerated)?;
        }
        let outcome = self.call_in(Exchange { text: &text, terms, front, tolerated }, response, called).await;
        let Err(fault) = outcome else { return Ok(()) };
        allowed(|waker| front.may_read(waker)).await;
        Err(weighed(fault, &text, &terms.rules))
    }

    /// What the passes of the reading make of a document.
    #[cold]
    fn prepared(
        &self,
        text: ByteString,
        rules: &mut Rules,
        called: &mut Option<Called>,
        tolerated: &Tolerated,
    ) -> Result<ByteString, Fault> {
        let (text, quirks) = prepare(text, rules, Document::Call)?;
        tolerated.add(quirks);
        if rules.reading.is_strict() {
            self.check_strictly(&text, rules, called)?;
        }
        Ok(text)
    }

    async fn call_in<F: Front>(
        &self,
        exchange: Exchange<'_, F>,
        response: &mut Response,
        called: &mut Option<Called>,
    ) -> Result<(), Fault> {
        let Exchange { text, terms, .. } = exchange;
        let rules = &terms.rules;
        let mut reader = Reader::new(text, rules);
        let name =
            reader.method_name().map_err(|error| Fault::from(rules.located(weightiest(error, text, rules), text)))?;
        let start = Start::Params(reader.bookmark());
        response.begin_document();
        match self.registry.find(&name) {
            Some(entry) => {
                *called = Some(Called::Published(Arc::clone(&entry.method)));
                match &entry.target {
                    Target::Multicall => self.multicall(start, exchange, response).await?,
                    target => self.invoke(&entry.method, target, start, exchange, response).await?,
                }
            }
            None => {
                *called = Some(Called::Unknown(quoted(&name)));
                self.invoke_fallback(&name, start, exchange, response).await?;
            }
        }
        response.end_document();
        Ok(())
    }

    /// Runs the fallback, if there is one, for a name that nobody registered.
    pub(super) async fn invoke_fallback<F: Front>(
        &self,
        name: &str,
        start: Start,
        exchange: Exchange<'_, F>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        let Some(fallback) = self.registry.fallback() else {
            return Err(Fault::method_not_found(name));
        };
        let (method, service) = FallbackCall::prepare(fallback, name);
        self.invoke(&Arc::new(method), &Target::Service(service, 0), start, exchange, response).await
    }
}

/// A fault of what the document asks for stands behind one of the document itself: a caller whose document is broken
/// must know that first, wherever it is broken.
#[cold]
fn weighed(fault: Fault, text: &ByteString, rules: &Rules) -> Fault {
    if !matches!(fault.code(), INVALID_REQUEST | METHOD_NOT_FOUND | INVALID_PARAMETERS) {
        return fault;
    }
    match check_call(text, rules) {
        Ok(()) => fault,
        Err(error) => rules.located(error, text).into(),
    }
}
