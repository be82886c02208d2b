//! Writing text into XML.

use super::characters::plain_length;

/// A character that XML cannot carry.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Forbidden;

/// Appends a text, with what XML would misread as references.
///
/// `>` is written as one too, so that `]]>` never stands; a carriage return would otherwise arrive as a line feed.
#[inline]
pub(crate) fn push_text(out: &mut Vec<u8>, text: &str) -> Result<(), Forbidden> {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let length = plain_length(&bytes[from..]);
        out.extend_from_slice(&bytes[from..from + length]);
        from += length;
        let Some(byte) = bytes.get(from) else { return Ok(()) };
        match byte {
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'&' => out.extend_from_slice(b"&amp;"),
            b'\r' => out.extend_from_slice(b"&#13;"),
            b']' => out.push(b']'),
            // U+FFFE and U+FFFF; anything else that begins so is a character like others.
            0xEF if !matches!(bytes[from..], [_, 0xBF, 0xBE | 0xBF, ..]) => out.push(0xEF),
            _ => return Err(Forbidden),
        }
        from += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> Result<String, Forbidden> {
        let mut out = Vec::new();
        push_text(&mut out, text).map(|()| String::from_utf8_lossy(&out).into_owned())
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
    fn what_xml_cannot_carry_is_refused() {
        for text in ["\0", "a\u{1f}", "\u{fffe}", "sixteen bytes and more \u{ffff}"] {
            assert_eq!(escaped(text), Err(Forbidden), "{text:?}");
        }
    }
}
