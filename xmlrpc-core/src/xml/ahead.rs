//! First gear: a look at what comes next.

use super::characters::is_space;
use super::cursor::Cursor;
use super::plain::plain_length;
use super::text::short_text;

/// The text that comes next, looked at without moving the position.
///
/// Whoever finds all of what it expects moves the position behind it; whoever does not leaves it where it was, and the
/// general road reads the same text again. So a look needs no way back, and what it keeps stays in registers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ahead<'a>(&'a str);

impl<'a> Ahead<'a> {
    #[inline(always)]
    pub(super) fn at(text: &'a str) -> Self {
        Ahead(text)
    }

    /// All that is left.
    #[inline(always)]
    pub(super) fn text(self) -> &'a str {
        self.0
    }

    #[inline(always)]
    pub(crate) fn bytes(self) -> &'a [u8] {
        self.0.as_bytes()
    }

    /// Passes over exactly this, if it comes next.
    #[inline(always)]
    pub(crate) fn eat(&mut self, literal: &str) -> bool {
        match self.0.strip_prefix(literal) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Whether exactly this comes next.
    #[inline(always)]
    pub(crate) fn begins_with(self, literal: &str) -> bool {
        self.0.starts_with(literal)
    }

    /// Passes over white space.
    #[inline(always)]
    pub(crate) fn skip_space(&mut self) {
        // A single line feed is what most clients write, if anything; and without a loop the compiler has registers left.
        if let Some(rest) = self.0.strip_prefix('\n') {
            self.0 = rest;
        }
        if self.bytes().first().is_some_and(|byte| *byte <= b' ') {
            self.0 = behind_space(self.0);
        }
    }

    /// Passes over so many bytes, which are whole characters; none if they are not.
    #[inline(always)]
    pub(crate) fn take(&mut self, bytes: usize) -> Option<&'a str> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    /// Passes over a text as far as it stands as it is.
    #[inline(always)]
    pub(crate) fn take_plain_text(&mut self) -> Option<&'a str> {
        self.take(plain(self.bytes()))
    }

    /// Passes over a short text with references.
    pub(crate) fn take_short_text(&mut self) -> Option<String> {
        let (text, length) = short_text(self.bytes())?;
        self.take(length)?;
        Some(text)
    }

    /// Passes over everything before the next `<`, unchecked.
    #[inline(always)]
    pub(crate) fn take_to_markup(&mut self) -> Option<&'a str> {
        self.take(memchr::memchr(b'<', self.bytes())?)
    }

    /// Passes over everything before the next `<`, unchecked, with whether there is a line feed in it: two questions that
    /// a long text is gone through for once.
    #[inline(always)]
    pub(crate) fn take_lines_to_markup(&mut self) -> Option<(&'a str, bool)> {
        let first = memchr::memchr2(b'<', b'\n', self.bytes())?;
        let has_lines = self.bytes().get(first) == Some(&b'\n');
        let text = if has_lines { self.take_to_markup() } else { self.take(first) };
        Some((text?, has_lines))
    }
}

/// A call of its own, so that whoever reads tags around the text keeps its registers.
#[inline(never)]
fn plain(text: &[u8]) -> usize {
    plain_length(text)
}

/// What comes behind the white space that a text begins with.
#[inline(never)]
fn behind_space(text: &str) -> &str {
    let length = text.bytes().position(|byte| !is_space(byte)).unwrap_or(text.len());
    text.get(length..).unwrap_or_default()
}

impl<'a> Cursor<'a> {
    /// What comes next, for first gear.
    #[inline(always)]
    pub(crate) fn ahead(&self) -> Ahead<'a> {
        #[cfg(test)]
        if self.irregular_only {
            return Ahead("");
        }
        Ahead(self.rest_text())
    }
}
