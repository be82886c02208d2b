use std::borrow::Cow;

use super::characters::{behind_space, is_blank, is_space};
use super::declaration;
use crate::error::Error;
use crate::fault::NOT_WELL_FORMED;
use crate::reading::{Quirk, Quirks, Rules};

/// A position in a text. Everything that reads XML moves it forward, or sets it back to where it was.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    /// What comes behind the position.
    rest: &'a str,
    pub(super) rules: &'a Rules,
    /// The quirks of the text as far as it has been read.
    pub(crate) quirks: Quirks,
    /// Turns the fast path off, so that a test can compare the two.
    #[cfg(test)]
    pub(crate) slow_only: bool,
}

/// A start or an end tag, as the slow path reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag<'a> {
    /// `<name …>`, or `<name …/>`, after which no end tag comes.
    Start {
        /// The name with its prefix.
        name: &'a str,
        /// Whether the element is over already.
        empty: bool,
        /// What stands behind the name: checked attributes, or white space.
        attributes: &'a str,
    },
    /// `</name>`.
    End {
        /// The name with its prefix.
        name: &'a str,
    },
}

impl<'a> Cursor<'a> {
    /// The start of a text without its byte order mark.
    pub(crate) fn new(text: &'a str, rules: &'a Rules) -> Self {
        Cursor {
            text,
            rest: text,
            rules,
            quirks: Quirks::default(),
            #[cfg(test)]
            slow_only: false,
        }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    #[inline]
    pub(crate) fn position(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    #[inline]
    pub(crate) fn set_position(&mut self, position: usize) {
        // Positions always stand between characters; `get` rules a panic out.
        self.rest = self.text.get(position..).unwrap_or_default();
    }

    #[inline(always)]
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest.as_bytes()
    }

    #[inline(always)]
    pub(crate) fn rest_text(&self) -> &'a str {
        self.rest
    }

    /// The text between two offsets, both of which stand between characters.
    #[inline]
    pub(super) fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Moves the position to where a part of the text begins, which goes up to its end.
    #[inline(always)]
    pub(crate) fn set_rest(&mut self, rest: &'a str) {
        self.rest = rest;
    }

    /// The byte that comes next.
    #[inline(always)]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    #[inline(always)]
    pub(crate) fn skip_space(&mut self) {
        self.rest = behind_space(self.rest);
    }

    /// Moves on by some bytes that the caller has looked at: whole characters.
    #[inline(always)]
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// An error at the position.
    #[cold]
    pub(crate) fn error(&self, code: i32, message: impl Into<Cow<'static, str>>) -> Error {
        Error::new(code, message).at(self.position())
    }

    #[cold]
    pub(crate) fn not_well_formed(&self, message: impl Into<Cow<'static, str>>) -> Error {
        self.error(NOT_WELL_FORMED, message)
    }

    /// Passes over the XML declaration, if the text begins with one.
    pub(crate) fn declaration(&mut self) -> Result<(), Error> {
        match declaration::read(self.rest()) {
            None => Ok(()),
            Some(Ok(declaration)) => {
                self.advance(declaration.length);
                Ok(())
            }
            Some(Err(offset)) => Err(Error::new(
                NOT_WELL_FORMED,
                "not well-formed: the XML declaration is malformed; expected <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            )
            .at(offset)),
        }
    }

    /// Passes over white space and byte order marks before the declaration, which only the tolerant reading allows.
    #[inline]
    fn space_before_declaration(&mut self) {
        if self.peek() != Some(b'<') && self.rules.reading.is_tolerant() {
            self.pass_over_space_before_declaration();
        }
    }

    #[cold]
    fn pass_over_space_before_declaration(&mut self) {
        const MARK: char = '\u{feff}';
        let rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n', MARK]);
        let before = self.slice(self.position(), self.text.len() - rest.len());
        let is_declaration = rest.strip_prefix("<?xml").and_then(|rest| rest.bytes().next()).is_some_and(is_space);
        if is_declaration || before.contains(MARK) {
            self.quirks.insert(Quirk::SpaceBeforeDeclaration);
            self.rest = rest;
        }
    }

    /// Passes over what may stand before the root element, up to its `<`.
    pub(crate) fn prolog(&mut self) -> Result<(), Error> {
        self.space_before_declaration();
        self.declaration()?;
        self.comments()?;
        match self.rest() {
            [b'<', next, ..] if *next != b'!' => Ok(()),
            [] => Err(self.not_well_formed("not well-formed: the document has no root element")),
            [b'<', ..] => self.markup().map(drop).and(Err(self.outside())),
            _ => Err(self.outside()),
        }
    }

    /// Passes over what may stand behind the root element, up to the end of the text.
    #[inline]
    pub(crate) fn epilogue(&mut self) -> Result<(), Error> {
        self.comments()?;
        match self.rest() {
            [] => Ok(()),
            [b'<', b'!', ..] => self.markup().map(drop).and(Err(self.outside())),
            _ => Err(self.not_well_formed("not well-formed: something follows the root element")),
        }
    }

    /// White space, comments and processing instructions.
    #[inline]
    fn comments(&mut self) -> Result<(), Error> {
        self.skip_space();
        while matches!(self.rest(), [b'<', b'?', ..] | [b'<', b'!', b'-', b'-', ..]) {
            self.markup()?;
            self.skip_space();
        }
        Ok(())
    }

    #[cold]
    fn outside(&self) -> Error {
        self.not_well_formed("not well-formed: a text outside the root element")
    }

    /// Whatever may stand before a tag where only white space matters, then the tag and where it begins.
    ///
    /// None at the end of the text; an error if a text stands in the way.
    #[cold]
    pub(crate) fn tag_after_blank(&mut self) -> Result<Option<(Tag<'a>, usize)>, BlankError> {
        let before = self.position();
        let text = self.character_data().map_err(BlankError::Xml)?;
        if !is_blank(&text) {
            let raw = self.slice(before, self.position());
            return Err(BlankError::Text(before + (raw.len() - raw.trim_start().len())));
        }
        let place = self.position();
        match self.peek() {
            None => Ok(None),
            Some(_) => self.tag().map(|tag| Some((tag, place))).map_err(BlankError::Xml),
        }
    }
}

/// Why no tag was found.
pub(crate) enum BlankError {
    /// The document is not well-formed.
    Xml(Error),
    /// A text stands where only tags may; it begins about here.
    Text(usize),
}
