//! The span of a call.

use std::hash::{BuildHasher, Hasher, RandomState};

use tracing::Span;
use tracing::field::{Empty, display};

use super::Client;
use crate::error::Error;

const HEADER: &str = "traceparent";

/// Begins the span of a call, and adds the header that names it if the client is to send one.
pub(super) fn begin(client: &Client, method: &str, headers: &mut Vec<(String, String)>) -> Span {
    let peer = &*client.inner.peer;
    let span = tracing::info_span!("xmlrpc.call", method, peer, trace_id = Empty, error = Empty);
    if client.inner.settings.traceparent && !headers.iter().any(|(name, _)| name == HEADER) {
        let trace_id = format!("{:016x}{:016x}", random(), random());
        headers.push((HEADER.into(), format!("00-{trace_id}-{:016x}-01", random())));
        span.record("trace_id", &*trace_id);
    }
    span
}

/// Records how a call ended.
pub(super) fn end(span: &Span, error: Option<&Error>) {
    if let Some(error) = error {
        span.record("error", display(error));
    }
}

/// A number that is not zero and hardly comes twice.
fn random() -> u64 {
    RandomState::new().build_hasher().finish().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_differ_and_are_as_long_as_they_must_be() {
        assert_ne!(random(), random());
        let client = Client::builder().traceparent(true).build("http://localhost").unwrap();
        let mut headers = Vec::new();
        begin(&client, "f", &mut headers);
        let parts: Vec<usize> = headers[0].1.split('-').map(str::len).collect();
        assert_eq!((headers.len(), parts), (1, vec![2, 32, 16, 2]));
        begin(&client, "f", &mut headers);
        assert_eq!(headers.len(), 1);
    }
}
