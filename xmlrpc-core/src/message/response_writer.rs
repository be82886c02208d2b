//! Writing a method response piece by piece.

use serde::Serialize;

use std::sync::Arc;

use super::frame::{PARAM_LEVEL, Room, SMALL, begin_result, end_result, push_fault_document, push_fault_value};
use crate::dialect::ResolvedDialect;
use crate::error::Error;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::ser::{ARRAY, Allowance, DialectWriter, MemoryLease, ResponseMemory, UNLEASED, ValueWriter, too_large};

/// Bytes that may have to be written behind a result, in any layout, and for a result inside a multicall.
const CLOSING: usize = 128;
/// Bytes that a fault's text may have at least, so that one of our own always fits.
const OWN_TEXT: usize = 512;

/// Writes a method response: one result, an array of results and faults, or a fault. The bytes are those that are sent.
#[derive(Debug)]
pub struct ResponseWriter {
    buffer: Vec<u8>,
    /// Where the result of the call begins; before it stand the results of other calls.
    begin: usize,
    allowance: Allowance,
    depth: usize,
    dialect: ResolvedDialect,
    /// How many elements deep the result is.
    level: usize,
}

/// A place in a response, to go back to.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    length: usize,
    level: usize,
}

impl ResponseWriter {
    /// An empty response within these limits, in this dialect, which leases its memory while it grows, if there is one
    /// to lease from.
    #[inline]
    pub fn new(limits: &Limits, dialect: ResolvedDialect, memory: Option<Arc<dyn ResponseMemory>>) -> Self {
        ResponseWriter {
            buffer: Vec::new(),
            begin: 0,
            allowance: Allowance::new(limits.response, memory),
            depth: limits.effective_depth(),
            dialect,
            level: PARAM_LEVEL,
        }
    }

    /// An empty one with the same settings.
    pub fn empty(&self) -> Self {
        ResponseWriter { buffer: Vec::new(), begin: 0, allowance: self.allowance.another(), ..*self }
    }

    /// Takes what has been written, and leaves an empty one behind.
    pub fn take(&mut self) -> Self {
        let buffer = std::mem::take(&mut self.buffer);
        ResponseWriter { buffer, allowance: self.allowance.take(), ..*self }
    }

    /// Begins the document of a response that is no fault, with room for a small result.
    #[inline]
    pub fn begin_document(&mut self) {
        self.buffer = Vec::with_capacity(SMALL);
        begin_result(&mut self.buffer, self.dialect.unless_standard());
    }

    /// Ends the document of a response that is no fault.
    #[inline]
    pub fn end_document(&mut self) {
        end_result(&mut self.buffer, self.dialect.unless_standard());
    }

    /// Makes the whole response a fault, whatever has been written.
    pub fn become_fault(&mut self, fault: &Fault) {
        let dialect = self.dialect;
        if self.buffer.capacity() > UNLEASED {
            // A fault is short, and the buffer may be large.
            self.buffer = Vec::new();
        }
        self.fit_fault(fault, 0, 0, |out, room| push_fault_document(out, fault, room, dialect.unless_standard()));
    }

    /// Makes the whole response a result, whatever has been written.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn become_result<T: Serialize + ?Sized>(&mut self, result: &T) -> Result<(), Error> {
        self.level = PARAM_LEVEL;
        self.begin_document();
        self.begin();
        self.write(result)?;
        self.end_document();
        Ok(())
    }

    /// Writes an array of one result in the place of all that stands behind a mark.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn write_result_at<T: Serialize + ?Sized>(&mut self, mark: Mark, result: &T) -> Result<(), Error> {
        self.buffer.truncate(mark.length);
        self.level = mark.level;
        self.begin_array();
        self.begin();
        self.write(result)?;
        self.end_array();
        Ok(())
    }

    /// Begins an array of results.
    pub fn begin_array(&mut self) {
        match self.dialect.unless_standard() {
            None => self.buffer.extend_from_slice(ARRAY.0.as_bytes()),
            Some(dialect) => DialectWriter::new(dialect, self.level).begin(&mut self.buffer, ARRAY.0),
        }
        self.level += 1;
    }

    /// Ends an array of results.
    pub fn end_array(&mut self) {
        match self.dialect.unless_standard() {
            None => self.buffer.extend_from_slice(ARRAY.1.as_bytes()),
            Some(dialect) => DialectWriter::new(dialect, self.level).end(&mut self.buffer, ARRAY.1),
        }
        self.level -= 1;
    }

    /// The end of what has been written.
    pub fn mark(&self) -> Mark {
        Mark { length: self.buffer.len(), level: self.level }
    }

    /// Whether what stood before a mark has been lost, with a thread or for want of memory.
    pub fn has_lost(&self, mark: Mark) -> bool {
        self.buffer.len() < mark.length || self.is_refused()
    }

    /// The memory that the response leases from.
    pub fn memory(&self) -> Option<Arc<dyn ResponseMemory>> {
        self.allowance.memory()
    }

    /// Says that there is no memory for the response or its call.
    pub fn refuse(&mut self) {
        self.allowance.refuse();
    }

    /// Whether there was no memory. Nothing can be written then but a fault.
    #[inline]
    pub fn is_refused(&self) -> bool {
        self.allowance.is_refused()
    }

    /// How many bytes stand behind a mark.
    pub fn written_since(&self, mark: Mark) -> usize {
        self.buffer.len() - mark.length
    }

    /// Writes a fault as a value in the place of all that stands behind a mark.
    pub fn write_fault_at(&mut self, mark: Mark, fault: &Fault) {
        self.level = mark.level;
        let (dialect, level) = (self.dialect, mark.level);
        self.fit_fault(fault, mark.length, CLOSING, |out, room| {
            push_fault_value(out, fault, room, dialect.unless_standard(), level);
        });
    }

    /// Says that the next result begins here.
    #[inline]
    pub fn begin(&mut self) {
        self.begin = self.buffer.len();
    }

    /// Whether a result has been written since it [began](Self::begin).
    #[inline]
    pub fn is_written(&self) -> bool {
        self.buffer.len() > self.begin
    }

    /// Writes the result. A second one takes the place of the first.
    ///
    /// # Errors
    ///
    /// A result that the [dialect](crate::Dialect) cannot carry, such as NaN, or one that is too large; nothing is written
    /// then.
    #[inline]
    pub fn write<T: Serialize + ?Sized>(&mut self, result: &T) -> Result<(), Error> {
        self.write_with(result, false)
    }

    /// Writes what a function returned: of a `Result`, the value, while its error is the fault. Serde presents a
    /// `Result` as the enum of that name, which is how it is recognised.
    pub fn write_outcome<T: Serialize>(&mut self, outcome: &T) -> Result<(), Error> {
        self.write_with(outcome, true)
    }

    #[inline]
    fn write_with<T: Serialize + ?Sized>(&mut self, result: &T, splitting: bool) -> Result<(), Error> {
        self.buffer.truncate(self.begin);
        let mut writer = ValueWriter::new(&mut self.buffer, 0, self.depth)
            .within(&mut self.allowance)
            .in_dialect(self.dialect.unless_standard(), self.level)
            .expecting_result();
        if splitting {
            writer = writer.splitting_result();
        }
        let written = result.serialize(&mut writer).and_then(|()| writer.check_size(CLOSING));
        written.inspect_err(|_| self.forget_result())
    }

    #[cold]
    fn forget_result(&mut self) {
        if self.is_refused() {
            self.buffer = Vec::new();
        }
        self.buffer.truncate(self.begin);
    }

    /// Puts what has been written elsewhere behind what stands here; a fault in its place if there is no room for it.
    pub fn append(&mut self, part: &ResponseWriter) {
        let size = self.buffer.len().saturating_add(part.buffer.len()).saturating_add(CLOSING);
        if size > self.allowance.most {
            self.write_fault_at(self.mark(), &too_large(self.allowance.most).into());
        } else if self.allowance.grow(&mut self.buffer, size).is_ok() {
            self.buffer.extend_from_slice(&part.buffer);
        }
    }

    /// Writes a fault in the place of all that stands behind `from`, by a function that gets the room for the text and the
    /// further members: as much as the limit leaves with what stands around them, and with what comes `behind`.
    fn fit_fault(&mut self, fault: &Fault, from: usize, behind: usize, write: impl Fn(&mut Vec<u8>, Room)) {
        self.buffer.truncate(from);
        let limit = self.limit_with(fault, from).saturating_sub(behind);
        let room = |text: usize| Room { text: text.max(OWN_TEXT), end: limit.saturating_sub(CLOSING) };
        write(&mut self.buffer, room(limit.saturating_sub(from)));
        if self.buffer.len() > limit {
            self.buffer.truncate(from);
            write(&mut self.buffer, Room { text: 0, end: 0 });
            let without_text = self.buffer.len();
            self.buffer.truncate(from);
            write(&mut self.buffer, room(limit.saturating_sub(without_text)));
        }
    }

    /// The limit of a response with a fault, for whose text memory is leased.
    fn limit_with(&mut self, fault: &Fault, from: usize) -> usize {
        /// Bytes that one byte of a text is written as, at most.
        const REFERENCE: usize = 5;
        let text = match self.allowance.memory() {
            Some(_) if fault.is_extended() => {
                let mut all = Vec::new();
                push_fault_value(&mut all, fault, Room::UNLIMITED, self.dialect.unless_standard(), self.level);
                all.len()
            }
            _ => fault.message().len().saturating_mul(REFERENCE),
        };
        let size = from.saturating_add(text).saturating_add(OWN_TEXT + CLOSING).min(self.allowance.most);
        match self.allowance.grow(&mut self.buffer, size) {
            Ok(()) => self.allowance.most,
            Err(_) => 0,
        }
    }

    /// The character set of [`into_bytes`](Self::into_bytes).
    #[inline]
    pub fn charset(&self) -> &'static str {
        self.dialect.charset()
    }

    /// The document in the dialect's character set, and the lease of its memory.
    #[inline]
    pub fn into_bytes(self) -> (Vec<u8>, Option<Box<dyn MemoryLease>>) {
        let ResponseWriter { mut buffer, allowance, dialect, .. } = self;
        if let Some(dialect) = dialect.unless_standard() {
            buffer = dialect.encoding.encoded(buffer);
        }
        let lease = if allowance.is_leased() { leased(&mut buffer, allowance) } else { None };
        (buffer, lease)
    }
}

/// Reduces a buffer and its lease to what has been written.
#[cold]
fn leased(buffer: &mut Vec<u8>, allowance: Allowance) -> Option<Box<dyn MemoryLease>> {
    buffer.shrink_to_fit();
    allowance.into_lease(buffer.capacity())
}
