//! Reading a method call piece by piece: its name first, then its parameters, straight into their types.

use std::borrow::Cow;

use super::params_reader::{ParamsReader, ParamsStart, Start};
use crate::decode::{Reader, check_call, check_method_name, prefer_xml_error};
use crate::error::Error;
use crate::reading::{Quirks, Rules};

/// The document of a method call, which can be read from several places of it.
///
/// Errors of the document have their line and column.
#[derive(Debug, Clone, Copy)]
pub struct CallReader<'a> {
    pub(super) text: &'a str,
    pub(super) rules: &'a Rules,
}

impl<'a> CallReader<'a> {
    /// Reads this text by these rules.
    #[inline]
    pub fn new(text: &'a str, rules: &'a Rules) -> Self {
        CallReader { text, rules }
    }

    /// The rules by which the text is read.
    #[inline]
    pub fn rules(&self) -> &'a Rules {
        self.rules
    }

    /// The length of the text, in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Reads the name of the method; it and the place where the parameters begin.
    ///
    /// # Errors
    ///
    /// A document without a readable name.
    #[inline]
    pub fn method_name(&self) -> Result<(Cow<'a, str>, ParamsStart), Error> {
        let mut reader = Reader::new(self.text, self.rules);
        match reader.method_name() {
            Ok(name) => Ok((name, ParamsStart(Start::Call(reader.bookmark())))),
            Err(error) => Err(self.located(prefer_xml_error(error, self.text, self.rules))),
        }
    }

    /// Reads the parameters that begin there.
    ///
    /// # Errors
    ///
    /// No parameters where the protocol wants them.
    #[inline]
    pub fn params(&self, start: ParamsStart) -> Result<ParamsReader<'a>, Error> {
        match start.0 {
            Start::Call(place) => {
                ParamsReader::of_call(Reader::resume(self.text, self.rules, place)).map_err(|error| self.located(error))
            }
            Start::Array(place) => ParamsReader::of_array(Reader::resume(self.text, self.rules, place)),
            Start::None => Ok(ParamsReader::none(Reader::new(self.text, self.rules))),
        }
    }

    /// Counts the parameters that begin there. Nothing is decoded.
    ///
    /// # Errors
    ///
    /// A document that is not XML-RPC up to their end.
    pub fn count_params(&self, start: ParamsStart) -> Result<usize, Error> {
        let reader = |place| Reader::resume(self.text, self.rules, place).structure_only();
        match start.0 {
            Start::Call(place) => {
                let count = ParamsReader::of_call(reader(place)).and_then(|mut params| params.count_rest());
                count.map_err(|error| self.located(error))
            }
            Start::Array(place) => ParamsReader::of_array(reader(place))?.count_rest(),
            Start::None => Ok(0),
        }
    }

    /// Reads the document to its end without a look at what its values say; the quirks that it has.
    ///
    /// # Errors
    ///
    /// That the document is not well-formed comes before that it is not XML-RPC, wherever it shows.
    pub fn check(&self) -> Result<Quirks, Error> {
        check_call(self.text, self.rules).map_err(|error| self.located(error))
    }

    /// Checks the name of a method that stands elsewhere than in `<methodName>`.
    ///
    /// # Errors
    ///
    /// A name that the strict reading refuses.
    pub fn check_name(&self, name: &str) -> Result<(), Error> {
        check_method_name(name, self.rules)
    }

    /// Gives an error its line and column.
    #[cold]
    pub(super) fn located(&self, error: Error) -> Error {
        error.in_text(self.text)
    }
}
