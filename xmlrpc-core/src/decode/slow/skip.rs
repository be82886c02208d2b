//! Passing over values. Their structure is checked; under the strict reading, what scalars say is checked too.

use std::collections::HashMap;

use crate::decode::scalar::ANY;
use crate::decode::{Kind, Reader};
use crate::error::Error;

impl<'a> Reader<'a> {
    /// Passes over the value at the position. Recursion is bounded by the depth limit.
    pub(crate) fn skip_value(&mut self) -> Result<(), Error> {
        let outside = self.prefixes;
        self.skip_declaring_value()?;
        self.prefixes = outside;
        Ok(())
    }

    fn skip_declaring_value(&mut self) -> Result<(), Error> {
        let skipped = match self.initial() {
            Some(b'i') => self.fast_int().map(drop),
            Some(b'b') => self.fast_boolean().map(drop),
            Some(b'd') => self.fast_double().map(drop),
            Some(b's') if self.enter_fast_struct().is_some() => return self.skip_members(true),
            Some(b'a') if self.enter_fast_array().is_some() => return self.skip_elements(true),
            _ => self.fast_string().map(drop),
        };
        match skipped {
            Some(()) => Ok(()),
            None => self.skip_value_slowly(),
        }
    }

    #[inline(never)]
    fn skip_value_slowly(&mut self) -> Result<(), Error> {
        let open = self.open_value()?;
        let checks_texts = self.strict && !self.structure_only;
        match open.kind() {
            Kind::Array => {
                let more = self.begin_array(&open)?;
                self.skip_elements(more)
            }
            Kind::Struct => {
                let entered = self.begin_struct(&open)?;
                self.skip_members(entered)
            }
            Kind::Nil => self.finish_nil(open),
            Kind::Int | Kind::Long if checks_texts => self.finish_integer(open, ANY).map(drop),
            Kind::Boolean if checks_texts => self.finish_boolean(open).map(drop),
            Kind::Double if checks_texts => self.finish_double(open).map(drop),
            Kind::DateTime if checks_texts => self.finish_date(open).map(drop),
            _ => self.finish_scalar(open).map(drop),
        }
    }

    fn skip_elements(&mut self, mut more: bool) -> Result<(), Error> {
        while more {
            self.skip_value()?;
            more = self.more_elements()?;
        }
        Ok(())
    }

    pub(super) fn skip_members(&mut self, entered: bool) -> Result<(), Error> {
        let mut members = self.members(entered);
        let mut names = self.searches.then(HashMap::new);
        while let Some(name) = self.next_name(&mut members)? {
            if let Some(names) = &mut names
                && let Some(earlier) = names.insert(name, members.start)
            {
                self.note_replaced(earlier, members.start);
            }
            self.skip_member_value(&mut members)?;
        }
        Ok(())
    }
}
