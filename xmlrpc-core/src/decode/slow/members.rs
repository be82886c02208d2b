//! The members of structs: one function steps from each to the next.

use std::borrow::Cow;

use super::tag::Tag;
use super::{OpenValue, Prefixes};
use crate::decode::{Bookmark, Element, Reader};
use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::reading::{DuplicateMembers, Quirk};

/// A struct that is being read.
#[derive(Debug)]
pub(crate) struct Members {
    pub place: Place,
    /// Where the member begins that was named last.
    pub(crate) start: usize,
    /// The prefixes that hold outside of any member.
    outside: Prefixes,
    /// Where reading goes on behind a value that stands before its name.
    behind_name: Option<Bookmark>,
    /// Whether some members may be replaced by others of their name.
    replaces: bool,
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
    /// Enters a struct whose start tag was read.
    pub(crate) fn begin_struct(&mut self, open: &OpenValue<'a>) -> Result<Members, Error> {
        self.descend()?;
        let mut members = self.members();
        if open.is_over() {
            self.ascend();
            self.close(Element::Value)?;
            members.place = Place::Left;
        }
        Ok(members)
    }

    /// All members of a struct that has been entered.
    #[inline]
    pub(crate) fn members(&self) -> Members {
        Members { place: Place::First, start: 0, outside: self.prefixes, behind_name: None, replaces: false }
    }

    /// Leaves out the members that another one of their name replaces, if the reading allows that.
    #[inline]
    pub(crate) fn without_replaced(&mut self, members: Members) -> Result<Members, Error> {
        if self.reading().duplicate_members == DuplicateMembers::Refuse || members.place == Place::Left {
            return Ok(members);
        }
        self.find_replaced()?;
        Ok(Members { replaces: true, ..members })
    }

    /// Reads the name of the next member, up to whose value the reader goes; none if the struct ends, and has been left.
    #[inline]
    pub(crate) fn next_name(&mut self, members: &mut Members) -> Result<Option<Cow<'a, str>>, Error> {
        loop {
            if matches!(members.place, Place::Left | Place::Failed) {
                return Ok(None);
            }
            let behind = members.place != Place::First;
            members.place = Place::Failed;
            let name = match self.fast_next_name(behind) {
                Some((name, start)) => {
                    members.start = start;
                    self.prefixes = members.outside;
                    name.map(Cow::Borrowed)
                }
                None => self.next_name_slowly(members, behind)?,
            };
            if name.is_none() {
                members.place = Place::Left;
                return Ok(None);
            }
            members.place = Place::Value;
            if !members.replaces || !self.is_replaced(members)? {
                return Ok(name);
            }
        }
    }

    #[inline(never)]
    fn next_name_slowly(&mut self, members: &mut Members, behind: bool) -> Result<Option<Cow<'a, str>>, Error> {
        if behind {
            if let Some(behind_name) = members.behind_name.take() {
                self.return_to(behind_name);
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
        self.skip_value()?;
        let tag = self.next_tag(Element::Name)?;
        let name = self.name_text(&tag)?;
        members.behind_name = Some(self.bookmark());
        self.return_to(value);
        Ok(name)
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
        // One that stands before its name has been passed over. Doing so again would cost twice as much at each level.
        if members.behind_name.is_none() {
            self.skip_value()?;
        }
        members.place = Place::MemberEnd;
        Ok(())
    }

    /// Whether the member that was named last does not count, since another one has its name. If so, the reader goes
    /// behind its value.
    #[cold]
    fn is_replaced(&mut self, members: &mut Members) -> Result<bool, Error> {
        let is_replaced = self.replaced.places.contains(&members.start);
        if is_replaced {
            self.skip_member_value(members)?;
        }
        Ok(is_replaced)
    }

    /// Finds the members that do not count, in the struct that has been entered and in all structs in it. Each part of a
    /// document is searched once.
    #[cold]
    fn find_replaced(&mut self) -> Result<(), Error> {
        let here = self.bookmark();
        if here.position < self.replaced.searched {
            return Ok(());
        }
        let structure_only = std::mem::replace(&mut self.structure_only, true);
        self.replaced.searches = true;
        let skipped = self.skip_members(self.members());
        self.replaced.searches = false;
        self.structure_only = structure_only;
        skipped?;
        self.replaced.searched = self.cursor.position();
        self.return_to(here);
        Ok(())
    }

    /// Notes which one of two members of a name does not count.
    #[cold]
    pub(super) fn note_replaced(&mut self, earlier: usize, later: usize) {
        self.note(Quirk::DuplicateMember);
        let counts_not = if self.reading().duplicate_members == DuplicateMembers::First { later } else { earlier };
        self.replaced.places.insert(counts_not);
    }
}
