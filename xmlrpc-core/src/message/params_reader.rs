//! Reading the parameters of a call one after the other.

mod keywords;

use serde::de::Deserialize;

use crate::de::MissingParameter;
use crate::decode::{Bookmark, Kind, OpenValue, Reader};
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::reading::Quirks;

pub use keywords::{LookAhead, MemberPlace};

/// Where in a document the parameters of a call begin.
#[derive(Debug, Clone, Copy)]
pub struct ParamsStart(pub(super) Start);

impl ParamsStart {
    /// No parameters, whatever the document has.
    pub const NONE: ParamsStart = ParamsStart(Start::None);

    /// Whether the parameters are those of the document's own call, and not of an entry in it.
    pub fn is_of_document(self) -> bool {
        matches!(self.0, Start::Call(_))
    }
}

/// The kinds of places where parameters begin.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    /// Behind the method's name.
    Call(Bookmark),
    /// On the array of a multicall's entry.
    Array(Bookmark),
    /// Nowhere: there are none, or none that count.
    None,
}

/// Reads parameters one after the other, each straight into its type.
#[derive(Debug)]
pub struct ParamsReader<'a> {
    reader: Reader<'a>,
    place: Place,
    read: usize,
    /// Whether errors have line and column. Counting lines reads the document from its start: that is done once for a
    /// request, but not once for each entry of a multicall.
    located: bool,
}

/// Where in the document the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In `<params>`, before a `<param>` or the end, behind which the document ends too.
    Params,
    /// In a `<param>`, on its value.
    Param,
    /// In the array of a multicall's entry, on an element.
    Elements,
    /// Behind the last parameter.
    End,
}

impl<'a> ParamsReader<'a> {
    /// The parameters of a method call whose name has been read.
    #[inline]
    pub(super) fn of_call(mut reader: Reader<'a>) -> Result<Self, Error> {
        let place = if reader.open_params()? { Place::Params } else { Place::End };
        Ok(ParamsReader { reader, place, read: 0, located: true })
    }

    /// The parameters in an array, at whose value the reader stands.
    pub(super) fn of_array(mut reader: Reader<'a>) -> Result<Self, Error> {
        let start = reader.position();
        let open = reader.open_value()?;
        if open.kind() != Kind::Array {
            return Err(no_array(&open).at(start));
        }
        let place = if reader.begin_array(&open)? { Place::Elements } else { Place::End };
        Ok(ParamsReader { reader, place, read: 0, located: false })
    }

    /// No parameters, whatever the document has.
    pub(super) fn none(reader: Reader<'a>) -> Self {
        ParamsReader { reader, place: Place::End, read: 0, located: false }
    }

    /// How many parameters have been read.
    #[inline]
    pub fn read(&self) -> usize {
        self.read
    }

    /// The quirks of the document as far as it has been read.
    #[inline]
    pub fn quirks(&self) -> Quirks {
        self.reader.quirks()
    }

    /// Whether the last parameter has been read, and the document to its end.
    pub fn is_at_end(&self) -> bool {
        self.place == Place::End
    }

    /// Whether another parameter is there. Behind the last one, the document is read to its end.
    ///
    /// # Errors
    ///
    /// A document that is not XML-RPC.
    #[inline]
    pub fn more(&mut self) -> Result<bool, Error> {
        if self.place == Place::Params {
            self.place = match self.reader.next_param() {
                Ok(true) => Place::Param,
                Ok(false) => Place::End,
                Err(error) => return Err(self.error(error)),
            };
        }
        Ok(self.place != Place::End)
    }

    /// Reads the next parameter; none if no more are there. A parameter that cannot be read is passed over.
    ///
    /// # Errors
    ///
    /// A document that is not XML-RPC, or a value that does not suit `T`.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "each call reads another type")]
    pub fn next<T: Deserialize<'a>>(&mut self) -> Result<Option<T>, Error> {
        if !self.more()? {
            return Ok(None);
        }
        self.read += 1;
        match self.reader.value() {
            Ok(value) => match self.leave() {
                Ok(()) => Ok(Some(value)),
                Err(error) => Err(self.error(error)),
            },
            Err(error) => Err(self.passed_over(error)),
        }
    }

    /// The same, for a parameter that has a default: nil stands for no parameter, unless `T` takes it for a value.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    #[inline]
    pub fn next_or_default<T: Deserialize<'a>>(&mut self) -> Result<Option<T>, Error> {
        if !self.more()? {
            return Ok(None);
        }
        self.read += 1;
        match self.reader.value() {
            Ok(value) => match self.leave() {
                Ok(()) => Ok(Some(value)),
                Err(error) => Err(self.error(error)),
            },
            Err(error) => self.passed_over_nil(error).map(|()| None),
        }
    }

    /// Leaves a parameter that could not be read, if it is nil.
    #[cold]
    fn passed_over_nil(&mut self, error: Error) -> Result<(), Error> {
        if error.is_about_a_value() && self.reader.has_failed_at_nil() {
            return self.reader.recover().and_then(|()| self.leave()).map_err(|error| self.error(error));
        }
        Err(self.passed_over(error))
    }

    /// What stands for a parameter that a call does not have: `None` for an `Option`.
    #[inline]
    pub fn missing<T: Deserialize<'a>>() -> Option<T> {
        T::deserialize(MissingParameter).ok()
    }

    /// Reads the parameters that are left.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn rest<T: Deserialize<'a>>(&mut self) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while let Some(value) = self.next()? {
            all.push(value);
        }
        Ok(all)
    }

    /// Passes over the parameters that are left; how many there are.
    ///
    /// # Errors
    ///
    /// A document that is not XML-RPC.
    pub fn count_rest(&mut self) -> Result<usize, Error> {
        let mut count = 0;
        while self.more()? {
            count += 1;
            self.reader.skip_value().and_then(|()| self.leave()).map_err(|error| self.error(error))?;
        }
        Ok(count)
    }

    /// Leaves a parameter that could not be read, for a caller that ignores the error. What is broken in it shows again.
    #[cold]
    fn passed_over(&mut self, error: Error) -> Error {
        if self.reader.recover().is_ok() {
            // If this fails, so does the next read.
            let _ = self.leave();
        }
        self.error(error)
    }

    /// Leaves the parameter whose value has been read.
    fn leave(&mut self) -> Result<(), Error> {
        if self.place == Place::Param {
            self.place = Place::Params;
            return self.reader.leave_param();
        }
        if !self.reader.more_elements()? {
            self.place = Place::End;
        }
        Ok(())
    }

    #[cold]
    fn error(&self, error: Error) -> Error {
        if self.located { self.reader.located(error) } else { error }
    }
}

#[cold]
fn no_array(found: &OpenValue<'_>) -> Error {
    let message = format!("\"params\" must be an array, found {}", found.kind().article());
    Error::new(INVALID_PARAMETERS, message)
}
