use serde::Serialize;

use crate::fault::Fault;
use crate::limits::Limits;
use crate::ser::ValueWriter;

/// Where a call's result is written, straight into the bytes of the answer.
#[derive(Debug)]
pub struct Response {
    buffer: Vec<u8>,
    limit: usize,
}

impl Response {
    pub(crate) fn new(limits: &Limits) -> Self {
        Response { buffer: Vec::new(), limit: limits.response }
    }

    /// Writes the result.
    ///
    /// # Errors
    ///
    /// A result that XML-RPC cannot carry, such as NaN, or one that is too large; the dispatcher then drops what was
    /// written.
    #[inline]
    pub fn write<T: Serialize + ?Sized>(&mut self, result: &T) -> Result<(), Fault> {
        result.serialize(&mut ValueWriter::new(&mut self.buffer, self.limit)).map_err(Fault::from)
    }

    /// Writes what a function returned: of a `Result`, the value, while its error is the fault.
    pub(crate) fn write_outcome<T: Serialize>(&mut self, outcome: &T) -> Result<(), Fault> {
        let mut writer = ValueWriter::new(&mut self.buffer, self.limit).splitting_result();
        outcome.serialize(&mut writer).map_err(Fault::from)
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
