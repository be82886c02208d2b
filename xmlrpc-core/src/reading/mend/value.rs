//! A value's own element, and the type in it.

use super::super::quirk::Quirk;
use super::tags::Tag;
use super::{GiveUp, Mender};
use crate::xml::is_blank;

impl<'a> Mender<'a> {
    /// A value, whose start tag has been read.
    pub(super) fn value(&mut self, tag: &Tag<'a>) -> Result<(), GiveUp> {
        self.count_value()?;
        if tag.empty {
            self.keep(tag);
            return Ok(());
        }
        let before = self.cursor.position();
        let blank = is_blank(&self.text()?);
        let next = self.tag()?;
        if next.opens("value") && blank {
            return self.value_in_value(tag, &next);
        }
        self.keep(tag);
        if !next.opens {
            // A string without a type.
            self.ends(tag, &next)?;
            self.keep(&next);
            return Ok(());
        }
        if !blank {
            self.note(Quirk::TextAroundType)?;
            self.draft.leave_out(before, next.begin);
        }
        self.typed(&next)?;
        let behind = self.cursor.position();
        let blank = is_blank(&self.text()?);
        let end = self.tag()?;
        self.ends(tag, &end)?;
        if !blank {
            self.note(Quirk::TextAroundType)?;
            self.draft.leave_out(behind, end.begin);
        }
        self.keep(&end);
        Ok(())
    }

    /// A value right in a value: the inner one stays.
    fn value_in_value(&mut self, outer: &Tag<'a>, inner: &Tag<'a>) -> Result<(), GiveUp> {
        self.note(Quirk::ValueInValue)?;
        self.descend()?;
        self.draft.leave_out(outer.begin, inner.begin);
        self.value(inner)?;
        let behind = self.cursor.position();
        let end = self.next_tag()?;
        self.ends(outer, &end)?;
        self.draft.leave_out(behind, end.end);
        self.ascend();
        Ok(())
    }

    /// A type's element, whose start tag has been read.
    pub(super) fn typed(&mut self, tag: &Tag<'a>) -> Result<(), GiveUp> {
        if !tag.opens {
            return Err(GiveUp::Unmendable);
        }
        match tag.name {
            "struct" => self.structure(tag),
            "array" => self.array(tag),
            "methodCall" | "methodName" | "methodResponse" | "params" | "param" | "fault" | "value" | "member"
            | "name" | "data" => Err(GiveUp::Unmendable),
            _ => self.scalar(tag),
        }
    }
}
