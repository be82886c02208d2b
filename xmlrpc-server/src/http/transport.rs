//! What a dispatcher asks of the HTTP side: a call's context, threads that may block, the log.

use std::sync::Arc;

use actix_web::dev::RequestHead;
use actix_web::http::header::HeaderMap;
use xmlrpc_service::service::HeaderLookup;
use xmlrpc_service::{BlockingFuture, BlockingJob, CallContext, CallRecord, Transport};

use super::handler::RpcHandler;
use crate::log::{self, AccessLine, Outcome};

/// The transport of one HTTP request.
#[derive(Debug)]
pub(super) struct HttpTransport<'r> {
    head: &'r RequestHead,
    handler: &'r RpcHandler,
}

impl<'r> HttpTransport<'r> {
    pub(super) fn new(head: &'r RequestHead, handler: &'r RpcHandler) -> Self {
        HttpTransport { head, handler }
    }
}

impl Transport for HttpTransport<'_> {
    fn context(&self) -> CallContext {
        let context = CallContext::new()
            .with_path(self.head.uri.path())
            .with_headers(Arc::new(Headers(self.head.headers.clone())));
        match self.head.peer_addr {
            Some(peer) => context.with_peer(peer),
            None => context,
        }
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
            let client = self.head.peer_addr.map(|peer| peer.ip());
            for quirk in self.handler.quirk_log.news(client, record.quirks) {
                log::quirk(client, record.method, quirk);
            }
        }
        if self.handler.settings.http.access_log {
            log::access(&AccessLine {
                peer: self.head.peer_addr,
                method: record.method,
                outcome: record.fault.map_or(Outcome::Ok, |fault| Outcome::Fault(fault.code())),
                bytes: record.response_bytes,
                elapsed: record.elapsed,
            });
        }
    }
}

/// A copy of a request's headers, which may outlive the request on a thread that blocks.
struct Headers(HeaderMap);

impl HeaderLookup for Headers {
    fn header(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().ok()
    }
}
