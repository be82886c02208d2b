//! First gear for values: what nearly everybody writes, compared as bytes from `<value>` to `</value>`.
//!
//! Each function reads a whole value or leaves everything as it was: none is then for the general road, which reads what
//! is written differently and says what is wrong with the rest.

use super::Reader;
use super::base64::{base64, base64_line};
use super::digits::{integer, short_double};
use super::scalar::double;
use crate::xml::Ahead;

impl<'a> Reader<'a> {
    /// Counts a value that has been looked at to its end, and moves behind it.
    #[inline(always)]
    fn take(&mut self, ahead: Ahead<'a>) -> Option<()> {
        self.values_left = self.values_left.checked_sub(1)?;
        self.cursor.move_to(ahead);
        Some(())
    }

    /// What comes next, behind white space.
    #[inline(always)]
    fn upcoming(&self) -> Ahead<'a> {
        let mut ahead = self.cursor.ahead();
        ahead.skip_space();
        ahead
    }

    /// The letter that the type of the next value begins with, if it has one.
    #[inline(always)]
    pub(crate) fn initial(&self) -> Option<u8> {
        let mut ahead = self.upcoming();
        if ahead.eat("<value><") { ahead.bytes().first().copied() } else { None }
    }

    /// An `int` or `i4`.
    #[inline(always)]
    pub(crate) fn regular_int(&mut self) -> Option<i64> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<value><i") {
            return None;
        }
        let is_int = ahead.eat("nt>");
        if !is_int && !ahead.eat("4>") {
            return None;
        }
        let number = integer(&mut ahead)?;
        let closed = if is_int { ahead.eat("</int></value>") } else { ahead.eat("</i4></value>") };
        if !closed {
            return None;
        }
        self.take(ahead)?;
        Some(number)
    }

    /// An `i8`.
    #[inline(never)]
    pub(crate) fn regular_long(&mut self) -> Option<i64> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<value><i8>") {
            return None;
        }
        let number = integer(&mut ahead)?;
        if !ahead.eat("</i8></value>") {
            return None;
        }
        self.take(ahead)?;
        Some(number)
    }

    #[inline(always)]
    pub(crate) fn regular_boolean(&mut self) -> Option<bool> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<value><boolean>") {
            return None;
        }
        let truth = if ahead.eat("1</boolean></value>") {
            true
        } else if ahead.eat("0</boolean></value>") {
            false
        } else {
            return None;
        };
        self.take(ahead)?;
        Some(truth)
    }

    #[inline(always)]
    pub(crate) fn regular_double(&mut self) -> Option<f64> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<value><double>") {
            return None;
        }
        let mut behind = ahead;
        let number = match short_double(&mut behind) {
            Some(number) if behind.eat("</double></value>") => number,
            _ => {
                behind = ahead;
                self.long_double(&mut behind)?
            }
        };
        self.take(behind)?;
        Some(number)
    }

    /// A double of many digits, or with an exponent, up to the end of its value.
    #[inline(never)]
    fn long_double(&self, ahead: &mut Ahead<'a>) -> Option<f64> {
        let text = ahead.take_plain_text()?;
        if text.len() > self.limits().string || !ahead.eat("</double></value>") {
            return None;
        }
        double(text, self.reading()).ok()
    }

    /// A string that stands in the document as it is, with its type or without.
    #[inline(always)]
    pub(crate) fn regular_string(&mut self) -> Option<&'a str> {
        self.string_of(|ahead| ahead.take_plain_text())
    }

    /// A short string with references.
    #[inline(never)]
    pub(crate) fn regular_short_string(&mut self) -> Option<String> {
        self.string_of(|ahead| ahead.take_short_text())
    }

    #[inline(always)]
    fn string_of<T: AsRef<str>>(&mut self, text: impl FnOnce(&mut Ahead<'a>) -> Option<T>) -> Option<T> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<value>") {
            return None;
        }
        let is_typed = ahead.eat("<string>");
        let text = text(&mut ahead)?;
        let closed = if is_typed { ahead.eat("</string></value>") } else { ahead.eat("</value>") };
        if text.as_ref().len() > self.limits().string || !closed {
            return None;
        }
        self.take(ahead)?;
        Some(text)
    }

    /// Base64 has no character that XML minds, so that decoding it is checking it.
    #[inline]
    pub(crate) fn regular_base64(&mut self) -> Option<Vec<u8>> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<value><base64>") {
            return None;
        }
        let (text, has_lines) = ahead.take_lines_to_markup()?;
        if text.len() > self.limits().string || !ahead.eat("</base64></value>") {
            return None;
        }
        let bytes = if has_lines { base64(text).ok()? } else { base64_line(text)? };
        self.take(ahead)?;
        Some(bytes)
    }

    #[inline(always)]
    pub(crate) fn regular_nil(&mut self) -> Option<()> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<value><nil/></value>") {
            return None;
        }
        self.take(ahead)
    }

    /// Enters an array that has an element, up to that.
    #[inline(always)]
    pub(crate) fn enter_regular_array(&mut self) -> Option<()> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<value><array>") {
            return None;
        }
        ahead.skip_space();
        if !ahead.eat("<data>") {
            return None;
        }
        ahead.skip_space();
        if !ahead.begins_with("<value>") {
            return None;
        }
        self.enter(ahead)
    }

    /// Enters a struct that has a member, up to that.
    #[inline(always)]
    pub(crate) fn enter_regular_struct(&mut self) -> Option<()> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<value><struct>") {
            return None;
        }
        ahead.skip_space();
        if !ahead.begins_with("<member>") {
            return None;
        }
        self.enter(ahead)
    }

    /// `<member>` and a name that stands in the document as it is.
    #[inline]
    pub(super) fn regular_member_name(&mut self) -> Option<&'a str> {
        let mut ahead = self.upcoming();
        if !ahead.eat("<member>") {
            return None;
        }
        self.regular_name(ahead, "<name>", "</name>")
    }

    /// The name of the member that comes next, and where that begins; no name if the struct ends, and has been left.
    /// `behind` a member's value, its end comes first.
    #[inline(always)]
    pub(crate) fn regular_next_name(&mut self, behind: bool) -> Option<(Option<&'a str>, usize)> {
        let mut ahead = self.upcoming();
        if behind {
            if !ahead.eat("</member>") {
                return None;
            }
            ahead.skip_space();
        }
        let member = self.cursor.text().len() - ahead.bytes().len();
        if ahead.eat("<member>") {
            return self.regular_name(ahead, "<name>", "</name>").map(|name| (Some(name), member));
        }
        if !ahead.eat("</struct>") {
            return None;
        }
        ahead.skip_space();
        if !ahead.eat("</value>") {
            return None;
        }
        self.cursor.move_to(ahead);
        self.ascend();
        Some((None, member))
    }

    /// The start of a method call, to the end of its method's name.
    #[inline]
    pub(super) fn regular_method_name(&mut self) -> Option<&'a str> {
        let mut ahead = self.cursor.ahead();
        if !ahead.eat("<methodCall>") {
            return None;
        }
        self.regular_name(ahead, "<methodName>", "</methodName>")
    }

    /// A name, which stands in the document as it is, between its tags.
    #[inline(always)]
    fn regular_name(&mut self, mut ahead: Ahead<'a>, begin: &str, end: &str) -> Option<&'a str> {
        ahead.skip_space();
        if !ahead.eat(begin) {
            return None;
        }
        let name = ahead.take_plain_text()?;
        if name.len() > self.limits().name || !ahead.eat(end) {
            return None;
        }
        self.cursor.move_to(ahead);
        Some(name)
    }

    #[inline(always)]
    fn enter(&mut self, ahead: Ahead<'a>) -> Option<()> {
        let left = self.depth_left.checked_sub(1)?;
        self.take(ahead)?;
        self.depth_left = left;
        Some(())
    }
}
