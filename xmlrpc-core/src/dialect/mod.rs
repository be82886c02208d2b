//! How answers are written, for clients that differ.

mod encoding;
mod fault_codes;
mod forms;
mod layout;
mod presets;

pub use forms::{
    Base64Form, ControlCharacters, DateTimeForm, Declaration, DoubleForm, Encoding, FaultCodes, IntTag, Layout,
    LongForm, NilForm, NotFinite, VoidForm,
};

/// How documents are written: which of the ways that say the same is taken, and what is sent for what the protocol
/// cannot say.
///
/// [`standard`](Self::standard) is what every known client library can read. Settings are changed one by one:
///
/// ```
/// use xmlrpc_core::dialect::{Dialect, NilForm};
///
/// let dialect = Dialect { nil: NilForm::EmptyString, ..Dialect::standard() };
/// assert_eq!(dialect.long, Dialect::standard().long);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The element of an integer of 32 bits.
    pub int: IntTag,
    /// What is written for an integer beyond 32 bits, and for an [`i8`](crate::Value::Long).
    pub long: LongForm,
    /// What is written for nil: `None`, and [`Value::Nil`](crate::Value::Nil).
    pub nil: NilForm,
    /// What is written for the result of a method that returns nothing.
    pub void: VoidForm,
    /// The digits of a double.
    pub double: DoubleForm,
    /// What is written for infinities and for what is not a number.
    pub not_finite: NotFinite,
    /// The form of dates.
    pub date_time: DateTimeForm,
    /// The lines of base64.
    pub base64: Base64Form,
    /// What becomes of characters that XML cannot carry, in strings.
    pub control_characters: ControlCharacters,
    /// The XML declaration.
    pub declaration: Declaration,
    /// The character set.
    pub encoding: Encoding,
    /// White space between elements.
    pub layout: Layout,
    /// The codes of faults that no method made.
    pub fault_codes: FaultCodes,
}

impl Dialect {
    /// None for the standard dialect: writers have a road of its own for it, which asks nothing.
    pub(crate) fn unless_standard(&self) -> Option<&Dialect> {
        const STANDARD: Dialect = Dialect::standard();
        (*self != STANDARD).then_some(self)
    }

    /// Whether elements of Apache's name space may be written, so that the root has to declare it.
    pub(crate) fn has_extensions(&self) -> bool {
        self.long == LongForm::ExI8 || self.nil == NilForm::ExNil
    }
}

/// The dialect of one answer, asked once whether it is the standard one.
#[derive(Debug, Clone, Copy)]
pub struct Spoken {
    dialect: Dialect,
    is_standard: bool,
}

impl Spoken {
    #[inline]
    #[doc(hidden)]
    pub fn of(dialect: &Dialect) -> Self {
        Spoken { dialect: *dialect, is_standard: dialect.unless_standard().is_none() }
    }

    #[inline]
    #[doc(hidden)]
    pub fn unless_standard(&self) -> Option<&Dialect> {
        if self.is_standard { None } else { Some(&self.dialect) }
    }

    #[doc(hidden)]
    pub fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// Whether a part of it is settled by the caller's headers.
    #[inline]
    pub fn depends_on_caller(&self) -> bool {
        self.unless_standard().is_some_and(|dialect| dialect.encoding == Encoding::AsAccepted)
    }

    /// The name of its character set.
    #[inline]
    pub fn charset(&self) -> &'static str {
        self.unless_standard().map_or("utf-8", |dialect| dialect.encoding.charset())
    }
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect::standard()
    }
}
