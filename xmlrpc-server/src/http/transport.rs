//! The transport interface of the dispatcher: a call's context, threads that may block, the log.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use actix_web::dev::RequestHead;
use actix_web::http::header::HeaderMap;
use xmlrpc_service::service::HeaderLookup;
use xmlrpc_service::{BlockingFuture, BlockingJob, CallContext, CallRecord, Transport};

use super::handler::RpcHandler;
use crate::log::{self, AccessLine, Outcome};

/// The transport of one HTTP request.
#[derive(Debug)]
pub(super) struct HttpTransport<'r> {
    handler: &'r RpcHandler,
    peer: Option<SocketAddr>,
    /// None if the context is there already.
    head: Option<&'r RequestHead>,
    context: SharedContext,
}

/// The context of a request: built when it is first asked for, at most once, and shared by everything that asks.
#[derive(Debug, Default)]
pub(super) struct SharedContext(OnceLock<CallContext>);

impl SharedContext {
    /// The context of a request whose head does not live as long as its call.
    pub(super) fn of(head: &RequestHead) -> Self {
        SharedContext(OnceLock::from(build(head)))
    }
}

impl<'r> HttpTransport<'r> {
    pub(super) fn new(head: &'r RequestHead, handler: &'r RpcHandler) -> Self {
        HttpTransport::with_context(head, handler, SharedContext::default())
    }

    /// Goes on with the context of an earlier transport of the same request.
    pub(super) fn with_context(head: &'r RequestHead, handler: &'r RpcHandler, context: SharedContext) -> Self {
        HttpTransport { handler, peer: head.peer_addr, head: Some(head), context }
    }

    /// The transport of a request whose head does not live as long as its call.
    pub(super) fn detached(peer: Option<SocketAddr>, handler: &'r RpcHandler, context: SharedContext) -> Self {
        HttpTransport { handler, peer, head: None, context }
    }

    pub(super) fn into_context(self) -> SharedContext {
        self.context
    }
}

/// Copies what a call may ask about its request, which the call may outlive on a thread that blocks.
fn build(head: &RequestHead) -> CallContext {
    let headers = Arc::new(Headers(head.headers.clone()));
    let context = CallContext::new().with_path(head.uri.path()).with_headers(headers);
    match head.peer_addr {
        Some(peer) => context.with_peer(peer),
        None => context,
    }
}

impl Transport for HttpTransport<'_> {
    fn context(&self) -> CallContext {
        self.context.0.get_or_init(|| self.head.map(build).unwrap_or_default()).clone()
    }

    fn run_blocking(&self, job: BlockingJob) -> BlockingFuture {
        self.handler.admission.run_blocking(job)
    }

    fn wants_times(&self) -> bool {
        self.handler.settings.http.access_log
    }

    fn completed(&self, record: &CallRecord<'_>) {
        if let Some(fault) = record.fault
            && let Some(detail) = fault.detail()
        {
            log::detail(record.method, fault, detail);
        }
        if !record.quirks.is_empty() {
            let client = self.peer.map(|peer| peer.ip());
            for quirk in self.handler.quirk_log.take_new(client, record.quirks) {
                log::quirk(client, record.method, quirk);
            }
        }
        if self.handler.settings.http.access_log {
            log::access(&AccessLine {
                peer: self.peer,
                method: record.method,
                outcome: record.fault.map_or(Outcome::Ok, |fault| Outcome::Fault(fault.code())),
                bytes: record.response_bytes,
                elapsed: record.elapsed,
            });
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
    use actix_web::http::header::{HeaderName, HeaderValue};
    use xmlrpc_service::Dispatcher;

    use super::*;
    use crate::Endpoint;

    #[test]
    fn the_headers_of_a_request_are_copied_once() {
        let endpoint = Endpoint::new(Dispatcher::new()).expect("no mistake");
        let (_, handler) = endpoint.handlers().next().expect("a path");
        let mut head = RequestHead::default();
        head.headers.insert(HeaderName::from_static("x-tenant"), HeaderValue::from_static("seven"));

        let transport = HttpTransport::new(&head, &handler);
        let first = transport.context();
        let later = HttpTransport::with_context(&head, &handler, transport.into_context());
        let detached = HttpTransport::detached(None, &handler, SharedContext::of(&head));
        let place = |context: &CallContext| context.header("X-Tenant").map(str::as_ptr);
        assert_eq!(first.header("X-Tenant"), Some("seven"));
        assert_eq!(place(&first), place(&later.context()));
        assert_eq!(place(&detached.context()), place(&detached.context()));
    }
}
