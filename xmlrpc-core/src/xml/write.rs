//! Writing text into XML.

use super::characters::is_allowed;
use super::places::{special_places, special_places_of_few};
use super::plain::{SHORT, copy_short, copy_short_plain, is_no_character, is_plain_literal, plain_length, plain_start};
use crate::dialect::{ControlCharacters, Dialect, Encoding};

/// Why a text was not written to its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TextError {
    /// It has a character that XML cannot carry.
    Forbidden,
    /// With its references it is longer than there is room for.
    TooLong,
}

/// Bytes of the longest name that is looked at by the compiler, where it knows the name.
pub(crate) const NAME: usize = 32;

/// Whether a member's name is written as it is. Of a name that the compiler knows, it knows the answer too.
#[inline(always)]
pub(crate) fn is_plain_name(name: &str) -> bool {
    name.len() <= NAME && is_plain_literal(name.as_bytes())
}

/// Appends the first of so many bytes. Copying them all takes a move or two, copying any other number a call.
#[inline(always)]
pub(crate) fn push_prefix<const N: usize>(out: &mut Vec<u8>, bytes: [u8; N], length: usize) {
    let end = out.len() + length;
    out.extend_from_slice(&bytes);
    out.truncate(end);
}

/// Whether so many bytes more fit into a buffer as it is. Where another function writes if they do not, the compiler
/// knows that [`push_with`] makes no call, so that nothing has to be saved on the stack.
#[inline(always)]
pub(crate) fn has_room<const N: usize>(out: &Vec<u8>) -> bool {
    out.capacity() - out.len() >= N
}

/// Appends what a function puts into so many bytes, of which it tells how many count: several pieces of a length that is
/// known late, for which the capacity is looked at once.
#[inline(always)]
pub(crate) fn push_with<const N: usize>(out: &mut Vec<u8>, write: impl FnOnce(&mut [u8; N]) -> usize) {
    let end = out.len();
    out.extend_from_slice(&[0; N]);
    let length = out.last_chunk_mut().map_or(0, write);
    out.truncate(end + length);
}

/// Appends a text between two tags, if it is short and stands as it is; tells whether it was.
#[inline(always)]
pub(crate) fn push_short_text<const B: usize, const E: usize>(
    out: &mut Vec<u8>,
    begin: &[u8; B],
    text: &str,
    end: &[u8; E],
) -> bool {
    push_copied::<B, E, true>(out, begin, text.as_bytes(), end)
}

/// As [`push_short_text`], for bytes that certainly stand as they are.
#[inline(always)]
pub(crate) fn push_short<const B: usize, const E: usize>(
    out: &mut Vec<u8>,
    begin: &[u8; B],
    bytes: &[u8],
    end: &[u8; E],
) -> bool {
    push_copied::<B, E, false>(out, begin, bytes, end)
}

#[inline(always)]
fn push_copied<const B: usize, const E: usize, const LOOK: bool>(
    out: &mut Vec<u8>,
    begin: &[u8; B],
    bytes: &[u8],
    end: &[u8; E],
) -> bool {
    const ROOM: usize = SHORT + 48;
    if bytes.len() > SHORT || !has_room::<ROOM>(out) {
        return false;
    }
    let mut copied = false;
    push_with::<ROOM>(out, |room| {
        room[..B].copy_from_slice(begin);
        let Some(middle) = room[B..].first_chunk_mut() else { return 0 };
        copied = if LOOK { copy_short_plain(middle, bytes) } else { copy_short(middle, bytes) };
        let length = B + bytes.len();
        room[length..length + E].copy_from_slice(end);
        if copied { length + E } else { 0 }
    });
    copied
}

/// Appends a text, with what XML would misread as references.
///
/// The buffer grows no longer than `limit` and the bytes between two references, however many of them there are.
///
/// `>` is written as one too, so that `]]>` never stands; a carriage return would otherwise arrive as a line feed.
pub(crate) fn push_text(out: &mut Vec<u8>, text: &str, limit: usize) -> Result<(), TextError> {
    if push_short_text(out, b"", text, b"") {
        return if out.len() > limit { Err(TextError::TooLong) } else { Ok(()) };
    }
    push_unusual_text(out, text, limit)
}

/// As [`push_text`], for texts of which [`push_short_text`] has told that it does not write them.
pub(crate) fn push_unusual_text(out: &mut Vec<u8>, text: &str, limit: usize) -> Result<(), TextError> {
    let bytes = text.as_bytes();
    // With the tags that follow in most documents: for them alone, the buffer would be moved.
    out.reserve(bytes.len() + 4 * SHORT);
    if bytes.len() <= SHORT {
        push_escaped(out, bytes, special_places_of_few(bytes), limit)
    } else {
        push_escaped(out, bytes, special_places(bytes, plain_start(bytes)), limit)
    }
}

/// How many bytes a text has with its references.
#[inline(never)]
pub(crate) fn escaped_length(text: &str) -> usize {
    // In pieces short enough for sums of one byte each, which the compiler has vector instructions for.
    let counted = |piece: &[u8]| {
        let angles: u8 = piece.iter().map(|byte| u8::from(matches!(byte, b'<' | b'>'))).sum();
        let others: u8 = piece.iter().map(|byte| u8::from(matches!(byte, b'&' | b'\r'))).sum();
        3 * usize::from(angles) + 4 * usize::from(others)
    };
    text.len() + text.as_bytes().chunks(usize::from(u8::MAX)).map(counted).sum::<usize>()
}

/// Appends a text with references where they are needed, which is at some of the places.
#[inline(always)]
fn push_escaped(
    out: &mut Vec<u8>,
    bytes: &[u8],
    places: impl Iterator<Item = usize>,
    limit: usize,
) -> Result<(), TextError> {
    let mut from = 0;
    for place in places {
        let (reference, length) = match reference(bytes[place]) {
            Some(reference) => reference,
            None if is_forbidden(&bytes[place..]) => {
                push_run(out, bytes, from, place, limit)?;
                return Err(TextError::Forbidden);
            }
            None => continue,
        };
        if from < place {
            push_run(out, bytes, from, place, limit)?;
        }
        push_prefix(out, reference, length);
        if out.len() > limit {
            return Err(TextError::TooLong);
        }
        from = place + 1;
    }
    push_run(out, bytes, from, bytes.len(), limit)
}

/// What is written for a byte that would be misread, and how many of these bytes it takes.
#[inline(always)]
fn reference(byte: u8) -> Option<([u8; 8], usize)> {
    match byte {
        b'<' => Some((*b"&lt;\0\0\0\0", 4)),
        b'>' => Some((*b"&gt;\0\0\0\0", 4)),
        b'&' => Some((*b"&amp;\0\0\0", 5)),
        b'\r' => Some((*b"&#13;\0\0\0", 5)),
        _ => None,
    }
}

/// Whether these bytes, which need a second look, begin with a character that XML does not allow: not one that only
/// begins as U+FFFE and U+FFFF do.
#[inline(always)]
fn is_forbidden(bytes: &[u8]) -> bool {
    !matches!(bytes, [0xEF, rest @ ..] if !is_no_character(rest))
}

/// Appends the bytes between two places.
#[inline(always)]
fn push_run(out: &mut Vec<u8>, bytes: &[u8], from: usize, to: usize, limit: usize) -> Result<(), TextError> {
    match bytes[from..].first_chunk::<16>() {
        Some(run) if to - from <= 16 => push_prefix(out, *run, to - from),
        _ => out.extend_from_slice(&bytes[from..to]),
    }
    if out.len() > limit { Err(TextError::TooLong) } else { Ok(()) }
}

/// Appends a text as a dialect has it: with references for what its character set does not have, too.
///
/// The buffer grows no longer than `limit` and a few bytes.
pub(crate) fn push_text_in(out: &mut Vec<u8>, text: &str, limit: usize, dialect: &Dialect) -> Result<(), TextError> {
    let mut rest = text;
    loop {
        let plain = plain_in(rest, dialect.encoding);
        out.extend_from_slice(&rest.as_bytes()[..plain]);
        if out.len() > limit {
            return Err(TextError::TooLong);
        }
        let mut characters = rest[plain..].chars();
        let Some(character) = characters.next() else { return Ok(()) };
        push_character(out, character, dialect)?;
        rest = characters.as_str();
    }
}

/// How many bytes from the start can be written as they are. There may be more.
fn plain_in(text: &str, encoding: Encoding) -> usize {
    /// Bytes that are searched at a time: a text may have a reference for each character.
    const PIECE: usize = 256;
    let bytes = text.as_bytes();
    match encoding {
        Encoding::Utf8 | Encoding::AsAccepted => plain_length(bytes),
        _ => {
            let piece = &bytes[..bytes.len().min(PIECE)];
            let ascii = piece.iter().position(|byte| !byte.is_ascii()).unwrap_or(piece.len());
            plain_length(&bytes[..ascii])
        }
    }
}

fn push_character(out: &mut Vec<u8>, character: char, dialect: &Dialect) -> Result<(), TextError> {
    let character = match character {
        '<' => return push(out, "&lt;"),
        '>' => return push(out, "&gt;"),
        '&' => return push(out, "&amp;"),
        '\r' => return push(out, "&#13;"),
        allowed if is_allowed(allowed) => allowed,
        _ => match dialect.control_characters {
            ControlCharacters::Fault => return Err(TextError::Forbidden),
            ControlCharacters::Strip => return Ok(()),
            ControlCharacters::Replace => char::REPLACEMENT_CHARACTER,
        },
    };
    if dialect.encoding.has(character) {
        push(out, character.encode_utf8(&mut [0; 4]))
    } else {
        push(out, &format!("&#{};", u32::from(character)))
    }
}

fn push(out: &mut Vec<u8>, text: &str) -> Result<(), TextError> {
    out.extend_from_slice(text.as_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> Result<String, TextError> {
        let mut out = Vec::new();
        push_text(&mut out, text, 1000).map(|()| String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn the_length_with_references_is_known_beforehand() {
        let text = "a<b>&c\r\n\t]]> é ".repeat(100);
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let mut out = Vec::new();
            push_text(&mut out, &text[..end], usize::MAX).expect("allowed");
            assert_eq!(escaped_length(&text[..end]), out.len());
        }
    }

    #[test]
    fn what_would_be_misread_is_escaped() {
        assert_eq!(escaped("a<b>&c\r\n\t]]>").as_deref(), Ok("a&lt;b&gt;&amp;c&#13;\n\t]]&gt;"));
        assert_eq!(
            escaped("plain and rather long, é \u{ffee} \u{1F600}").as_deref(),
            Ok("plain and rather long, é \u{ffee} \u{1F600}")
        );
    }

    #[test]
    fn references_count_for_the_length() {
        assert_eq!(escaped(&"\r".repeat(190)).map(|text| text.len()), Ok(950));
        for text in ["\r", "&", "x&", "<<<<<<<<<<<<<<<<<", "plain text <"].map(|text| text.repeat(1 << 16)) {
            let mut out = Vec::new();
            assert_eq!(push_text(&mut out, &text, 1000), Err(TextError::TooLong));
            assert!(out.len() <= 1020, "{}", out.len());
        }
    }

    #[test]
    fn a_dialect_says_what_becomes_of_the_unusual() {
        let escaped = |text: &str, dialect: Dialect| {
            let mut out = Vec::new();
            push_text_in(&mut out, text, 1000, &dialect).map(|()| String::from_utf8_lossy(&out).into_owned())
        };
        let text = "a\r\u{1}<é€\u{1F600}\u{ffff}\u{ffee}]]>";
        let with = |control_characters| Dialect { control_characters, ..Dialect::standard() };
        assert_eq!(escaped(text, with(ControlCharacters::Fault)), Err(TextError::Forbidden));
        let stripped = escaped(text, with(ControlCharacters::Strip));
        assert_eq!(stripped.as_deref(), Ok("a&#13;&lt;é€\u{1F600}\u{ffee}]]&gt;"));
        let latin = Dialect { encoding: Encoding::Latin1, ..with(ControlCharacters::Replace) };
        assert_eq!(escaped(text, latin).as_deref(), Ok("a&#13;&#65533;&lt;é&#8364;&#128512;&#65533;&#65518;]]&gt;"));
        let ascii = Dialect { encoding: Encoding::Ascii, ..with(ControlCharacters::Strip) };
        assert_eq!(escaped(text, ascii).as_deref(), Ok("a&#13;&lt;&#233;&#8364;&#128512;&#65518;]]&gt;"));
        assert_eq!(escaped(&"€".repeat(300), ascii), Err(TextError::TooLong));
    }

    #[test]
    fn what_xml_cannot_carry_is_refused() {
        for text in ["\0", "a\u{1f}", "\u{fffe}", "sixteen bytes and more \u{ffff}"] {
            assert_eq!(escaped(text), Err(TextError::Forbidden), "{text:?}");
        }
    }
}
