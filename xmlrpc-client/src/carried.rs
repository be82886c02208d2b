//! A document on its way.

use std::time::Instant;

use bytes::Bytes;

/// A document on its way, and the settings of its call.
#[derive(Debug, Clone)]
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'a str,
    pub(crate) document: Bytes,
    /// Headers of the call: names in lower case.
    pub(crate) headers: &'a [(String, String)],
    /// Whether the call may be sent twice.
    pub(crate) idempotent: bool,
    pub(crate) deadline: Option<Instant>,
    /// The most bytes of the response.
    pub(crate) limit: usize,
}
