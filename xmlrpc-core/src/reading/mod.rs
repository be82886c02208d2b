//! How requests are read: by the specification alone, with what clients are known to send, or with more than that.

mod rules;
mod settings;

pub use settings::{Charset, CharsetSource, DuplicateMembers, EmptyNumbers, ForbiddenCharacters};

pub(crate) use rules::Rules;

/// Which documents are read, and how: a base and the settings that belong to no base.
///
/// - [`standard`](Self::standard), the default: the specification, and what real client libraries are known to send.
/// - [`strict`](Self::strict): the specification alone.
/// - [`tolerant`](Self::tolerant): also what is sent by hand and by accident.
///
/// What is not well-formed XML is refused by all of them.
///
/// ```
/// use xmlrpc_core::reading::{DuplicateMembers, Reading};
///
/// let reading = Reading { duplicate_members: DuplicateMembers::Last, ..Reading::standard() };
/// assert_ne!(reading, Reading::standard());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    base: Base,
    /// What becomes of a struct that has a member twice.
    pub duplicate_members: DuplicateMembers,
    /// What an empty `<int/>`, `<double/>` or `<boolean/>` is read as.
    pub empty_numbers: EmptyNumbers,
    /// Whether a date of zeros or an empty one is read as nil.
    pub empty_dates_are_nil: bool,
    /// Whether `nan`, `inf` and `-inf` are doubles.
    pub not_finite: bool,
    /// What becomes of characters that XML forbids.
    pub forbidden_characters: ForbiddenCharacters,
    /// Where the character set of a document is taken from.
    pub charset: CharsetSource,
}

/// How far from the specification a document may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    Strict,
    Standard,
    Tolerant,
}

impl Reading {
    /// The specification, and what real client libraries are known to send: the default.
    pub const fn standard() -> Self {
        Reading {
            base: Base::Standard,
            duplicate_members: DuplicateMembers::Refuse,
            empty_numbers: EmptyNumbers::Refuse,
            empty_dates_are_nil: false,
            not_finite: false,
            forbidden_characters: ForbiddenCharacters::Refuse,
            charset: CharsetSource::Declared,
        }
    }

    /// The specification alone.
    pub const fn strict() -> Self {
        Reading { base: Base::Strict, ..Reading::standard() }
    }

    /// The standard reading, and what is sent by hand and by accident.
    pub const fn tolerant() -> Self {
        Reading { base: Base::Tolerant, ..Reading::standard() }
    }
}

impl Default for Reading {
    fn default() -> Self {
        Reading::standard()
    }
}
