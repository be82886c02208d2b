//! Tags: which element is meant, which may come, and what is wrong if another one does.

use super::prefixes::Prefixes;
use crate::decode::Reader;
use crate::decode::element::{Element, Shown};
use crate::error::Error;
use crate::fault::{INVALID_REQUEST, NOT_WELL_FORMED};
use crate::reading::{Quirk, Quirks};
use crate::xml::{self, BlankError, is_blank};

/// A tag that the slow path has read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// The element that is meant; none if XML-RPC does not have it.
    pub(super) element: Option<Element>,
    /// The name as the document writes it.
    pub(super) written: &'a str,
    /// Where the tag begins.
    pub(super) place: usize,
    shape: Shape,
    /// The prefixes that hold inside of the element.
    prefixes: Prefixes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Start,
    /// A start tag and an end tag in one.
    Empty,
    End,
}

impl Tag<'_> {
    /// Whether it is a start tag, of an empty element too.
    pub(super) fn starts(&self, element: Element) -> bool {
        self.is_start() && self.element == Some(element)
    }

    pub(super) fn ends(&self, element: Element) -> bool {
        !self.is_start() && self.element == Some(element)
    }

    pub(super) fn is_start(&self) -> bool {
        self.shape != Shape::End
    }

    /// Whether the element has ended with its start tag.
    pub(super) fn is_empty(&self) -> bool {
        self.shape == Shape::Empty
    }

    /// The error of a tag that the structure does not allow here.
    #[cold]
    pub(super) fn unexpected(&self, expected: &str) -> Error {
        let found = Shown { name: self.written, ends: !self.is_start() };
        Error::new(INVALID_REQUEST, format!("not XML-RPC: expected {expected}, found {found}")).at(self.place)
    }

    /// The error of any tag but the end tag of an element.
    #[cold]
    pub(super) fn no_end_of(&self, written: &str) -> Error {
        let expected = Shown { name: written, ends: true };
        if self.is_start() {
            return self.unexpected(&expected.to_string());
        }
        let found = Shown { name: self.written, ends: true };
        Error::new(NOT_WELL_FORMED, format!("mismatched end tag: expected {expected}, found {found}")).at(self.place)
    }
}

impl<'a> Reader<'a> {
    /// Reads the start tag of an element, which must come next. False if the element has ended with it.
    #[inline(always)]
    pub(crate) fn open(&mut self, element: Element) -> Result<bool, Error> {
        let mut lookahead = self.cursor.lookahead();
        lookahead.skip_space();
        if lookahead.eat(element.start()) {
            self.cursor.move_to(lookahead);
            return Ok(true);
        }
        self.open_slowly(element)
    }

    #[cold]
    #[inline(never)]
    fn open_slowly(&mut self, element: Element) -> Result<bool, Error> {
        self.cursor.skip_space();
        if self.cursor.eat(element.empty()) {
            return Ok(false);
        }
        let tag = self.next_tag(element)?;
        if !tag.starts(element) {
            return Err(tag.unexpected(&format!("`{}`", element.start())));
        }
        self.enter(&tag);
        Ok(!tag.is_empty())
    }

    /// Reads the end tag of an element, which must come next.
    #[inline(always)]
    pub(crate) fn close(&mut self, element: Element) -> Result<(), Error> {
        let mut lookahead = self.cursor.lookahead();
        lookahead.skip_space();
        if lookahead.eat(element.end()) {
            self.cursor.move_to(lookahead);
            return Ok(());
        }
        self.close_slowly(element)
    }

    #[cold]
    #[inline(never)]
    fn close_slowly(&mut self, element: Element) -> Result<(), Error> {
        if element == Element::Value && self.leaves_bare_value() {
            return Ok(());
        }
        let tag = self.next_tag(element)?;
        if tag.ends(element) { Ok(()) } else { Err(tag.no_end_of(element.name())) }
    }

    /// Reads the end tag behind a text, which must come next: white space was part of the text.
    #[inline]
    pub(super) fn close_text(&mut self, written: &str) -> Result<(), Error> {
        if self.cursor.looking_at("</") {
            let rest = &self.cursor.rest()[2..];
            if rest.starts_with(written.as_bytes()) && rest.get(written.len()) == Some(&b'>') {
                self.cursor.advance(written.len() + 3);
                return Ok(());
            }
        }
        self.close_text_slowly(written)
    }

    #[cold]
    fn close_text_slowly(&mut self, written: &str) -> Result<(), Error> {
        let tag = self.next_tag(Element::Value)?;
        if !tag.is_start() && tag.written == written { Ok(()) } else { Err(tag.no_end_of(written)) }
    }

    /// Whether `child` comes next, whose start tag is left; false if `parent` ends, whose end tag is read.
    #[inline(always)]
    pub(super) fn more(&mut self, child: Element, parent: Element) -> Result<bool, Error> {
        let mut lookahead = self.cursor.lookahead();
        lookahead.skip_space();
        if lookahead.begins_with(child.start()) {
            self.cursor.move_to(lookahead);
            return Ok(true);
        }
        if lookahead.eat(parent.end()) {
            self.cursor.move_to(lookahead);
            return Ok(false);
        }
        self.more_slowly(child, parent)
    }

    #[cold]
    #[inline(never)]
    fn more_slowly(&mut self, child: Element, parent: Element) -> Result<bool, Error> {
        self.cursor.skip_space();
        if self.cursor.looking_at(child.empty()) {
            return Ok(true);
        }
        let tag = self.next_tag(parent)?;
        if tag.starts(child) {
            self.cursor.set_position(tag.place);
            return Ok(true);
        }
        match tag.ends(parent) {
            true => Ok(false),
            false if tag.is_start() => Err(tag.unexpected(&format!("`{}` or `{}`", child.start(), parent.end()))),
            false => Err(tag.no_end_of(parent.name())),
        }
    }

    /// Reads the next tag; only white space may stand before it. Errors name the element that is being read.
    #[cold]
    pub(super) fn next_tag(&mut self, element: Element) -> Result<Tag<'a>, Error> {
        match self.cursor.tag_after_blank() {
            Ok(Some((tag, place))) => self.tag(tag, place),
            Ok(None) => {
                let message = format!("not well-formed: the document ends at `{}`", element.start());
                Err(self.cursor.not_well_formed(message))
            }
            Err(BlankError::Xml(error)) => Err(error),
            Err(BlankError::Text(place)) => {
                let message = format!("not XML-RPC: a text where only tags may stand, at `{}`", element.start());
                Err(Error::new(INVALID_REQUEST, message).at(place))
            }
        }
    }

    fn tag(&mut self, tag: xml::Tag<'a>, place: usize) -> Result<Tag<'a>, Error> {
        let mut prefixes = self.prefixes;
        let (written, shape) = match tag {
            xml::Tag::Start { attributes, .. } if self.strict && !is_blank(attributes) => {
                let message = "not XML-RPC by the specification: an element has an attribute";
                return Err(Error::new(INVALID_REQUEST, message).at(place));
            }
            xml::Tag::Start { name, empty, attributes } => {
                if attributes.contains("xmlns:") {
                    prefixes.declare(attributes, self.cursor.text());
                }
                (name, if empty { Shape::Empty } else { Shape::Start })
            }
            xml::Tag::End { name } => (name, Shape::End),
        };
        let element = self.element_of(written, prefixes);
        Ok(Tag { element, written, place, shape, prefixes })
    }

    /// The element that a name means. Other spellings than the table's are quirks, which only the tolerant reading
    /// reads.
    fn element_of(&mut self, written: &str, prefixes: Prefixes) -> Option<Element> {
        let (prefix, local) = match written.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, written),
        };
        let mut quirks = Quirks::default();
        let element = match Element::named(local) {
            Some(element) => element,
            None => {
                quirks.insert(Quirk::UpperCase);
                Element::spelled(local)?
            }
        };
        if element == Element::Integer {
            quirks.insert(Quirk::IntegerElement);
        }
        match prefix {
            Some(_) if !element.is_extension() => quirks.insert(Quirk::PrefixedElement),
            Some(prefix) if !prefixes.has(prefix, self.cursor.text()) => quirks.insert(Quirk::UndeclaredPrefix),
            _ => {}
        }
        if !quirks.is_empty() {
            if !self.reading().is_tolerant() {
                return None;
            }
            self.cursor.quirks = self.cursor.quirks.union(quirks);
        }
        Some(element)
    }

    /// Goes into an element whose start tag was read: what its attributes declare holds from here on, up to the end of
    /// the value, member or parameter around it.
    pub(super) fn enter(&mut self, tag: &Tag<'_>) {
        self.prefixes = tag.prefixes;
    }
}
