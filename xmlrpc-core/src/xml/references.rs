//! References to characters (XML 1.0, productions 66 to 68).

use super::plain::SPECIAL;

/// The longest text that is copied byte by byte before memory is allocated for it.
const AT_ONCE: usize = 48;

/// A short text before a `<`, and its length in the document, if it has no special characters but references by name; none
/// for any other.
pub(crate) fn short_text(text: &[u8]) -> Option<(String, usize)> {
    let mut copy = [0; AT_ONCE];
    let (mut from, mut to) = (0, 0);
    loop {
        let (byte, length) = match *text.get(from)? {
            b'<' => break,
            b'&' => named_reference(&text[from + 1..])?,
            byte if SPECIAL[usize::from(byte)] => return None,
            byte => (byte, 1),
        };
        *copy.get_mut(to)? = byte;
        (from, to) = (from + length, to + 1);
    }
    let text = std::str::from_utf8(copy.get(..to)?).ok()?;
    Some((text.to_owned(), from))
}

/// The character of a reference whose `&` stands before these bytes, and its length from there to its `;`.
#[inline]
pub(super) fn reference(rest: &[u8]) -> Option<(char, usize)> {
    match named_reference(rest) {
        Some((byte, length)) => Some((byte.into(), length)),
        None => numbered_reference(rest),
    }
}

/// The five that XML has names for.
#[inline]
fn named_reference(rest: &[u8]) -> Option<(u8, usize)> {
    match rest {
        [b'l', b't', b';', ..] => Some((b'<', 4)),
        [b'g', b't', b';', ..] => Some((b'>', 4)),
        [b'a', b'm', b'p', b';', ..] => Some((b'&', 5)),
        [b'q', b'u', b'o', b't', b';', ..] => Some((b'"', 6)),
        [b'a', b'p', b'o', b's', b';', ..] => Some((b'\'', 6)),
        _ => None,
    }
}

#[inline(never)]
fn numbered_reference(rest: &[u8]) -> Option<(char, usize)> {
    let end = rest.iter().take(LONGEST_REFERENCE - 1).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(rest.get(..end)?).ok()?;
    Some((character_reference(name)?, end + "&;".len()))
}

/// The character that two references stand for, one to each half of its surrogate pair, and their length without the
/// first `&`.
#[cold]
pub(super) fn surrogates(rest: &[u8]) -> Option<(char, usize)> {
    let (high, first) = numbered(rest)?;
    let (low, second) = numbered(rest.get(first..)?.strip_prefix(b"&")?)?;
    let pair = [u16::try_from(high).ok()?, u16::try_from(low).ok()?];
    // One character of two units is a pair.
    let character = char::decode_utf16(pair).next()?.ok().filter(|character| character.len_utf16() == 2)?;
    Some((character, "&".len() + first + "&".len() + second))
}

/// The number of a reference and its length, both without the `&`.
fn numbered(rest: &[u8]) -> Option<(u32, usize)> {
    let end = rest.iter().take(LONGEST_REFERENCE - 1).position(|byte| *byte == b';')?;
    Some((character_number(std::str::from_utf8(rest.get(..end)?).ok()?)??, end + ";".len()))
}

/// Bytes in which the end of a reference must come.
const LONGEST_REFERENCE: usize = 64;

/// The character of `#65` or `#x41`; a number that is no character's gives U+0000, which is not allowed.
pub(super) fn character_reference(name: &str) -> Option<char> {
    Some(character_number(name)?.and_then(char::from_u32).unwrap_or('\0'))
}

/// The number of `#65` or `#x41`; none inside if it is too large for any character.
fn character_number(name: &str) -> Option<Option<u32>> {
    let digits = name.strip_prefix('#')?;
    let (digits, radix) = match digits.strip_prefix('x') {
        Some(hexadecimal) => (hexadecimal, 16),
        None => (digits, 10),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| char::from(byte).is_digit(radix)) {
        return None;
    }
    Some(u32::from_str_radix(digits, radix).ok())
}
