//! The values of the dialect's settings.

/// The element of an integer of 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntTag {
    /// `<int>`.
    Int,
    /// `<i4>`.
    I4,
}

/// The form of an integer beyond 32 bits.
///
/// [`I8`](Self::I8), [`ExI8`](Self::ExI8) and [`Always`](Self::Always) also write a
/// [`Value::Long`](crate::Value::Long) of any size as such. The other forms write it as an ordinary integer where it fits
/// into 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LongForm {
    /// `<i8>`.
    I8,
    /// `<ex:i8>`, in the namespace of Apache's extensions.
    ExI8,
    /// `<i8>` for every integer, whatever its size, as rTorrent writes them. The code of a fault stays an ordinary integer.
    Always,
    /// The element of an ordinary integer, which many libraries write and read with any number of digits, although the
    /// specification has only 32 bits.
    Int,
    /// A fault: the specification has no such integers.
    Fault,
    /// A double, which is exact up to 2⁵³. Beyond that, a fault.
    Double,
    /// A string of its digits.
    String,
}

/// The form of nil.
///
/// It applies to the result of a method that returns nothing, too, unless [`VoidForm`] says otherwise. Where nil is a
/// fault, such a method runs, and its caller gets the fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NilForm {
    /// `<nil/>`.
    Nil,
    /// `<ex:nil/>`, in the namespace of Apache's extensions.
    ExNil,
    /// A fault: the specification has no nil.
    Fault,
    /// Left out as a member of a struct. Anywhere else, an enum's variant included, nil is a fault.
    OmitMember,
    /// An empty string.
    EmptyString,
    /// The boolean false, as Odoo writes it.
    False,
}

/// The form of the result of a method that returns nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoidForm {
    /// Nil, in the form that [`NilForm`] sets. With [`NilForm::Fault`] and [`NilForm::OmitMember`] this is a fault after
    /// the method has run: set another form if methods return nothing.
    Nil,
    /// The boolean true.
    True,
    /// The integer 0.
    Zero,
    /// An empty string.
    EmptyString,
}

/// The digits of a double. Each form is read back as the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubleForm {
    /// The fewest digits, with an exponent only if the number is very large or very small.
    Shortest,
    /// Never an exponent, as the specification requires; up to some 330 digits.
    Decimal,
    /// The form of Python's `repr`.
    Python,
}

/// The form of infinities and NaN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFinite {
    /// A fault: the specification has no such numbers.
    Fault,
    /// Nil, in the form that [`NilForm`] sets.
    Nil,
    /// `nan`, `inf` and `-inf`, as Python writes them.
    Text,
}

/// The form of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateTimeForm {
    /// The form of the date itself: the specification's, unless the date was read in another form or has a zone. Half of
    /// the client libraries cannot read other forms.
    AsGiven,
    /// `19980717T14:08:55`, the specification's form. A date with a zone is converted to UTC, and a date without one is
    /// taken as UTC. Fractions of a second are left out.
    Basic,
    /// `1998-07-17T14:08:55`, converted like [`Basic`](Self::Basic).
    Extended,
    /// `19980717T14:08:55Z`, converted like [`Basic`](Self::Basic).
    Utc,
}

/// The line breaks of base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base64Form {
    /// One line.
    OneLine,
    /// Lines of 76 characters, with a line feed before the first and after each.
    Lines,
}

/// The treatment of characters in strings that XML does not allow, such as U+0001.
///
/// In the name of a member or of a method such a character is always a fault, since without it the name could be another
/// one. In the text of a fault it is always left out or replaced, since a fault must arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlCharacters {
    /// A fault that says so.
    Fault,
    /// Left out.
    Strip,
    /// Replaced by U+FFFD.
    Replace,
}

/// The XML declaration. Every form names the character set if it is not UTF-8, the default of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declaration {
    /// None, unless the document is ISO-8859-1, which cannot be read without. Some clients read no document without a
    /// declaration.
    None,
    /// `<?xml version="1.0"?>`.
    Version,
    /// `<?xml version="1.0" encoding="UTF-8"?>`.
    Encoding,
    /// `<?xml version='1.0'?>`.
    Python,
}

/// The character set of documents. It is named in the declaration and in the content type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// ISO-8859-1, with references for all other characters.
    Latin1,
    /// US-ASCII, with references for all other characters.
    Ascii,
    /// The one of these that the client's `Accept-Charset` prefers; UTF-8 without this header.
    AsAccepted,
}

/// The white space between elements. Every layout ends the document with a line feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// None.
    Compact,
    /// Line feeds where Python's `xmlrpc.client` has them.
    Lines,
    /// The lines of [`Lines`](Self::Lines), indented by two spaces a level. A scalar stays in one line.
    Indented,
}

/// The codes of faults without a code of their own: those of the protocol and of a `Result<T, E>` whose `E` only has a
/// text, and the results of [`Fault`](crate::Fault)'s named constructors.
///
/// A code that was chosen, with [`Fault::new`](crate::Fault::new) or [`IntoFault`](crate::IntoFault), is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultCodes {
    /// The interoperability codes, such as -32700 and -32601.
    Interoperability,
    /// The code of Python's `xmlrpc.server`, which is always 1. The text begins with the class of the exception that
    /// Python would raise, as in `<class 'Exception'>:method "x" is not supported`.
    CPython,
}
