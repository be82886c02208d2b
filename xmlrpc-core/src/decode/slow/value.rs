//! A value: `<value>`, the element of its type, and what a scalar says.

use std::borrow::Cow;

use super::tag::Tag;
use crate::decode::scalar::{self, Range};
use crate::decode::{Element, Kind, Reader, base64};
use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::reading::{EmptyNumbers, Quirk};
use crate::xml::is_blank;

/// A value whose beginning has been read.
#[derive(Debug)]
pub(crate) enum OpenValue<'a> {
    /// A string without a type element, read to the end of its value.
    Untyped(Cow<'a, str>),
    /// The element of a type has begun. Unless it is `over` with its start tag, its content and its end tag follow, and
    /// then the end of the value.
    Typed {
        /// The element.
        element: Element,
        /// The type, which for something empty may be nil.
        kind: Kind,
        /// The element's name as the document writes it.
        written: &'a str,
        /// Whether the element has ended with its start tag.
        over: bool,
    },
}

impl<'a> OpenValue<'a> {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            OpenValue::Untyped(_) => Kind::String,
            OpenValue::Typed { kind, .. } => *kind,
        }
    }

    /// Whether the element of the type has no content and no end tag.
    pub(super) fn is_over(&self) -> bool {
        matches!(self, OpenValue::Typed { over: true, .. })
    }

    /// What an integer of this type can be. An `int` may be wider than it should: many libraries know no other tag.
    fn range(&self) -> Range {
        match self {
            OpenValue::Typed { element: Element::I1, .. } => Range::of(i8::MIN, i8::MAX),
            OpenValue::Typed { element: Element::I2, .. } => Range::of(i16::MIN, i16::MAX),
            _ => scalar::ANY,
        }
    }

    /// A type whose start tag is written as in the table.
    fn plain(element: Element, over: bool) -> Option<Self> {
        Some(OpenValue::Typed { element, kind: element.kind()?, written: element.name(), over })
    }
}

impl<'a> Reader<'a> {
    /// Reads `<value>` and the start tag of the type in it.
    pub(crate) fn open_value(&mut self) -> Result<OpenValue<'a>, Error> {
        self.count_value()?;
        self.cursor.skip_space();
        let open = if self.cursor.eat(Element::Value.start()) {
            match self.plain_type() {
                Some(open) => open,
                None => self.open_type()?,
            }
        } else {
            self.open_value_slowly()?
        };
        if self.checks_types() { self.checked(open) } else { Ok(open) }
    }

    /// A value in another spelling; in the tolerant reading, a parameter's name before it, or a type without a value
    /// around it.
    #[cold]
    #[inline(never)]
    fn open_value_slowly(&mut self) -> Result<OpenValue<'a>, Error> {
        if self.cursor.eat(Element::Value.empty()) {
            return Ok(OpenValue::Untyped(Cow::Borrowed("")));
        }
        let mut tag = self.next_tag(Element::Value)?;
        let in_param = self.reading().is_tolerant() && self.is_outermost();
        if in_param && tag.starts(Element::Name) {
            self.text_of(&tag, |reader| reader.limits().member_name_too_long())?;
            self.note(Quirk::NamedParameter);
            tag = self.next_tag(Element::Value)?;
        }
        if tag.starts(Element::Value) {
            self.enter(&tag);
            return if tag.is_empty() { Ok(OpenValue::Untyped(Cow::Borrowed(""))) } else { self.open_type() };
        }
        match tag.element.and_then(Element::kind) {
            Some(_) if in_param && tag.is_start() => {
                self.note(Quirk::MissingValueElement);
                self.bare_value = true;
                self.typed(&tag)
            }
            _ => Err(tag.unexpected("`<value>`")),
        }
    }

    /// Whether the value that ends here has no end tag, since it had no start tag.
    #[cold]
    pub(super) fn leaves_bare_value(&mut self) -> bool {
        self.is_outermost() && std::mem::take(&mut self.bare_value)
    }

    /// The start tag of a type as nearly all clients write it, right behind `<value>`.
    #[inline]
    fn plain_type(&mut self) -> Option<OpenValue<'a>> {
        let candidates: &[Element] = match self.cursor.rest() {
            [b'<', b'i', ..] => &[Element::Int, Element::I4, Element::I8],
            [b'<', b's', ..] => &[Element::String, Element::Struct],
            [b'<', b'a', ..] => &[Element::Array],
            [b'<', b'd', ..] => &[Element::Double, Element::DateTime],
            [b'<', b'b', ..] => &[Element::Boolean, Element::Base64],
            [b'<', b'n', ..] if self.cursor.eat(Element::Nil.empty()) => return OpenValue::plain(Element::Nil, true),
            [b'<', b'/', ..] if self.cursor.eat(Element::Value.end()) => {
                return Some(OpenValue::Untyped(Cow::Borrowed("")));
            }
            _ => return None,
        };
        let element = candidates.iter().copied().find(|element| self.cursor.looking_at(element.start()))?;
        self.cursor.advance(element.start().len());
        OpenValue::plain(element, false)
    }

    /// A string without a type, a type after white space, or one in another spelling.
    fn open_type(&mut self) -> Result<OpenValue<'a>, Error> {
        let text = self.value_text()?;
        if self.cursor.eat(Element::Value.end()) {
            return Ok(OpenValue::Untyped(text));
        }
        let blank = is_blank(&text);
        if blank && let Some(open) = self.plain_type() {
            return Ok(open);
        }
        let tag = self.next_tag(Element::Value)?;
        if tag.ends(Element::Value) {
            Ok(OpenValue::Untyped(text))
        } else if !tag.is_start() {
            Err(tag.no_end_of(Element::Value.name()))
        } else if !blank {
            let message = "not XML-RPC: a value holds a text and an element; expected one of them";
            Err(Error::new(INVALID_REQUEST, message).at(tag.place))
        } else {
            self.typed(&tag)
        }
    }

    /// The value of a type whose start tag was read.
    fn typed(&mut self, tag: &Tag<'a>) -> Result<OpenValue<'a>, Error> {
        let Some((element, kind)) = tag.element.and_then(|element| Some((element, element.kind()?))) else {
            return Err(no_type(tag));
        };
        self.enter(tag);
        Ok(OpenValue::Typed { element, kind, written: tag.written, over: tag.is_empty() })
    }

    /// What the reading makes of a type: the strict one refuses those that the specification does not have; others may
    /// take what is empty for nil.
    #[cold]
    #[inline(never)]
    fn checked(&mut self, open: OpenValue<'a>) -> Result<OpenValue<'a>, Error> {
        let OpenValue::Typed { element, kind, written, over } = open else { return Ok(open) };
        if self.strict && element.is_extension() {
            let message = "not XML-RPC by the specification: a type that it does not have, such as i8 or nil";
            return Err(self.cursor.error(INVALID_REQUEST, message));
        }
        let quirk = match kind {
            Kind::Int | Kind::Long | Kind::Boolean | Kind::Double
                if self.reading().empty_numbers == EmptyNumbers::Nil =>
            {
                Quirk::EmptyNumber
            }
            Kind::DateTime if self.reading().empty_dates_are_nil => Quirk::EmptyDate,
            _ => return Ok(open),
        };
        let here = self.bookmark();
        let text = if over { Cow::Borrowed("") } else { self.value_text()? };
        if is_blank(&text) || (kind == Kind::DateTime && scalar::is_date_of_zeros(&text)) {
            self.note(quirk);
            return Ok(OpenValue::Typed { element, kind: Kind::Nil, written, over });
        }
        self.return_to(here);
        Ok(open)
    }

    /// Reads a value's text, within its limit.
    #[inline]
    fn value_text(&mut self) -> Result<Cow<'a, str>, Error> {
        let start = self.cursor.position();
        let text = self.cursor.character_data()?;
        if text.len() > self.limits().string {
            return Err(self.limits().text_too_long().at(start));
        }
        Ok(text)
    }

    /// Reads a scalar's text and the ends of its elements.
    pub(crate) fn finish_scalar(&mut self, open: OpenValue<'a>) -> Result<Cow<'a, str>, Error> {
        match open {
            OpenValue::Untyped(text) => Ok(text),
            OpenValue::Typed { over: true, .. } => {
                self.close(Element::Value)?;
                Ok(Cow::Borrowed(""))
            }
            OpenValue::Typed { written, .. } => {
                let text = self.value_text()?;
                self.close_text(written)?;
                self.close(Element::Value)?;
                Ok(text)
            }
        }
    }

    /// Reads an integer: one that both its type and its place can hold.
    pub(crate) fn finish_integer(&mut self, open: OpenValue<'a>, range: Range) -> Result<i64, Error> {
        let range = range.within(open.range());
        let text = self.finish_scalar(open)?;
        if self.is_empty_zero(&text) {
            return scalar::in_range(0, range);
        }
        if self.strict {
            scalar::check_strictly(Kind::Int, &text, self.reading())?;
            return scalar::integer(&text, range.within(Range::of(i32::MIN, i32::MAX)));
        }
        scalar::integer(&text, range)
    }

    pub(crate) fn finish_boolean(&mut self, open: OpenValue<'a>) -> Result<bool, Error> {
        let text = self.finish_scalar(open)?;
        if self.is_empty_zero(&text) {
            return Ok(false);
        }
        if self.strict {
            scalar::check_strictly(Kind::Boolean, &text, self.reading())?;
        }
        if self.reading().is_tolerant()
            && let Some(boolean) = scalar::boolean_in_capitals(&text)
        {
            self.note(Quirk::BooleanWord);
            return Ok(boolean);
        }
        scalar::boolean(&text)
    }

    pub(crate) fn finish_double(&mut self, open: OpenValue<'a>) -> Result<f64, Error> {
        let text = self.finish_scalar(open)?;
        if self.is_empty_zero(&text) {
            return Ok(0.0);
        }
        if self.strict {
            scalar::check_strictly(Kind::Double, &text, self.reading())?;
        }
        scalar::double(&text, self.reading())
    }

    /// Reads a date's text, which its type parses.
    pub(crate) fn finish_date(&mut self, open: OpenValue<'a>) -> Result<Cow<'a, str>, Error> {
        let text = self.finish_scalar(open)?;
        if self.strict {
            scalar::check_strictly(Kind::DateTime, &text, self.reading())?;
        }
        Ok(text)
    }

    pub(crate) fn finish_base64(&mut self, open: OpenValue<'a>) -> Result<Vec<u8>, Error> {
        base64::base64(&self.finish_scalar(open)?)
    }

    /// Reads the rest of a nil.
    pub(crate) fn finish_nil(&mut self, open: OpenValue<'a>) -> Result<(), Error> {
        let place = self.cursor.position();
        let text = self.finish_scalar(open)?;
        if is_blank(&text) {
            Ok(())
        } else {
            Err(Error::new(INVALID_REQUEST, "not XML-RPC: nil holds a text").at(place))
        }
    }

    /// Whether a number or a boolean is empty, and the reading takes that for zero.
    fn is_empty_zero(&mut self, text: &str) -> bool {
        let is_zero = self.reading().empty_numbers == EmptyNumbers::Zero && is_blank(text);
        if is_zero {
            self.note(Quirk::EmptyNumber);
        }
        is_zero
    }

    /// Whether the value at the position is nil. Nothing is consumed.
    #[inline]
    pub(crate) fn at_nil(&mut self) -> Result<bool, Error> {
        match self.initial() {
            Some(b's' | b'a' | b'/') => Ok(false),
            Some(b'i' | b'd' | b'b') if !self.checks_types() => Ok(false),
            _ => self.at_nil_slowly(),
        }
    }

    /// The type of the value at the position, for a message or a choice. Nothing is consumed.
    #[cold]
    pub(crate) fn peek_kind(&mut self) -> Option<Kind> {
        let here = self.bookmark();
        self.values_left = usize::MAX;
        let kind = self.open_value().map(|open| open.kind());
        self.return_to(here);
        kind.ok()
    }

    /// Whether the value is nil whose reading has failed.
    #[cold]
    pub(crate) fn has_failed_at_nil(&mut self) -> bool {
        let here = self.bookmark();
        let Some(start) = self.failure else { return false };
        self.return_to(start);
        let is_nil = self.peek_kind() == Some(Kind::Nil);
        self.return_to(here);
        is_nil
    }

    fn at_nil_slowly(&mut self) -> Result<bool, Error> {
        let here = self.bookmark();
        let kind = self.open_value().map(|open| open.kind());
        self.return_to(here);
        Ok(kind? == Kind::Nil)
    }
}

/// The error of an element that is no type.
#[cold]
fn no_type(tag: &Tag<'_>) -> Error {
    let local = tag.written.split_once(':').map_or(tag.written, |(_, local)| local);
    let message = match local {
        "serializable" => "not XML-RPC: a serializable is refused: objects of another language are not read",
        "dom" => "not XML-RPC: a dom is refused: trees of XML are not read",
        _ => return tag.unexpected("a type of XML-RPC"),
    };
    Error::new(INVALID_REQUEST, message).at(tag.place)
}
