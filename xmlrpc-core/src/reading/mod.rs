//! How documents are read: the settings, and the quirks that were met.

#[cfg(test)]
mod inclusion;
mod quirk;
mod rules;
mod settings;

pub use quirk::{Quirk, Quirks};
pub use settings::{Charset, CharsetSource, DuplicateMembers, EmptyNumbers, ForbiddenCharacters};

pub use rules::Rules;

/// Which documents are read, and how: a base reading, and settings that may go with each base.
///
/// - [`strict`](Self::strict): the specification alone.
/// - [`standard`](Self::standard), the default: the specification, and what real client libraries are known to send.
/// - [`tolerant`](Self::tolerant): also what is sent by hand and by accident.
///
/// All of them refuse documents that are not well-formed XML, a DOCTYPE, two types in one value, and unknown types. Each
/// accepts what the one before it accepts, with the same values; but the tolerant reading drops the white space around a
/// method's name, which is a part of the name in the standard reading.
///
/// ```
/// use xmlrpc_core::reading::{DuplicateMembers, Reading};
///
/// let reading = Reading { duplicate_members: DuplicateMembers::Last, ..Reading::standard() };
/// assert_ne!(reading, Reading::standard());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How far from the specification a document may be.
    pub base: Base,
    /// What becomes of a struct that has a member twice.
    pub duplicate_members: DuplicateMembers,
    /// What an empty `<int/>`, `<double/>` or `<boolean/>` is read as.
    pub empty_numbers: EmptyNumbers,
    /// Whether a date of zeros or an empty one is read as nil.
    pub empty_dates_are_nil: bool,
    /// Whether a response without a value is read as one with nil: `<params/>`, or an empty body, which some servers send
    /// for methods without a result. It matters to clients alone.
    pub empty_responses_are_nil: bool,
    /// Whether `nan`, `inf` and `-inf` are doubles.
    pub not_finite: bool,
    /// Whether a scalar of another type is converted, if that loses nothing and the type would refuse it otherwise:
    ///
    /// - `"12"`, `true` and `12.0` for an integer; `"1.5"` and `true` for a double
    /// - 1 and 0, and `"1"`, `"0"`, `"true"` and `"false"` in any case, for a boolean; `""`, which is false in Perl
    /// - a number with its own digits, a date, and base64 of UTF-8 for a string; `"19980717T14:08:55"` for a date
    /// - an empty string and false for nil, where the type inside of an `Option` refuses them
    /// - an empty array for a struct, and an empty struct for an array; the tolerant reading accepts these two, too
    ///
    /// Each conversion is noted as a [`Quirk`]. [`Lenient`](crate::Lenient) converts a single value instead.
    ///
    /// ```
    /// use xmlrpc_core::{Limits, Reading};
    ///
    /// let reading = Reading { lenient_types: true, ..Reading::standard() };
    /// let document = "<methodResponse><params><param><value>41</value></param></params></methodResponse>";
    /// assert_eq!(reading.read_response::<i32>(document, &Limits::default())?, Ok(41));
    /// assert!(Reading::standard().read_response::<i32>(document, &Limits::default()).is_err());
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    pub lenient_types: bool,
    /// What becomes of characters that XML forbids.
    pub forbidden_characters: ForbiddenCharacters,
    /// Where the character set of a document is taken from.
    pub charset: CharsetSource,
}

/// How far from the specification a document may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Base {
    /// Not at all.
    Strict,
    /// As far as real client libraries are known to be.
    Standard,
    /// As far as what is sent by hand and by accident.
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
            empty_responses_are_nil: false,
            not_finite: false,
            lenient_types: false,
            forbidden_characters: ForbiddenCharacters::Refuse,
            charset: CharsetSource::Declared,
        }
    }

    #[doc(hidden)]
    pub fn is_strict(&self) -> bool {
        self.base == Base::Strict
    }

    #[doc(hidden)]
    pub fn is_tolerant(&self) -> bool {
        self.base == Base::Tolerant
    }

    /// Whether something that is empty is read as nil.
    pub(crate) fn reads_empty_as_nil(&self) -> bool {
        self.empty_numbers == EmptyNumbers::Nil || self.empty_dates_are_nil
    }

    /// Whether characters that XML forbids are replaced.
    pub(crate) fn replaces_forbidden(&self) -> bool {
        self.forbidden_characters == ForbiddenCharacters::Replace
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
