//! Character sets: their characters, and the choice by `Accept-Charset`.

use super::Encoding;

impl Encoding {
    /// The name in HTTP and in XML declarations.
    pub(crate) fn charset(self) -> &'static str {
        match self {
            Encoding::Latin1 => "iso-8859-1",
            Encoding::Ascii => "us-ascii",
            Encoding::Utf8 | Encoding::AsAccepted => "utf-8",
        }
    }

    /// Whether the character set has a character. Any other is written as a reference.
    pub(crate) fn has(self, character: char) -> bool {
        match self {
            Encoding::Latin1 => character <= '\u{ff}',
            Encoding::Ascii => character.is_ascii(),
            Encoding::Utf8 | Encoding::AsAccepted => true,
        }
    }

    /// Encodes the buffer from `begin` on. It is UTF-8 with only characters that the character set [has](Self::has).
    pub(crate) fn encode_from(self, buffer: &mut Vec<u8>, begin: usize) {
        // ASCII is the same in all of them.
        if self != Encoding::Latin1 || buffer[begin..].is_ascii() {
            return;
        }
        let (mut from, mut to) = (begin, begin);
        while let Some(&byte) = buffer.get(from) {
            // Beyond ASCII: six bits of the second byte, and two of the first.
            let (character, length) = match buffer.get(from + 1) {
                Some(next) if !byte.is_ascii() => (byte << 6 | next & 0x3F, 2),
                _ => (byte, 1),
            };
            buffer[to] = character;
            from += length;
            to += 1;
        }
        buffer.truncate(to);
    }

    /// Encodes a whole document.
    #[doc(hidden)]
    pub fn encoded(self, mut document: Vec<u8>) -> Vec<u8> {
        self.encode_from(&mut document, 0);
        document
    }

    /// The character set that an `Accept-Charset` header prefers. Of equal weights UTF-8 comes first. The result is UTF-8
    /// as well if the header names none of them.
    #[doc(hidden)]
    pub fn accepted_by(header: &str) -> Encoding {
        let weight_of = |encoding: Encoding| {
            let named = weights(header).find(|(name, _)| encoding.is_named(name));
            named.or_else(|| weights(header).find(|(name, _)| *name == "*")).map_or(0, |(_, weight)| weight)
        };
        let mut best = (Encoding::Utf8, weight_of(Encoding::Utf8));
        for encoding in [Encoding::Latin1, Encoding::Ascii] {
            let weight = weight_of(encoding);
            if weight > best.1 {
                best = (encoding, weight);
            }
        }
        best.0
    }

    fn is_named(self, name: &str) -> bool {
        let names: &[&str] = match self {
            Encoding::Utf8 => &["utf-8", "utf8"],
            Encoding::Latin1 => &["iso-8859-1", "iso8859-1", "iso_8859-1", "latin1"],
            Encoding::Ascii => &["us-ascii", "ascii"],
            Encoding::AsAccepted => &[],
        };
        names.iter().any(|own| own.eq_ignore_ascii_case(name))
    }
}

/// The names in an `Accept-Charset` header with their weights, in thousandths. An invalid weight counts as 0.
fn weights(header: &str) -> impl Iterator<Item = (&str, u16)> {
    header.split(',').map(|choice| {
        let mut parts = choice.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        (name, weight.map_or(1000, |digits| thousandths(digits).unwrap_or(0)))
    })
}

/// Reads `0.25` as 250.
fn thousandths(digits: &str) -> Option<u16> {
    let weight: f32 = digits.parse().ok()?;
    (0.0..=1.0).contains(&weight).then_some((weight * 1000.0) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_1_takes_one_byte_a_character() {
        let all: String = (' '..='\u{ff}').collect();
        let mut buffer = "before é ".as_bytes().to_vec();
        let begin = buffer.len();
        buffer.extend_from_slice(all.as_bytes());
        Encoding::Latin1.encode_from(&mut buffer, begin);
        let (before, encoded) = buffer.split_at(begin);
        assert_eq!((before, encoded), ("before é ".as_bytes(), (b' '..=0xff).collect::<Vec<_>>().as_slice()));
    }

    #[test]
    fn the_charset_of_the_highest_weight_is_taken() {
        for (header, expected) in [
            ("", Encoding::Utf8),
            ("utf-8", Encoding::Utf8),
            ("iso-8859-1", Encoding::Latin1),
            ("ISO-8859-1;q=0.5, US-ASCII;q=0.7", Encoding::Ascii),
            ("iso-8859-1;q=0.9, utf-8;q=0.8, *;q=0.1", Encoding::Latin1),
            ("iso-8859-1, *", Encoding::Utf8),
            ("*;q=0.5, latin1 ; q=0.6", Encoding::Latin1),
            ("utf-8;q=0, *", Encoding::Latin1),
            ("utf-8;q=0, iso-8859-1;q=0.0, *", Encoding::Ascii),
            ("koi8-r, windows-1252;q=0.9", Encoding::Utf8),
            ("iso-8859-1;q=high, us-ascii;q=0.001", Encoding::Ascii),
            (",;q=1,,", Encoding::Utf8),
        ] {
            assert_eq!(Encoding::accepted_by(header), expected, "{header:?}");
        }
    }
}
