//! Keeps the reader at the right place when reading a value fails.
//!
//! A user's `Deserialize` may ignore an error and go on with a default. An error in the document must still be reported:
//! the reader then goes back to the start of the value that failed, and passes over it.

use serde::de::{Deserialize, DeserializeSeed};

use crate::decode::{Bookmark, Kind, Reader};
use crate::error::Error;

impl<'de> Reader<'de> {
    /// Reads one value: an error is placed at its start, and noted until the value is passed over.
    #[inline(always)]
    pub(super) fn guarded<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        self.cursor.skip_space();
        let start = self.bookmark();
        match read(self) {
            Ok(value) => {
                if self.has_notice() {
                    self.settle_at(start)?;
                }
                self.leave_value(start);
                Ok(value)
            }
            Err(error) => {
                self.fail_at(start);
                Err(error.at(start.position()))
            }
        }
    }

    /// The error of a visitor that refused a scalar, which began behind white space here.
    #[cold]
    #[inline(never)]
    pub(super) fn refused(&mut self, before: usize, error: Error) -> Error {
        self.cursor.set_position(before);
        self.cursor.skip_space();
        self.uncount_value();
        let start = self.bookmark();
        self.fail_at(start);
        error.at(start.position())
    }

    /// Passes over a value of which its type has read nothing, so that the next one follows.
    #[cold]
    #[inline(never)]
    pub(super) fn pass_over(&mut self) -> Result<(), Error> {
        self.skip_value()
    }

    /// The error of a value that begins here; the failure is noted unless it has been noted inside of the value.
    #[cold]
    #[inline(never)]
    fn failed_by_itself(&mut self, start: usize, error: Error) -> Error {
        let behind = self.bookmark();
        self.cursor.set_position(start);
        let bookmark = self.bookmark();
        let error = error.found(|| self.peek_kind().map(Kind::word));
        self.return_to(behind);
        self.fail_unless_failed(bookmark);
        error.at(start)
    }

    /// Makes sure that the reader stands behind a value that its type says was read.
    #[inline(always)]
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        if self.has_notice() { self.recover() } else { Ok(()) }
    }

    /// The same, but after a failure the whole value is passed over.
    #[cold]
    #[inline(never)]
    fn settle_at(&mut self, start: Bookmark) -> Result<(), Error> {
        if self.has_failed() {
            self.fail_at(start);
        }
        self.recover()
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn recover(&mut self) -> Result<(), Error> {
        match self.take_failure() {
            Some(start) => {
                self.return_to(start);
                self.skip_value().inspect_err(|_| self.fail_at(start))
            }
            None => Ok(()),
        }
    }

    /// Reads a value of a type.
    #[inline]
    pub(crate) fn value<T: Deserialize<'de>>(&mut self) -> Result<T, Error> {
        // A loop, and not a second call: the type's code is compiled once.
        loop {
            match self.seeded(std::marker::PhantomData) {
                Err(error) if !self.reads_once_more() => return Err(error),
                Err(_) => {}
                read => return read,
            }
        }
    }

    /// Reads a value with a seed.
    #[inline(always)]
    pub(super) fn seeded<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let start = self.cursor.position();
        let value = seed.deserialize(&mut *self).map_err(|error| self.failed_by_itself(start, error))?;
        self.settle()?;
        Ok(value)
    }
}
