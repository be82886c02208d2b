//! Scalars' texts as the specification has them.

use super::super::Reading;
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::reader::{self, Kind, Range};
use crate::value::DateTime;

const INT: Range = Range { min: i32::MIN as i64, max: i32::MAX as i64 };

/// Checks a scalar's text. That of base64 is checked where it is read: the specification says no more of it.
pub(super) fn check(kind: Kind, text: &str, reading: Reading) -> Result<(), Error> {
    let good = match kind {
        Kind::Int | Kind::Boolean | Kind::Double | Kind::DateTime if has_space(text) => false,
        Kind::Int => return reader::integer(text, INT).map(drop),
        Kind::Boolean => matches!(text, "0" | "1"),
        Kind::Double => is_point_notation(text) || (reading.not_finite && !text.bytes().any(|b| b.is_ascii_digit())),
        Kind::DateTime => has_date_form(text) && text.parse::<DateTime>().is_ok(),
        _ => true,
    };
    if good { Ok(()) } else { Err(Error::new(INVALID_PARAMETERS, expected(kind))) }
}

fn expected(kind: Kind) -> &'static str {
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

    fn accepts(kind: Kind, text: &str) -> bool {
        check(kind, text, Reading::strict()).is_ok()
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
            (Kind::Int, ""),
            (Kind::Int, " 1"),
            (Kind::Int, "2147483648"),
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
