//! Writing a method response piece by piece.

use serde::Serialize;

use super::frame::{PARAM_LEVEL, Room, SMALL, begin_result, end_result, push_fault_document, push_fault_value};
use crate::dialect::ResolvedDialect;
use crate::error::Error;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::ser::{ARRAY, DialectWriter, ValueWriter, too_large};

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
    limit: usize,
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
    /// An empty response within these limits, in this dialect.
    pub fn new(limits: &Limits, dialect: ResolvedDialect) -> Self {
        ResponseWriter {
            buffer: Vec::new(),
            begin: 0,
            limit: limits.response,
            depth: limits.effective_depth(),
            dialect,
            level: PARAM_LEVEL,
        }
    }

    /// An empty one with the same settings.
    pub fn empty(&self) -> Self {
        ResponseWriter { buffer: Vec::new(), begin: 0, ..*self }
    }

    /// Takes what has been written, and leaves an empty one behind.
    pub fn take(&mut self) -> Self {
        let buffer = std::mem::take(&mut self.buffer);
        ResponseWriter { buffer, ..*self }
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
        self.fit_fault(0, 0, |out, room| push_fault_document(out, fault, room, dialect.unless_standard()));
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

    /// Whether what stood before a mark has been lost.
    pub fn has_lost(&self, mark: Mark) -> bool {
        self.buffer.len() < mark.length
    }

    /// How many bytes stand behind a mark.
    pub fn written_since(&self, mark: Mark) -> usize {
        self.buffer.len() - mark.length
    }

    /// Writes a fault as a value in the place of all that stands behind a mark.
    pub fn write_fault_at(&mut self, mark: Mark, fault: &Fault) {
        self.level = mark.level;
        let (dialect, level) = (self.dialect, mark.level);
        self.fit_fault(mark.length, CLOSING, |out, room| {
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
        let mut writer = ValueWriter::new(&mut self.buffer, self.limit, self.depth)
            .in_dialect(self.dialect.unless_standard(), self.level)
            .expecting_result();
        if splitting {
            writer = writer.splitting_result();
        }
        let written = result.serialize(&mut writer).and_then(|()| writer.check_size(CLOSING));
        written.inspect_err(|_| self.buffer.truncate(self.begin))
    }

    /// Puts what has been written elsewhere behind what stands here; a fault in its place if there is no room for it.
    pub fn append(&mut self, part: &ResponseWriter) {
        if self.buffer.len().saturating_add(part.buffer.len()).saturating_add(CLOSING) > self.limit {
            self.write_fault_at(self.mark(), &too_large(self.limit).into());
        } else {
            self.buffer.extend_from_slice(&part.buffer);
        }
    }

    /// Writes a fault in the place of all that stands behind `from`, by a function that gets the room for the text and the
    /// further members: as much as the limit leaves with what stands around them, and with what comes `behind`.
    fn fit_fault(&mut self, from: usize, behind: usize, write: impl Fn(&mut Vec<u8>, Room)) {
        let limit = self.limit.saturating_sub(behind);
        let room = |text: usize| Room { text: text.max(OWN_TEXT), end: limit.saturating_sub(CLOSING) };
        self.buffer.truncate(from);
        write(&mut self.buffer, room(limit.saturating_sub(from)));
        if self.buffer.len() > limit {
            self.buffer.truncate(from);
            write(&mut self.buffer, Room { text: 0, end: 0 });
            let without_text = self.buffer.len();
            self.buffer.truncate(from);
            write(&mut self.buffer, room(limit.saturating_sub(without_text)));
        }
    }

    /// The character set of [`into_bytes`](Self::into_bytes).
    #[inline]
    pub fn charset(&self) -> &'static str {
        self.dialect.charset()
    }

    /// The document in the dialect's character set.
    #[inline]
    pub fn into_bytes(self) -> Vec<u8> {
        match self.dialect.unless_standard() {
            None => self.buffer,
            Some(dialect) => dialect.encoding.encoded(self.buffer),
        }
    }
}
