use serde::Serialize;

use crate::fault::Fault;
use crate::limits::Limits;
use crate::ser::{ValueWriter, too_large};

/// Where a call's result is written, straight into the bytes of the answer.
#[derive(Debug)]
pub struct Response {
    buffer: Vec<u8>,
    /// Where the result of the call begins; before it stands what others have answered.
    begin: usize,
    limit: usize,
    depth: usize,
}

impl Response {
    pub(crate) fn new(limits: &Limits) -> Self {
        Response { buffer: Vec::new(), begin: 0, limit: limits.response, depth: limits.effective_depth() }
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
    /// A result that XML-RPC cannot carry, such as NaN, or one that is too large; nothing is written then.
    #[inline]
    pub fn write<T: Serialize + ?Sized>(&mut self, result: &T) -> Result<(), Fault> {
        self.write_with(result, false)
    }

    /// Writes what a function returned: of a `Result`, the value, while its error is the fault.
    pub(crate) fn write_outcome<T: Serialize>(&mut self, outcome: &T) -> Result<(), Fault> {
        // Of a function nothing is known but that its result serialises: only the type's name tells one from the other.
        let is_result = std::any::type_name::<T>().starts_with("core::result::Result<");
        self.write_with(outcome, is_result)
    }

    #[inline]
    fn write_with<T: Serialize + ?Sized>(&mut self, result: &T, splitting: bool) -> Result<(), Fault> {
        self.buffer.truncate(self.begin);
        let mut writer = ValueWriter::new(&mut self.buffer, self.limit, self.depth);
        if splitting {
            writer = writer.splitting_result();
        }
        let written = result.serialize(&mut writer).and_then(|()| writer.check_size());
        written.map_err(|error| {
            self.buffer.truncate(self.begin);
            Fault::from(error)
        })
    }

    /// Whether so many bytes more are within the limit.
    pub(crate) fn check_room(&self, bytes: usize) -> Result<(), Fault> {
        if self.len().saturating_add(bytes) > self.limit { Err(too_large(self.limit).into()) } else { Ok(()) }
    }

    pub(crate) fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    pub(crate) fn len(&self) -> usize {
        self.buffer.len()
    }

    /// Bytes that a fault's text may have behind so many others; one of our own always fits.
    pub(crate) fn room_for_text(&self, before: usize) -> usize {
        const OWN: usize = 1024;
        self.limit.saturating_sub(before).max(OWN)
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.buffer
    }
}
