//! Scalars that a type asks for by name: first as everybody writes them, then on the road for all spellings.
//!
//! Nothing here is generic, so that each type of a user's costs the compiler no more than a call.

use std::borrow::Cow;

use super::wrong_type;
use crate::error::Error;
use crate::reader::{self, Kind, Range, Reader};

/// Any integer that XML-RPC can carry.
pub(super) const ANY: Range = Range { min: i64::MIN, max: i64::MAX };

impl<'de> Reader<'de> {
    /// The text of a value that must be of one type.
    pub(super) fn scalar_text(&mut self, kind: Kind, expected: &str) -> Result<Cow<'de, str>, Error> {
        let open = self.open_value()?;
        if open.kind() != kind {
            return Err(wrong_type(expected, open.kind()));
        }
        self.finish_scalar(open)
    }

    pub(super) fn read_integer(&mut self, range: Range) -> Result<i64, Error> {
        let before = self.cursor.position();
        let number = match self.regular_int() {
            Some(number) => Some(number),
            None => self.regular_long(),
        };
        match number {
            Some(number) if range.contains(number) => Ok(number),
            Some(_) => self.out_of_range(before, range),
            None => self.irregular_integer(range),
        }
    }

    /// Reads an integer again, from behind which it goes back: the general road says what is wrong with it.
    #[cold]
    #[inline(never)]
    fn out_of_range(&mut self, before: usize, range: Range) -> Result<i64, Error> {
        self.cursor.set_position(before);
        self.uncount_value();
        self.irregular_integer(range)
    }

    #[cold]
    #[inline(never)]
    fn irregular_integer(&mut self, range: Range) -> Result<i64, Error> {
        self.guarded(|reader| {
            let open = reader.open_value()?;
            match open.kind() {
                Kind::Int | Kind::Long => reader.finish_integer(open, range),
                found => Err(wrong_type("an int", found)),
            }
        })
    }

    pub(super) fn read_boolean(&mut self) -> Result<bool, Error> {
        match self.regular_boolean() {
            Some(truth) => Ok(truth),
            None => self.irregular_boolean(),
        }
    }

    #[cold]
    #[inline(never)]
    fn irregular_boolean(&mut self) -> Result<bool, Error> {
        self.guarded(|reader| reader::boolean(&reader.scalar_text(Kind::Boolean, "a boolean")?))
    }

    pub(super) fn read_double(&mut self) -> Result<f64, Error> {
        match self.regular_double() {
            Some(number) => Ok(number),
            None => self.irregular_double(),
        }
    }

    #[inline(never)]
    fn irregular_double(&mut self) -> Result<f64, Error> {
        self.guarded(|reader| {
            let open = reader.open_value()?;
            match open.kind() {
                // Languages with one kind of number write whole ones as integers.
                Kind::Int | Kind::Long => reader.finish_integer(open, ANY).map(|number| number as f64),
                Kind::Double => reader::double(&reader.finish_scalar(open)?, reader.reading()),
                found => Err(wrong_type("a double", found)),
            }
        })
    }

    pub(super) fn read_string(&mut self) -> Result<Cow<'de, str>, Error> {
        match self.regular_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.irregular_string(),
        }
    }

    #[inline(never)]
    fn irregular_string(&mut self) -> Result<Cow<'de, str>, Error> {
        if let Some(text) = self.regular_short_string() {
            return Ok(Cow::Owned(text));
        }
        self.guarded(|reader| reader.scalar_text(Kind::String, "a string"))
    }

    pub(super) fn read_base64(&mut self) -> Result<Vec<u8>, Error> {
        match self.regular_base64() {
            Some(bytes) => Ok(bytes),
            None => self.guarded(|reader| reader::base64(&reader.scalar_text(Kind::Base64, "base64")?)),
        }
    }
}
