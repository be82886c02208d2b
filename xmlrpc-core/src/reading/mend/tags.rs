//! Tags and texts as the mender meets them.

use std::borrow::Cow;

use super::{GiveUp, Mender, names};
use crate::xml::{Tag as XmlTag, declared_prefixes, is_blank};

/// A start or an end tag of an element that XML-RPC knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// The name that is meant.
    pub(super) name: &'static str,
    /// The name as it stands there.
    written: &'a str,
    pub(super) opens: bool,
    /// Whether the element is over with its start tag.
    pub(super) empty: bool,
    pub(super) begin: usize,
    pub(super) end: usize,
}

impl Tag<'_> {
    pub(super) fn opens(&self, name: &str) -> bool {
        self.opens && self.name == name
    }
}

impl<'a> Mender<'a> {
    /// The next tag, with nothing but white space, comments and processing instructions before it.
    pub(super) fn next_tag(&mut self) -> Result<Tag<'a>, GiveUp> {
        self.cursor.skip_space();
        if self.cursor.rest().first() != Some(&b'<') || matches!(self.cursor.rest().get(1), Some(b'!' | b'?')) {
            let text = self.cursor.character_data()?;
            if !is_blank(&text) {
                return Err(GiveUp::Unmendable);
            }
        }
        self.tag()
    }

    /// The tag at the position.
    pub(super) fn tag(&mut self) -> Result<Tag<'a>, GiveUp> {
        let begin = self.cursor.position();
        let mut prefix = self.prefixes.last().copied().flatten();
        let (written, opens, empty) = match self.plain_tag() {
            Some(tag) => tag,
            None => match self.cursor.tag()? {
                XmlTag::Start { name, empty, attributes } => {
                    for (declared, extension) in declared_prefixes(attributes) {
                        if extension {
                            prefix = Some(declared);
                        } else if prefix == Some(declared) {
                            prefix = None;
                        }
                    }
                    (name, true, empty)
                }
                XmlTag::End { name } => (name, false, false),
            },
        };
        if !opens {
            self.prefixes.pop();
        } else if !empty {
            self.prefixes.push(prefix);
        }
        let (name, quirks) = names::meant(written, prefix).ok_or(GiveUp::Unmendable)?;
        for quirk in quirks.iter() {
            self.note(quirk)?;
        }
        Ok(Tag { name, written, opens, empty, begin, end: self.cursor.position() })
    }

    /// `<name>`, `</name>` or `<name/>` without anything else in it, as nearly all tags are. None, with nothing
    /// consumed, for any other piece of markup.
    fn plain_tag(&mut self) -> Option<(&'a str, bool, bool)> {
        let rest = self.cursor.rest();
        let opens = rest.get(1) != Some(&b'/');
        let from = if opens { 1 } else { 2 };
        let length = rest.get(from..)?.iter().position(|byte| !is_plain(*byte))?;
        if length == 0 || !rest[from].is_ascii_alphabetic() {
            return None;
        }
        let (empty, end) = match rest[from + length..] {
            [b'>', ..] => (false, from + length + 1),
            [b'/', b'>', ..] if opens => (true, from + length + 2),
            _ => return None,
        };
        let begin = self.cursor.position() + from;
        let name = self.cursor.text().get(begin..begin + length)?;
        self.cursor.advance(end);
        Some((name, opens, empty))
    }

    /// The text up to the next tag, as it is read.
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, GiveUp> {
        let text = self.cursor.character_data()?;
        let limits = &self.rules.limits;
        if text.len() > limits.string { Err(self.beyond(limits.text_too_long())) } else { Ok(text) }
    }

    /// Lets a tag stand, under the name that is meant.
    pub(super) fn keep(&mut self, tag: &Tag<'a>) {
        // A prefix that is declared is right as it stands; but which elements a declaration holds for is the reader's
        // to know, and a name without a prefix needs none.
        if tag.written != tag.name && self.rules.reading.is_tolerant() {
            let name = tag.begin + if tag.opens { 1 } else { 2 };
            self.draft.replace(name, name + tag.written.len(), tag.name);
        }
    }

    /// Checks that `end` is the end tag of the element that `start` began.
    pub(super) fn ends(&self, start: &Tag<'a>, end: &Tag<'a>) -> Result<(), GiveUp> {
        if !end.opens && end.written == start.written { Ok(()) } else { Err(GiveUp::Unmendable) }
    }

    /// Lets the end tag stand that must come next.
    pub(super) fn keep_end(&mut self, start: &Tag<'a>) -> Result<(), GiveUp> {
        let end = self.next_tag()?;
        self.ends(start, &end)?;
        self.keep(&end);
        Ok(())
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'_' | b'-')
}
