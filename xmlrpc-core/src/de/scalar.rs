//! Scalars that a type asks for by name: first as everybody writes them, then on the road for all spellings.

use std::borrow::Cow;

use super::integers::ANY;
use super::wrong_type;
use crate::error::Error;
use crate::reader::{self, Kind, Reader, Value};

impl<'de> Reader<'de> {
    /// The text of a value that must be of one type.
    pub(super) fn scalar_text(&mut self, kind: Kind, expected: &str) -> Result<Cow<'de, str>, Error> {
        let open = self.open_value()?;
        if open.kind() != kind {
            return Err(wrong_type(expected, open.kind()));
        }
        self.finish_scalar(open)
    }

    pub(super) fn read_boolean(&mut self) -> Result<bool, Error> {
        let regular = if self.cursor.eat(b"<value><boolean>1</boolean></value>") {
            Some(true)
        } else if self.cursor.eat(b"<value><boolean>0</boolean></value>") {
            Some(false)
        } else {
            None
        };
        match regular {
            Some(boolean) => self.count_value().map(|()| boolean),
            None => reader::boolean(&self.scalar_text(Kind::Boolean, "a boolean")?),
        }
    }

    pub(super) fn read_double(&mut self) -> Result<f64, Error> {
        let start = self.cursor.position();
        if self.cursor.eat(b"<value><double>") {
            if let Some(text) = self.cursor.eat_text_before(b"</double></value>") {
                self.count_value()?;
                return reader::double(text, self.reading());
            }
            self.cursor.set_position(start);
        }
        let open = self.open_value()?;
        match open.kind() {
            // Languages with one kind of number write whole ones as integers.
            Kind::Int | Kind::Long => self.finish_integer(open, ANY).map(|number| number as f64),
            Kind::Double => reader::double(&self.finish_scalar(open)?, self.reading()),
            found => Err(wrong_type("a double", found)),
        }
    }

    pub(super) fn read_string(&mut self) -> Result<Cow<'de, str>, Error> {
        if !self.cursor.eat(b"<value><string>") {
            return self.scalar_text(Kind::String, "a string");
        }
        self.count_value()?;
        let text = self.value_text()?;
        if !self.cursor.eat(b"</string></value>") {
            self.close_text("string")?;
            self.close::<Value>()?;
        }
        Ok(text)
    }

    /// Base64 has no character that XML minds, so that decoding it is checking it: as nearly everybody writes it, it
    /// goes straight from the document.
    pub(super) fn read_base64(&mut self) -> Result<Vec<u8>, Error> {
        let start = self.cursor.position();
        if self.cursor.eat(b"<value><base64>") {
            let text = self.cursor.up_to_markup();
            if text.len() <= self.limits().string
                && let Ok(bytes) = reader::base64(text)
                && self.cursor.eat(b"</base64></value>")
            {
                self.count_value()?;
                return Ok(bytes);
            }
        }
        self.cursor.set_position(start);
        reader::base64(&self.scalar_text(Kind::Base64, "base64")?)
    }
}
