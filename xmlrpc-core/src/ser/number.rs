//! The digits of integers, and of doubles that are multiples of a thousandth.

use crate::xml::write::{has_room, push_with};

/// Below this, the eight digits that are computed at once leave room for a sign.
const SEVEN_DIGITS: u64 = 10_000_000;
const EIGHT_DIGITS: u64 = 100_000_000;
/// Bytes of two tags and a short number.
const ROOM: usize = 48;
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// Writes an integer between two tags.
#[inline(always)]
pub(super) fn push_number<const B: usize, const E: usize>(
    out: &mut Vec<u8>,
    begin: &[u8; B],
    number: i64,
    end: &[u8; E],
) {
    let magnitude = number.unsigned_abs();
    if magnitude >= SEVEN_DIGITS || !has_room::<ROOM>(out) {
        return push_long_number(out, begin, number, end);
    }
    push_with::<ROOM>(out, |room| {
        room[..B].copy_from_slice(begin);
        let length = B + put_short(&mut room[B..], magnitude, number < 0);
        room[length..length + E].copy_from_slice(end);
        length + E
    });
}

/// [`push_number`] for long numbers and for a buffer that must grow.
#[inline(never)]
fn push_long_number<const B: usize, const E: usize>(out: &mut Vec<u8>, begin: &[u8; B], number: i64, end: &[u8; E]) {
    out.reserve(ROOM);
    out.extend_from_slice(begin);
    let magnitude = number.unsigned_abs();
    if (SEVEN_DIGITS..SEVEN_DIGITS * EIGHT_DIGITS).contains(&magnitude) {
        if number < 0 {
            out.push(b'-');
        }
        push_with::<16>(out, |room| {
            let length = if magnitude < EIGHT_DIGITS { 0 } else { put_short(room, magnitude / EIGHT_DIGITS, false) };
            let digits = eight_digits(magnitude % EIGHT_DIGITS) | ZEROS;
            room[length..length + 8].copy_from_slice(&digits.to_le_bytes());
            length + 8
        });
    } else {
        out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    }
    out.extend_from_slice(end);
}

/// The number of thousandths in a double that is a multiple of a thousandth, as most prices and measures are.
///
/// No two decimals of at most fifteen digits are the same double, so that these are the number's shortest digits.
#[inline(always)]
pub(super) fn thousandths(number: f64) -> Option<u64> {
    const MOST: f64 = (SEVEN_DIGITS * 1000) as f64;
    let size = number.abs() * 1000.0;
    let whole = size as u64;
    // Excludes zero, whose sign would be lost, and NaN.
    (size > 0.0 && size < MOST && whole as f64 == size && size / 1000.0 == number.abs()).then_some(whole)
}

/// Writes a number of [`thousandths`] between two tags, with at least one digit on either side of the point. Returns
/// false if the buffer has no room.
#[inline(always)]
pub(super) fn push_thousandths<const B: usize, const E: usize>(
    out: &mut Vec<u8>,
    begin: &[u8; B],
    (count, is_negative): (u64, bool),
    end: &[u8; E],
) -> bool {
    if !has_room::<ROOM>(out) {
        return false;
    }
    push_with::<ROOM>(out, |room| {
        room[..B].copy_from_slice(begin);
        let length = B + put_short(&mut room[B..], count / 1000, is_negative);
        // The last three of eight digits, without trailing zeros, but with at least one digit after the point.
        let digits = eight_digits(count % 1000) >> 40;
        let decimals = (digits | 1).ilog2() as usize / 8 + 1;
        let text = ((digits | ZEROS) << 8) | u64::from(b'.');
        room[length..length + 8].copy_from_slice(&text.to_le_bytes());
        let length = length + ".".len() + decimals;
        room[length..length + E].copy_from_slice(end);
        length + E
    });
    true
}

/// Writes a sign and at most seven digits, and returns their length in bytes.
#[inline(always)]
fn put_short(room: &mut [u8], magnitude: u64, is_negative: bool) -> usize {
    let digits = eight_digits(magnitude);
    let sign = u32::from(is_negative);
    // The sign replaces the last leading zero, of which there is at least one.
    let skipped = leading_zeros(digits) - sign;
    let text = ((digits | ZEROS) >> (8 * skipped)) - u64::from(sign * u32::from(b'0' - b'-'));
    room[..8].copy_from_slice(&text.to_le_bytes());
    // At most eight, which the compiler cannot infer.
    (8 - skipped as usize).min(8)
}

/// The number of leading zeros. The last digit is not counted.
#[inline]
fn leading_zeros(digits: u64) -> u32 {
    (digits | 1 << 56).trailing_zeros() / 8
}

/// The digits of a number below 10⁸, one in each byte, the first in the lowest byte.
///
/// Each step halves all parts of the number at once: into four, two and one digit. The factors are the reciprocals of 100
/// and 10, which are exact in the range of the parts.
#[inline]
fn eight_digits(number: u64) -> u64 {
    let fours = number / 10_000 + ((number % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007F_0000_007F;
    let twos = hundreds + ((fours - 100 * hundreds) << 16);
    let tens = ((twos * 103) >> 10) & 0x000F_000F_000F_000F;
    tens + ((twos - 10 * tens) << 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousandths_are_the_shortest_digits() {
        let mut found = 0;
        for count in (0..200_000_u64).chain((0..200_000).map(|number| number * 49_999 + 7)) {
            for number in [count as f64 / 1000.0, -(count as f64) / 1000.0, (count as f64 / 1000.0).next_up()] {
                let Some(count) = thousandths(number) else { continue };
                let mut out = Vec::with_capacity(100);
                assert!(push_thousandths(&mut out, b"<d>", (count, number < 0.0), b"</d>"));
                let shortest = zmij::Buffer::new().format_finite(number).to_owned();
                assert_eq!(String::from_utf8_lossy(&out), format!("<d>{shortest}</d>"));
                found += 1;
            }
        }
        assert!(found > 700_000, "{found}");
        for number in [0.0, -0.0, 0.0001, 0.1 + 0.2, 1e10, 1e300, f64::INFINITY, f64::NAN, f64::MIN_POSITIVE] {
            assert_eq!(thousandths(number), None, "{number}");
        }
        assert!(!push_thousandths(&mut Vec::new(), b"", (1, false), b""));
    }

    #[test]
    fn numbers_of_every_length() {
        let mut numbers = vec![0, i64::MIN, i64::MAX, i64::from(i32::MIN), i64::from(i32::MAX)];
        let mut power: i64 = 1;
        for _ in 0..19 {
            for near in [power - 1, power, power + 1, power.wrapping_mul(7) / 3, power / 10 * 9] {
                numbers.extend([near, -near]);
            }
            power = power.wrapping_mul(10);
        }
        // Every value of each half.
        numbers.extend((0..100_000).map(|number| number * 997));
        numbers.extend((0..100_000).map(|number| number * -9_973));
        numbers.extend(0..10_000);
        for number in numbers {
            let mut out = b"before".to_vec();
            push_number(&mut out, b"<i>", number, b"</i>");
            assert_eq!(String::from_utf8_lossy(&out), format!("before<i>{number}</i>"));
        }
    }
}
