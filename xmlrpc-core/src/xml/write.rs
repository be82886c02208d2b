//! Writing text into XML.

pub(crate) use super::characters::SHORT;
use super::characters::{is_allowed, plain_bytes, plain_length};
use crate::dialect::{CarriageReturn, ControlCharacters, Dialect, Encoding};

/// Why a text was not written to its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TextError {
    /// It has a character that XML cannot carry.
    Forbidden,
    /// With its references it is longer than there is room for.
    TooLong,
}

/// Whether a short text is written as it is. Of a text that the compiler knows, it knows the answer too.
#[inline(always)]
pub(crate) fn is_plain(text: &str) -> bool {
    text.len() <= SHORT && plain_bytes(text.as_bytes()) == text.len()
}

/// Appends a text, with what XML would misread as references.
///
/// The buffer grows no longer than `limit` and a few bytes, however many references there are.
///
/// `>` is written as one too, so that `]]>` never stands; a carriage return would otherwise arrive as a line feed.
#[inline]
pub(crate) fn push_text(out: &mut Vec<u8>, text: &str, limit: usize) -> Result<(), TextError> {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let length = plain_length(&bytes[from..]);
        out.extend_from_slice(&bytes[from..from + length]);
        from += length;
        if out.len() > limit {
            return Err(TextError::TooLong);
        }
        let Some(byte) = bytes.get(from) else { return Ok(()) };
        match byte {
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'&' => out.extend_from_slice(b"&amp;"),
            b'\r' => out.extend_from_slice(b"&#13;"),
            b']' => out.push(b']'),
            // U+FFFE and U+FFFF; anything else that begins so is a character like others.
            0xEF if !matches!(bytes[from..], [_, 0xBF, 0xBE | 0xBF, ..]) => out.push(0xEF),
            _ => return Err(TextError::Forbidden),
        }
        from += 1;
    }
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

/// How many bytes from the start are written as they are.
fn plain_in(text: &str, encoding: Encoding) -> usize {
    let bytes = text.as_bytes();
    let plain = plain_length(bytes);
    match encoding {
        Encoding::Utf8 | Encoding::AsAccepted => plain,
        _ => bytes[..plain].iter().position(|byte| !byte.is_ascii()).unwrap_or(plain),
    }
}

fn push_character(out: &mut Vec<u8>, character: char, dialect: &Dialect) -> Result<(), TextError> {
    let character = match character {
        '<' => return push(out, "&lt;"),
        '>' => return push(out, "&gt;"),
        '&' => return push(out, "&amp;"),
        '\r' if dialect.carriage_return == CarriageReturn::Reference => return push(out, "&#13;"),
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
        assert_eq!(escaped(&"\r".repeat(1 << 20)), Err(TextError::TooLong));
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
        let latin = Dialect {
            carriage_return: CarriageReturn::Raw,
            encoding: Encoding::Latin1,
            ..with(ControlCharacters::Replace)
        };
        assert_eq!(escaped(text, latin).as_deref(), Ok("a\r&#65533;&lt;é&#8364;&#128512;&#65533;&#65518;]]&gt;"));
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
