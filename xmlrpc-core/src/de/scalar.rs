//! Scalars that a type asks for by name: first on the fast path, then on the slow one.
//!
//! Nothing here is generic, so that each type of a user's costs the compiler no more than a call.

use std::borrow::Cow;

use super::wrong_type;
use crate::decode::{Kind, Range, Reader};
use crate::error::Error;

pub(super) use crate::decode::ANY;

impl<'de> Reader<'de> {
    pub(super) fn date_text(&mut self) -> Result<Cow<'de, str>, Error> {
        let start = self.cursor.position();
        let open = self.open_value()?;
        if open.kind() == Kind::DateTime { self.finish_date(open) } else { self.convert_date(open, start) }
    }

    pub(super) fn read_integer(&mut self, range: Range) -> Result<i64, Error> {
        let before = self.cursor.position();
        let number = match self.fast_int() {
            Some(number) => Some(number),
            None => self.fast_long(),
        };
        match number {
            Some(number) if range.contains(number) => Ok(number),
            Some(_) => self.out_of_range(before, range),
            None => self.irfast_integer(range),
        }
    }

    /// Reads an integer again, from behind which it goes back: the slow path says what is wrong with it.
    #[cold]
    #[inline(never)]
    fn out_of_range(&mut self, before: usize, range: Range) -> Result<i64, Error> {
        self.cursor.set_position(before);
        self.uncount_value();
        self.irfast_integer(range)
    }

    #[cold]
    #[inline(never)]
    fn irfast_integer(&mut self, range: Range) -> Result<i64, Error> {
        self.guarded(|reader| {
            let start = reader.cursor.position();
            let open = reader.open_value()?;
            match open.kind() {
                Kind::Int | Kind::Long => reader.finish_integer(open, range),
                _ => reader.convert_integer(open, start, range),
            }
        })
    }

    pub(super) fn read_boolean(&mut self) -> Result<bool, Error> {
        match self.fast_boolean() {
            Some(truth) => Ok(truth),
            None => self.irfast_boolean(),
        }
    }

    #[cold]
    #[inline(never)]
    fn irfast_boolean(&mut self) -> Result<bool, Error> {
        self.guarded(|reader| {
            let start = reader.cursor.position();
            let open = reader.open_value()?;
            if open.kind() == Kind::Boolean { reader.finish_boolean(open) } else { reader.convert_boolean(open, start) }
        })
    }

    pub(super) fn read_double(&mut self) -> Result<f64, Error> {
        match self.fast_double() {
            Some(number) => Ok(number),
            None => self.irfast_double(),
        }
    }

    #[inline(never)]
    fn irfast_double(&mut self) -> Result<f64, Error> {
        self.guarded(|reader| {
            let start = reader.cursor.position();
            let open = reader.open_value()?;
            match open.kind() {
                // Languages with one kind of number write whole ones as integers.
                Kind::Int | Kind::Long => reader.finish_integer(open, ANY).map(|number| number as f64),
                Kind::Double => reader.finish_double(open),
                _ => reader.convert_double(open, start),
            }
        })
    }

    pub(super) fn read_string(&mut self) -> Result<Cow<'de, str>, Error> {
        match self.fast_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.irfast_string(),
        }
    }

    #[inline(never)]
    fn irfast_string(&mut self) -> Result<Cow<'de, str>, Error> {
        if let Some(text) = self.fast_short_string() {
            return Ok(Cow::Owned(text));
        }
        self.guarded(|reader| {
            let start = reader.cursor.position();
            let open = reader.open_value()?;
            if open.kind() == Kind::String {
                reader.finish_scalar(open)
            } else {
                reader.convert_text(open, start, Kind::String.article())
            }
        })
    }

    pub(super) fn read_base64(&mut self) -> Result<Vec<u8>, Error> {
        match self.fast_base64() {
            Some(bytes) => Ok(bytes),
            None => self.guarded(|reader| {
                let open = reader.open_value()?;
                match open.kind() {
                    Kind::Base64 => reader.finish_base64(open),
                    found => Err(wrong_type(Kind::Base64.article(), found)),
                }
            }),
        }
    }
}
