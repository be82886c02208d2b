//! The grammar of base64.

use base64_simd::STANDARD;

use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;

/// Base64: the standard alphabet with padding; white space anywhere is dropped.
pub(crate) fn base64(text: &str) -> Result<Vec<u8>, Error> {
    let text = text.trim_matches(SPACE);
    let bytes = match memchr::memchr(b'\n', text.as_bytes()) {
        None => base64_line(text),
        Some(newline) => base64_lines(text.as_bytes(), newline),
    };
    match bytes {
        Some(bytes) => Ok(bytes),
        None => base64_line(&without_space(text)).ok_or_else(not_base64),
    }
}

/// Base64 without any white space; none if it is something else.
pub(super) fn base64_line(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode_to_vec(text).ok()
}

/// The white space of XML.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Base64 in lines that are all as long as the first, which ends at `newline`, but for the last; none if it is something
/// else.
fn base64_lines(text: &[u8], newline: usize) -> Option<Vec<u8>> {
    let (length, with_return) = match text.get(..newline)?.strip_suffix(b"\r") {
        Some(line) => (line.len(), true),
        None => (newline, false),
    };
    if length == 0 || length % QUANTUM != 0 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / QUANTUM * 3);
    let mut rest = text;
    if length <= WIDE {
        rest = decode_short_lines(rest, length, with_return, &mut bytes)?;
    }
    while let Some((line, others)) = rest.split_at_checked(length)
        && let Some(others) = behind_line_end(others, with_return)
    {
        decode_whole(line, &mut bytes)?;
        rest = others;
    }
    STANDARD.decode_append(rest, &mut bytes).ok()?;
    Some(bytes)
}

/// Characters that make three bytes.
const QUANTUM: usize = 4;

/// The length of the longest line that is decoded in a batch: lines of MIME have 76 characters, those of PEM 64.
const WIDE: usize = 80;

/// Characters that are copied before they are decoded: few enough for the processor's first cache.
const BATCH: usize = 8192;

/// Decodes lines that are not longer than [`WIDE`], up to the last few.
fn decode_short_lines<'t>(text: &'t [u8], length: usize, with_return: bool, bytes: &mut Vec<u8>) -> Option<&'t [u8]> {
    let mut batch = [0; BATCH];
    let mut filled = 0;
    let mut rest = text;
    while let Some(line) = rest.first_chunk::<WIDE>()
        && let Some(others) = behind_line_end(rest.get(length..)?, with_return)
    {
        if filled > BATCH - WIDE {
            decode_whole(batch.get(..filled)?, bytes)?;
            filled = 0;
        }
        // Copying a length that the compiler knows, with what stands behind the line, needs no call.
        *batch.get_mut(filled..)?.first_chunk_mut::<WIDE>()? = *line;
        filled += length;
        rest = others;
    }
    decode_whole(batch.get(..filled)?, bytes)?;
    Some(rest)
}

#[inline(always)]
fn behind_line_end(text: &[u8], with_return: bool) -> Option<&[u8]> {
    if with_return { text.strip_prefix(b"\r\n") } else { text.strip_prefix(b"\n") }
}

/// Decodes text that is followed by more, so that it may not be padded.
fn decode_whole(text: &[u8], bytes: &mut Vec<u8>) -> Option<()> {
    if text.last() == Some(&b'=') {
        return None;
    }
    STANDARD.decode_append(text, bytes).ok()
}

/// A copy without any white space, for texts that are broken in another way.
#[cold]
fn without_space(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    text.split(SPACE).for_each(|piece| all.push_str(piece));
    all
}

#[cold]
fn not_base64() -> Error {
    const MESSAGE: &str = "not base64: expected the alphabet A-Z a-z 0-9 + / with = padding at the end";
    Error::new(INVALID_PARAMETERS, MESSAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_canonical_but_for_white_space() {
        assert_eq!(base64("eW\t91 ").ok().as_deref(), Some(&b"you"[..]));
        assert_eq!(base64("").ok().as_deref(), Some(&b""[..]));
        assert_eq!(base64("eW91IGNhbid0\r\n IHJlYWQ=\n").ok().as_deref(), Some(&b"you can't read"[..]));
        assert_eq!(base64("\neW91\r\nIGNh\r\nbid0\r\n").ok().as_deref(), Some(&b"you can't"[..]));
        assert_eq!(base64("eW91\nIGNhbid0\nIHJl\nYWQ=").ok().as_deref(), Some(&b"you can't read"[..]));
        assert_eq!(base64(" eW91\n  IGNh\n ").ok().as_deref(), Some(&b"you ca"[..]));
        for text in
            ["eW9", "eW9=eW9=", "!!!!", "eW-_", "eW91=", "eX==Z", "eX==", "eW91\u{c}", "\u{c}eW91", "eW91\n\u{c}"]
        {
            assert!(base64(text).is_err(), "{text}");
        }
    }

    /// A text in lines of so many characters.
    fn in_lines(text: &str, length: usize, line_end: &str) -> String {
        let lines: Vec<&str> = text.as_bytes().chunks(length).filter_map(|line| str::from_utf8(line).ok()).collect();
        lines.join(line_end)
    }

    #[test]
    fn lines_of_any_length_come_to_the_same() {
        let bytes: Vec<u8> = (0..=255).cycle().take(3 * BATCH + 1).collect();
        let text = STANDARD.encode_to_string(&bytes);
        for length in [1, 4, 60, 64, 75, 76, 80, 84, 1000, BATCH, 2 * BATCH + 4] {
            for line_end in ["\n", "\r\n", " \n"] {
                assert_eq!(base64(&in_lines(&text, length, line_end)).ok().as_ref(), Some(&bytes), "{length}");
            }
        }
    }

    #[test]
    fn padding_has_no_place_before_the_end() {
        for (length, lines) in [(64, 64), (64, 65), (64, 1), (76, 53), (100, 3)] {
            let line = "A".repeat(length);
            let padded = format!("{}==", "A".repeat(length - 2));
            let mut all = vec![line.as_str(); lines];
            all.push("AAAA");
            assert!(base64(&all.join("\n")).is_ok());
            for place in 0..lines {
                let mut all = all.clone();
                all[place] = &padded;
                assert!(base64(&all.join("\n")).is_err(), "line {place} of {lines}");
            }
        }
    }

    #[test]
    fn white_space_makes_no_difference() {
        let (long, wide) = ("QUJD".repeat(19), "QUJD".repeat(25));
        let pieces =
            ["AAAA", "QQ==", "QUI=", "A", "!", "\n", "\n", "\r\n", " ", "\u{c}", &long, &long, &long, &long, &wide];
        let mut random = 1_u32;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..(random >> 20) % 9 {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let piece = pieces[(random >> 16) as usize % pieces.len()];
                let again = if random >> 31 == 1 { 1 } else { (random >> 24) as usize % 4 };
                (0..again).for_each(|_| text.extend([piece, "\n"]));
            }
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let packed: String = text.chars().filter(|char| !SPACE.contains(char)).collect();
            assert_eq!(base64(&text).ok(), base64_line(&packed), "{text:?}");
        }
    }
}
