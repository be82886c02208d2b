//! Arrays, and bytes as the sequence of numbers that some types ask for.

use serde::de::{DeserializeSeed, IntoDeserializer, SeqAccess};

use crate::decode::Reader;
use crate::error::Error;

/// The elements of an array that has been entered.
pub(super) struct ElementAccess<'r, 'de> {
    pub(super) reader: &'r mut Reader<'de>,
    pub(super) more: bool,
    /// Where the first element begins.
    pub(super) first: usize,
}

impl ElementAccess<'_, '_> {
    /// Adds the number of the element to the path of its error. The elements before it are counted only now.
    #[cold]
    #[inline(never)]
    fn placed(&mut self, start: usize, error: Error) -> Error {
        if !error.is_about_a_value() {
            return error;
        }
        match self.reader.count_elements(self.first, start) {
            Some(index) => error.at_index(index),
            None => error,
        }
    }
}

impl<'de> SeqAccess<'de> for &mut ElementAccess<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if !self.more {
            return Ok(None);
        }
        // There is no next element behind an error.
        self.more = false;
        let start = self.reader.cursor.position();
        let value = match self.reader.seeded(seed) {
            Ok(value) => value,
            Err(error) => return Err(self.placed(start, error)),
        };
        if self.reader.cursor.position() == start {
            self.reader.pass_over()?;
        }
        self.more = self.reader.more_elements()?;
        Ok(Some(value))
    }
}

/// The bytes of a base64 value, for a type that asks for a sequence: `Vec<u8>`.
pub(super) struct ByteAccess {
    bytes: std::vec::IntoIter<u8>,
}

impl ByteAccess {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        ByteAccess { bytes: bytes.into_iter() }
    }
}

impl<'de> SeqAccess<'de> for ByteAccess {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.bytes.next().map(|byte| seed.deserialize(byte.into_deserializer())).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.bytes.len())
    }
}
