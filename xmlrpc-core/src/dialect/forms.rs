//! The ways of writing one thing.

/// The element of an integer of 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntTag {
    /// `<int>`.
    Int,
    /// `<i4>`.
    I4,
}

/// What is written for an integer beyond 32 bits.
///
/// The first two also write an [`i8`](crate::Value::Long) of any size as such; in the others one that fits into 32 bits
/// is an ordinary integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LongForm {
    /// `<i8>`.
    I8,
    /// `<ex:i8>`, in the name space of Apache's extensions.
    ExI8,
    /// A fault: the specification has no such integers.
    Fault,
    /// A double, which is exact up to 2⁵³ and a fault beyond.
    Double,
    /// A string of its digits.
    String,
}

/// What is written for nil.
///
/// It is also what a method that returns nothing answers with, unless [`VoidForm`] says otherwise: where nil is a fault,
/// such a method runs, and then its caller gets that fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NilForm {
    /// `<nil/>`.
    Nil,
    /// `<ex:nil/>`, in the name space of Apache's extensions.
    ExNil,
    /// A fault: the specification has no nil.
    Fault,
    /// A struct's member that is nil is left out; nil anywhere else is a fault, so in an enum's variant.
    OmitMember,
    /// An empty string.
    EmptyString,
}

/// What is written for the result of a method that returns nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoidForm {
    /// Nil, as [`NilForm`] says. With [`NilForm::Fault`] and [`NilForm::OmitMember`], that is a fault after the method has
    /// run: choose another form with these if methods return nothing.
    Nil,
    /// The boolean true.
    True,
    /// The integer 0.
    Zero,
    /// An empty string.
    EmptyString,
}

/// The digits of a double. All of them are read back as the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubleForm {
    /// The fewest digits, without exponent unless the number is very large or very small.
    Shortest,
    /// Never an exponent, as the specification has it; up to some 330 digits.
    Decimal,
    /// As Python's `repr` does.
    Python,
}

/// What is written for infinities and for what is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFinite {
    /// A fault: the specification has no such numbers.
    Fault,
    /// Nil, as [`NilForm`] says.
    Nil,
    /// `nan`, `inf` and `-inf`, as Python writes them.
    Text,
}

/// The form of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateTimeForm {
    /// The form that the date has: the specification's, unless it was read in another one or has a zone, which half of
    /// the client libraries cannot read.
    AsGiven,
    /// `19980717T14:08:55`: the specification's. A date with a zone is converted to universal time, in which one without
    /// is taken to be; fractions are left out.
    Basic,
    /// `1998-07-17T14:08:55`, likewise.
    Extended,
    /// `19980717T14:08:55Z`, likewise.
    Utc,
}

/// The lines of base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base64Form {
    /// All in one line.
    OneLine,
    /// Lines of 76 characters, with a line feed before the first and behind each.
    Lines,
}

/// What becomes of characters that XML cannot carry, such as U+0001, in strings.
///
/// In a member's name they are a fault whatever is set, since it could be another member's without them, and so are those
/// in a method's name in a call. A fault's text is mended whatever is set, since a fault must arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlCharacters {
    /// A fault that says so.
    Fault,
    /// They are left out.
    Strip,
    /// U+FFFD stands in their place.
    Replace,
}

/// The XML declaration. Where the character set is not UTF-8, which every reader takes for granted, it is named in any
/// form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declaration {
    /// None, unless the document is ISO-8859-1, which nobody could read without. Some clients cannot read a document
    /// without.
    None,
    /// `<?xml version="1.0"?>`.
    Version,
    /// `<?xml version="1.0" encoding="UTF-8"?>`.
    Encoding,
    /// `<?xml version='1.0'?>`.
    Python,
}

/// The character set of documents that are written. It stands in the declaration and in the content type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// ISO-8859-1, with references for all other characters.
    Latin1,
    /// US-ASCII, with references for all other characters.
    Ascii,
    /// The one of these that the client's `Accept-Charset` prefers; UTF-8 if it says nothing.
    AsAccepted,
}

/// White space between elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// None.
    Compact,
    /// Line feeds where Python's `xmlrpc.client` has them.
    Lines,
    /// Likewise, and each line two spaces further in than what it is inside of. A scalar stays in its one line.
    Indented,
}

/// The codes of faults that no method made, and of errors without a code: `Result<T, E>` of any `E` with a text, and
/// what the named constructors of [`Fault`](crate::Fault) make.
///
/// A code that somebody chose, with [`Fault::new`](crate::Fault::new) or [`IntoFault`](crate::IntoFault), is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultCodes {
    /// The interoperability codes: -32700, -32601 and their like.
    Interoperability,
    /// That of Python's `xmlrpc.server`: 1 for everything, with the class of the exception that Python would raise
    /// before the text, as in `<class 'Exception'>:method "x" is not supported`.
    CPython,
}
