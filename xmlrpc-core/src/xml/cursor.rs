use std::borrow::Cow;

use super::characters::{is_blank, is_space};
use super::declaration;
use crate::error::Error;
use crate::fault::NOT_WELL_FORMED;
use crate::limits::Limits;

/// A position in a text. Everything that reads XML moves it forward, or sets it back to where it was.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) limits: &'a Limits,
    /// Turns the first gear off, so that a test can hold the two against each other.
    #[cfg(test)]
    pub(crate) irregular_only: bool,
}

/// A start or an end tag, as the irregular road reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag<'a> {
    /// `<name …>`, or `<name …/>`, after which no end tag comes.
    Start {
        /// The name with its prefix.
        name: &'a str,
        /// Whether the element is over already.
        empty: bool,
        /// What stands behind the name: attributes, well made, or white space.
        attributes: &'a str,
    },
    /// `</name>`.
    End {
        /// The name with its prefix.
        name: &'a str,
    },
}

impl<'a> Cursor<'a> {
    /// At the start of a text, of which a byte order mark is no part.
    pub(crate) fn new(text: &'a str, limits: &'a Limits) -> Self {
        Cursor {
            text,
            at: 0,
            limits,
            #[cfg(test)]
            irregular_only: false,
        }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    #[inline]
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    #[inline]
    pub(crate) fn set_position(&mut self, position: usize) {
        self.at = position;
    }

    #[inline(always)]
    pub(crate) fn rest(&self) -> &'a [u8] {
        // `at` never passes the end; `get` keeps that from being a way to panic.
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The text between two offsets, both of which the reader has found to stand between characters.
    #[inline]
    pub(super) fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// First gear: passes over exactly these bytes, if they come next.
    #[inline(always)]
    pub(crate) fn eat(&mut self, literal: &[u8]) -> bool {
        let found = self.looking_at(literal);
        if found {
            self.at += literal.len();
        }
        found
    }

    /// First gear: whether exactly these bytes come next.
    #[inline(always)]
    pub(crate) fn looking_at(&self, literal: &[u8]) -> bool {
        #[cfg(test)]
        if self.irregular_only {
            return false;
        }
        self.rest().starts_with(literal)
    }

    /// Whether a start or an end tag that first gear knows nothing of comes next, or anything else that begins with `<`.
    #[inline(always)]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    #[inline(always)]
    pub(crate) fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Moves on by some bytes that the caller has looked at: ASCII, so that the position stays between characters.
    #[inline(always)]
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// First gear: a text that stands as it is, right before exactly these bytes, which are passed over too.
    #[inline(always)]
    pub(crate) fn eat_text_before(&mut self, literal: &[u8]) -> Option<&'a str> {
        let start = self.at;
        self.at += super::plain::plain_length(self.rest());
        let text = self.slice(start, self.at);
        if self.eat(literal) {
            return Some(text);
        }
        self.at = start;
        None
    }

    /// Passes over everything before the next `<`, unchecked: for texts that are checked by what reads them.
    pub(crate) fn up_to_markup(&mut self) -> &'a str {
        let start = self.at;
        self.at += memchr::memchr(b'<', self.rest()).unwrap_or(self.rest().len());
        self.slice(start, self.at)
    }

    /// An error at the position.
    #[cold]
    pub(crate) fn error(&self, code: i32, message: impl Into<Cow<'static, str>>) -> Error {
        Error::new(code, message).at(self.at)
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
                self.at += declaration.length;
                Ok(())
            }
            Some(Err(offset)) => Err(Error::new(
                NOT_WELL_FORMED,
                "not well-formed: the XML declaration is ill made; expected <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            )
            .at(offset)),
        }
    }

    /// Passes over what may stand before the root element, up to its `<`.
    pub(crate) fn prolog(&mut self) -> Result<(), Error> {
        self.declaration()?;
        self.comments()?;
        match self.rest() {
            [b'<', next, ..] if *next != b'!' => Ok(()),
            [] => Err(self.not_well_formed("not well-formed: the document has no root element")),
            [b'<', ..] => self.irregular().map(drop).and(Err(self.outside())),
            _ => Err(self.outside()),
        }
    }

    /// Passes over what may stand behind the root element, up to the end of the text.
    #[inline]
    pub(crate) fn epilogue(&mut self) -> Result<(), Error> {
        self.comments()?;
        match self.rest() {
            [] => Ok(()),
            [b'<', b'!', ..] => self.irregular().map(drop).and(Err(self.outside())),
            _ => Err(self.not_well_formed("not well-formed: something follows the root element")),
        }
    }

    /// White space, comments and processing instructions.
    #[inline]
    fn comments(&mut self) -> Result<(), Error> {
        self.skip_space();
        while self.rest().starts_with(b"<!--") || self.rest().starts_with(b"<?") {
            self.irregular()?;
            self.skip_space();
        }
        Ok(())
    }

    #[cold]
    fn outside(&self) -> Error {
        self.not_well_formed("not well-formed: a text outside the root element")
    }

    /// Second gear: whatever may stand before a tag where only white space matters, then the tag and where it begins.
    ///
    /// None at the end of the text; an error if a text stands in the way.
    #[cold]
    pub(crate) fn tag_after_blank(&mut self) -> Result<Option<(Tag<'a>, usize)>, BlankError> {
        let before = self.at;
        let text = self.character_data().map_err(BlankError::Xml)?;
        if !is_blank(&text) {
            let raw = self.slice(before, self.at);
            return Err(BlankError::Text(before + (raw.len() - raw.trim_start().len())));
        }
        let place = self.at;
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
