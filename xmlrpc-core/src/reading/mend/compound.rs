//! Arrays and structs.

use super::super::quirk::Quirk;
use super::super::settings::DuplicateMembers;
use super::members::Members;
use super::tags::Tag;
use super::{GiveUp, Mender};

impl<'a> Mender<'a> {
    pub(super) fn array(&mut self, tag: &Tag<'a>) -> Result<(), GiveUp> {
        if tag.empty {
            self.note(Quirk::ArrayWithoutData)?;
            self.draft.replace(tag.begin, tag.end, "<array><data></data></array>");
            return Ok(());
        }
        self.keep(tag);
        self.descend()?;
        let first = self.next_tag()?;
        let end = if first.opens("data") { self.data(&first)? } else { self.elements_without_data(first)? };
        self.ends(tag, &end)?;
        self.keep(&end);
        self.ascend();
        Ok(())
    }

    /// One `<data>`, or several that become one; the tag behind them.
    fn data(&mut self, first: &Tag<'a>) -> Result<Tag<'a>, GiveUp> {
        let mut last = *first;
        if !first.empty {
            self.keep(first);
            last = self.elements(first)?;
        }
        let mut next = self.next_tag()?;
        if !next.opens("data") {
            self.keep(&last);
            return Ok(next);
        }
        self.note(Quirk::SeveralData)?;
        self.draft.replace(last.begin, last.end, if first.empty { "<data>" } else { "" });
        while next.opens("data") {
            self.draft.leave_out(next.begin, next.end);
            if !next.empty {
                let end = self.elements(&next)?;
                self.draft.leave_out(end.begin, end.end);
            }
            next = self.next_tag()?;
        }
        self.draft.take(next.begin);
        self.draft.add("</data>");
        Ok(next)
    }

    /// Values up to an end tag, which is left to the caller.
    fn elements(&mut self, parent: &Tag<'a>) -> Result<Tag<'a>, GiveUp> {
        loop {
            let next = self.next_tag()?;
            if !next.opens("value") {
                self.ends(parent, &next)?;
                return Ok(next);
            }
            self.value(&next)?;
        }
    }

    /// Values right in the array; the tag behind them.
    fn elements_without_data(&mut self, first: Tag<'a>) -> Result<Tag<'a>, GiveUp> {
        self.note(Quirk::ArrayWithoutData)?;
        self.draft.take(first.begin);
        self.draft.add("<data>");
        let mut next = first;
        while next.opens("value") {
            self.value(&next)?;
            next = self.next_tag()?;
        }
        self.draft.take(next.begin);
        self.draft.add("</data>");
        Ok(next)
    }

    pub(super) fn structure(&mut self, tag: &Tag<'a>) -> Result<(), GiveUp> {
        self.keep(tag);
        if tag.empty {
            return Ok(());
        }
        self.descend()?;
        let mut members = Members::new(self.rules.reading.duplicate_members);
        loop {
            let next = self.next_tag()?;
            if !next.opens("member") {
                self.ends(tag, &next)?;
                self.keep(&next);
                self.ascend();
                return Ok(());
            }
            self.member(&next, &mut members)?;
        }
    }

    fn member(&mut self, tag: &Tag<'a>, members: &mut Members<'a>) -> Result<(), GiveUp> {
        if tag.empty {
            return Err(GiveUp::Unmendable);
        }
        let unique = self.rules.reading.duplicate_members != DuplicateMembers::Refuse;
        let start = if unique { self.draft.mark(tag.begin) } else { 0 };
        self.keep(tag);
        let first = self.next_tag()?;
        let name = if first.opens("value") {
            self.note(Quirk::ValueBeforeName)?;
            let start = self.draft.mark(first.begin);
            self.value(&first)?;
            let middle = self.draft.mark(self.cursor.position());
            let name = self.next_tag()?;
            let name = self.member_name(&name)?;
            self.draft.mark(self.cursor.position());
            self.draft.swap(start, middle);
            name
        } else {
            let name = self.member_name(&first)?;
            let value = self.next_tag()?;
            if !value.opens("value") {
                return Err(GiveUp::Unmendable);
            }
            self.value(&value)?;
            name
        };
        self.keep_end(tag)?;
        if unique {
            let end = self.draft.mark(self.cursor.position());
            if members.settle(name, start, end, &mut self.draft) {
                self.note(Quirk::DuplicateMember)?;
            }
        }
        Ok(())
    }

    fn member_name(&mut self, tag: &Tag<'a>) -> Result<std::borrow::Cow<'a, str>, GiveUp> {
        if !tag.opens("name") {
            return Err(GiveUp::Unmendable);
        }
        self.keep(tag);
        if tag.empty {
            return Ok("".into());
        }
        let name = self.text()?;
        if name.len() > self.rules.limits.name {
            return Err(self.beyond(self.rules.limits.member_name_too_long()));
        }
        let end = self.tag()?;
        self.ends(tag, &end)?;
        self.keep(&end);
        Ok(name)
    }
}
