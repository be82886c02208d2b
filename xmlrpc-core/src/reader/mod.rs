//! The structure of XML-RPC documents: which element may come where.
//!
//! The reader goes straight through the document. What is open is known from who asks: serde's calls, or the
//! functions here, are the stack of elements. Each function tries the protocol's own tags as bytes and leaves anything
//! else to the irregular road.

mod base64;
mod digits;
mod element;
mod envelope;
mod extensions;
mod regular;
mod scalar;
mod skip;
#[cfg(test)]
mod two_gears;
mod value;

use std::borrow::Cow;

use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::limits::Limits;
use crate::reading::{Reading, Rules};
use crate::xml::Cursor;

pub(crate) use base64::base64;
pub(crate) use element::{Array, Data, Fault, Member, Name, Struct, Value};
pub use element::{Element, Param, Params};
pub(crate) use envelope::Outcome;
pub use envelope::{check_call, weightiest};
pub use extensions::Extensions;
pub(crate) use scalar::{Range, boolean, double, integer};
pub use value::{Kind, OpenValue};

/// Where reading stands: the position, and how much deeper and how many values more it may go.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(crate) cursor: Cursor<'a>,
    rules: &'a Rules,
    depth_left: usize,
    values_left: usize,
    /// The prefixes that hold here.
    pub extensions: Extensions,
    /// The prefixes that hold outside of any parameter.
    outside_params: Extensions,
    /// The start of the outermost value whose reading failed, until somebody has seen to it.
    failure: Option<Bookmark>,
    /// Whether the last value was passed over because its type had no use for it.
    ignored: bool,
    /// Whether one of the two is to be seen to: one question for nearly all values.
    notice: bool,
    /// Names of members that must not come again: those of the structs that are being read, the innermost at the end.
    pub(crate) names: Vec<&'a str>,
}

/// A place in a document, to be returned to, by another thread if need be.
#[derive(Debug, Clone, Copy)]
pub struct Bookmark {
    position: usize,
    depth_left: usize,
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
    #[doc(hidden)]
    pub fn new(text: &'a str, rules: &'a Rules) -> Self {
        Reader {
            cursor: Cursor::new(text, &rules.limits),
            rules,
            depth_left: rules.limits.effective_depth(),
            values_left: rules.limits.values,
            extensions: Extensions::default(),
            outside_params: Extensions::default(),
            failure: None,
            ignored: false,
            notice: false,
            names: Vec::new(),
        }
    }

    /// The position in the text, in bytes.
    pub fn position(&self) -> usize {
        self.cursor.position()
    }

    #[doc(hidden)]
    pub fn bookmark(&self) -> Bookmark {
        let Reader { cursor, depth_left, values_left, extensions, .. } = self;
        Bookmark {
            position: cursor.position(),
            depth_left: *depth_left,
            values_left: *values_left,
            extensions: *extensions,
        }
    }

    /// Goes back to where this reader stood.
    pub fn return_to(&mut self, bookmark: Bookmark) {
        let Bookmark { position, depth_left, values_left, extensions } = bookmark;
        self.cursor.set_position(position);
        (self.depth_left, self.values_left, self.extensions) = (depth_left, values_left, extensions);
    }

    /// A reader of the same text that goes on where another one stood.
    pub fn resume(text: &'a str, rules: &'a Rules, bookmark: Bookmark) -> Self {
        let mut reader = Reader::new(text, rules);
        reader.return_to(bookmark);
        reader
    }

    /// Whether there is something to see to behind the value that was read last.
    #[inline(always)]
    pub(crate) fn has_notice(&self) -> bool {
        self.notice
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    #[cold]
    pub(crate) fn fail_at(&mut self, start: Bookmark) {
        self.failure = Some(start);
        self.notice = true;
    }

    /// Notes the failure of a type that failed by itself: inside of it, the reader would know.
    #[cold]
    pub(crate) fn fail_unless_failed(&mut self, start: Bookmark) {
        if !self.has_failed() {
            self.fail_at(start);
        }
    }

    pub(crate) fn take_failure(&mut self) -> Option<Bookmark> {
        self.notice = self.ignored;
        self.failure.take()
    }

    pub(crate) fn note_ignored(&mut self) {
        self.ignored = true;
        self.notice = true;
    }

    pub(crate) fn take_ignored(&mut self) -> bool {
        self.notice = self.failure.is_some();
        std::mem::take(&mut self.ignored)
    }

    /// Gives an error its line and column.
    #[cold]
    pub fn located(&self, error: Error) -> Error {
        self.rules.located(error, self.cursor.text())
    }

    #[doc(hidden)]
    pub fn reading(&self) -> &'a Reading {
        &self.rules.reading
    }

    #[doc(hidden)]
    pub fn limits(&self) -> &'a Limits {
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

    /// Takes back that a value was counted, for whoever goes back to its start.
    #[cold]
    pub(crate) fn uncount_value(&mut self) {
        self.values_left += 1;
    }

    #[cold]
    fn too_many_values(&self) -> Error {
        self.limits().too_many_values().at(self.cursor.position())
    }

    /// Counts an array or a struct that begins.
    #[inline]
    pub(crate) fn descend(&mut self) -> Result<(), Error> {
        match self.depth_left.checked_sub(1) {
            Some(left) => {
                self.depth_left = left;
                Ok(())
            }
            None => Err(self.too_deep()),
        }
    }

    /// Counts an array or a struct that ends.
    #[inline]
    pub(crate) fn ascend(&mut self) {
        self.depth_left += 1;
    }

    #[cold]
    fn too_deep(&self) -> Error {
        self.limits().too_deep().at(self.cursor.position())
    }

    #[cold]
    #[doc(hidden)]
    pub fn ill_structured(&self, message: impl Into<Cow<'static, str>>) -> Error {
        self.cursor.error(INVALID_REQUEST, message)
    }
}
