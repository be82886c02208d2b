use super::{
    Base64Form, ControlCharacters, DateTimeForm, Declaration, Dialect, DoubleForm, Encoding, FaultCodes, IntTag,
    Layout, LongForm, NilForm, NotFinite, VoidForm,
};

impl Dialect {
    /// What every known client library reads: the default.
    ///
    /// Two things that the specification does not have are written where there is no other honest way: `<i8>` for
    /// integers beyond 32 bits and `<nil/>`.
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
    /// hyphens nor zones, and a method that returns nothing answers with an empty string.
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

    /// Byte for byte what Python's `xmlrpc.client.dumps` writes, and the fault codes of `xmlrpc.server`.
    ///
    /// One byte differs: a carriage return is written as `&#13;`. Python writes it as it is, and every XML reader turns it
    /// into a line feed.
    ///
    /// Nil is a fault as there, unless `nil` is set to [`NilForm::Nil`], which is `allow_none=True`. So is the answer of a
    /// method that returns nothing, after it has run; set `void` to answer with something else. What would not be
    /// well-formed, a string with a control character, is a fault too.
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

    /// What Apache's Java library writes with its extensions switched on: `<ex:i8>`, `<ex:nil/>` and `<i4>`. Strings
    /// have their element, since several client libraries lose text without it.
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
}
