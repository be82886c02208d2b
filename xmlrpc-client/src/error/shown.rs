//! Pieces of texts: bytes of the other side, durations, HTTP responses.

use std::fmt::{self, Write as _};
use std::time::Duration;

/// The most characters of a text of the other side.
const LONGEST: usize = 300;

/// Bytes of the other side for a message: control characters and invalid bytes escaped, cut at 300 characters.
pub(crate) fn escaped(bytes: &[u8]) -> String {
    let mut shown = String::with_capacity(bytes.len().min(LONGEST));
    let mut length = 0;
    let longest = &bytes[..bytes.len().min(4 * LONGEST)];
    for chunk in longest.utf8_chunks() {
        let invalid = chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}"));
        let valid = chunk.valid().chars().map(|character| match character {
            '\n' | '\r' | '\t' => character.escape_default().to_string(),
            _ if is_unprintable(character) => character.escape_unicode().to_string(),
            _ => character.to_string(),
        });
        for piece in valid.chain(invalid) {
            length += piece.chars().count();
            if length > LONGEST {
                shown.push('…');
                return shown;
            }
            shown.push_str(&piece);
        }
    }
    if longest.len() < bytes.len() {
        shown.push('…');
    }
    shown
}

/// Control characters, and characters that end a line or change its direction.
fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A duration for a message: `30 s`, `0.25 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let mut text = format!("{:.3}", duration.as_secs_f64());
    while text.ends_with('0') {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    text.push_str(" s");
    text
}

/// An HTTP response that is no XML-RPC.
pub(super) fn http(
    f: &mut fmt::Formatter<'_>,
    status: u16,
    content_type: Option<&str>,
    start: &[u8],
    advice: Option<&str>,
) -> fmt::Result {
    let mut text = format!("HTTP {status}");
    match content_type {
        Some(content_type) => write!(text, " ({})", escaped(content_type.as_bytes()))?,
        None => text.push_str(" (no content type)"),
    }
    if let Some(advice) = advice {
        write!(text, ": {advice}")?;
    } else if start.is_empty() {
        text.push_str(" with an empty body");
    }
    if !start.is_empty() {
        write!(text, "; the response begins with: {}", escaped(start))?;
    }
    f.write_str(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_the_other_side_are_printable_and_short() {
        assert_eq!(escaped(b"a\xff\x1b\nb\xe2\x80\xae"), "a\\xff\\u{1b}\\nb\\u{202e}");
        assert!(escaped(&[0; 100_000]).chars().count() <= LONGEST + 1);
    }

    #[test]
    fn durations_have_no_needless_digits() {
        let millis = |millis| seconds(Duration::from_millis(millis));
        assert_eq!((millis(30_000), millis(250), millis(100)), ("30 s".into(), "0.25 s".into(), "0.1 s".into()));
    }
}
