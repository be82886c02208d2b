//! One call, from bytes to bytes.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use bytestring::ByteString;

use super::Dispatcher;
use super::fallback::FallbackCall;
use super::front::{CallRecord, Front, InPlace, Request};
use super::invoke::{Start, allowed};
use super::registry::Target;
use crate::fault::{Fault, INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND, quoted};
use crate::message::{begin_result, end_result, push_fault_document};
use crate::reader::{Reader, check_call, weightiest};
use crate::service::{PublishedMethod, Response};
use crate::xml;

/// The method that a request names.
enum Called {
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
        self.handle_from(Request::from(request), &InPlace).await.into()
    }

    /// Answers a request for a front, which says who calls and where methods may block, and is told how it went.
    pub async fn handle_from<F: Front>(&self, request: Request, front: &F) -> Vec<u8> {
        let started = Instant::now();
        let request_bytes = request.body.len();
        let mut response = Response::new(&self.limits);
        let mut called = None;
        let outcome = self.answer(request, &mut response, &mut called, front).await;
        if let Err(fault) = &outcome {
            let longest = response.room_for_text(0);
            response.buffer().clear();
            push_fault_document(response.buffer(), fault, longest);
        }
        front.completed(&CallRecord {
            method: called.as_ref().map(Called::name),
            fault: outcome.as_ref().err(),
            request_bytes,
            response_bytes: response.len(),
            elapsed: started.elapsed(),
        });
        response.into_bytes()
    }

    /// Writes the whole answer, or tells the fault.
    async fn answer<F: Front>(
        &self,
        request: Request,
        response: &mut Response,
        called: &mut Option<Called>,
        front: &F,
    ) -> Result<(), Fault> {
        self.limits.check_body(&request.body)?;
        let text = xml::to_text(request.body, request.charset.as_deref())?;
        let outcome = self.call_in(&text, response, called, front).await;
        let Err(fault) = outcome else { return Ok(()) };
        allowed(|| front.may_read()).await;
        Err(self.weighed(fault, &text))
    }

    async fn call_in<F: Front>(
        &self,
        text: &ByteString,
        response: &mut Response,
        called: &mut Option<Called>,
        front: &F,
    ) -> Result<(), Fault> {
        let mut reader = Reader::new(text, &self.limits);
        let name =
            reader.method_name().map_err(|error| Fault::from(weightiest(error, text, &self.limits).in_text(text)))?;
        let start = Start::Params(reader.bookmark());
        begin_result(response.buffer());
        match self.registry.find(&name) {
            Some(entry) => {
                *called = Some(Called::Published(Arc::clone(&entry.method)));
                match &entry.target {
                    Target::Multicall => self.multicall(start, text, response, front).await?,
                    target => self.invoke(&entry.method, target, start, text, response, front).await?,
                }
            }
            None => {
                *called = Some(Called::Unknown(quoted(&name)));
                self.invoke_fallback(&name, start, text, response, front).await?;
            }
        }
        end_result(response.buffer());
        Ok(())
    }

    /// Runs the fallback, if there is one, for a name that nobody registered.
    pub(super) async fn invoke_fallback<F: Front>(
        &self,
        name: &str,
        start: Start,
        text: &ByteString,
        response: &mut Response,
        front: &F,
    ) -> Result<(), Fault> {
        let Some(fallback) = self.registry.fallback() else {
            return Err(Fault::method_not_found(name));
        };
        let (method, service) = FallbackCall::prepare(fallback, name);
        self.invoke(&Arc::new(method), &Target::Service(service, 0), start, text, response, front).await
    }

    /// A fault of what the document asks for stands behind one of the document itself: a caller whose document is
    /// broken must know that first, wherever it is broken.
    #[cold]
    fn weighed(&self, fault: Fault, text: &ByteString) -> Fault {
        if !matches!(fault.code(), INVALID_REQUEST | METHOD_NOT_FOUND | INVALID_PARAMETERS) {
            return fault;
        }
        match check_call(text, &self.limits) {
            Ok(()) => fault,
            Err(error) => error.in_text(text).into(),
        }
    }
}
