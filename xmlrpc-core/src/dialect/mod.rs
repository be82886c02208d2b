//! How documents are written, for clients that differ.

mod encoding;
mod fault_codes;
mod layout;
mod presets;
mod resolved;
mod settings;

#[doc(hidden)]
pub use resolved::ResolvedDialect;
pub use settings::{
    Base64Form, ControlCharacters, DateTimeForm, Declaration, DoubleForm, Encoding, FaultCodes, IntTag, Layout,
    LongForm, NilForm, NotFinite, VoidForm,
};

/// How documents are written: the spelling of each type, and what is sent for values that XML-RPC has no form for.
///
/// [`standard`](Self::standard), the default, is what every known client library reads. Change single settings with the
/// struct update syntax:
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
    /// The form of an integer beyond 32 bits, and of a [`Value::Long`](crate::Value::Long).
    pub long: LongForm,
    /// The form of nil: `None` and [`Value::Nil`](crate::Value::Nil).
    pub nil: NilForm,
    /// The form of the result of a method that returns nothing.
    pub void: VoidForm,
    /// The digits of a double.
    pub double: DoubleForm,
    /// The form of infinities and NaN.
    pub not_finite: NotFinite,
    /// The form of dates.
    pub date_time: DateTimeForm,
    /// The line breaks of base64.
    pub base64: Base64Form,
    /// The treatment of characters in strings that XML does not allow.
    pub control_characters: ControlCharacters,
    /// The XML declaration.
    pub declaration: Declaration,
    /// The character set.
    pub encoding: Encoding,
    /// The white space between elements.
    pub layout: Layout,
    /// The codes of faults without a code of their own.
    pub fault_codes: FaultCodes,
}

impl Dialect {
    /// None for the standard dialect, which has a fast path of its own in the writers.
    pub(crate) fn unless_standard(&self) -> Option<&Dialect> {
        const STANDARD: Dialect = Dialect::standard();
        (*self != STANDARD).then_some(self)
    }

    /// Whether elements of Apache's namespace may be written, so that the root has to declare it.
    pub(crate) fn has_extensions(&self) -> bool {
        self.long == LongForm::ExI8 || self.nil == NilForm::ExNil
    }
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect::standard()
    }
}
