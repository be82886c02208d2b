use serde::de::Deserialize;

use super::PublishedMethod;
use xmlrpc_core::__private::de::MissingParameter;
use xmlrpc_core::__private::decode::{Kind, OpenValue, Reader};
use xmlrpc_core::Error;
use xmlrpc_core::fault::{Fault, INVALID_PARAMETERS};
use xmlrpc_core::reading::Quirks;

/// The arguments of one call, read one after the other out of the request.
#[derive(Debug)]
pub struct Arguments<'a> {
    reader: Reader<'a>,
    place: Place,
    method: &'a PublishedMethod,
    read: usize,
    /// Whether faults tell line and column. Counting lines reads the document from its start: once for a request, but
    /// not once for each entry of a multicall.
    places: bool,
}

#[cold]
fn no_array(found: &OpenValue<'_>) -> Error {
    let message = format!("\"params\" must be an array, found {}", found.kind().article());
    Error::new(INVALID_PARAMETERS, message)
}

/// Where in the document the arguments stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In `<params>`, before a `<param>` or the end, behind which the document ends too.
    Params,
    /// In a `<param>`, on its value.
    Param,
    /// In the array of a multicall's entry, on an element.
    Elements,
    /// Behind the last of them.
    End,
}

impl<'a> Arguments<'a> {
    /// The arguments of a method call whose name has been read.
    pub(crate) fn of_call(mut reader: Reader<'a>, method: &'a PublishedMethod) -> Result<Self, Error> {
        let place = if reader.open_params()? { Place::Params } else { Place::End };
        Ok(Arguments { reader, place, method, read: 0, places: true })
    }

    /// No arguments, whatever the document has.
    pub(crate) fn none(reader: Reader<'a>, method: &'a PublishedMethod) -> Self {
        Arguments { reader, place: Place::End, method, read: 0, places: false }
    }

    /// The arguments in an array, at whose value the reader stands.
    pub(crate) fn of_array(mut reader: Reader<'a>, method: &'a PublishedMethod) -> Result<Self, Error> {
        let start = reader.position();
        let open = reader.open_value()?;
        if open.kind() != Kind::Array {
            return Err(no_array(&open).at(start));
        }
        let place = if reader.begin_array(&open)? { Place::Elements } else { Place::End };
        Ok(Arguments { reader, place, method, read: 0, places: false })
    }

    /// The quirks of the document as far as it has been read.
    #[inline]
    pub(crate) fn quirks(&self) -> Quirks {
        self.reader.quirks()
    }

    /// How many arguments a method call has, whose name has been read.
    pub(crate) fn count_in_call(mut reader: Reader<'_>) -> Result<usize, Error> {
        let mut count = 0;
        if reader.open_params()? {
            while reader.enter_param()? {
                reader.skip_value()?;
                reader.leave_param()?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// How many arguments an array has, at whose value the reader stands.
    pub(crate) fn count_in_array(mut reader: Reader<'_>) -> Result<usize, Error> {
        let start = reader.position();
        let open = reader.open_value()?;
        if open.kind() != Kind::Array {
            return Err(no_array(&open).at(start));
        }
        let mut count = 0;
        let mut more = reader.begin_array(&open)?;
        while more {
            reader.skip_value()?;
            count += 1;
            more = reader.more_elements()?;
        }
        Ok(count)
    }

    /// Reads the next argument. One that cannot be read is passed over.
    ///
    /// # Errors
    ///
    /// A document that is not XML-RPC, a value that does not suit `T`, or no argument left; `Option` is then `None`.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "each call reads another type")]
    pub fn next<T: Deserialize<'a>>(&mut self) -> Result<T, Fault> {
        match self.more() {
            Ok(true) => self.read_next().map_err(|error| self.fault(error)),
            Ok(false) => T::deserialize(MissingParameter).map_err(|_| self.too_few()),
            Err(error) => Err(self.fault(error)),
        }
    }

    #[inline]
    fn read_next<T: Deserialize<'a>>(&mut self) -> Result<T, Error> {
        self.read += 1;
        match self.reader.value() {
            Ok(value) => self.leave().map(|()| value),
            Err(error) => {
                self.pass_over();
                Err(error)
            }
        }
    }

    /// Leaves an argument that could not be read, for whoever swallows the error. What is broken in it shows again.
    #[cold]
    fn pass_over(&mut self) {
        if self.reader.recover().is_ok() {
            // If this fails, so does whatever is asked for next.
            let _ = self.leave();
        }
    }

    /// Leaves the argument whose value has been read.
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

    /// Whether another argument is there, on whose value the reader stands then; behind the last one, the document is
    /// read to its end.
    fn more(&mut self) -> Result<bool, Error> {
        if self.place == Place::Params {
            self.place = if self.reader.next_param()? { Place::Param } else { Place::End };
        }
        Ok(self.place != Place::End)
    }

    /// Reads the next argument, if there is one.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next), but for an argument that is missing.
    #[inline]
    pub fn next_if_any<T: Deserialize<'a>>(&mut self) -> Result<Option<T>, Fault> {
        match self.more() {
            Ok(true) => self.read_next().map(Some).map_err(|error| self.fault(error)),
            Ok(false) => Ok(None),
            Err(error) => Err(self.fault(error)),
        }
    }

    /// Reads whatever is left, for a method that takes any number of arguments of one type.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn rest<T: Deserialize<'a>>(&mut self) -> Result<Vec<T>, Fault> {
        let mut all = Vec::new();
        loop {
            match self.more() {
                Ok(true) => all.push(self.next()?),
                Ok(false) => return Ok(all),
                Err(error) => return Err(self.fault(error)),
            }
        }
    }

    /// Makes sure that there are no more arguments and that the document ends well. Until then, no method runs.
    ///
    /// # Errors
    ///
    /// More arguments than the method takes, or a document that is not XML-RPC to its end.
    #[inline]
    pub fn finish(&mut self) -> Result<(), Fault> {
        match self.more() {
            Ok(false) => Ok(()),
            Ok(true) => Err(self.too_many()),
            Err(error) => Err(self.fault(error)),
        }
    }

    #[cold]
    fn too_few(&self) -> Fault {
        let missing = self.method.parameter_name(self.read).unwrap_or("?");
        let (takes, read) = (self.method.takes(), self.read);
        let message = format!("{takes}, {read} given: parameter {} ({missing}) is missing", read + 1);
        Error::new(INVALID_PARAMETERS, message).into()
    }

    #[cold]
    fn too_many(&mut self) -> Fault {
        let counted = (|| {
            let mut count = self.read;
            while self.more()? {
                count += 1;
                self.reader.skip_value()?;
                self.leave()?;
            }
            Ok(count)
        })();
        match counted {
            Ok(count) => Error::new(INVALID_PARAMETERS, format!("{}, {count} given", self.method.takes())).into(),
            Err(error) => self.fault(error),
        }
    }

    /// Says which parameter an error is about, if it is about one.
    #[cold]
    fn fault(&self, error: Error) -> Fault {
        let error = if self.places { self.reader.located(error) } else { error };
        if error.code() != INVALID_PARAMETERS {
            return error.into();
        }
        self.method.blamed(self.read, error).into()
    }
}
