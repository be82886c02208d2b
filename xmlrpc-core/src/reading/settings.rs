//! Settings that belong to no base reading.

/// What becomes of a struct that has a member twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DuplicateMembers {
    /// A fault.
    Refuse,
    /// The first of them counts.
    First,
    /// The last of them counts, as in Python.
    Last,
}

/// What an empty `<int/>`, `<double/>` or `<boolean/>` is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyNumbers {
    /// A fault.
    Refuse,
    /// 0, or false.
    Zero,
    /// Nil.
    Nil,
}

/// What becomes of characters that XML forbids, such as U+0001, whether they stand there or are referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForbiddenCharacters {
    /// A fault.
    Refuse,
    /// U+FFFD stands in their place.
    Replace,
}

/// Where the character set of a document is taken from: by default its byte order mark, the transport, its declaration,
/// in this order; UTF-8 if none of them says anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharsetSource {
    /// From these.
    Declared,
    /// From these; another one than UTF-8 where they say nothing and the document is no UTF-8.
    DeclaredOr(Charset),
    /// From here, whatever they say: for clients that declare one and send another.
    Always(Charset),
}

/// A character set that a setting can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// ISO-8859-1.
    Latin1,
    /// windows-1252.
    Windows1252,
}
