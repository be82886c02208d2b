//! Opening and closing elements.

use super::Reader;
use crate::error::Error;
use crate::fault::{INVALID_REQUEST, NOT_WELL_FORMED};
use crate::xml::{BlankError, Tag, is_blank};

/// An element of the protocol, with its tags.
pub trait Element {
    #[doc(hidden)]
    const NAME: &'static str;
    #[doc(hidden)]
    const OPEN: &'static str;
    #[doc(hidden)]
    const CLOSE: &'static str;
    /// Both in one.
    #[doc(hidden)]
    const EMPTY: &'static str;
}

macro_rules! elements {
    ($($element:ident $name:literal),* $(,)?) => {
        $(
            #[doc(hidden)]
            #[allow(unreachable_pub, reason = "only some elements are exported")]
            #[derive(Debug)]
            pub struct $element;

            impl Element for $element {
                const NAME: &'static str = $name;
                const OPEN: &'static str = concat!("<", $name, ">");
                const CLOSE: &'static str = concat!("</", $name, ">");
                const EMPTY: &'static str = concat!("<", $name, "/>");
            }
        )*

        /// The names of the protocol's structural elements: the only ones that a message may show.
        const KNOWN: &[&str] = &[$($name),*];
    };
}

elements! {
    MethodCall "methodCall",
    MethodName "methodName",
    MethodResponse "methodResponse",
    Params "params",
    Param "param",
    Fault "fault",
    Value "value",
    Array "array",
    Data "data",
    Struct "struct",
    Member "member",
    Name "name",
}

const SCALARS: &[&str] = &["int", "i4", "i8", "boolean", "double", "string", "dateTime.iso8601", "base64", "nil"];

/// What begins at the position.
pub(super) enum Next<'a> {
    /// A start tag.
    Start { name: &'a str, empty: bool },
    /// An end tag.
    End { name: &'a str },
}

impl<'a> Reader<'a> {
    /// Passes over the start tag of `E`, which must come next. False if the element is over with it.
    #[inline(always)]
    pub(crate) fn open<E: Element>(&mut self) -> Result<bool, Error> {
        let mut ahead = self.cursor.ahead();
        ahead.skip_space();
        if ahead.eat(E::OPEN) {
            self.cursor.move_to(ahead);
            return Ok(true);
        }
        self.open_irregular(E::NAME, E::EMPTY)
    }

    #[cold]
    #[inline(never)]
    fn open_irregular(&mut self, expected: &'static str, empty: &str) -> Result<bool, Error> {
        self.cursor.skip_space();
        if self.cursor.eat(empty) {
            return Ok(false);
        }
        let (next, place) = self.next_tag(expected)?;
        match next {
            Next::Start { name, empty } if name == expected => Ok(!empty),
            other => Err(unexpected(&format!("<{expected}>"), &other, place)),
        }
    }

    /// Passes over the end tag of `E`, which must come next.
    #[inline(always)]
    pub fn close<E: Element>(&mut self) -> Result<(), Error> {
        let mut ahead = self.cursor.ahead();
        ahead.skip_space();
        if ahead.eat(E::CLOSE) {
            self.cursor.move_to(ahead);
            return Ok(());
        }
        self.close_irregular(E::NAME)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn close_irregular(&mut self, expected: &str) -> Result<(), Error> {
        let (next, place) = self.next_tag(expected)?;
        match next {
            Next::End { name } if name == expected => Ok(()),
            Next::End { .. } => Err(mismatched(expected, place)),
            other => Err(unexpected(&format!("</{expected}>"), &other, place)),
        }
    }

    /// Whether a `Child` comes next, whose start tag is left standing; false if `Parent` ends, whose end tag is read.
    #[inline(always)]
    pub fn more<Child: Element, Parent: Element>(&mut self) -> Result<bool, Error> {
        let mut ahead = self.cursor.ahead();
        ahead.skip_space();
        if ahead.begins_with(Child::OPEN) {
            self.cursor.move_to(ahead);
            return Ok(true);
        }
        if ahead.eat(Parent::CLOSE) {
            self.cursor.move_to(ahead);
            return Ok(false);
        }
        self.more_irregular(Child::NAME, Child::EMPTY, Parent::NAME)
    }

    #[cold]
    #[inline(never)]
    fn more_irregular(&mut self, child: &'static str, empty: &str, parent: &'static str) -> Result<bool, Error> {
        self.cursor.skip_space();
        if self.cursor.looking_at(empty) {
            return Ok(true);
        }
        let outside = self.extensions;
        let (next, place) = self.next_tag(parent)?;
        match next {
            Next::Start { name, .. } if name == child => {
                self.cursor.set_position(place);
                self.extensions = outside;
                Ok(true)
            }
            Next::End { name } if name == parent => Ok(false),
            Next::End { .. } => Err(mismatched(parent, place)),
            other => Err(unexpected(&format!("<{child}> or </{parent}>"), &other, place)),
        }
    }

    /// The next tag, with where it begins; only white space may stand before it.
    #[cold]
    pub(super) fn next_tag(&mut self, expected: &str) -> Result<(Next<'a>, usize), Error> {
        match self.cursor.tag_after_blank() {
            Ok(Some((tag, place))) => Ok((self.noted(tag, place)?, place)),
            Ok(None) => Err(self
                .cursor
                .not_well_formed(format!("not well-formed: the document ends where <{expected}> is read"))),
            Err(BlankError::Xml(error)) => Err(error),
            Err(BlankError::Text(place)) => {
                Err(Error::new(INVALID_REQUEST, format!("a text stands where only tags may, at <{expected}>"))
                    .at(place))
            }
        }
    }

    fn noted(&mut self, tag: Tag<'a>, place: usize) -> Result<Next<'a>, Error> {
        Ok(match tag {
            Tag::Start { attributes, .. } if self.rules.reading.is_strict() && !is_blank(attributes) => {
                let message = "not XML-RPC by the specification: an element has an attribute";
                return Err(Error::new(INVALID_REQUEST, message).at(place));
            }
            Tag::Start { name, empty, attributes } => {
                if attributes.contains("xmlns:") {
                    self.extensions.declare(attributes, self.cursor.text());
                }
                Next::Start { name, empty }
            }
            Tag::End { name } => Next::End { name },
        })
    }
}

/// A tag that the structure does not allow here.
#[cold]
pub(super) fn unexpected(expected: &str, found: &Next<'_>, place: usize) -> Error {
    let found = match found {
        Next::Start { name, .. } => shown("<", name),
        Next::End { name } => shown("</", name),
    };
    Error::new(INVALID_REQUEST, format!("not XML-RPC: expected {expected}, found {found}")).at(place)
}

/// An end tag that closes another element than the open one.
#[cold]
pub(super) fn mismatched(open: &str, place: usize) -> Error {
    let open = if KNOWN.contains(&open) || SCALARS.contains(&open) { open } else { "…" };
    Error::new(NOT_WELL_FORMED, format!("not well-formed: another end tag where </{open}> must come")).at(place)
}

/// A tag's name if it is one of the protocol's own; no part of the request is repeated otherwise.
fn shown(begin: &str, name: &str) -> String {
    if KNOWN.contains(&name) || SCALARS.contains(&name) {
        format!("{begin}{name}>")
    } else if begin == "<" {
        "an element of another name".to_owned()
    } else {
        "the end of another element".to_owned()
    }
}
