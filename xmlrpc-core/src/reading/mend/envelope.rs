//! The frame of a document: its root, the method's name, the parameters.

use super::super::quirk::Quirk;
use super::tags::Tag;
use super::{Document, GiveUp, Mender};
use crate::xml::is_space;
use crate::xml::write::push_text;

impl<'a> Mender<'a> {
    pub(super) fn document(&mut self, document: Document) -> Result<(), GiveUp> {
        self.space_before_declaration()?;
        self.cursor.prolog()?;
        let root = self.tag()?;
        if root.empty {
            return Err(GiveUp::Unmendable);
        }
        self.keep(&root);
        let end = match document {
            Document::Call if root.opens("methodCall") => self.call()?,
            Document::Response if root.opens("methodResponse") => self.response()?,
            _ => return Err(GiveUp::Unmendable),
        };
        self.ends(&root, &end)?;
        self.keep(&end);
        self.cursor.epilogue()?;
        Ok(())
    }

    fn space_before_declaration(&mut self) -> Result<(), GiveUp> {
        let bytes = self.cursor.rest();
        let space = bytes.iter().take_while(|byte| is_space(**byte)).count();
        let declared = bytes[space..].strip_prefix(b"<?xml").and_then(|rest| rest.first());
        if space > 0 && declared.is_some_and(|byte| is_space(*byte)) {
            self.note(Quirk::SpaceBeforeDeclaration)?;
            self.draft.leave_out(0, space);
            self.cursor.set_position(space);
        }
        Ok(())
    }

    /// The name and the parameters, in this order when they leave here; the tag behind them.
    fn call(&mut self) -> Result<Tag<'a>, GiveUp> {
        let first = self.next_tag()?;
        if first.opens("params") {
            self.note(Quirk::ParamsBeforeName)?;
            let start = self.draft.mark(first.begin);
            self.params(&first)?;
            let middle = self.draft.mark(self.cursor.position());
            let name = self.next_tag()?;
            self.method_name(&name)?;
            self.draft.mark(self.cursor.position());
            self.draft.swap(start, middle);
            return self.next_tag();
        }
        self.method_name(&first)?;
        let next = self.next_tag()?;
        if next.opens("params") {
            self.params(&next)?;
            return self.next_tag();
        }
        Ok(next)
    }

    fn method_name(&mut self, tag: &Tag<'a>) -> Result<(), GiveUp> {
        if !tag.opens("methodName") {
            return Err(GiveUp::Unmendable);
        }
        self.keep(tag);
        if tag.empty {
            return Ok(());
        }
        let begin = self.cursor.position();
        let name = self.text()?;
        let end = self.cursor.position();
        let trimmed = name.trim_matches([' ', '\t', '\n', '\r']);
        // In another reading than the tolerant one, white space is a part of the name.
        if trimmed.len() < name.len() && self.rules.reading.is_tolerant() {
            self.note(Quirk::SpaceAroundMethodName)?;
            self.draft.replace(begin, end, &escaped(trimmed)?);
        }
        self.keep_end(tag)
    }

    fn params(&mut self, tag: &Tag<'a>) -> Result<(), GiveUp> {
        self.keep(tag);
        if tag.empty {
            return Ok(());
        }
        loop {
            let next = self.next_tag()?;
            match next.name {
                "param" if next.opens => self.value_holder(&next)?,
                "value" if next.opens => {
                    self.note(Quirk::MissingParamElement)?;
                    self.draft.take(next.begin);
                    self.draft.add("<param>");
                    self.value(&next)?;
                    self.draft.take(self.cursor.position());
                    self.draft.add("</param>");
                }
                _ => {
                    self.ends(tag, &next)?;
                    self.keep(&next);
                    return Ok(());
                }
            }
        }
    }

    /// A parameter, or a fault: an element with one value.
    fn value_holder(&mut self, tag: &Tag<'a>) -> Result<(), GiveUp> {
        self.keep(tag);
        if tag.empty {
            return Err(GiveUp::Unmendable);
        }
        let mut next = self.next_tag()?;
        if next.opens("name") && tag.name == "param" {
            self.note(Quirk::NamedParameter)?;
            if !next.empty {
                self.text()?;
                let end = self.tag()?;
                self.ends(&next, &end)?;
            }
            self.draft.leave_out(next.begin, self.cursor.position());
            next = self.next_tag()?;
        }
        if next.opens("value") {
            self.value(&next)?;
        } else {
            self.note(Quirk::MissingValueElement)?;
            self.count_value()?;
            self.draft.take(next.begin);
            self.draft.add("<value>");
            self.typed(&next)?;
            self.draft.take(self.cursor.position());
            self.draft.add("</value>");
        }
        self.keep_end(tag)
    }

    /// The result or the fault; the tag behind it.
    fn response(&mut self) -> Result<Tag<'a>, GiveUp> {
        let next = self.next_tag()?;
        match next.name {
            "params" if next.opens => self.params(&next)?,
            "fault" if next.opens => self.value_holder(&next)?,
            _ => return Err(GiveUp::Unmendable),
        }
        self.next_tag()
    }
}

/// A text as it is written into a document.
pub(super) fn escaped(text: &str) -> Result<String, GiveUp> {
    let mut bytes = Vec::new();
    push_text(&mut bytes, text, usize::MAX).map_err(|_| GiveUp::Unmendable)?;
    String::from_utf8(bytes).map_err(|_| GiveUp::Unmendable)
}
