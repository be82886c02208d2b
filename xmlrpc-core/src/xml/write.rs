//! Writing text into XML.

use super::characters::plain_length;

/// Why a text was not written to its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TextError {
    /// It has a character that XML cannot carry.
    Forbidden,
    /// With its references it is longer than there is room for.
    TooLong,
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
    fn what_xml_cannot_carry_is_refused() {
        for text in ["\0", "a\u{1f}", "\u{fffe}", "sixteen bytes and more \u{ffff}"] {
            assert_eq!(escaped(text), Err(TextError::Forbidden), "{text:?}");
        }
    }
}
