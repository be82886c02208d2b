//! The strict reading: a walk over the whole document that refuses what the specification does not have.
//!
//! The walk knows structure and limits from the reader. What it lets pass is then read as in the standard reading.

mod text;

use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::reader::{Kind, Member, OpenValue, Param, Params, Reader, weightiest};

use super::Rules;

/// The types of the specification.
const TYPES: &[&str] = &["int", "i4", "boolean", "double", "string", "dateTime.iso8601", "base64", "struct", "array"];

/// A document that goes beyond the specification.
#[derive(Debug)]
pub struct Beyond {
    error: Error,
    /// The parameter it is about, counted from 1.
    parameter: Option<usize>,
}

impl Beyond {
    /// The error, and the parameter that it is about, counted from 1.
    pub fn into_parts(self) -> (Option<usize>, Error) {
        (self.parameter, self.error)
    }

    /// Whether it is about a parameter's value, so that the method's name comes first.
    pub fn is_of_a_value(&self) -> bool {
        self.parameter.is_some()
    }

    pub(crate) fn into_error(self) -> Error {
        self.error
    }
}

impl From<Error> for Beyond {
    fn from(error: Error) -> Self {
        Beyond { error, parameter: None }
    }
}

/// Checks a method call to its end. With `texts`, what its scalars say as well.
///
/// # Errors
///
/// What is wrong with the document's structure comes before what is wrong with a scalar, wherever it shows.
pub fn check_strictly(text: &str, rules: &Rules, texts: bool) -> Result<(), Beyond> {
    let mut walk = Walk::new(Reader::new(text, rules), rules, texts);
    walk.call().map_err(|error| weightiest(error, text, rules))?;
    walk.outcome()
}

/// Checks a method response to its end.
///
/// # Errors
///
/// As [`check_strictly`].
pub(crate) fn check_response_strictly(text: &str, rules: &Rules) -> Result<(), Error> {
    let mut walk = Walk::new(Reader::new(text, rules), rules, true);
    walk.response().map_err(|error| weightiest(error, text, rules))?;
    walk.outcome().map_err(Beyond::into_error)
}

/// Checks the name and the array of parameters of a multicall's entry, at whose value the reader stands. The structure
/// of the document has been checked.
///
/// # Errors
///
/// As [`check_strictly`].
pub fn check_entry_strictly(name: &str, reader: Reader<'_>, rules: &Rules) -> Result<(), Beyond> {
    check_method_name(name)?;
    let mut walk = Walk::new(reader, rules, true);
    walk.parameters_in_array()?;
    walk.outcome()
}

fn check_method_name(name: &str) -> Result<(), Error> {
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'/')) {
        return Ok(());
    }
    Err(Error::new(
        INVALID_REQUEST,
        "not XML-RPC by the specification: a method's name has the characters A-Z a-z 0-9 _ . : / only",
    ))
}

struct Walk<'a> {
    reader: Reader<'a>,
    rules: &'a Rules,
    texts: bool,
    /// The number of the parameter that is walked over.
    parameter: usize,
    /// The first scalar whose text is not the specification's.
    first: Option<Beyond>,
}

impl<'a> Walk<'a> {
    fn new(reader: Reader<'a>, rules: &'a Rules, texts: bool) -> Self {
        Walk { reader, rules, texts, parameter: 0, first: None }
    }

    fn outcome(self) -> Result<(), Beyond> {
        self.first.map_or(Ok(()), Err)
    }

    fn call(&mut self) -> Result<(), Error> {
        let name = self.reader.method_name()?;
        check_method_name(&name).map_err(|error| self.here(error))?;
        if !self.reader.open_params()? {
            return Ok(());
        }
        while self.reader.more::<Param, Params>()? {
            self.parameter += 1;
            self.reader.open_param()?;
            self.value()?;
            self.reader.close::<Param>()?;
        }
        self.reader.close_call()
    }

    fn response(&mut self) -> Result<(), Error> {
        let outcome = self.reader.open_response()?;
        self.value()?;
        self.reader.close_response(&outcome)
    }

    fn parameters_in_array(&mut self) -> Result<(), Error> {
        let open = self.reader.open_value()?;
        // Anything else is a fault that the dispatcher tells.
        if open.kind() != Kind::Array {
            return Ok(());
        }
        let mut more = self.reader.begin_array(&open)?;
        while more {
            self.parameter += 1;
            self.value()?;
            more = self.reader.more_elements()?;
        }
        Ok(())
    }

    /// Recursion is bounded by the depth limit.
    fn value(&mut self) -> Result<(), Error> {
        let start = self.reader.cursor.position();
        let open = self.reader.open_value()?;
        if let OpenValue::Typed { name, .. } = &open
            && !TYPES.contains(name)
            && !self.was_added()
        {
            let message = "not XML-RPC by the specification: a type that it does not have, such as i8 or nil";
            return Err(Error::new(INVALID_REQUEST, message).at(start));
        }
        match open.kind() {
            Kind::Array => {
                let mut more = self.reader.begin_array(&open)?;
                while more {
                    self.value()?;
                    more = self.reader.more_elements()?;
                }
            }
            Kind::Struct => {
                let mut more = self.reader.begin_struct(&open)?;
                while more {
                    self.reader.member_name()?;
                    self.value()?;
                    self.reader.close::<Member>()?;
                    more = self.reader.more_members()?;
                }
            }
            Kind::Nil => self.reader.finish_nil(open)?,
            kind => {
                let place = self.reader.cursor.position();
                let text = self.reader.finish_scalar(open)?;
                if self.texts
                    && self.first.is_none()
                    && let Err(error) = text::check(kind, &text, self.rules.reading)
                {
                    self.first = Some(Beyond { error: error.at(place), parameter: Some(self.parameter) });
                }
            }
        }
        Ok(())
    }

    /// Whether the type's start tag, behind which the reader stands, is no part of the document as it was sent: an
    /// option of the reading put it in.
    fn was_added(&self) -> bool {
        let behind = self.reader.cursor.position();
        self.rules.origin.as_ref().is_some_and(|origin| origin.is_added(behind.saturating_sub(1)))
    }

    fn here(&self, error: Error) -> Error {
        error.at(self.reader.cursor.position())
    }
}
