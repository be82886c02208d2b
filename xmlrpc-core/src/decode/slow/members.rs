//! The members of structs: one function steps from each to the next.

use std::borrow::Cow;

use super::tag::Tag;
use super::{OpenValue, Prefixes};
use crate::decode::{Element, Lookups, Passed, Reader};
use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::reading::{DuplicateMembers, Quirk};

/// A struct that is being read.
#[derive(Debug)]
pub(crate) struct Members {
    pub(crate) place: Place,
    /// Where the member begins that was named last.
    pub(crate) start: usize,
    /// The prefixes that hold outside of any member.
    outside: Prefixes,
    /// Where reading goes on behind a value that stands before its name; 0 behind other values.
    behind_name: usize,
    /// Whether some members may be replaced by others of their name.
    pub(crate) replaces: bool,
}

/// Where in a struct the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Before the first member.
    First,
    /// Behind a member's name.
    Value,
    /// Behind a member's value.
    MemberEnd,
    /// Behind the struct, or behind a value that failed, which is passed over with all of the struct.
    Left,
    /// At a name that could not be read.
    Failed,
}

impl<'a> Reader<'a> {
    /// Enters a struct whose start tag was read. False if it has ended with that: then it has been left.
    pub(crate) fn begin_struct(&mut self, open: &OpenValue<'a>) -> Result<bool, Error> {
        self.descend()?;
        if open.is_over() {
            self.ascend();
            self.close(Element::Value)?;
        }
        Ok(!open.is_over())
    }

    /// The members of a struct that has been entered, unless it has ended with its start tag.
    #[inline(always)]
    pub(crate) fn members(&self, entered: bool) -> Members {
        let place = if entered { Place::First } else { Place::Left };
        Members { place, start: 0, outside: self.prefixes, behind_name: 0, replaces: self.replaces }
    }

    /// Reads the name of the next member, up to whose value the reader goes; none if the struct ends, and has been left.
    #[inline(always)]
    pub(crate) fn next_name(&mut self, members: &mut Members) -> Result<Option<Cow<'a, str>>, Error> {
        if matches!(members.place, Place::Left | Place::Failed) {
            return Ok(None);
        }
        let behind = members.place != Place::First;
        let name = match self.fast_next_name(behind) {
            Some((name, start)) => {
                members.start = start;
                self.prefixes = members.outside;
                name.map(Cow::Borrowed)
            }
            None => match self.next_name_slowly(members, behind) {
                Ok(name) => name,
                Err(error) => {
                    members.place = Place::Failed;
                    return Err(error);
                }
            },
        };
        let Some(name) = name else {
            members.place = Place::Left;
            return Ok(None);
        };
        members.place = Place::Value;
        Ok(Some(name))
    }

    /// The same, without the members that another one of their name replaces, if the reading allows that.
    #[cold]
    #[inline(never)]
    pub(crate) fn next_name_that_counts(&mut self, members: &mut Members) -> Result<Option<Cow<'a, str>>, Error> {
        if members.replaces && members.place == Place::First {
            members.place = Place::Failed;
            self.find_replaced()?;
            members.place = Place::First;
        }
        loop {
            let name = self.next_name(members)?;
            if !members.replaces || name.is_none() || !self.lookups().replaced.contains(&members.start) {
                return Ok(name);
            }
            self.skip_member_value(members)?;
        }
    }

    #[inline(never)]
    fn next_name_slowly(&mut self, members: &mut Members, behind: bool) -> Result<Option<Cow<'a, str>>, Error> {
        if behind {
            if members.behind_name > 0 {
                self.cursor.set_position(std::mem::take(&mut members.behind_name));
            }
            self.close(Element::Member)?;
        }
        self.prefixes = members.outside;
        if !self.more(Element::Member, Element::Struct)? {
            self.ascend();
            self.close(Element::Value)?;
            return Ok(None);
        }
        members.start = self.cursor.position();
        self.member_name(members).map(Some)
    }

    /// Goes back to the member that was named last, and reads its name again.
    #[cold]
    pub(crate) fn name_again(&mut self, members: &mut Members) -> Result<Cow<'a, str>, Error> {
        self.cursor.set_position(members.start);
        self.member_name(members)
    }

    /// Reads `<member>` and the name; the value follows.
    fn member_name(&mut self, members: &mut Members) -> Result<Cow<'a, str>, Error> {
        if let Some(name) = self.fast_member_name() {
            return Ok(Cow::Borrowed(name));
        }
        if !self.open(Element::Member)? {
            return Err(self.cursor.error(INVALID_REQUEST, "not XML-RPC: a member has no `<name>`"));
        }
        let tag = self.next_tag(Element::Name)?;
        if tag.starts(Element::Value) && self.reading().is_tolerant() {
            return self.name_behind_value(&tag, members);
        }
        self.name_text(&tag)
    }

    /// Passes over the value that stands before the name; the value follows, and then the end of the member.
    #[cold]
    fn name_behind_value(&mut self, value: &Tag<'a>, members: &mut Members) -> Result<Cow<'a, str>, Error> {
        self.note(Quirk::ValueBeforeName);
        self.cursor.set_position(value.place);
        let value = self.bookmark();
        self.pass_over_value()?;
        let tag = self.next_tag(Element::Name)?;
        let name = self.name_text(&tag)?;
        members.behind_name = self.cursor.position();
        self.return_to(value);
        Ok(name)
    }

    /// Passes over a value that stands before its name, unless that has been done.
    #[cold]
    fn pass_over_value(&mut self) -> Result<(), Error> {
        let place = self.cursor.position();
        if let Some(Passed { end, values }) = self.lookups().passed.get(&place).copied() {
            self.cursor.set_position(end);
            self.values_left = self.values_left.saturating_sub(values);
            return Ok(());
        }
        let before = self.values_left;
        self.skip_value()?;
        let passed = Passed { end: self.cursor.position(), values: before - self.values_left };
        self.lookups().passed.insert(place, passed);
        Ok(())
    }

    fn lookups(&mut self) -> &mut Lookups {
        self.lookups.0.get_or_insert_default()
    }

    /// Reads a member's name, whose start tag was read.
    fn name_text(&mut self, tag: &Tag<'a>) -> Result<Cow<'a, str>, Error> {
        if !tag.starts(Element::Name) {
            return Err(tag.unexpected("`<name>`"));
        }
        self.text_of(tag, |reader| reader.limits().member_name_too_long())
    }

    /// Reads the text and the end tag of an element that holds a name.
    pub(super) fn text_of(
        &mut self,
        tag: &Tag<'a>,
        too_long: impl FnOnce(&Self) -> Error,
    ) -> Result<Cow<'a, str>, Error> {
        if tag.is_empty() {
            return Ok(Cow::Borrowed(""));
        }
        let place = self.cursor.position();
        let text = self.cursor.character_data()?;
        if text.len() > self.limits().name {
            return Err(too_long(self).at(place));
        }
        self.close_text(tag.written)?;
        Ok(text)
    }

    /// Passes over the value of a member that was named last.
    pub(crate) fn skip_member_value(&mut self, members: &mut Members) -> Result<(), Error> {
        if members.behind_name == 0 {
            self.skip_value()?
        } else {
            self.pass_over_value()?
        }
        members.place = Place::MemberEnd;
        Ok(())
    }

    /// Finds the members that do not count, in the struct that has been entered and in all structs in it. Each part of a
    /// document is searched once.
    #[cold]
    fn find_replaced(&mut self) -> Result<(), Error> {
        let here = self.bookmark();
        if here.position < self.lookups().searched {
            return Ok(());
        }
        let structure_only = std::mem::replace(&mut self.structure_only, true);
        self.searches = true;
        let skipped = self.skip_members(true);
        self.searches = false;
        self.structure_only = structure_only;
        skipped?;
        self.lookups().searched = self.cursor.position();
        self.return_to(here);
        Ok(())
    }

    /// Notes which one of two members of a name does not count.
    #[cold]
    pub(super) fn note_replaced(&mut self, earlier: usize, later: usize) {
        self.note(Quirk::DuplicateMember);
        let counts_not = if self.reading().duplicate_members == DuplicateMembers::First { later } else { earlier };
        self.lookups().replaced.insert(counts_not);
    }
}
