//! How many of the bytes that come belong to the present request.

use super::chunks::Chunks;
use super::head::{Framing, Head};

/// What of the present request has not been passed to actix-http yet.
#[derive(Debug, Clone, Copy)]
pub(super) enum Remainder {
    /// There is no request: a head is awaited.
    NoRequest,
    /// So many bytes, the head included.
    Length(u64),
    /// So many bytes of the head, then chunks.
    Chunked(usize, Chunks),
}

impl Remainder {
    /// For a head and a body of these lengths.
    pub(super) fn of_lengths(head: usize, body: u64) -> Self {
        Remainder::Length(body.saturating_add(head as u64))
    }

    /// For the head of this length, after normalisation.
    pub(super) fn new(head: &Head, length: usize) -> Self {
        match head.framing {
            Framing::Length(body) => Remainder::of_lengths(length, body),
            Framing::Chunked => Remainder::Chunked(length, Chunks::new()),
            Framing::Endless => Remainder::Length(length as u64),
        }
    }

    /// Whether there is a request and all of it has been passed on.
    pub(super) fn is_complete(&self) -> bool {
        match self {
            Remainder::NoRequest => false,
            Remainder::Length(left) => *left == 0,
            Remainder::Chunked(head, chunks) => *head == 0 && chunks.is_at_end(),
        }
    }

    /// The chunks of the body, if its next bytes belong to them.
    pub(super) fn chunks(&mut self) -> Option<&mut Chunks> {
        match self {
            Remainder::Chunked(0, chunks) => Some(chunks),
            _ => None,
        }
    }

    /// How many of these bytes are passed on as they are. Those of chunks are not.
    pub(super) fn take(&mut self, bytes: &[u8]) -> usize {
        match self {
            Remainder::NoRequest => 0,
            Remainder::Length(left) => {
                let count = usize::try_from(*left).map_or(bytes.len(), |left| left.min(bytes.len()));
                *left -= count as u64;
                count
            }
            Remainder::Chunked(head, _) => {
                let count = bytes.len().min(*head);
                *head -= count;
                count
            }
        }
    }
}
