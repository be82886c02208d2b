//! The fast path: values as nearly all clients write them, compared as bytes from `<value>` to `</value>`.
//!
//! Each function reads a whole value or leaves the position unchanged and gives none: the slow path then reads the same
//! text, and says what is wrong with it. Under the strict reading, numbers and nil are left to the slow path, since these
//! functions accept more of them than the specification has.

mod digits;
mod lookahead;

use super::Reader;
use super::base64::{base64, base64_line};
use super::element::Element;
use super::scalar::double;
use digits::{integer, short_double};

pub(crate) use lookahead::Lookahead;

impl<'a> Reader<'a> {
    /// Counts a value that has been looked at to its end, and moves behind it.
    #[inline(always)]
    fn take(&mut self, lookahead: Lookahead<'a>) -> Option<()> {
        self.values_left = self.values_left.checked_sub(1)?;
        self.cursor.move_to(lookahead);
        Some(())
    }

    /// The same for what the strict reading may refuse.
    #[inline(always)]
    fn take_unless_strict(&mut self, lookahead: Lookahead<'a>) -> Option<()> {
        if self.strict { None } else { self.take(lookahead) }
    }

    /// What comes next, behind white space.
    #[inline(always)]
    fn upcoming(&self) -> Lookahead<'a> {
        let mut lookahead = self.cursor.lookahead();
        lookahead.skip_space();
        lookahead
    }

    /// The letter that the type of the next value begins with, if it has one.
    #[inline(always)]
    pub(crate) fn initial(&self) -> Option<u8> {
        let mut lookahead = self.upcoming();
        if lookahead.eat(concat!(tags!(<Value>), "<")) { lookahead.bytes().first().copied() } else { None }
    }

    /// An `int` or `i4`.
    #[inline(always)]
    pub(crate) fn fast_int(&mut self) -> Option<i64> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(concat!(tags!(<Value>), "<i")) {
            return None;
        }
        let is_int = lookahead.eat("nt>");
        if !is_int && !lookahead.eat("4>") {
            return None;
        }
        let number = integer(&mut lookahead)?;
        let closed = if is_int { lookahead.eat(tags!(</Int></Value>)) } else { lookahead.eat(tags!(</I4></Value>)) };
        if !closed {
            return None;
        }
        self.take_unless_strict(lookahead)?;
        Some(number)
    }

    /// An `i8`.
    #[inline(never)]
    pub(crate) fn fast_long(&mut self) -> Option<i64> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(tags!(<Value><I8>)) {
            return None;
        }
        let number = integer(&mut lookahead)?;
        if !lookahead.eat(tags!(</I8></Value>)) {
            return None;
        }
        self.take_unless_strict(lookahead)?;
        Some(number)
    }

    #[inline(always)]
    pub(crate) fn fast_boolean(&mut self) -> Option<bool> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(tags!(<Value><Boolean>)) {
            return None;
        }
        let truth = if lookahead.eat(concat!("1", tags!(</Boolean></Value>))) {
            true
        } else if lookahead.eat(concat!("0", tags!(</Boolean></Value>))) {
            false
        } else {
            return None;
        };
        self.take(lookahead)?;
        Some(truth)
    }

    #[inline(always)]
    pub(crate) fn fast_double(&mut self) -> Option<f64> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(tags!(<Value><Double>)) {
            return None;
        }
        let mut behind = lookahead;
        let number = match short_double(&mut behind) {
            Some(number) if behind.eat(tags!(</Double></Value>)) => number,
            _ => {
                behind = lookahead;
                self.long_double(&mut behind)?
            }
        };
        self.take_unless_strict(behind)?;
        Some(number)
    }

    /// A double of many digits, or with an exponent, up to the end of its value.
    #[inline(never)]
    fn long_double(&self, lookahead: &mut Lookahead<'a>) -> Option<f64> {
        let text = lookahead.take_plain_text()?;
        if text.len() > self.limits().string || !lookahead.eat(tags!(</Double></Value>)) {
            return None;
        }
        double(text, self.reading()).ok()
    }

    /// A string without references, with its type or without.
    #[inline(always)]
    pub(crate) fn fast_string(&mut self) -> Option<&'a str> {
        self.string_of(|lookahead| lookahead.take_plain_text())
    }

    /// A short string with references.
    #[inline(never)]
    pub(crate) fn fast_short_string(&mut self) -> Option<String> {
        self.string_of(|lookahead| lookahead.take_short_text())
    }

    #[inline(always)]
    fn string_of<T: AsRef<str>>(&mut self, text: impl FnOnce(&mut Lookahead<'a>) -> Option<T>) -> Option<T> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(tags!(<Value>)) {
            return None;
        }
        let is_typed = lookahead.eat(tags!(<String>));
        let text = text(&mut lookahead)?;
        let closed = if is_typed { lookahead.eat(tags!(</String></Value>)) } else { lookahead.eat(tags!(</Value>)) };
        if text.as_ref().len() > self.limits().string || !closed {
            return None;
        }
        self.take(lookahead)?;
        Some(text)
    }

    /// Base64 has no special character of XML, so that decoding it checks it.
    #[inline]
    pub(crate) fn fast_base64(&mut self) -> Option<Vec<u8>> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(tags!(<Value><Base64>)) {
            return None;
        }
        let (text, has_lines) = lookahead.take_lines_to_markup()?;
        if text.len() > self.limits().string || !lookahead.eat(tags!(</Base64></Value>)) {
            return None;
        }
        let bytes = if has_lines { base64(text).ok()? } else { base64_line(text)? };
        self.take(lookahead)?;
        Some(bytes)
    }

    #[inline(always)]
    pub(crate) fn fast_nil(&mut self) -> Option<()> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(concat!(tags!(<Value>), "<", name!(Nil), "/>", tags!(</Value>))) {
            return None;
        }
        self.take_unless_strict(lookahead)
    }

    /// Enters an array that has an element, up to that.
    #[inline(always)]
    pub(crate) fn enter_fast_array(&mut self) -> Option<()> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(tags!(<Value><Array>)) {
            return None;
        }
        lookahead.skip_space();
        if !lookahead.eat(tags!(<Data>)) {
            return None;
        }
        lookahead.skip_space();
        if !lookahead.begins_with(tags!(<Value>)) {
            return None;
        }
        self.take_compound(lookahead)
    }

    /// Enters a struct that has a member, up to that.
    #[inline(always)]
    pub(crate) fn enter_fast_struct(&mut self) -> Option<()> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(tags!(<Value><Struct>)) {
            return None;
        }
        lookahead.skip_space();
        if !lookahead.begins_with(tags!(<Member>)) {
            return None;
        }
        self.take_compound(lookahead)
    }

    /// `<member>` and a name without references.
    #[inline]
    pub(super) fn fast_member_name(&mut self) -> Option<&'a str> {
        let mut lookahead = self.upcoming();
        if !lookahead.eat(tags!(<Member>)) {
            return None;
        }
        self.fast_name(lookahead, Element::Name)
    }

    /// The name of the member that comes next, and where that begins; no name if the struct ends, and has been left.
    /// `behind` a member's value, its end comes first.
    #[inline(always)]
    pub(crate) fn fast_next_name(&mut self, behind: bool) -> Option<(Option<&'a str>, usize)> {
        let mut lookahead = self.upcoming();
        if behind {
            if !lookahead.eat(tags!(</Member>)) {
                return None;
            }
            lookahead.skip_space();
        }
        let member = self.cursor.text().len() - lookahead.bytes().len();
        if lookahead.eat(tags!(<Member>)) {
            return self.fast_name(lookahead, Element::Name).map(|name| (Some(name), member));
        }
        if !lookahead.eat(tags!(</Struct>)) {
            return None;
        }
        lookahead.skip_space();
        if !lookahead.eat(tags!(</Value>)) {
            return None;
        }
        self.cursor.move_to(lookahead);
        self.ascend();
        Some((None, member))
    }

    /// The start of a method call, to the end of its method's name.
    #[inline]
    pub(super) fn fast_method_name(&mut self) -> Option<&'a str> {
        let mut lookahead = self.cursor.lookahead();
        if !lookahead.eat(tags!(<MethodCall>)) {
            return None;
        }
        self.fast_name(lookahead, Element::MethodName)
    }

    /// A name without references, with its tags.
    #[inline(always)]
    fn fast_name(&mut self, mut lookahead: Lookahead<'a>, element: Element) -> Option<&'a str> {
        lookahead.skip_space();
        if !lookahead.eat(element.start()) {
            return None;
        }
        let name = lookahead.take_plain_text()?;
        if name.len() > self.limits().name || !lookahead.eat(element.end()) {
            return None;
        }
        self.cursor.move_to(lookahead);
        Some(name)
    }

    #[inline(always)]
    fn take_compound(&mut self, lookahead: Lookahead<'a>) -> Option<()> {
        let left = self.depth_left.checked_sub(1)?;
        self.take(lookahead)?;
        self.depth_left = left;
        Some(())
    }
}
