//! The transport interface of the dispatcher: a call's context, threads that may block, the log.

use std::net::SocketAddr;
use std::sync::Arc;

use actix_web::dev::RequestHead;
use actix_web::http::header::HeaderMap;
use xmlrpc_service::service::HeaderLookup;
use xmlrpc_service::{
    BlockingFuture, BlockingJob, BlockingThreads, CallContext, CallPermit, CallRecord, PermitFuture, ResponseMemory,
    Transport, YieldFuture,
};

use super::blocking;
use super::handler::RpcHandler;
use super::logged::LoggedHead;
use crate::log::{self, FaultContext, RequestLog};

/// The transport of one HTTP request.
#[derive(Debug)]
pub(super) struct HttpTransport<'r> {
    handler: &'r RpcHandler,
    peer: Option<SocketAddr>,
    origin: Origin<'r>,
    log: Option<&'r Arc<RequestLog>>,
}

/// What the context of a request is made of. The dispatcher asks for it at most once.
#[derive(Debug)]
enum Origin<'r> {
    Head(&'r RequestHead),
    Context(CallContext),
}

impl<'r> HttpTransport<'r> {
    pub(super) fn new(head: LoggedHead<'r>, handler: &'r RpcHandler) -> Self {
        HttpTransport { handler, peer: head.peer_addr, origin: Origin::Head(head.head()), log: head.log() }
    }

    /// The transport of a request whose head does not live as long as its call.
    pub(super) fn detached(
        peer: Option<SocketAddr>,
        log: Option<&'r Arc<RequestLog>>,
        handler: &'r RpcHandler,
        context: CallContext,
    ) -> Self {
        HttpTransport { handler, peer, origin: Origin::Context(context), log }
    }
}

/// Copies what a call may ask about its request, which the call may outlive on a thread that blocks.
pub(super) fn context_of(head: &RequestHead) -> CallContext {
    let headers = Arc::new(Headers(head.headers.clone()));
    let context = CallContext::new().with_path(head.uri.path()).with_headers(headers);
    let context = match head.uri.query() {
        Some(query) => context.with_query(query),
        None => context,
    };
    match head.peer_addr {
        Some(peer) => context.with_peer(peer),
        None => context,
    }
}

impl Transport for HttpTransport<'_> {
    fn context(&self) -> CallContext {
        match &self.origin {
            Origin::Head(head) => context_of(head),
            Origin::Context(context) => context.clone(),
        }
    }

    fn memory(&self) -> Option<Arc<dyn ResponseMemory>> {
        Some(Arc::clone(&self.handler.budget) as _)
    }

    fn run_blocking(&self, job: BlockingJob, permit: Option<CallPermit>) -> BlockingFuture {
        match self.log {
            None => blocking::run(job, permit),
            // The job runs to its end even if the client leaves, and has a line then.
            Some(log) => {
                let log = Arc::clone(log);
                let logged = move || {
                    let outcome = job();
                    log.method_returned(outcome.fault());
                    outcome
                };
                blocking::run(Box::new(logged), permit)
            }
        }
    }

    fn blocking_threads(&self) -> Option<Arc<dyn BlockingThreads>> {
        Some(Arc::new(blocking::WithoutPermit))
    }

    fn permit(&self, method: usize) -> Option<PermitFuture> {
        Some(self.handler.admission.permit_of_entry(self.handler.first_lane + method))
    }

    /// The runtime looks for new bytes on the sockets before it goes on.
    fn yield_now(&self) -> Option<YieldFuture> {
        Some(Box::pin(tokio::task::yield_now()))
    }

    fn wants_times(&self) -> bool {
        self.handler.settings.http.access_log
    }

    fn completed(&self, record: &CallRecord<'_>) {
        if let Some(fault) = record.fault
            && self.handler.settings.http.logs_fault(fault)
        {
            let id = self.log.map(|log| log.id());
            log::fault(FaultContext { peer: self.peer, method: record.method, id }, fault);
        }
        if !record.quirks.is_empty() {
            let client = self.peer.map(|peer| peer.ip());
            for quirk in self.handler.quirk_log.take_new(client, record.quirks) {
                log::quirk(client, record.method, quirk);
            }
        }
        if let Some(log) = self.log {
            log.called(record);
        }
    }
}

/// A copy of a request's headers.
struct Headers(HeaderMap);

impl HeaderLookup for Headers {
    fn header(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().ok()
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::Uri;
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn a_context_has_the_path_the_query_string_and_the_headers() {
        let mut head = RequestHead::default();
        assert_eq!(context_of(&head).query(), None);
        head.uri = Uri::from_static("/RPC2?key=1");
        head.headers.insert(HeaderName::from_static("x-tenant"), HeaderValue::from_static("seven"));
        let context = context_of(&head);
        assert_eq!((context.path(), context.query()), (Some("/RPC2"), Some("key=1")));
        assert_eq!(context.header("X-Tenant"), Some("seven"));
    }
}
