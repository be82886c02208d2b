//! The frame of a document: from its start to its first parameter, and its end.

use std::borrow::Cow;

use crate::decode::{Element, Reader};
use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::reading::{Base, Quirk, Quirks, Rules};
use crate::xml::{check_well_formed, is_blank, is_space};

/// What a method response holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A result; its value follows.
    Result,
    /// A fault; its value follows.
    Fault,
    /// Nothing, which the reading takes for nil. The document has been read to its end.
    Nothing,
}

impl<'a> Reader<'a> {
    /// Reads to the end of the method's name.
    pub(crate) fn method_name(&mut self) -> Result<Cow<'a, str>, Error> {
        self.cursor.prolog()?;
        let name = match self.fast_method_name() {
            Some(name) => Cow::Borrowed(name),
            None => self.method_name_slowly()?,
        };
        match self.reading().base {
            Base::Standard => Ok(name),
            Base::Strict => check_method_name(&name, self.rules).map(|()| name).map_err(|error| self.here(error)),
            Base::Tolerant => Ok(self.trimmed(name)),
        }
    }

    fn method_name_slowly(&mut self) -> Result<Cow<'a, str>, Error> {
        if !self.open(Element::MethodCall)? {
            return Err(self
                .cursor
                .error(INVALID_REQUEST, "not XML-RPC: expected `<methodName>`, found `</methodCall>`"));
        }
        let tag = self.next_tag(Element::MethodName)?;
        if tag.starts(Element::Params) && self.reading().is_tolerant() {
            return self.name_behind_params(tag.place);
        }
        self.method_name_text(&tag)
    }

    fn method_name_text(&mut self, tag: &super::tag::Tag<'a>) -> Result<Cow<'a, str>, Error> {
        if !tag.starts(Element::MethodName) {
            return Err(tag.unexpected("`<methodName>`"));
        }
        self.text_of(tag, |reader| reader.limits().method_name_too_long())
    }

    /// Passes over the parameters that stand before the name; they follow, and the end of the method call.
    #[cold]
    fn name_behind_params(&mut self, params: usize) -> Result<Cow<'a, str>, Error> {
        self.note(Quirk::ParamsBeforeName);
        self.cursor.set_position(params);
        let params = self.bookmark();
        if self.open(Element::Params)? {
            self.outside_params = self.prefixes;
            while self.enter_param()? {
                self.skip_value()?;
                self.leave_param()?;
            }
        }
        let tag = self.next_tag(Element::MethodName)?;
        let name = self.method_name_text(&tag)?;
        self.return_to(params);
        Ok(name)
    }

    /// The name without the white space around it, which is a part of the name in the other readings.
    #[cold]
    fn trimmed(&mut self, name: Cow<'a, str>) -> Cow<'a, str> {
        let trimmed = name.trim_matches(|character| u8::try_from(character).is_ok_and(is_space));
        if trimmed.len() == name.len() {
            return name;
        }
        self.note(Quirk::SpaceAroundMethodName);
        Cow::Owned(trimmed.to_owned())
    }

    /// Reads the start tag of the parameters. False if there are none: then the method call has been left.
    pub(crate) fn open_params(&mut self) -> Result<bool, Error> {
        if self.more(Element::Params, Element::MethodCall)? {
            if self.open(Element::Params)? {
                self.outside_params = self.prefixes;
                return Ok(true);
            }
            self.close_call()?;
        } else {
            self.end_document()?;
        }
        Ok(false)
    }

    /// Enters the next parameter, on whose value the reader stands then; false if there is none, and the parameters have
    /// been left.
    #[inline]
    pub(crate) fn enter_param(&mut self) -> Result<bool, Error> {
        let mut lookahead = self.cursor.lookahead();
        lookahead.skip_space();
        if lookahead.eat(Element::Param.start()) {
            self.cursor.move_to(lookahead);
            self.prefixes = self.outside_params;
            return Ok(true);
        }
        self.enter_param_slowly()
    }

    fn enter_param_slowly(&mut self) -> Result<bool, Error> {
        self.prefixes = self.outside_params;
        if !self.more(Element::Param, Element::Params)? {
            return Ok(false);
        }
        if self.open(Element::Param)? {
            return Ok(true);
        }
        Err(self.cursor.error(INVALID_REQUEST, "not XML-RPC: expected `<value>`, found `</param>`"))
    }

    /// Leaves a parameter whose value has been read.
    #[inline]
    pub(crate) fn leave_param(&mut self) -> Result<(), Error> {
        self.close(Element::Param)
    }

    /// The same as [`enter_param`](Self::enter_param), but behind the last parameter the method call has been left.
    #[inline]
    pub(crate) fn next_param(&mut self) -> Result<bool, Error> {
        if self.enter_param()? {
            return Ok(true);
        }
        self.close_call()?;
        Ok(false)
    }

    /// Reads what follows the parameters' end tag.
    #[inline]
    fn close_call(&mut self) -> Result<(), Error> {
        if self.quirks().contains(Quirk::ParamsBeforeName) {
            let tag = self.next_tag(Element::MethodName)?;
            self.method_name_text(&tag)?;
        }
        self.close(Element::MethodCall)?;
        self.end_document()
    }

    /// Reads to the value of a method response.
    pub(crate) fn open_response(&mut self) -> Result<Outcome, Error> {
        if self.reading().empty_responses_are_nil && is_blank(self.cursor.rest_text()) {
            self.note(Quirk::EmptyResponse);
            return Ok(Outcome::Nothing);
        }
        self.cursor.prolog()?;
        if !self.open(Element::MethodResponse)? {
            if self.reading().empty_responses_are_nil {
                return self.end_without_value();
            }
            return Err(self.cursor.error(INVALID_REQUEST, "not XML-RPC: the response is empty"));
        }
        self.cursor.skip_space();
        let outcome = if self.cursor.eat(Element::Params.start()) {
            Outcome::Result
        } else if self.cursor.eat(Element::Fault.start()) {
            Outcome::Fault
        } else {
            self.open_response_slowly()?
        };
        if outcome == Outcome::Result {
            self.outside_params = self.prefixes;
            if !self.enter_param()? {
                if self.reading().empty_responses_are_nil {
                    self.close(Element::MethodResponse)?;
                    return self.end_without_value();
                }
                return Err(self.cursor.error(INVALID_REQUEST, "not XML-RPC: expected `<param>`, found `</params>`"));
            }
        }
        Ok(outcome)
    }

    #[cold]
    fn open_response_slowly(&mut self) -> Result<Outcome, Error> {
        let mut tag = self.next_tag(Element::MethodResponse)?;
        if tag.starts(Element::MethodName) && self.reading().is_tolerant() {
            self.note(Quirk::MethodNameInResponse);
            self.method_name_text(&tag)?;
            tag = self.next_tag(Element::MethodResponse)?;
        }
        let outcome = match tag.element {
            Some(Element::Params) if tag.is_start() && self.reading().empty_responses_are_nil && tag.is_empty() => {
                self.close(Element::MethodResponse)?;
                return self.end_without_value();
            }
            Some(Element::MethodResponse) if !tag.is_start() && self.reading().empty_responses_are_nil => {
                return self.end_without_value();
            }
            Some(Element::Params) if tag.is_start() && !tag.is_empty() => Outcome::Result,
            Some(Element::Fault) if tag.is_start() && !tag.is_empty() => Outcome::Fault,
            _ => return Err(tag.unexpected("`<params>` or `<fault>` with a value")),
        };
        self.enter(&tag);
        Ok(outcome)
    }

    /// Ends a response that has no value.
    #[cold]
    fn end_without_value(&mut self) -> Result<Outcome, Error> {
        self.note(Quirk::EmptyResponse);
        self.end_document()?;
        Ok(Outcome::Nothing)
    }

    /// Reads what follows the value of a method response.
    pub(crate) fn close_response(&mut self, outcome: Outcome) -> Result<(), Error> {
        match outcome {
            Outcome::Result => {
                self.leave_param()?;
                self.close(Element::Params)?;
            }
            Outcome::Fault => self.close(Element::Fault)?,
            Outcome::Nothing => return Ok(()),
        }
        self.close(Element::MethodResponse)?;
        self.end_document()
    }

    /// Reads what may stand behind the root element. A document with quirks must be well-formed as a whole: the tags of
    /// elements that are spelled in another way, or left out, are not compared as they are read.
    #[inline]
    fn end_document(&mut self) -> Result<(), Error> {
        self.cursor.epilogue()?;
        if self.quirks().are_of_the_document() { check_well_formed(self.cursor.text(), self.rules) } else { Ok(()) }
    }

    #[cold]
    fn here(&self, error: Error) -> Error {
        error.at(self.cursor.position())
    }
}

/// Checks that the strict reading accepts the name of a method; the others accept any.
pub(crate) fn check_method_name(name: &str, rules: &Rules) -> Result<(), Error> {
    let is_specified = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'/');
    if !rules.reading.is_strict() || name.bytes().all(is_specified) {
        return Ok(());
    }
    let message = "not XML-RPC by the specification: a method's name has the characters A-Z a-z 0-9 _ . : / only";
    Err(Error::new(INVALID_REQUEST, message))
}

/// Reads a method call to its end without looking at what its values say; which quirks it has.
///
/// # Errors
///
/// That the document is not well-formed comes before that it is not XML-RPC, wherever it shows.
pub(crate) fn check_call(text: &str, rules: &Rules) -> Result<Quirks, Error> {
    let mut reader = Reader::new(text, rules).structure_only();
    check_structure(&mut reader).map_err(|error| prefer_xml_error(error, text, rules))?;
    Ok(reader.quirks())
}

fn check_structure(reader: &mut Reader<'_>) -> Result<(), Error> {
    reader.method_name()?;
    if reader.open_params()? {
        while reader.next_param()? {
            reader.skip_value()?;
            reader.leave_param()?;
        }
    }
    Ok(())
}

/// The error of a document that is not XML-RPC: if it is not well-formed either, that comes first.
#[cold]
pub(crate) fn prefer_xml_error(error: Error, text: &str, rules: &Rules) -> Error {
    if error.code() != INVALID_REQUEST {
        return error;
    }
    check_well_formed(text, rules).err().unwrap_or(error)
}
