//! The grammars of scalars.

use super::Kind;
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::reading::Reading;
use crate::value::DateTime;

/// Any integer that XML-RPC can carry.
pub(crate) const ANY: Range = Range { min: i64::MIN, max: i64::MAX };

/// Which integers a place takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) min: i64,
    pub(crate) max: i64,
}

impl Range {
    pub(crate) fn of(min: impl Into<i64>, max: impl Into<i64>) -> Self {
        Range { min: min.into(), max: max.into() }
    }

    #[inline(always)]
    pub(crate) fn contains(self, number: i64) -> bool {
        (self.min..=self.max).contains(&number)
    }

    /// What both ranges have in common.
    pub(crate) fn within(self, other: Range) -> Self {
        Range { min: self.min.max(other.min), max: self.max.min(other.max) }
    }
}

fn invalid(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(INVALID_PARAMETERS, message)
}

/// An integer: a sign and decimal digits, white space around them.
pub(crate) fn integer(text: &str, range: Range) -> Result<i64, Error> {
    let digits = text.trim_ascii();
    let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
    if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid("not an integer: expected a sign and decimal digits"));
    }
    match digits.parse::<i64>() {
        Ok(number) => in_range(number, range),
        Err(_) => Err(out_of_range(range)),
    }
}

/// Checks that a place takes a number.
pub(crate) fn in_range(number: i64, range: Range) -> Result<i64, Error> {
    if range.contains(number) { Ok(number) } else { Err(out_of_range(range)) }
}

#[cold]
fn out_of_range(Range { min, max }: Range) -> Error {
    invalid(format!("an integer out of range: expected {min} to {max}"))
}

/// A double: decimal digits with a point and an exponent, white space around them; finite, unless the reading says
/// otherwise.
pub(crate) fn double(text: &str, reading: &Reading) -> Result<f64, Error> {
    let number = text.trim_ascii();
    // `parse` also takes words for infinity and for what is no number.
    let numeric = number.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    match number.parse::<f64>() {
        Ok(double) if numeric && double.is_finite() => Ok(double),
        // What else it takes are these words, whatever their case.
        Ok(double) if !numeric && reading.not_finite => Ok(double),
        Ok(_) if numeric => Err(invalid("a double out of range: expected at most 1.7976931348623157e308 in size")),
        _ => Err(invalid("not a double: expected digits with a decimal point, such as -12.5")),
    }
}

/// A boolean: 1 or 0, or the words that some clients send; white space around them.
pub(crate) fn boolean(text: &str) -> Result<bool, Error> {
    match text.trim_ascii() {
        "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err(invalid("not a boolean: expected 1 or 0")),
    }
}

/// The words for booleans in capitals, such as Python's `True`; none for other texts.
pub(crate) fn boolean_in_capitals(text: &str) -> Option<bool> {
    match text.trim_ascii() {
        "true" | "false" => None,
        word if word.eq_ignore_ascii_case("true") => Some(true),
        word if word.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Whether a text is a date of zeros, which some servers send for no date.
pub(super) fn is_date_of_zeros(text: &str) -> bool {
    let text = text.trim_ascii();
    let text = text.strip_suffix('Z').unwrap_or(text);
    matches!(text, "00000000T00:00:00" | "0000-00-00T00:00:00" | "00000000T000000")
}

/// Checks that the specification has a scalar's text. It says nothing about the texts of other types.
pub(super) fn check_strictly(kind: Kind, text: &str, reading: &Reading) -> Result<(), Error> {
    let is_specified = match kind {
        Kind::Int | Kind::Boolean | Kind::Double | Kind::DateTime if has_space(text) => false,
        Kind::Boolean => matches!(text, "0" | "1"),
        Kind::Double => is_point_notation(text) || (reading.not_finite && !text.bytes().any(|b| b.is_ascii_digit())),
        Kind::DateTime => has_date_form(text) && text.parse::<DateTime>().is_ok(),
        _ => true,
    };
    if is_specified { Ok(()) } else { Err(invalid(specified(kind))) }
}

fn specified(kind: Kind) -> &'static str {
    match kind {
        Kind::Int => "not an int by the specification: expected a sign and decimal digits, no white space",
        Kind::Boolean => "not a boolean by the specification: expected 1 or 0",
        Kind::Double => "not a double by the specification: expected digits with a decimal point, such as -12.5",
        _ => "not a date by the specification: expected the form 19980717T14:08:55",
    }
}

fn has_space(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_whitespace())
}

/// A sign, any number of digits, a point, any number of digits; one digit at least.
fn is_point_notation(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let Some((whole, fraction)) = unsigned.split_once('.') else { return false };
    let mut digits = whole.bytes().chain(fraction.bytes()).peekable();
    digits.peek().is_some() && digits.all(|byte| byte.is_ascii_digit())
}

fn has_date_form(text: &str) -> bool {
    const FORM: &[u8] = b"00000000T00:00:00";
    text.len() == FORM.len()
        && text.bytes().zip(FORM).all(|(byte, form)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form })
}

#[cfg(test)]
mod tests {
    use super::*;

    const INT: Range = Range { min: i32::MIN as i64, max: i32::MAX as i64 };

    #[test]
    fn integers() {
        for (text, number) in
            [("0", 0), ("-12", -12), ("+5", 5), ("007", 7), (" \n42\t", 42), ("2147483647", i32::MAX.into())]
        {
            assert_eq!(integer(text, INT).ok(), Some(number), "{text}");
        }
        for text in ["", " ", "-", "+-1", "1_000", "٣", "1.0", "0x10", "1 2", "2147483648", "99999999999999999999"] {
            assert!(integer(text, INT).is_err(), "{text}");
        }
    }

    #[test]
    fn doubles() {
        for (text, number) in [("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("+1e3", 1000.0), (" -0 ", 0.0), ("1E-2", 0.01)]
        {
            assert_eq!(double(text, &Reading::standard()).ok(), Some(number), "{text}");
        }
        for text in ["", "nan", "inf", "-Infinity", "1e999", "3,4", "0x1p3", "1.5f", ".", "e5", "1 5"] {
            assert!(double(text, &Reading::standard()).is_err(), "{text}");
        }
        let not_finite = Reading { not_finite: true, ..Reading::standard() };
        for (text, number) in [("inf", f64::INFINITY), ("-INF", -f64::INFINITY), (" +Infinity ", f64::INFINITY)] {
            assert_eq!(double(text, &not_finite).ok(), Some(number), "{text}");
        }
        assert!(
            double("NaN", &not_finite).is_ok_and(f64::is_nan) && double("-nan", &not_finite).is_ok_and(f64::is_nan)
        );
        for text in ["", "1e999", "infinite", "n an", "1.5f", "nan(1)"] {
            assert!(double(text, &not_finite).is_err(), "{text}");
        }
    }

    #[test]
    fn booleans() {
        assert_eq!(boolean(" 1 ").ok(), Some(true));
        assert_eq!(boolean("false").ok(), Some(false));
        for text in ["", "2", "True", "yes", "10"] {
            assert!(boolean(text).is_err(), "{text}");
        }
    }

    #[test]
    fn words() {
        assert_eq!([" True ", "TRUE", "tRuE"].map(boolean_in_capitals), [Some(true); 3]);
        assert_eq!(["False", "FALSE\n"].map(boolean_in_capitals), [Some(false); 2]);
        assert_eq!(["true", "false", "1", "yes", "", "T", "True!"].map(boolean_in_capitals), [None; 7]);
    }

    #[test]
    fn dates_of_zeros() {
        for text in ["00000000T00:00:00", " 00000000T00:00:00Z ", "0000-00-00T00:00:00"] {
            assert!(is_date_of_zeros(text), "{text}");
        }
        assert!(!is_date_of_zeros("00010101T00:00:00") && !is_date_of_zeros("nothing"));
    }

    fn accepts(kind: Kind, text: &str) -> bool {
        check_strictly(kind, text, &Reading::strict()).is_ok()
    }

    #[test]
    fn what_the_specification_has() {
        for (kind, text) in [
            (Kind::Int, "-12"),
            (Kind::Int, "+007"),
            (Kind::Int, "2147483647"),
            (Kind::Boolean, "1"),
            (Kind::Double, "-12.214"),
            (Kind::Double, "+.5"),
            (Kind::Double, "5."),
            (Kind::DateTime, "19980717T14:08:55"),
            (Kind::Base64, " eW\n91"),
            (Kind::String, " anything \u{e9}"),
        ] {
            assert!(accepts(kind, text), "{text}");
        }
    }

    #[test]
    fn what_it_does_not_have() {
        for (kind, text) in [
            (Kind::Int, " 1"),
            (Kind::Boolean, "true"),
            (Kind::Boolean, "1 "),
            (Kind::Double, "1.5e3"),
            (Kind::Double, "5"),
            (Kind::Double, "."),
            (Kind::Double, "-"),
            (Kind::Double, "1.5\n"),
            (Kind::Double, "nan"),
            (Kind::DateTime, "1998-07-17T14:08:55"),
            (Kind::DateTime, "19980717T14:08:55Z"),
            (Kind::DateTime, "19980231T14:08:55"),
        ] {
            assert!(!accepts(kind, text), "{text}");
        }
    }
}
