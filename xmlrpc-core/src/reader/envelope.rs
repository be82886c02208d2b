//! The frame of a document: from its start to its first parameter, and its end.

use std::borrow::Cow;

use super::element::{Element, MethodCall, MethodName, MethodResponse, Next, unexpected};
use super::{Fault, Param, Params, Reader};
use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::reading::Rules;
use crate::xml::check_well_formed;

/// What a method response holds.
pub(crate) enum Outcome {
    /// A result; its value follows.
    Result,
    /// A fault; its value follows.
    Fault,
}

impl<'a> Reader<'a> {
    /// Reads to the end of the method's name.
    pub fn method_name(&mut self) -> Result<Cow<'a, str>, Error> {
        self.cursor.prolog()?;
        match self.regular_method_name() {
            Some(name) => Ok(Cow::Borrowed(name)),
            None => self.irregular_method_name(),
        }
    }

    fn irregular_method_name(&mut self) -> Result<Cow<'a, str>, Error> {
        if !self.open::<MethodCall>()? {
            return Err(self.ill_structured("not XML-RPC: expected <methodName>, found </methodCall>"));
        }
        let outside = self.extensions;
        if !self.open::<MethodName>()? {
            self.extensions = outside;
            return Ok(Cow::Borrowed(""));
        }
        let place = self.cursor.position();
        let name = self.cursor.character_data()?;
        if name.len() > self.limits().name {
            return Err(self.limits().method_name_too_long().at(place));
        }
        self.close_text(MethodName::NAME)?;
        self.extensions = outside;
        Ok(name)
    }

    /// Reads the start tag of the parameters. False if there are none: then the method call has been left.
    pub fn open_params(&mut self) -> Result<bool, Error> {
        if self.more::<Params, MethodCall>()? {
            if self.open::<Params>()? {
                self.outside_params = self.extensions;
                return Ok(true);
            }
            self.close::<MethodCall>()?;
        }
        self.cursor.epilogue()?;
        Ok(false)
    }

    /// Enters the next parameter, on whose value the reader stands then; false if there is none, and the method call has
    /// been left.
    pub fn next_param(&mut self) -> Result<bool, Error> {
        let mut ahead = self.cursor.ahead();
        ahead.skip_space();
        if ahead.eat(Param::OPEN) {
            self.cursor.move_to(ahead);
            self.extensions = self.outside_params;
            return Ok(true);
        }
        if self.more::<Param, Params>()? {
            self.open_param()?;
            return Ok(true);
        }
        self.close_call()?;
        Ok(false)
    }

    /// Reads what follows the parameters' end tag.
    #[inline]
    pub(crate) fn close_call(&mut self) -> Result<(), Error> {
        self.close::<MethodCall>()?;
        self.cursor.epilogue()
    }

    /// Reads to the value of a method response.
    pub(crate) fn open_response(&mut self) -> Result<Outcome, Error> {
        self.cursor.prolog()?;
        if !self.open::<MethodResponse>()? {
            return Err(self.ill_structured("not XML-RPC: the response is empty"));
        }
        self.cursor.skip_space();
        if self.cursor.eat(Params::OPEN) {
            self.outside_params = self.extensions;
            self.open_param()?;
            return Ok(Outcome::Result);
        }
        if self.cursor.eat(Fault::OPEN) {
            return Ok(Outcome::Fault);
        }
        self.open_irregular_response()
    }

    #[cold]
    fn open_irregular_response(&mut self) -> Result<Outcome, Error> {
        let place = self.cursor.position();
        let (next, _) = self.next_tag(MethodResponse::NAME)?;
        match next {
            Next::Start { name, empty: false } if name == Params::NAME => {
                self.outside_params = self.extensions;
                self.open_param()?;
                Ok(Outcome::Result)
            }
            Next::Start { name, empty: false } if name == Fault::NAME => Ok(Outcome::Fault),
            other => Err(unexpected("<params> or <fault> with a value", &other, place)),
        }
    }

    /// Reads what follows the value of a method response.
    pub(crate) fn close_response(&mut self, outcome: &Outcome) -> Result<(), Error> {
        match outcome {
            Outcome::Result => {
                self.close::<Param>()?;
                self.close::<Params>()?;
            }
            Outcome::Fault => self.close::<Fault>()?,
        }
        self.close::<MethodResponse>()?;
        self.cursor.epilogue()
    }
}

/// Reads a method call to its end without looking at what its values say.
///
/// # Errors
///
/// That the document is not well-formed comes before that it is not XML-RPC, wherever it shows.
pub fn check_call(text: &str, rules: &Rules) -> Result<(), Error> {
    let mut reader = Reader::new(text, rules);
    let structure = (|| {
        reader.method_name()?;
        if reader.open_params()? {
            reader.skip_params()?;
            reader.close_call()?;
        }
        Ok(())
    })();
    structure.map_err(|error| weightiest(error, text, rules))
}

/// If a document that is no XML-RPC is no XML either, that is what its sender must know first.
#[cold]
pub fn weightiest(error: Error, text: &str, rules: &Rules) -> Error {
    if error.code() != INVALID_REQUEST {
        return error;
    }
    check_well_formed(text, &rules.limits).err().unwrap_or(error)
}
