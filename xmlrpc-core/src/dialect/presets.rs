use super::{
    Base64Form, ControlCharacters, DateTimeForm, Declaration, Dialect, DoubleForm, Encoding, FaultCodes, IntTag,
    Layout, LongForm, NilForm, NotFinite, VoidForm,
};

impl Dialect {
    /// The default: what every known client library reads.
    ///
    /// Two elements are not in the specification: `<i8>` for integers beyond 32 bits, and `<nil/>`.
    pub const fn standard() -> Self {
        Dialect {
            int: IntTag::Int,
            long: LongForm::I8,
            nil: NilForm::Nil,
            void: VoidForm::Nil,
            double: DoubleForm::Shortest,
            not_finite: NotFinite::Fault,
            date_time: DateTimeForm::AsGiven,
            base64: Base64Form::OneLine,
            control_characters: ControlCharacters::Fault,
            declaration: Declaration::Encoding,
            encoding: Encoding::Utf8,
            layout: Layout::Compact,
            fault_codes: FaultCodes::Interoperability,
        }
    }

    /// The specification alone: integers beyond 32 bits and nil are faults, doubles have no exponent, dates neither
    /// hyphens nor zones, and the result of a method that returns nothing is an empty string.
    pub const fn strict() -> Self {
        Dialect {
            long: LongForm::Fault,
            nil: NilForm::Fault,
            void: VoidForm::EmptyString,
            double: DoubleForm::Decimal,
            date_time: DateTimeForm::Basic,
            ..Dialect::standard()
        }
    }

    /// The bytes that Python's `xmlrpc.client.dumps` writes, and the fault codes of `xmlrpc.server`.
    ///
    /// - Nil is a fault, and so is the result of a method that returns nothing, after it has run. Set `nil` to
    ///   [`NilForm::Nil`] for Python's `allow_none=True`, or `void` for another result.
    /// - A carriage return is written as `&#13;`. Python writes it raw, and every XML reader turns that into a line feed.
    /// - A string with a control character is a fault. Python writes a document that is not well-formed.
    pub const fn cpython() -> Self {
        Dialect {
            long: LongForm::Fault,
            nil: NilForm::Fault,
            double: DoubleForm::Python,
            not_finite: NotFinite::Text,
            base64: Base64Form::Lines,
            declaration: Declaration::Python,
            layout: Layout::Lines,
            fault_codes: FaultCodes::CPython,
            ..Dialect::standard()
        }
    }

    /// The elements of Apache's Java library with its extensions: `<ex:i8>`, `<ex:nil/>` and `<i4>`.
    ///
    /// Strings have their `<string>` element, unlike Apache's: several client libraries lose text without it.
    pub const fn apache() -> Self {
        Dialect {
            int: IntTag::I4,
            long: LongForm::ExI8,
            nil: NilForm::ExNil,
            date_time: DateTimeForm::Basic,
            base64: Base64Form::Lines,
            ..Dialect::standard()
        }
    }

    /// What Odoo's server writes where XML-RPC has no form: false for nil and for the result of a method that returns
    /// nothing. Characters that XML does not allow are left out of strings.
    pub const fn odoo() -> Self {
        Dialect { nil: NilForm::False, control_characters: ControlCharacters::Strip, ..Dialect::standard() }
    }

    /// What rTorrent writes: every integer as `<i8>`, and 0 for the result of a method that returns nothing.
    pub const fn rtorrent() -> Self {
        Dialect { long: LongForm::Always, void: VoidForm::Zero, ..Dialect::standard() }
    }

    /// What WordPress and its library IXR write, and what their clients read: integers of any size as `<int>`, an empty
    /// string for nil, and dates in the specification's form.
    pub const fn wordpress() -> Self {
        Dialect {
            long: LongForm::Int,
            nil: NilForm::EmptyString,
            date_time: DateTimeForm::Basic,
            ..Dialect::standard()
        }
    }
}
