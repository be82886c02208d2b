//! A value's own element: `<value>`, and what type of thing is in it.

use std::borrow::Cow;

use super::element::{Next, mismatched, unexpected};
use super::extensions::refusal;
use super::scalar::{self, Range};
use super::{Element, Reader, Value};
use crate::error::Error;
use crate::fault::INVALID_REQUEST;

/// The type of a value, as its element says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `int`, `i4` and Apache's smaller ones.
    Int,
    /// `i8` and `biginteger`.
    Long,
    #[doc(hidden)]
    Boolean,
    /// `double` and Apache's `float` and `bigdecimal`.
    Double,
    #[doc(hidden)]
    String,
    #[doc(hidden)]
    DateTime,
    #[doc(hidden)]
    Base64,
    #[doc(hidden)]
    Struct,
    #[doc(hidden)]
    Array,
    #[doc(hidden)]
    Nil,
}

impl Kind {
    /// The type in a message.
    pub fn article(self) -> &'static str {
        match self {
            Kind::Int => "an int",
            Kind::Long => "an i8",
            Kind::Boolean => "a boolean",
            Kind::Double => "a double",
            Kind::String => "a string",
            Kind::DateTime => "a dateTime.iso8601",
            Kind::Base64 => "base64",
            Kind::Struct => "a struct",
            Kind::Array => "an array",
            Kind::Nil => "nil",
        }
    }
}

/// A value whose beginning has been read.
#[derive(Debug)]
pub enum OpenValue<'a> {
    /// A string without a type element, read to the end of its value.
    Untyped(Cow<'a, str>),
    /// A type element has begun; if it is not `over` with its start tag, its content and end tag follow, and then
    /// the end of the value.
    #[doc(hidden)]
    Typed { kind: Kind, name: &'a str, over: bool },
}

impl OpenValue<'_> {
    #[doc(hidden)]
    pub fn kind(&self) -> Kind {
        match self {
            OpenValue::Untyped(_) => Kind::String,
            OpenValue::Typed { kind, .. } => *kind,
        }
    }

    /// What an integer of this type can be. An `int` may be wider than it should: many libraries know no other tag.
    fn range(&self) -> Range {
        match self {
            OpenValue::Typed { name, .. } if is_named(name, "i1") => Range::of(i8::MIN, i8::MAX),
            OpenValue::Typed { name, .. } if is_named(name, "i2") => Range::of(i16::MIN, i16::MAX),
            _ => Range::of(i64::MIN, i64::MAX),
        }
    }
}

/// Whether an element has this name, with a prefix or without.
fn is_named(name: &str, local: &str) -> bool {
    name.rsplit(':').next() == Some(local)
}

impl<'a> Reader<'a> {
    /// Reads `<value>` and the start tag of the type in it.
    pub fn open_value(&mut self) -> Result<OpenValue<'a>, Error> {
        self.count_value()?;
        if !self.open::<Value>()? {
            return Ok(OpenValue::Untyped(Cow::Borrowed("")));
        }
        if let Some(open) = self.regular_type() {
            return Ok(open);
        }
        self.irregular_type()
    }

    /// The type elements as everybody writes them, right behind `<value>`.
    #[inline]
    fn regular_type(&mut self) -> Option<OpenValue<'a>> {
        let second = match self.cursor.rest() {
            [b'<', second, ..] => *second,
            _ => return None,
        };
        let (kind, name, tag): (Kind, &'static str, &str) = match second {
            b'i' if self.cursor.looking_at("<int>") => (Kind::Int, "int", "<int>"),
            b'i' if self.cursor.looking_at("<i4>") => (Kind::Int, "i4", "<i4>"),
            b'i' if self.cursor.looking_at("<i8>") => (Kind::Long, "i8", "<i8>"),
            b's' if self.cursor.looking_at("<string>") => (Kind::String, "string", "<string>"),
            b's' if self.cursor.looking_at("<struct>") => (Kind::Struct, "struct", "<struct>"),
            b'a' if self.cursor.looking_at("<array>") => (Kind::Array, "array", "<array>"),
            b'd' if self.cursor.looking_at("<double>") => (Kind::Double, "double", "<double>"),
            b'd' if self.cursor.looking_at("<dateTime.iso8601>") => {
                (Kind::DateTime, "dateTime.iso8601", "<dateTime.iso8601>")
            }
            b'b' if self.cursor.looking_at("<boolean>") => (Kind::Boolean, "boolean", "<boolean>"),
            b'b' if self.cursor.looking_at("<base64>") => (Kind::Base64, "base64", "<base64>"),
            b'n' if self.cursor.looking_at("<nil/>") => {
                self.cursor.advance(6);
                return Some(OpenValue::Typed { kind: Kind::Nil, name: "nil", over: true });
            }
            b'/' if self.cursor.looking_at(Value::CLOSE) => {
                self.cursor.advance(Value::CLOSE.len());
                return Some(OpenValue::Untyped(Cow::Borrowed("")));
            }
            _ => return None,
        };
        self.cursor.advance(tag.len());
        Some(OpenValue::Typed { kind, name, over: false })
    }

    /// A string without a type, a type after white space, or one in a spelling that nobody writes by default.
    fn irregular_type(&mut self) -> Result<OpenValue<'a>, Error> {
        let text = self.value_text()?;
        if self.cursor.eat(Value::CLOSE) {
            return Ok(OpenValue::Untyped(text));
        }
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if blank && let Some(open) = self.regular_type() {
            return Ok(open);
        }
        let (next, place) = self.next_tag(Value::NAME)?;
        match next {
            Next::End { name } if name == Value::NAME => Ok(OpenValue::Untyped(text)),
            Next::End { .. } => Err(mismatched(Value::NAME, place)),
            Next::Start { .. } if !blank => Err(Error::new(
                INVALID_REQUEST,
                "not XML-RPC: a value holds a text and an element; expected one of them",
            )
            .at(place)),
            Next::Start { name, empty } => match self.kind_of(name) {
                Some(kind) => Ok(OpenValue::Typed { kind, name, over: empty }),
                None => Err(self.no_type(name, &next, place)),
            },
        }
    }

    /// The type that an element's name means; Apache's own with their prefix, where the document declared it, or bare.
    fn kind_of(&self, name: &'a str) -> Option<Kind> {
        let extension = self.extension(name);
        if name.contains(':') && extension.is_none() {
            return None;
        }
        match extension.unwrap_or(name) {
            "i1" | "i2" => Some(Kind::Int),
            "i8" | "biginteger" => Some(Kind::Long),
            "float" | "bigdecimal" => Some(Kind::Double),
            "nil" => Some(Kind::Nil),
            _ if extension.is_some() => None,
            "int" | "i4" => Some(Kind::Int),
            "boolean" => Some(Kind::Boolean),
            "double" => Some(Kind::Double),
            "string" => Some(Kind::String),
            "dateTime.iso8601" => Some(Kind::DateTime),
            "base64" => Some(Kind::Base64),
            "struct" => Some(Kind::Struct),
            "array" => Some(Kind::Array),
            _ => None,
        }
    }

    /// The name without its prefix, where that stands for Apache's extensions.
    fn extension(&self, name: &'a str) -> Option<&'a str> {
        let (prefix, local) = name.split_once(':')?;
        self.extensions.is_declared(prefix, self.cursor.text()).then_some(local)
    }

    /// An element that is no type.
    fn no_type(&self, name: &str, next: &Next<'_>, place: usize) -> Error {
        match refusal(name.split_once(':').map_or(name, |(_, local)| local)) {
            Some(message) => Error::new(INVALID_REQUEST, message).at(place),
            None => unexpected("a type of XML-RPC", next, place),
        }
    }

    /// Reads a value's text, within its limit.
    #[inline]
    pub(crate) fn value_text(&mut self) -> Result<Cow<'a, str>, Error> {
        let start = self.cursor.position();
        let text = self.cursor.character_data()?;
        if text.len() > self.limits().string {
            return Err(self.limits().text_too_long().at(start));
        }
        Ok(text)
    }

    /// Reads an integer and the ends of its elements: one that both its type and its place can hold.
    pub(crate) fn finish_integer(&mut self, open: OpenValue<'a>, range: Range) -> Result<i64, Error> {
        let range = range.within(open.range());
        scalar::integer(&self.finish_scalar(open)?, range)
    }

    /// Reads a scalar's text and the ends of its elements.
    pub(crate) fn finish_scalar(&mut self, open: OpenValue<'a>) -> Result<Cow<'a, str>, Error> {
        match open {
            OpenValue::Untyped(text) => Ok(text),
            OpenValue::Typed { over: true, .. } => {
                self.close::<Value>()?;
                Ok(Cow::Borrowed(""))
            }
            OpenValue::Typed { name, .. } => {
                let text = self.value_text()?;
                self.close_text(name)?;
                self.close::<Value>()?;
                Ok(text)
            }
        }
    }

    /// Reads the end tag behind a text: nothing but it may come, white space was part of the text.
    #[inline]
    pub(crate) fn close_text(&mut self, name: &str) -> Result<(), Error> {
        if self.cursor.looking_at("</") {
            let rest = &self.cursor.rest()[2..];
            if rest.starts_with(name.as_bytes()) && rest.get(name.len()) == Some(&b'>') {
                self.cursor.advance(name.len() + 3);
                return Ok(());
            }
        }
        self.close_irregular(name)
    }

    /// Reads the rest of a nil.
    pub(crate) fn finish_nil(&mut self, open: OpenValue<'a>) -> Result<(), Error> {
        let place = self.cursor.position();
        let text = self.finish_scalar(open)?;
        if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            Ok(())
        } else {
            Err(Error::new(INVALID_REQUEST, "not XML-RPC: nil holds a text").at(place))
        }
    }

    /// Whether the value at the position is nil. Nothing is consumed.
    #[inline]
    pub(crate) fn at_nil(&mut self) -> Result<bool, Error> {
        match self.initial() {
            Some(b'i' | b's' | b'a' | b'd' | b'b' | b'/') => Ok(false),
            _ => self.at_irregular_nil(),
        }
    }

    fn at_irregular_nil(&mut self) -> Result<bool, Error> {
        let here = self.bookmark();
        let kind = self.open_value().map(|open| open.kind());
        self.return_to(here);
        Ok(kind? == Kind::Nil)
    }
}
