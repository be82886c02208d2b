//! Decimal digits, eight at a time.

use super::Lookahead;

/// A run of at most sixteen digits, with the number that they spell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Digits {
    number: u64,
    count: usize,
}

impl Digits {
    /// The digits that a text begins with. None if there are more than sixteen, or fewer than eight bytes behind them:
    /// whatever has digits in it has an end tag behind it.
    #[inline(always)]
    fn leading(text: &[u8]) -> Option<Self> {
        let first = Digits::of_eight(*text.first_chunk()?);
        if first.count < 8 { Some(first) } else { first.continued(&text[8..]) }
    }

    #[inline]
    fn continued(self, text: &[u8]) -> Option<Self> {
        let next = Digits::of_eight(*text.first_chunk()?);
        if text.get(next.count).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let number = self.number * POWERS.get(next.count)? + next.number;
        Some(Digits { number, count: self.count + next.count })
    }

    /// The digits that eight bytes begin with. The bytes are the lanes of one number, the first of them the lowest.
    #[inline(always)]
    fn of_eight(bytes: [u8; 8]) -> Self {
        const TEN: u64 = 1 + (10 << 8);
        const HUNDRED: u64 = 1 + (100 << 16);
        const TEN_THOUSAND: u64 = 1 + (10_000 << 32);
        let word = u64::from_le_bytes(bytes);
        // A digit's upper half is 3, and still is with 6 added; a carry goes only to bytes behind one that is no digit.
        let upper = |word: u64| (word & 0xF0F0_F0F0_F0F0_F0F0) ^ 0x3030_3030_3030_3030;
        let others = upper(word) | upper(word.wrapping_add(0x0606_0606_0606_0606));
        let count = others.trailing_zeros() / 8;
        // What is no digit goes out at the top, and zeros come in from below, before the first digit.
        let digits = word.checked_shl(64 - 8 * count).unwrap_or(0) & 0x0F0F_0F0F_0F0F_0F0F;
        let pairs = (digits.wrapping_mul(TEN) >> 8) & 0x00FF_00FF_00FF_00FF;
        let fours = (pairs.wrapping_mul(HUNDRED) >> 16) & 0x0000_FFFF_0000_FFFF;
        let number = fours.wrapping_mul(TEN_THOUSAND) >> 32;
        Digits { number, count: count as usize }
    }
}

/// The length of a sign, and whether it is a minus.
#[inline(always)]
fn sign(text: &[u8]) -> (usize, bool) {
    match text.first() {
        Some(b'-') => (1, true),
        Some(b'+') => (1, false),
        _ => (0, false),
    }
}

/// Passes over a sign and at most sixteen digits; none if something else stands there.
#[inline(always)]
pub(super) fn integer(lookahead: &mut Lookahead<'_>) -> Option<i64> {
    let text = lookahead.bytes();
    let (begin, negative) = sign(text);
    let Digits { number, count } = Digits::leading(text.get(begin..)?)?;
    if count == 0 {
        return None;
    }
    lookahead.take(begin + count)?;
    let number = number as i64;
    Some(if negative { -number } else { number })
}

/// Passes over a sign and digits, perhaps with a point among them; none if something else stands there, or if one
/// division does not give the double.
#[inline(always)]
pub(super) fn short_double(lookahead: &mut Lookahead<'_>) -> Option<f64> {
    let text = lookahead.bytes();
    let (begin, negative) = sign(text);
    let whole = Digits::leading(text.get(begin..)?)?;
    let mut end = begin + whole.count;
    let (mut digits, mut fraction) = (whole.number, 0);
    if text.get(end) == Some(&b'.') {
        let behind = Digits::leading(text.get(end + 1..)?)?;
        if behind.count == 0 {
            return None;
        }
        fraction = behind.count;
        end += 1 + fraction;
        digits = digits.checked_mul(*POWERS.get(fraction)?)?.checked_add(behind.number)?;
    }
    if whole.count == 0 {
        return None;
    }
    lookahead.take(end)?;
    quotient(digits, fraction, negative)
}

/// Powers of ten, all of which are doubles too.
const POWERS: [u64; 17] = {
    let mut powers = [1; 17];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = 10 * powers[exponent - 1];
        exponent += 1;
    }
    powers
};

/// The double nearest to `digits / 10^fraction`, if one division gives it: if both are doubles themselves, the quotient
/// is rounded only once (William Clinger, How to Read Floating Point Numbers Accurately).
#[inline(always)]
fn quotient(digits: u64, fraction: usize, negative: bool) -> Option<f64> {
    if digits > 1 << 53 {
        return None;
    }
    let size = digits as f64 / *POWERS.get(fraction)? as f64;
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::damage::Random;
    use crate::limits::Limits;
    use crate::reading::Rules;
    use crate::xml::Cursor;

    /// What is read at the start of a text with an end tag behind it, and what is left before the tag.
    fn read<T>(text: &str, read: fn(&mut Lookahead<'_>) -> Option<T>) -> Option<(T, usize)> {
        let (document, rules) = (format!("{text}</double>"), Rules::within(Limits::default()));
        let mut lookahead = Cursor::new(&document, &rules).lookahead();
        let number = read(&mut lookahead)?;
        Some((number, lookahead.bytes().len() - "</double>".len()))
    }

    /// So many digits, some of them zeros at either end.
    fn digits(count: usize, random: &mut Random) -> String {
        let zeros = random.below(3);
        let some = |_| char::from(b'0' + if zeros == 0 { 0 } else { random.below(10) as u8 });
        (0..count).map(some).collect()
    }

    #[test]
    fn integers_are_what_they_spell() {
        let mut random = Random::new(7);
        for _ in 0..20_000 {
            let count = 1 + random.below(16);
            let text = format!("{}{}", ["", "-", "+"][random.below(3)], digits(count, &mut random));
            assert_eq!(read(&text, integer), text.parse().ok().map(|number| (number, 0)), "{text}");
        }
        for text in ["", "-", "+", "x1", "--1", "12345678901234567"] {
            assert_eq!(read(text, integer), None, "{text}");
        }
        for text in ["1x", "12345678:", "1234567890/", "1.5", "7\u{0663}"] {
            let left = text.len() - text.bytes().take_while(u8::is_ascii_digit).count();
            assert_eq!(read(text, integer).map(|(_, left)| left), Some(left), "{text}");
        }
    }

    #[test]
    fn doubles_are_the_nearest_ones() {
        let mut random = Random::new(11);
        let mut read_at_one_stroke = 0;
        for _ in 0..40_000 {
            let (whole, fraction) = (1 + random.below(17), random.below(18));
            let point = if fraction == 0 { "" } else { "." };
            let sign = ["", "-", "+"][random.below(3)];
            let text = format!("{sign}{}{point}{}", digits(whole, &mut random), digits(fraction, &mut random));
            if let Some((number, left)) = read(&text, short_double) {
                assert_eq!((number.to_bits(), left), (text.parse::<f64>().map_or(0, f64::to_bits), 0), "{text}");
                read_at_one_stroke += 1;
            }
        }
        assert!(read_at_one_stroke > 10_000, "{read_at_one_stroke}");
        for text in ["", "-", ".5", "5.", "1.x", "99999999999999999", "1.00000000000000001"] {
            assert_eq!(read(text, short_double), None, "{text}");
        }
        assert_eq!(read("-0.0", short_double).map(|(zero, _)| zero.is_sign_negative()), Some(true));
    }
}
