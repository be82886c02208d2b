//! Forms that a reading accepted and the standard reading refuses.

use std::fmt;

macro_rules! quirks {
    ($($(#[$doc:meta])* $quirk:ident $name:literal $words:literal),* $(,)?) => {
        /// A form that the standard reading refuses, and that another one read.
        ///
        /// Which settings allow each of them is listed in [`Reading`](super::Reading). What
        /// [`Reading::not_finite`](super::Reading::not_finite) and
        /// [`Reading::charset`](super::Reading::charset) allow is read without being noted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Quirk {
            $($(#[$doc])* $quirk,)*
        }

        impl Quirk {
            /// All of them.
            pub const ALL: &'static [Quirk] = &[$(Quirk::$quirk),*];

            /// A short name, for logs and counters.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Quirk::$quirk => $name,)*
                }
            }
        }

        impl fmt::Display for Quirk {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Quirk::$quirk => $words,)*
                })
            }
        }
    };
}

quirks! {
    /// `<ex:nil/>` without a declaration of `ex`.
    UndeclaredPrefix "undeclared-prefix" "a prefix that is not declared, on a type of Apache's",
    /// `<x:int>`: XML-RPC's own elements have no prefix.
    PrefixedElement "prefixed-element" "a prefix on an element",
    /// `<INT>`.
    UpperCase "upper-case" "an element's name in another case",
    /// `<integer>` for `<int>`.
    IntegerElement "integer-element" "<integer> for <int>",
    /// `<boolean>True</boolean>`.
    BooleanWord "boolean-word" "a boolean as a word in capitals",
    /// `<array/>`, or values right in an array.
    ArrayWithoutData "array-without-data" "an array without <data>",
    /// `<member><value>…</value><name>…</name></member>`.
    ValueBeforeName "value-before-name" "a member's value before its name",
    /// `<param><int>1</int></param>`.
    MissingValueElement "missing-value-element" "a type without <value> around it",
    /// `<param><name>…</name><value>…</value></param>`.
    NamedParameter "named-parameter" "a parameter's name, which was ignored",
    /// `<params>` in front of `<methodName>`.
    ParamsBeforeName "params-before-name" "the parameters before the method's name",
    /// `<methodName> add </methodName>`.
    SpaceAroundMethodName "space-around-method-name" "white space around the method's name",
    /// A blank line, or a byte order mark behind one, in front of `<?xml`.
    SpaceBeforeDeclaration "space-before-declaration" "white space before the XML declaration",
    /// `<methodName>` in a response.
    MethodNameInResponse "method-name-in-response" "a method's name in a response",
    /// A response without a value, as [`Reading::empty_responses_are_nil`](super::Reading::empty_responses_are_nil) allows.
    EmptyResponse "empty-response" "a response without a value",
    /// `]]>` in a text, which XML wants as `]]&gt;`.
    BareCdataEnd "bare-cdata-end" "]]> in a text",
    /// `&#xD83D;&#xDE00;`, a character as two references to its halves in UTF-16.
    SurrogatePair "surrogate-pair" "a character as two references",
    /// An entry of a `system.multicall` that has no `params`.
    EntryWithoutParams "entry-without-params" "a multicall's entry without \"params\"",
    /// An entry of a `system.multicall` whose `params` are a struct, which was ignored.
    EntryWithStructParams "entry-with-struct-params" "a struct for the \"params\" of a multicall's entry",
    /// An argument of `system.listMethods`, which takes none.
    ExtraArgument "extra-argument" "an argument for system.listMethods",
    /// A member that came twice, as [`Reading::duplicate_members`](super::Reading::duplicate_members) allows.
    DuplicateMember "duplicate-member" "a member that comes twice",
    /// An empty number, as [`Reading::empty_numbers`](super::Reading::empty_numbers) allows.
    EmptyNumber "empty-number" "an empty number",
    /// A date of zeros or an empty one, as [`Reading::empty_dates_are_nil`](super::Reading::empty_dates_are_nil) allows.
    EmptyDate "empty-date" "a date of zeros, or an empty one",
    /// A character that XML forbids, as [`Reading::forbidden_characters`](super::Reading::forbidden_characters) allows.
    ForbiddenCharacter "forbidden-character" "a character that XML forbids",
    // From here on, the conversions of types.
    /// `"12"` for 12.
    TextForNumber "text-for-number" "a string for a number",
    /// 12 for `"12"`.
    NumberForText "number-for-text" "a number for a string",
    /// 1 for true.
    NumberForBoolean "number-for-boolean" "a number for a boolean",
    /// True for 1.
    BooleanForNumber "boolean-for-number" "a boolean for a number",
    /// `"true"` for true.
    TextForBoolean "text-for-boolean" "a string for a boolean",
    /// 12.0 for 12.
    DoubleForInteger "double-for-integer" "a double without a fraction for an int",
    /// A string for a date.
    TextForDate "text-for-date" "a string for a date",
    /// A date for a string.
    DateForText "date-for-text" "a date for a string",
    /// Base64 of UTF-8 for a string.
    BytesForText "bytes-for-text" "base64 for a string",
    /// An empty string for nil.
    EmptyTextForNil "empty-text-for-nil" "an empty string for nil",
    /// False for nil.
    FalseForNil "false-for-nil" "false for nil",
    /// An empty array for a struct.
    EmptyArrayForStruct "empty-array-for-struct" "an empty array for a struct",
    /// An empty struct for an array.
    EmptyStructForArray "empty-struct-for-array" "an empty struct for an array",
}

impl Quirk {
    /// The first that is a conversion.
    const FIRST_OF_TYPES: u64 = Quirk::TextForNumber as u64;

    /// Whether it is a conversion, which [`Reading::lenient_types`](super::Reading::lenient_types) allows.
    pub fn is_of_types(self) -> bool {
        self as u64 >= Quirk::FIRST_OF_TYPES
    }
}

/// The quirks of one document, or of many.
///
/// ```
/// use xmlrpc_core::reading::{Quirk, Quirks};
///
/// let quirks: Quirks = [Quirk::UpperCase, Quirk::BooleanWord].into_iter().collect();
/// assert!(quirks.contains(Quirk::UpperCase));
/// assert_eq!(quirks.iter().count(), 2);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Quirks(u64);

impl Quirks {
    #[doc(hidden)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    #[doc(hidden)]
    pub const fn of_bits(bits: u64) -> Self {
        Quirks(bits)
    }

    /// Adds one.
    pub fn insert(&mut self, quirk: Quirk) {
        self.0 |= 1 << quirk as u64;
    }

    /// Whether this one is among them.
    pub fn contains(self, quirk: Quirk) -> bool {
        self.0 & (1 << quirk as u64) != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether some are about more than the types of values: about elements and characters.
    pub(crate) fn are_of_the_document(self) -> bool {
        self.0 & ((1 << Quirk::FIRST_OF_TYPES) - 1) != 0
    }

    /// All that are in one of the two.
    #[must_use]
    pub fn union(self, other: Quirks) -> Quirks {
        Quirks(self.0 | other.0)
    }

    /// One after the other, in the order of [`Quirk::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Quirk> {
        Quirk::ALL.iter().copied().filter(move |quirk| self.contains(*quirk))
    }
}

impl FromIterator<Quirk> for Quirks {
    fn from_iter<I: IntoIterator<Item = Quirk>>(quirks: I) -> Self {
        let mut all = Quirks::default();
        quirks.into_iter().for_each(|quirk| all.insert(quirk));
        all
    }
}

impl fmt::Debug for Quirks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_fit_into_a_set_and_differ() {
        let mut set = Quirks::default();
        for (index, quirk) in Quirk::ALL.iter().enumerate() {
            assert!(!set.contains(*quirk));
            set.insert(*quirk);
            assert_eq!(set.iter().count(), index + 1);
            assert!(Quirk::ALL[..index].iter().all(|other| other.name() != quirk.name()));
        }
    }
}
