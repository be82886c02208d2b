//! The elements of XML-RPC: the one table of their names.

use std::fmt;

use crate::error::WireWord;

macro_rules! elements {
    ($($element:ident $name:literal),* $(,)?) => {
        /// An element that a document may have.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Element {
            $(
                #[doc = concat!("`<", $name, ">`")]
                $element,
            )*
        }

        impl Element {
            const ALL: &[Element] = &[$(Element::$element),*];

            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Element::$element => $name,)*
                }
            }

            /// The start tag.
            #[inline(always)]
            pub(crate) const fn start(self) -> &'static str {
                match self {
                    $(Element::$element => concat!("<", $name, ">"),)*
                }
            }

            /// The end tag.
            #[inline(always)]
            pub(crate) const fn end(self) -> &'static str {
                match self {
                    $(Element::$element => concat!("</", $name, ">"),)*
                }
            }

            /// The tag of an element without content.
            pub(crate) const fn empty(self) -> &'static str {
                match self {
                    $(Element::$element => concat!("<", $name, "/>"),)*
                }
            }

            /// The element of this name.
            pub(crate) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Element::$element),)*
                    _ => None,
                }
            }
        }

        /// The name of an element, as a literal.
        macro_rules! name {
            $(($element) => { $name };)*
        }
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
    Int "int",
    I4 "i4",
    Boolean "boolean",
    Double "double",
    String "string",
    DateTime "dateTime.iso8601",
    Base64 "base64",
    // Extensions: the first two by themselves, all of them in Apache's namespace.
    Nil "nil",
    I8 "i8",
    I1 "i1",
    I2 "i2",
    Float "float",
    BigInteger "biginteger",
    BigDecimal "bigdecimal",
    // Only the tolerant reading knows this one.
    Integer "integer",
}

/// Tags of elements as one literal: `tags!(<Value><Int>)` is `"<value><int>"`.
macro_rules! tags {
    ($(< $(/ $end:ident)? $($start:ident)? >)*) => {
        concat!($("<", $("/", name!($end),)? $(name!($start),)? ">"),*)
    };
}

/// The type of a value, as its element says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `int`, `i4` and Apache's smaller ones.
    Int,
    /// `i8` and `biginteger`.
    Long,
    /// `boolean`.
    Boolean,
    /// `double` and Apache's `float` and `bigdecimal`.
    Double,
    /// `string`, or no type element.
    String,
    /// `dateTime.iso8601`.
    DateTime,
    /// `base64`.
    Base64,
    /// `struct`.
    Struct,
    /// `array`.
    Array,
    /// `nil`.
    Nil,
}

impl Element {
    /// The type of the value in it; none for an element that is no type.
    pub(crate) fn kind(self) -> Option<Kind> {
        Some(match self {
            Element::Int | Element::I4 | Element::I1 | Element::I2 | Element::Integer => Kind::Int,
            Element::I8 | Element::BigInteger => Kind::Long,
            Element::Boolean => Kind::Boolean,
            Element::Double | Element::Float | Element::BigDecimal => Kind::Double,
            Element::String => Kind::String,
            Element::DateTime => Kind::DateTime,
            Element::Base64 => Kind::Base64,
            Element::Struct => Kind::Struct,
            Element::Array => Kind::Array,
            Element::Nil => Kind::Nil,
            _ => return None,
        })
    }

    /// Whether Apache's namespace of extensions has it.
    pub(crate) fn is_extension(self) -> bool {
        matches!(
            self,
            Element::Nil
                | Element::I8
                | Element::I1
                | Element::I2
                | Element::Float
                | Element::BigInteger
                | Element::BigDecimal
        )
    }

    /// The element whose name differs from this one in its case only.
    pub(super) fn spelled(name: &str) -> Option<Self> {
        Element::ALL.iter().copied().find(|element| element.name().eq_ignore_ascii_case(name))
    }
}

impl Kind {
    /// The word for the type in messages about values.
    pub(crate) fn word(self) -> WireWord {
        match self {
            Kind::Int | Kind::Long => WireWord::Int,
            Kind::Boolean => WireWord::Boolean,
            Kind::Double => WireWord::Double,
            Kind::String => WireWord::String,
            Kind::DateTime => WireWord::DateTime,
            Kind::Base64 => WireWord::Base64,
            Kind::Struct => WireWord::Struct,
            Kind::Array => WireWord::Array,
            Kind::Nil => WireWord::Nil,
        }
    }

    /// The type with its article, for messages.
    pub(crate) fn article(self) -> &'static str {
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

/// A tag in a message: by its name if it is in the table. No other part of a document is repeated.
pub(super) struct Shown<'a> {
    pub(super) name: &'a str,
    pub(super) ends: bool,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (Element::named(self.name), self.ends) {
            (Some(element), false) => write!(f, "`{}`", element.start()),
            (Some(element), true) => write!(f, "`{}`", element.end()),
            (None, false) => f.write_str("an unknown element"),
            (None, true) => f.write_str("the end of an unknown element"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tags_agree() {
        for element in Element::ALL {
            assert_eq!(Element::named(element.name()), Some(*element));
            assert_eq!(Element::spelled(&element.name().to_uppercase()), Some(*element));
            assert_eq!(element.start(), format!("<{}>", element.name()));
            assert_eq!(element.end(), format!("</{}>", element.name()));
            assert_eq!(element.empty(), format!("<{}/>", element.name()));
        }
        assert_eq!(tags!(<Value><DateTime>), "<value><dateTime.iso8601>");
        assert_eq!(tags!(</Int></Value>), "</int></value>");
        assert_eq!(Element::named("INT"), None);
        assert_eq!(Element::spelled("valu"), None);
    }
}
