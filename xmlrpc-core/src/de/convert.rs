//! Scalars of one type for another, where the conversion loses nothing.
//!
//! Exact types come first: only what a type would refuse is converted. So these functions run where an error would be
//! made, and cost a value of the right type nothing.

use std::borrow::Cow;

use crate::decode::{self, ANY, Kind, Range};
use crate::reading::{Quirk, Reading};
use crate::value::{DateTime, Value};

/// A scalar that is not of the type that was asked for.
#[derive(Debug)]
pub(super) enum Scalar<'a> {
    Integer(i64),
    Boolean(bool),
    Double(f64),
    Text(Cow<'a, str>),
    Date(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
}

/// The largest magnitude up to which a double has every integer.
const EXACT: f64 = (1_i64 << 53) as f64;

/// A number without a fraction that a double has exactly.
fn whole(number: f64) -> Option<i64> {
    // In range, so that the cast keeps the number.
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

impl<'a> Scalar<'a> {
    /// The scalar in a value; none in an array, a struct or nil.
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        Some(match value {
            Value::Int(number) => Scalar::Integer((*number).into()),
            Value::Long(number) => Scalar::Integer(*number),
            Value::Boolean(boolean) => Scalar::Boolean(*boolean),
            Value::Double(number) => Scalar::Double(*number),
            Value::String(text) => Scalar::Text(Cow::Borrowed(text)),
            Value::DateTime(date) => Scalar::Date(Cow::Owned(date.to_string())),
            Value::Base64(bytes) => Scalar::Bytes(Cow::Borrowed(bytes)),
            Value::Struct(_) | Value::Array(_) | Value::Nil => return None,
        })
    }

    /// An integer: of digits, of a boolean, or of a double without a fraction.
    pub(super) fn integer(self, reading: &Reading) -> Option<(i64, Quirk)> {
        match self {
            Scalar::Boolean(boolean) => Some((boolean.into(), Quirk::BooleanForNumber)),
            Scalar::Double(number) => Some((whole(number)?, Quirk::DoubleForInteger)),
            Scalar::Text(text) => {
                let number = match decode::integer(&text, ANY) {
                    Ok(number) => number,
                    Err(_) => whole(decode::double(&text, reading).ok()?)?,
                };
                Some((number, Quirk::TextForNumber))
            }
            _ => None,
        }
    }

    /// A double: of digits or of a boolean.
    pub(super) fn double(self, reading: &Reading) -> Option<(f64, Quirk)> {
        match self {
            Scalar::Boolean(boolean) => Some((f64::from(u8::from(boolean)), Quirk::BooleanForNumber)),
            Scalar::Text(text) => Some((decode::double(&text, reading).ok()?, Quirk::TextForNumber)),
            _ => None,
        }
    }

    /// A boolean: of 1 or 0, as a number or a text, or of the words.
    pub(super) fn boolean(self) -> Option<(bool, Quirk)> {
        match self {
            Scalar::Integer(number @ (0 | 1)) => Some((number == 1, Quirk::NumberForBoolean)),
            Scalar::Double(number) if number == 0.0 || number == 1.0 => Some((number == 1.0, Quirk::NumberForBoolean)),
            Scalar::Text(text) => {
                // An empty text is false in Perl.
                let boolean = match decode::boolean(&text) {
                    Ok(boolean) => boolean,
                    Err(_) if text.is_empty() => false,
                    Err(_) => decode::boolean_in_capitals(&text)?,
                };
                Some((boolean, Quirk::TextForBoolean))
            }
            _ => None,
        }
    }

    /// A text: the digits of a number, a date as it is written, or bytes that are UTF-8. A boolean has several texts, none
    /// of which is meant more than the others.
    pub(super) fn text(self) -> Option<(Cow<'a, str>, Quirk)> {
        match self {
            Scalar::Integer(number) => {
                Some((itoa::Buffer::new().format(number).to_owned().into(), Quirk::NumberForText))
            }
            Scalar::Double(number) if number.is_finite() => {
                Some((zmij::Buffer::new().format_finite(number).to_owned().into(), Quirk::NumberForText))
            }
            Scalar::Date(text) => Some((text, Quirk::DateForText)),
            Scalar::Bytes(Cow::Borrowed(bytes)) => {
                Some((Cow::Borrowed(std::str::from_utf8(bytes).ok()?), Quirk::BytesForText))
            }
            Scalar::Bytes(Cow::Owned(bytes)) => Some((Cow::Owned(String::from_utf8(bytes).ok()?), Quirk::BytesForText)),
            _ => None,
        }
    }

    /// The text of a date.
    pub(super) fn date(self) -> Option<(Cow<'a, str>, Quirk)> {
        match self {
            Scalar::Text(text) => text.parse::<DateTime>().is_ok().then_some((text, Quirk::TextForDate)),
            _ => None,
        }
    }

    /// What stands for nothing in languages without nil: an empty text, or false.
    pub(super) fn nothing(&self) -> Option<Quirk> {
        match self {
            Scalar::Text(text) if text.is_empty() => Some(Quirk::EmptyTextForNil),
            Scalar::Boolean(false) => Some(Quirk::FalseForNil),
            _ => None,
        }
    }
}

impl Kind {
    /// Whether a value of this type is a scalar with a content.
    pub(super) fn is_scalar(self) -> bool {
        !matches!(self, Kind::Struct | Kind::Array | Kind::Nil)
    }
}

/// Checks that a converted integer is one that the place takes.
pub(super) fn in_range(number: i64, range: Range) -> Result<i64, crate::error::Error> {
    decode::in_range(number, range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Scalar<'_> {
        Scalar::Text(Cow::Borrowed(text))
    }

    #[test]
    fn numbers() {
        let reading = Reading::standard();
        let integer = |scalar: Scalar<'_>| scalar.integer(&reading).map(|(number, _)| number);
        for (digits, number) in [("12", 12), (" -7 ", -7), ("+5", 5), ("12.0", 12), ("1e3", 1000)] {
            assert_eq!(integer(text(digits)), Some(number), "{digits}");
        }
        for digits in ["", " ", "12.5", "twelve", "0x10", "1,5", "1_000", "nan", "99999999999999999999", "true"] {
            assert_eq!(integer(text(digits)), None, "{digits}");
        }
        assert_eq!(integer(Scalar::Double(-3.0)), Some(-3));
        for number in [0.5, 1e16, f64::NAN, f64::INFINITY] {
            assert_eq!(integer(Scalar::Double(number)), None, "{number}");
        }
        assert_eq!(Scalar::Boolean(true).double(&reading), Some((1.0, Quirk::BooleanForNumber)));
        assert_eq!(text("-.5").double(&reading), Some((-0.5, Quirk::TextForNumber)));
        assert!(text("").double(&reading).is_none() && text("inf").double(&reading).is_none());
    }

    #[test]
    fn booleans() {
        for (word, boolean) in [("1", true), ("true", true), ("False", false), (" 0", false), ("", false)] {
            assert_eq!(text(word).boolean(), Some((boolean, Quirk::TextForBoolean)), "{word}");
        }
        for word in [" ", "yes", "2", "on", "t"] {
            assert_eq!(text(word).boolean(), None, "{word}");
        }
        assert!(Scalar::Integer(2).boolean().is_none() && Scalar::Double(0.5).boolean().is_none());
    }

    #[test]
    fn texts() {
        let text = |scalar: Scalar<'_>| scalar.text().map(|(text, _)| text.into_owned());
        assert_eq!(text(Scalar::Integer(-12)).as_deref(), Some("-12"));
        assert_eq!(text(Scalar::Double(0.1)).as_deref(), Some("0.1"));
        assert_eq!(text(Scalar::Bytes(Cow::Borrowed("é".as_bytes()))).as_deref(), Some("é"));
        assert_eq!(text(Scalar::Bytes(Cow::Owned(vec![0xe9]))), None);
        assert_eq!(text(Scalar::Boolean(true)), None);
    }
}
