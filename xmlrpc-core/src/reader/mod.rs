//! The structure of XML-RPC documents: which element may come where.
//!
//! The reader goes straight through the document. What is open is known from who asks: serde's calls, or the
//! functions here, are the stack of elements. Each function tries the protocol's own tags as bytes and leaves anything
//! else to the irregular road.

mod element;
mod envelope;
mod extensions;
mod scalar;
mod skip;
#[cfg(test)]
mod two_gears;
mod value;

use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::limits::Limits;
use crate::reading::{Reading, Rules};
use crate::xml::Cursor;

pub(crate) use element::{Array, Data, Element, Fault, Member, Name, Param, Params, Struct, Value};
pub(crate) use envelope::{Outcome, check_call, weightiest};
pub(crate) use extensions::Extensions;
pub(crate) use scalar::{Range, base64, boolean, double, in_range, integer};
pub(crate) use value::{Kind, OpenValue};

/// Where reading stands: the position, how deep, and how many values more may come.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    pub(crate) cursor: Cursor<'a>,
    rules: &'a Rules,
    depth: usize,
    values_left: usize,
    /// The prefixes that hold here.
    pub(crate) extensions: Extensions,
    /// The prefixes that hold outside of any parameter.
    outside_params: Extensions,
    /// The start of the outermost value whose reading failed, until somebody has seen to it.
    failure: Option<Bookmark>,
    /// Whether the last value was passed over because its type had no use for it.
    ignored: bool,
}

/// A place in a document, to be returned to, by another thread if need be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bookmark {
    position: usize,
    depth: usize,
    values_left: usize,
    extensions: Extensions,
}

impl Bookmark {
    pub(crate) fn position(self) -> usize {
        self.position
    }

    /// The prefixes that held there.
    #[inline(always)]
    pub(crate) fn extensions(self) -> Extensions {
        self.extensions
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, rules: &'a Rules) -> Self {
        Reader {
            cursor: Cursor::new(text, &rules.limits),
            rules,
            depth: 0,
            values_left: rules.limits.values,
            extensions: Extensions::default(),
            outside_params: Extensions::default(),
            failure: None,
            ignored: false,
        }
    }

    pub(crate) fn bookmark(&self) -> Bookmark {
        let Reader { cursor, depth, values_left, extensions, .. } = self;
        Bookmark { position: cursor.position(), depth: *depth, values_left: *values_left, extensions: *extensions }
    }

    /// Goes back to where this reader stood.
    pub(crate) fn return_to(&mut self, bookmark: Bookmark) {
        let Bookmark { position, depth, values_left, extensions } = bookmark;
        self.cursor.set_position(position);
        (self.depth, self.values_left, self.extensions) = (depth, values_left, extensions);
    }

    /// A reader of the same text that goes on where another one stood.
    pub(crate) fn resume(text: &'a str, rules: &'a Rules, bookmark: Bookmark) -> Self {
        let mut reader = Reader::new(text, rules);
        reader.return_to(bookmark);
        reader
    }

    #[inline(always)]
    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    #[cold]
    pub(crate) fn fail_at(&mut self, start: Bookmark) {
        self.failure = Some(start);
    }

    pub(crate) fn take_failure(&mut self) -> Option<Bookmark> {
        self.failure.take()
    }

    pub(crate) fn note_ignored(&mut self) {
        self.ignored = true;
    }

    #[inline(always)]
    pub(crate) fn forget_ignored(&mut self) {
        self.ignored = false;
    }

    #[inline(always)]
    pub(crate) fn was_ignored(&self) -> bool {
        self.ignored
    }

    /// Gives an error its line and column.
    #[cold]
    pub(crate) fn located(&self, error: Error) -> Error {
        self.rules.located(error, self.cursor.text())
    }

    pub(crate) fn reading(&self) -> &'a Reading {
        &self.rules.reading
    }

    pub(crate) fn limits(&self) -> &'a Limits {
        &self.rules.limits
    }

    /// Counts a value.
    #[inline(always)]
    pub(crate) fn count_value(&mut self) -> Result<(), Error> {
        match self.values_left.checked_sub(1) {
            Some(left) => {
                self.values_left = left;
                Ok(())
            }
            None => Err(self.too_many_values()),
        }
    }

    #[cold]
    fn too_many_values(&self) -> Error {
        self.cursor.error(INVALID_REQUEST, self.limits().too_many_values())
    }

    /// Counts an array or a struct that begins.
    #[inline]
    pub(crate) fn descend(&mut self) -> Result<(), Error> {
        if self.depth == self.limits().effective_depth() {
            return Err(self.too_deep());
        }
        self.depth += 1;
        Ok(())
    }

    /// Counts an array or a struct that ends.
    #[inline]
    pub(crate) fn ascend(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    #[cold]
    fn too_deep(&self) -> Error {
        self.cursor.error(INVALID_REQUEST, self.limits().too_deep())
    }

    #[cold]
    pub(crate) fn ill_structured(&self, message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        self.cursor.error(INVALID_REQUEST, message)
    }
}
