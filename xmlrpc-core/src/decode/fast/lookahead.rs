//! Looking at what comes next.

use crate::xml::{Cursor, behind_space, plain_length, short_text};

/// The text that comes next, looked at without moving the position.
///
/// When all of what is expected has been found, the position is moved behind it; otherwise it stays, and the slow path
/// reads the same text again. So a lookahead needs no way back, and stays in registers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lookahead<'a>(&'a str);

impl<'a> Lookahead<'a> {
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
        self.0 = behind_space(self.0);
    }

    /// Passes over so many bytes, which are whole characters; none if they are not.
    #[inline(always)]
    pub(crate) fn take(&mut self, bytes: usize) -> Option<&'a str> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    /// Passes over a text up to the first byte that is not copied as it is.
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

    /// Passes over everything before the next `<`, unchecked, with whether there is a line feed in it: both in one pass
    /// over a long text.
    #[inline(always)]
    pub(crate) fn take_lines_to_markup(&mut self) -> Option<(&'a str, bool)> {
        let first = memchr::memchr2(b'<', b'\n', self.bytes())?;
        let has_lines = self.bytes().get(first) == Some(&b'\n');
        let text = if has_lines { self.take_to_markup() } else { self.take(first) };
        Some((text?, has_lines))
    }
}

/// A call of its own, so that the code around it keeps its registers.
#[inline(never)]
fn plain(text: &[u8]) -> usize {
    plain_length(text)
}

impl<'a> Cursor<'a> {
    /// What comes next. Without the fast path, nothing does.
    #[inline(always)]
    pub(crate) fn lookahead(&self) -> Lookahead<'a> {
        #[cfg(test)]
        if self.slow_only {
            return Lookahead("");
        }
        Lookahead(self.rest_text())
    }

    /// Moves the position to where a lookahead has come.
    #[inline(always)]
    pub(crate) fn move_to(&mut self, lookahead: Lookahead<'a>) {
        self.set_rest(lookahead.0);
    }

    /// Passes over exactly this, if it comes next.
    #[inline(always)]
    pub(crate) fn eat(&mut self, literal: &str) -> bool {
        let mut lookahead = self.lookahead();
        let found = lookahead.eat(literal);
        if found {
            self.move_to(lookahead);
        }
        found
    }

    /// Whether exactly this comes next.
    #[inline(always)]
    pub(crate) fn looking_at(&self, literal: &str) -> bool {
        self.lookahead().begins_with(literal)
    }
}
