//! What scalars' texts say, each by its own grammar.

use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::reading::Reading;

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
fn in_range(number: i64, range: Range) -> Result<i64, Error> {
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
}
