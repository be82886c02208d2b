//! Passing over values. Their structure is checked; under the strict reading, what scalars say is checked too.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::decode::scalar::ANY;
use crate::decode::{Kind, Members, Reader};
use crate::error::Error;

/// A value that is passed over, as far as its beginning shows.
enum Skipped {
    /// A scalar, which has been passed over.
    Scalar,
    /// An array; whether an element comes.
    Array { more: bool },
    /// A struct; whether it has been entered.
    Struct { entered: bool },
}

impl<'a> Reader<'a> {
    /// Passes over the value at the position. Recursion is bounded by the depth limit. What is not recursive stands in
    /// functions of its own, to keep the stack of nested values small.
    pub(crate) fn skip_value(&mut self) -> Result<(), Error> {
        let outside = self.prefixes;
        match self.enter_skipped()? {
            Skipped::Scalar => {}
            Skipped::Array { more } => self.skip_elements(more)?,
            Skipped::Struct { entered } => self.skip_members(entered)?,
        }
        self.prefixes = outside;
        Ok(())
    }

    #[inline(never)]
    fn enter_skipped(&mut self) -> Result<Skipped, Error> {
        let skipped = match self.initial() {
            Some(b'i') => self.fast_int().map(drop),
            Some(b'b') => self.fast_boolean().map(drop),
            Some(b'd') => self.fast_double().map(drop),
            Some(b's') if self.enter_fast_struct().is_some() => return Ok(Skipped::Struct { entered: true }),
            Some(b'a') if self.enter_fast_array().is_some() => return Ok(Skipped::Array { more: true }),
            _ => self.fast_string().map(drop),
        };
        match skipped {
            Some(()) => Ok(Skipped::Scalar),
            None => self.enter_skipped_slowly(),
        }
    }

    #[inline(never)]
    fn enter_skipped_slowly(&mut self) -> Result<Skipped, Error> {
        let open = self.open_value()?;
        let checks_texts = self.strict && !self.structure_only;
        match open.kind() {
            Kind::Array => return Ok(Skipped::Array { more: self.begin_array(&open)? }),
            Kind::Struct => return Ok(Skipped::Struct { entered: self.begin_struct(&open)? }),
            Kind::Nil => self.finish_nil(open),
            Kind::Int | Kind::Long if checks_texts => self.finish_integer(open, ANY).map(drop),
            Kind::Boolean if checks_texts => self.finish_boolean(open).map(drop),
            Kind::Double if checks_texts => self.finish_double(open).map(drop),
            Kind::DateTime if checks_texts => self.finish_date(open).map(drop),
            _ => self.finish_scalar(open).map(drop),
        }?;
        Ok(Skipped::Scalar)
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
        let mut places = self.searches.then(HashMap::new);
        while self.enter_skipped_member(&mut members, &mut places)? {
            self.skip_member_value(&mut members)?;
        }
        Ok(())
    }

    /// Reads the name of the next member; whether there is one. While replaced members are searched for, `places` has the
    /// member of each name.
    #[inline(never)]
    fn enter_skipped_member(
        &mut self,
        members: &mut Members,
        places: &mut Option<HashMap<Cow<'a, str>, usize>>,
    ) -> Result<bool, Error> {
        let Some(name) = self.next_name(members)? else { return Ok(false) };
        if let Some(places) = places
            && let Some(earlier) = places.insert(name, members.start)
        {
            self.note_replaced(earlier, members.start);
        }
        Ok(true)
    }
}
