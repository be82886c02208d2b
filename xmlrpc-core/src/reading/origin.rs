//! From a text that was mended back to the one that was sent.

use std::sync::Arc;

use crate::error::Error;
use crate::xml::Utf8;

/// A document as it was sent, and which part of it each part of the mended text was.
#[derive(Debug)]
pub(crate) struct Origin {
    pub(super) document: Utf8,
    /// Where each part of the mended text begins, in order.
    pub(super) parts: Vec<Part>,
    /// Where `document` itself comes from, if it was mended before.
    pub(super) earlier: Option<Arc<Origin>>,
}

/// A part of a mended text. Offsets are narrow: there may be many parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// Where it begins in the mended text.
    pub(super) begin: u32,
    /// Where it begins in the text before; for one that was put in, the place it was put at.
    pub(super) source: u32,
    /// Whether it was put in.
    pub(super) added: bool,
}

impl Origin {
    fn part(&self, offset: usize) -> Option<&Part> {
        let behind = self.parts.partition_point(|part| part.begin as usize <= offset);
        self.parts[..behind].last()
    }

    fn source(&self, offset: usize) -> usize {
        match self.part(offset) {
            Some(part) if part.added => part.source as usize,
            Some(part) => part.source as usize + (offset - part.begin as usize),
            None => offset,
        }
    }

    /// Whether what stands at an offset of the mended text was put in.
    pub(super) fn is_added(&self, offset: usize) -> bool {
        self.part(offset).is_some_and(|part| part.added)
    }

    /// Gives an error of the mended text its place in the document as it was sent.
    #[cold]
    pub(super) fn located(&self, error: Error) -> Error {
        let error = error.moved(|offset| self.source(offset));
        match &self.earlier {
            // It was read before it was mended.
            None => error.in_text(self.document.text().unwrap_or_default()),
            Some(earlier) => earlier.located(error),
        }
    }
}
