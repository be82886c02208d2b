use serde::Serialize;

use xmlrpc_core::__private::dialect::ResolvedDialect;
use xmlrpc_core::__private::message::{
    PARAM_LEVEL, SMALL, begin_result, end_result, push_fault_document, push_fault_value,
};
use xmlrpc_core::__private::ser::{ARRAY, DialectWriter, ValueWriter, too_large};
use xmlrpc_core::Limits;
use xmlrpc_core::fault::Fault;

/// Bytes that may have to be written behind a result, in any layout, and for a result inside a multicall.
const CLOSING: usize = 128;
/// Bytes that a fault's text may have at least, so that one of our own always fits.
const OWN_TEXT: usize = 512;

/// Where a call's result is written, straight into the bytes of the answer.
#[derive(Debug)]
pub struct Response {
    buffer: Vec<u8>,
    /// Where the result of the call begins; before it stands what others have answered.
    begin: usize,
    limit: usize,
    depth: usize,
    dialect: ResolvedDialect,
    /// How many elements deep the result is.
    level: usize,
}

/// A place in an answer, to come back to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    length: usize,
    level: usize,
}

impl Response {
    pub(crate) fn new(limits: &Limits, dialect: ResolvedDialect) -> Self {
        Response {
            buffer: Vec::new(),
            begin: 0,
            limit: limits.response,
            depth: limits.effective_depth(),
            dialect,
            level: PARAM_LEVEL,
        }
    }

    /// Another one, of the same kind.
    pub(crate) fn empty(&self) -> Self {
        Response { buffer: Vec::new(), begin: 0, ..*self }
    }

    /// Leaves an empty one behind.
    pub(crate) fn take(&mut self) -> Self {
        let buffer = std::mem::take(&mut self.buffer);
        Response { buffer, ..*self }
    }

    /// Begins the document of an answer that is no fault, with room for a small result.
    #[inline]
    pub(crate) fn begin_document(&mut self) {
        self.buffer = Vec::with_capacity(SMALL);
        begin_result(&mut self.buffer, self.dialect.unless_standard());
    }

    #[inline]
    pub(crate) fn end_document(&mut self) {
        end_result(&mut self.buffer, self.dialect.unless_standard());
    }

    /// Makes the whole answer a fault, whatever has been written.
    pub(crate) fn become_fault(&mut self, fault: &Fault) {
        let dialect = self.dialect;
        self.fit_fault(0, 0, |out, longest| push_fault_document(out, fault, longest, dialect.unless_standard()));
    }

    /// Begins an array of results.
    pub(crate) fn begin_array(&mut self) {
        match self.dialect.unless_standard() {
            None => self.buffer.extend_from_slice(ARRAY.0.as_bytes()),
            Some(dialect) => DialectWriter::new(dialect, self.level).begin(&mut self.buffer, ARRAY.0),
        }
        self.level += 1;
    }

    pub(crate) fn end_array(&mut self) {
        match self.dialect.unless_standard() {
            None => self.buffer.extend_from_slice(ARRAY.1.as_bytes()),
            Some(dialect) => DialectWriter::new(dialect, self.level).end(&mut self.buffer, ARRAY.1),
        }
        self.level -= 1;
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { length: self.buffer.len(), level: self.level }
    }

    /// Whether what stood there has been lost.
    pub(crate) fn has_lost(&self, mark: Mark) -> bool {
        self.buffer.len() < mark.length
    }

    pub(crate) fn written_since(&self, mark: Mark) -> usize {
        self.buffer.len() - mark.length
    }

    /// Writes a fault as a value in the place of all that stands behind a mark.
    pub(crate) fn write_fault_at(&mut self, mark: Mark, fault: &Fault) {
        self.level = mark.level;
        let (dialect, level) = (self.dialect, mark.level);
        self.fit_fault(mark.length, CLOSING, |out, longest| {
            push_fault_value(out, fault, longest, dialect.unless_standard(), level);
        });
    }

    /// Says that the next result begins here.
    #[inline]
    pub(crate) fn begin(&mut self) {
        self.begin = self.buffer.len();
    }

    #[inline]
    pub(crate) fn is_written(&self) -> bool {
        self.buffer.len() > self.begin
    }

    /// Writes the result. A second one takes the place of the first.
    ///
    /// # Errors
    ///
    /// A result that the [dialect](xmlrpc_core::Dialect) cannot carry, such as NaN, or one that is too large; nothing is written
    /// then.
    #[inline]
    pub fn write<T: Serialize + ?Sized>(&mut self, result: &T) -> Result<(), Fault> {
        self.write_with(result, false)
    }

    /// Writes what a function returned: of a `Result`, the value, while its error is the fault. Serde presents a
    /// `Result` as the enum of that name, which is how it is recognised.
    pub(crate) fn write_outcome<T: Serialize>(&mut self, outcome: &T) -> Result<(), Fault> {
        self.write_with(outcome, true)
    }

    #[inline]
    fn write_with<T: Serialize + ?Sized>(&mut self, result: &T, splitting: bool) -> Result<(), Fault> {
        self.buffer.truncate(self.begin);
        let mut writer = ValueWriter::new(&mut self.buffer, self.limit, self.depth)
            .in_dialect(self.dialect.unless_standard(), self.level)
            .expecting_result();
        if splitting {
            writer = writer.splitting_result();
        }
        let written = result.serialize(&mut writer).and_then(|()| writer.check_size(CLOSING));
        written.map_err(|error| {
            self.buffer.truncate(self.begin);
            Fault::from(error)
        })
    }

    /// Puts what has been written elsewhere behind what stands here; a fault in its place if there is no room for it.
    pub(crate) fn append(&mut self, part: &Response) {
        if self.buffer.len().saturating_add(part.buffer.len()).saturating_add(CLOSING) > self.limit {
            self.write_fault_at(self.mark(), &too_large(self.limit).into());
        } else {
            self.buffer.extend_from_slice(&part.buffer);
        }
    }

    /// Writes a fault in the place of all that stands behind `from`, by a function that is told how many bytes the text
    /// may have: as many as the limit leaves with what stands around the text, and with what comes `behind`.
    fn fit_fault(&mut self, from: usize, behind: usize, write: impl Fn(&mut Vec<u8>, usize)) {
        let limit = self.limit.saturating_sub(behind);
        self.buffer.truncate(from);
        write(&mut self.buffer, limit.saturating_sub(from).max(OWN_TEXT));
        if self.buffer.len() > limit {
            self.buffer.truncate(from);
            write(&mut self.buffer, 0);
            let without_text = self.buffer.len();
            self.buffer.truncate(from);
            write(&mut self.buffer, limit.saturating_sub(without_text).max(OWN_TEXT));
        }
    }

    /// The character set of [`into_bytes`](Self::into_bytes).
    #[inline]
    pub(crate) fn charset(&self) -> &'static str {
        self.dialect.charset()
    }

    /// The document in the dialect's character set.
    #[inline]
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        match self.dialect.unless_standard() {
            None => self.buffer,
            Some(dialect) => dialect.encoding.encoded(self.buffer),
        }
    }
}
