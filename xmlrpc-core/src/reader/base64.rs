//! What a base64 text says.

use base64_simd::STANDARD;

use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;

/// Base64: the standard alphabet with padding; white space anywhere is dropped.
pub(crate) fn base64(text: &str) -> Result<Vec<u8>, Error> {
    let text = text.trim_matches(SPACE);
    let bytes = match memchr::memchr(b'\n', text.as_bytes()) {
        None => base64_line(text),
        Some(newline) => decoded(in_one_line(text.as_bytes(), newline)),
    };
    match bytes {
        Some(bytes) => Ok(bytes),
        None => decoded(without_space(text.as_bytes())).ok_or_else(not_base64),
    }
}

/// Base64 without any white space; none if it is something else.
pub(super) fn base64_line(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode_to_vec(text).ok()
}

/// What XML takes for white space, and no more: nobody else looks at these characters.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Decodes in place, which is one allocation for all of it.
fn decoded(mut text: Vec<u8>) -> Option<Vec<u8>> {
    let length = STANDARD.decode_inplace(&mut text).ok()?.len();
    text.truncate(length);
    Some(text)
}

/// A copy without line ends, if all lines but the last are as long as the first, which ends at `newline`; where they are
/// not, decoding finds what is left.
fn in_one_line(text: &[u8], newline: usize) -> Vec<u8> {
    let mut all = Vec::with_capacity(text.len() + WIDE);
    let (length, with_return) = match text[..newline].strip_suffix(b"\r") {
        Some(line) => (line.len(), true),
        None => (newline, false),
    };
    let mut rest = text;
    while let Some((line, others)) = rest.split_at_checked(length)
        && let Some(others) = if with_return { others.strip_prefix(b"\r\n") } else { others.strip_prefix(b"\n") }
    {
        match rest.first_chunk::<WIDE>() {
            Some(wide) if length <= WIDE => {
                // Copying a length that the compiler knows, and then taking some of it back, needs no call.
                let end = all.len() + length;
                all.extend_from_slice(wide);
                all.truncate(end);
            }
            _ => all.extend_from_slice(line),
        }
        rest = others;
    }
    all.extend_from_slice(rest);
    all
}

/// Bytes that nearly all lines have room in: those of MIME have 76, those of PEM 64.
const WIDE: usize = 80;

/// A copy without any white space, for texts that are broken in another way.
#[cold]
fn without_space(text: &[u8]) -> Vec<u8> {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let mut all = Vec::with_capacity(text.len());
    for piece in text.split(is_space) {
        all.extend_from_slice(piece);
    }
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
}
