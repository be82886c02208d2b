//! The digits of a double and the place of its point.

use std::iter::repeat_n;

/// An upper bound for the shortest digits of a double, with leading and trailing zeros.
const LONGEST: usize = 40;

/// `0.d₁d₂d₃… × 10^point`. The first digit and the last are not zero, unless the number is.
pub(super) struct Decimal {
    negative: bool,
    digits: [u8; LONGEST],
    length: usize,
    point: isize,
}

impl Decimal {
    /// Parses a text such as `-1.25e-7` or `1250.0`.
    pub(super) fn of(shortest: &str) -> Self {
        let (negative, unsigned) = match shortest.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, shortest),
        };
        let (mantissa, exponent) = unsigned.split_once('e').unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut decimal = Decimal { negative, digits: [b'0'; LONGEST], length: 0, point: whole.len() as isize };
        decimal.point += exponent.parse::<isize>().unwrap_or_default();
        for digit in whole.bytes().chain(fraction.bytes()).take(LONGEST) {
            if decimal.length == 0 && digit == b'0' {
                decimal.point -= 1;
                continue;
            }
            decimal.digits[decimal.length] = digit;
            decimal.length += 1;
        }
        while decimal.digits().ends_with(b"0") {
            decimal.length -= 1;
        }
        if decimal.length == 0 {
            (decimal.length, decimal.point) = (1, 1);
        }
        decimal
    }

    fn digits(&self) -> &[u8] {
        &self.digits[..self.length]
    }

    fn push_sign(&self, out: &mut Vec<u8>) {
        if self.negative {
            out.push(b'-');
        }
    }

    /// Writes the number without an exponent, with at least one digit on either side of the point.
    pub(super) fn push_plain(&self, out: &mut Vec<u8>) {
        self.push_sign(out);
        let digits = self.digits();
        let Some(point) = usize::try_from(self.point).ok().filter(|point| *point > 0) else {
            out.extend_from_slice(b"0.");
            out.extend(repeat_n(b'0', self.point.unsigned_abs()));
            out.extend_from_slice(digits);
            return;
        };
        let (whole, fraction) = digits.split_at(point.min(digits.len()));
        out.extend_from_slice(whole);
        out.extend(repeat_n(b'0', point - whole.len()));
        out.push(b'.');
        out.extend_from_slice(if fraction.is_empty() { b"0" } else { fraction });
    }

    /// Writes the number like Python's `repr`: with an exponent of at least two digits below 0.0001 and from 1e16 on.
    pub(super) fn push_python(&self, out: &mut Vec<u8>) {
        if (-3..=16).contains(&self.point) {
            return self.push_plain(out);
        }
        self.push_sign(out);
        let (first, others) = self.digits().split_at(1);
        out.extend_from_slice(first);
        if !others.is_empty() {
            out.push(b'.');
            out.extend_from_slice(others);
        }
        let exponent = self.point - 1;
        let sign = if exponent < 0 { '-' } else { '+' };
        out.extend_from_slice(format!("e{sign}{:02}", exponent.unsigned_abs()).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_number() {
        for (shortest, plain, python) in [
            ("0.0", "0.0", "0.0"),
            ("-0.0", "-0.0", "-0.0"),
            ("1.0", "1.0", "1.0"),
            ("-1250.0", "-1250.0", "-1250.0"),
            ("0.1", "0.1", "0.1"),
            ("0.00125", "0.00125", "0.00125"),
            ("1e-4", "0.0001", "0.0001"),
            ("0.0001", "0.0001", "0.0001"),
            ("0.00001", "0.00001", "1e-05"),
            ("-1.25e-7", "-0.000000125", "-1.25e-07"),
            ("1e15", "1000000000000000.0", "1000000000000000.0"),
            ("9999999999999998.0", "9999999999999998.0", "9999999999999998.0"),
            ("1e16", "10000000000000000.0", "1e+16"),
            ("1.2345678901234567e19", "12345678901234567000.0", "1.2345678901234567e+19"),
            ("1.25e100", &format!("125{}.0", "0".repeat(98)), "1.25e+100"),
        ] {
            let written = |push: fn(&Decimal, &mut Vec<u8>)| {
                let mut out = Vec::new();
                push(&Decimal::of(shortest), &mut out);
                String::from_utf8_lossy(&out).into_owned()
            };
            assert_eq!(
                (written(Decimal::push_plain).as_str(), written(Decimal::push_python).as_str()),
                (plain, python)
            );
        }
    }
}
