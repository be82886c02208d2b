//! Passing over values, and over whole documents: everything is checked but what the values' texts say.

use std::borrow::Cow;

use super::element::Element;
use super::{Array, Data, Extensions, Kind, Member, Name, OpenValue, Param, Params, Reader, Struct, Value};
use crate::error::Error;

impl<'a> Reader<'a> {
    /// Passes over the value at the position. Recursion is bounded by the depth limit.
    pub fn skip_value(&mut self) -> Result<(), Error> {
        let outside = self.extensions;
        self.skip_declaring_value()?;
        self.extensions = outside;
        Ok(())
    }

    fn skip_declaring_value(&mut self) -> Result<(), Error> {
        let skipped = match self.initial() {
            Some(b'i') => self.regular_int().map(drop),
            Some(b'b') => self.regular_boolean().map(drop),
            Some(b'd') => self.regular_double().map(drop),
            Some(b's') if self.enter_regular_struct().is_some() => return self.skip_members(true),
            Some(b'a') if self.enter_regular_array().is_some() => return self.skip_elements(true),
            _ => self.regular_string().map(drop),
        };
        match skipped {
            Some(()) => Ok(()),
            None => self.skip_irregular_value(),
        }
    }

    #[inline(never)]
    fn skip_irregular_value(&mut self) -> Result<(), Error> {
        let open = self.open_value()?;
        match open.kind() {
            Kind::Array => {
                let more = self.begin_array(&open)?;
                self.skip_elements(more)
            }
            Kind::Struct => {
                let more = self.begin_struct(&open)?;
                self.skip_members(more)
            }
            Kind::Nil => self.finish_nil(open),
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

    fn skip_members(&mut self, mut more: bool) -> Result<(), Error> {
        let outside = self.extensions;
        while more {
            self.member_name()?;
            self.skip_value()?;
            more = self.next_member(outside)?;
        }
        Ok(())
    }

    /// Enters an array whose start tag was read; whether an element comes, at whose start the reader stands then.
    pub fn begin_array(&mut self, open: &OpenValue<'a>) -> Result<bool, Error> {
        self.descend()?;
        if matches!(open, OpenValue::Typed { over: true, .. }) {
            return Err(self.ill_structured("not XML-RPC: expected <data>, found </array>"));
        }
        if self.open::<Data>()? {
            return self.more_elements();
        }
        self.end_array()?;
        Ok(false)
    }

    /// Whether another element comes; if none does, the array and its value have been left.
    pub fn more_elements(&mut self) -> Result<bool, Error> {
        let mut ahead = self.cursor.ahead();
        ahead.skip_space();
        if ahead.begins_with(Value::OPEN) {
            self.cursor.move_to(ahead);
            return Ok(true);
        }
        self.end_of_elements()
    }

    #[inline(never)]
    fn end_of_elements(&mut self) -> Result<bool, Error> {
        if self.more::<Value, Data>()? {
            return Ok(true);
        }
        self.end_array()?;
        Ok(false)
    }

    #[inline]
    fn end_array(&mut self) -> Result<(), Error> {
        self.close::<Array>()?;
        self.ascend();
        self.close::<Value>()
    }

    /// Enters a struct whose start tag was read; whether a member comes, at whose start the reader stands then.
    pub fn begin_struct(&mut self, open: &OpenValue<'a>) -> Result<bool, Error> {
        self.descend()?;
        if matches!(open, OpenValue::Typed { over: true, .. }) {
            self.end_struct()?;
            return Ok(false);
        }
        self.more_members()
    }

    /// Leaves a member, outside of which these prefixes hold; whether another one comes, as
    /// [`more_members`](Self::more_members) says.
    pub fn next_member(&mut self, outside: Extensions) -> Result<bool, Error> {
        let mut ahead = self.cursor.ahead();
        ahead.skip_space();
        if ahead.eat(Member::CLOSE) {
            ahead.skip_space();
            if ahead.begins_with(Member::OPEN) {
                self.cursor.move_to(ahead);
                self.extensions = outside;
                return Ok(true);
            }
        }
        self.last_member(outside)
    }

    #[inline(never)]
    fn last_member(&mut self, outside: Extensions) -> Result<bool, Error> {
        self.close::<Member>()?;
        self.extensions = outside;
        self.more_members()
    }

    /// Whether another member comes; if none does, the struct and its value have been left.
    #[inline]
    pub(crate) fn more_members(&mut self) -> Result<bool, Error> {
        if self.more::<Member, Struct>()? {
            return Ok(true);
        }
        self.end_struct()?;
        Ok(false)
    }

    #[inline]
    fn end_struct(&mut self) -> Result<(), Error> {
        self.ascend();
        self.close::<Value>()
    }

    /// Reads `<member>` and the name; the value follows.
    #[inline]
    pub fn member_name(&mut self) -> Result<Cow<'a, str>, Error> {
        match self.regular_member_name() {
            Some(name) => Ok(Cow::Borrowed(name)),
            None => self.irregular_member_name(),
        }
    }

    #[cold]
    fn irregular_member_name(&mut self) -> Result<Cow<'a, str>, Error> {
        if !self.open::<Member>()? {
            return Err(self.ill_structured("not XML-RPC: a member has no <name>"));
        }
        let outside = self.extensions;
        if !self.open::<Name>()? {
            self.extensions = outside;
            return Ok(Cow::Borrowed(""));
        }
        let place = self.cursor.position();
        let name = self.cursor.character_data()?;
        if name.len() > self.limits().name {
            return Err(self.limits().member_name_too_long().at(place));
        }
        self.close_text(Name::NAME)?;
        self.extensions = outside;
        Ok(name)
    }

    /// Passes over what follows the parameters' start tag; how many there were.
    pub fn skip_params(&mut self) -> Result<usize, Error> {
        let mut count = 0;
        while self.more::<Param, Params>()? {
            self.open_param()?;
            self.skip_value()?;
            self.close::<Param>()?;
            count += 1;
        }
        Ok(count)
    }

    /// Reads the start tag of a parameter; a value must be in it.
    #[inline]
    pub fn open_param(&mut self) -> Result<(), Error> {
        self.extensions = self.outside_params;
        if self.open::<Param>()? {
            Ok(())
        } else {
            Err(self.ill_structured("not XML-RPC: expected <value>, found </param>"))
        }
    }
}
