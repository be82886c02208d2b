//! The reader of XML-RPC documents: one position in a text, two paths, one table of elements.
//!
//! The open elements are known from the caller: the calls of serde, or of the functions here, are the stack of elements.
//! Each function tries the [fast path](fast), which compares tags and values as bytes, and leaves everything else to the
//! [slow path](slow), which reads one tag at a time. Only the slow path knows what may stand where, what the strict
//! reading refuses, what the tolerant reading allows, and what an error says.

#[macro_use]
mod element;

mod base64;
mod fast;
mod optional;
mod scalar;
mod slow;
#[cfg(test)]
mod twins;

use std::collections::{HashMap, HashSet};

use crate::error::Error;
use crate::limits::Limits;
use crate::reading::{DuplicateMembers, Quirk, Quirks, Reading, Rules};
use crate::xml::Cursor;

pub(crate) use element::{Element, Kind};
pub(crate) use slow::{Members, OpenValue, Place, check_call, check_method_name, prefer_xml_error};

pub(crate) use optional::{LenientState, Optional};
pub(crate) use scalar::{ANY, Range, boolean, boolean_in_capitals, double, in_range, integer};
pub(crate) use slow::{Outcome, Prefixes};

/// Where reading stands: the position, and how much deeper and how many values more it may go.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) cursor: Cursor<'a>,
    rules: &'a Rules,
    depth_left: u32,
    values_left: usize,
    /// Whether the reading is the strict one.
    strict: bool,
    /// Whether scalars of other types are converted.
    pub(crate) lenient: bool,
    /// Whether only the structure is checked, and not what scalars say.
    structure_only: bool,
    /// Whether the outermost value that is being read has no `<value>` around it.
    bare_value: bool,
    /// The prefixes that hold here.
    prefixes: Prefixes,
    /// The prefixes that hold outside of any parameter.
    outside_params: Prefixes,
    lookups: MaybeLookups,
    /// Whether members of structs may be replaced by others of their name.
    replaces: bool,
    /// Whether structs are being searched for members that do not count.
    searches: bool,
    /// The start of the outermost value whose reading failed, until the reader has gone behind it.
    failure: Option<Bookmark>,
    /// Whether the last value was passed over because its type had no use for it.
    ignored: bool,
    /// Whether one of the two is to be handled: one question for nearly all values.
    notice: bool,
    /// Names of members that must not come again: those of the structs that are being read, the innermost at the end.
    pub(crate) names: Vec<&'a str>,
}

/// What the slow path has found out about a document further on. Most documents need none of it.
#[derive(Debug, Default)]
struct Lookups {
    /// Where members begin that do not count, since another one has the same name.
    replaced: HashSet<usize>,
    /// How far the document has been searched for them.
    searched: usize,
    /// What conversions need to know.
    lenient: LenientState,
    /// The values before their names that have been passed over, by where they begin. Without them, a value would be
    /// passed over once for each struct around it.
    passed: HashMap<usize, Passed>,
}

/// [`Lookups`] that are dropped by a function of their own, so that the end of most readers costs one comparison.
#[derive(Debug)]
struct MaybeLookups(Option<Box<Lookups>>);

impl Drop for MaybeLookups {
    #[inline]
    fn drop(&mut self) {
        #[cold]
        #[inline(never)]
        fn discard(lookups: Box<Lookups>) {
            drop(lookups);
        }
        if let Some(lookups) = self.0.take() {
            discard(lookups);
        }
    }
}

/// A value before its name that has been passed over.
#[derive(Debug, Clone, Copy)]
struct Passed {
    /// Where it ends.
    end: usize,
    /// How many values are in it, itself included.
    values: usize,
}

/// A place in a document, to return to, on another thread too.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bookmark {
    position: usize,
    depth_left: u32,
    values_left: usize,
    prefixes: Prefixes,
    /// The quirks of the document up to here.
    quirks: Quirks,
}

impl Bookmark {
    pub(crate) fn position(self) -> usize {
        self.position
    }

    /// The same place, for a part of the document that counts its own quirks.
    pub(crate) fn without_quirks(self) -> Self {
        Bookmark { quirks: Quirks::default(), ..self }
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, rules: &'a Rules) -> Self {
        let reading = &rules.reading;
        Reader {
            cursor: Cursor::new(text, rules),
            rules,
            // At most `Limits::MAX_DEPTH`.
            depth_left: rules.limits.effective_depth() as u32,
            values_left: rules.limits.values,
            strict: reading.is_strict(),
            lenient: reading.lenient_types,
            structure_only: false,
            bare_value: false,
            prefixes: Prefixes::default(),
            outside_params: Prefixes::default(),
            lookups: MaybeLookups(None),
            replaces: reading.duplicate_members != DuplicateMembers::Refuse,
            searches: false,
            failure: None,
            ignored: false,
            notice: false,
            names: Vec::new(),
        }
    }

    pub(crate) fn bookmark(&self) -> Bookmark {
        let Reader { cursor, depth_left, values_left, prefixes, .. } = self;
        Bookmark {
            position: cursor.position(),
            depth_left: *depth_left,
            values_left: *values_left,
            prefixes: *prefixes,
            quirks: cursor.quirks,
        }
    }

    /// Goes back to where this reader stood. Quirks that were met stay noted.
    pub(crate) fn return_to(&mut self, bookmark: Bookmark) {
        let Bookmark { position, depth_left, values_left, prefixes, quirks: _ } = bookmark;
        self.cursor.set_position(position);
        (self.depth_left, self.values_left, self.prefixes) = (depth_left, values_left, prefixes);
    }

    /// A reader of the same text that goes on where another one stood.
    pub(crate) fn resume(text: &'a str, rules: &'a Rules, bookmark: Bookmark) -> Self {
        let mut reader = Reader::new(text, rules);
        reader.return_to(bookmark);
        reader.cursor.quirks = bookmark.quirks;
        reader
    }

    /// The same reader, which checks only the structure of what it passes over.
    pub(crate) fn structure_only(mut self) -> Self {
        self.structure_only = true;
        self
    }

    /// Leaves the value that began at a bookmark: what its elements declared holds no longer.
    #[inline(always)]
    pub(crate) fn leave_value(&mut self, start: Bookmark) {
        self.prefixes = start.prefixes;
    }

    /// The quirks of the document as far as it has been read.
    #[inline]
    pub(crate) fn quirks(&self) -> Quirks {
        self.cursor.quirks
    }

    /// The position in the text, in bytes.
    pub(crate) fn position(&self) -> usize {
        self.cursor.position()
    }

    /// Gives an error its line and column.
    #[cold]
    pub(crate) fn located(&self, error: Error) -> Error {
        error.in_text(self.cursor.text())
    }

    /// Notes that the document has a quirk.
    #[cold]
    pub(crate) fn note(&mut self, quirk: Quirk) {
        self.cursor.quirks.insert(quirk);
    }

    /// Whether there is something to handle behind the value that was read last.
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

    /// Notes the failure of a type that failed by itself: an error of the reader has been noted already.
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

    /// What conversions need to know; none if there was no need yet.
    pub(crate) fn known_lenient_state(&self) -> Option<&LenientState> {
        self.lookups.0.as_deref().map(|lookups| &lookups.lenient)
    }

    /// What conversions need to know.
    pub(crate) fn lenient_state(&mut self) -> &mut LenientState {
        &mut self.lookups.0.get_or_insert_default().lenient
    }

    pub(crate) fn reading(&self) -> &'a Reading {
        &self.rules.reading
    }

    pub(crate) fn limits(&self) -> &'a Limits {
        &self.rules.limits
    }

    /// Counts a value.
    #[inline(always)]
    fn count_value(&mut self) -> Result<(), Error> {
        match self.values_left.checked_sub(1) {
            Some(left) => {
                self.values_left = left;
                Ok(())
            }
            None => Err(self.too_many_values()),
        }
    }

    /// Takes back that a value was counted, to go back to its start.
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
    fn descend(&mut self) -> Result<(), Error> {
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
    fn ascend(&mut self) {
        self.depth_left += 1;
    }

    #[cold]
    fn too_deep(&self) -> Error {
        self.limits().too_deep().at(self.cursor.position())
    }

    /// Whether the type of a value depends on more than its element.
    fn checks_types(&self) -> bool {
        self.strict || self.reading().reads_empty_as_nil()
    }

    /// Whether no array and no struct is open.
    fn is_outermost(&self) -> bool {
        self.depth_left == self.limits().effective_depth() as u32
    }
}
