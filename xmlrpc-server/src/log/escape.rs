//! Escaping of texts from outside, so that they cannot forge a field or a line of the log.

use std::fmt::{self, Write as _};

/// The most characters of one text that a line shows.
const LONGEST: usize = 4096;

/// A text in double quotes.
pub(crate) struct Quoted<'t>(pub(crate) &'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", Escaped(self.0))
    }
}

/// A text whose quotation marks, backslashes and unprintable characters are escaped as in Rust's string literals. It is
/// cut at 4,096 characters.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, character) in self.0.chars().enumerate() {
            if index >= LONGEST {
                return f.write_char('…');
            }
            match character {
                '"' | '\\' => write!(f, "\\{character}")?,
                ' '..='~' => f.write_char(character)?,
                _ if is_unprintable(character) => write!(f, "{}", character.escape_default())?,
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// Whether the character is a control or format character, a separator other than the space, unassigned or for private
/// use: such a character ends a line, hides itself, or changes the direction of the text around it.
///
/// The standard library's table decides. It would escape combining marks too, but not behind a letter.
fn is_unprintable(character: char) -> bool {
    let mut buffer = [b'a'; 5];
    let length = character.encode_utf8(&mut buffer[1..]).len();
    str::from_utf8(&buffer[..=length]).is_ok_and(|pair| pair.escape_debug().nth(2).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The format characters of Unicode 17 (general category Cf), and the separators of lines and paragraphs.
    const FORMAT: [(u32, u32); 23] = [
        (0xAD, 0xAD),
        (0x600, 0x605),
        (0x61C, 0x61C),
        (0x6DD, 0x6DD),
        (0x70F, 0x70F),
        (0x890, 0x891),
        (0x8E2, 0x8E2),
        (0x180E, 0x180E),
        (0x200B, 0x200F),
        (0x2028, 0x2029),
        (0x202A, 0x202E),
        (0x2060, 0x2064),
        (0x2066, 0x206F),
        (0xFEFF, 0xFEFF),
        (0xFFF9, 0xFFFB),
        (0x110BD, 0x110BD),
        (0x110CD, 0x110CD),
        (0x13430, 0x1343F),
        (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A),
        (0xE0001, 0xE0001),
        (0xE0020, 0xE007F),
        // Interlinear marks and the byte order mark read backwards.
        (0xFFFE, 0xFFFF),
    ];

    fn is_format(character: char) -> bool {
        let number = u32::from(character);
        FORMAT.iter().any(|(first, last)| (*first..=*last).contains(&number))
    }

    #[test]
    fn no_control_or_format_character_passes() {
        for character in '\0'..=char::MAX {
            let shown = Escaped(character.encode_utf8(&mut [0; 4])).to_string();
            if character.is_control() || is_format(character) || matches!(character, '"' | '\\') {
                assert!(shown.starts_with('\\') && shown.is_ascii() && shown.len() > 1, "{character:?}: {shown}");
            }
            // Whatever is shown is shown as it is, or as an escape.
            assert!(shown.chars().eq([character]) || shown.starts_with('\\') && shown.is_ascii(), "{character:?}");
        }
    }

    #[test]
    fn texts_of_all_languages_are_readable() {
        for text in ["multiply args", "it's", "Žluťoučký kůň", "नमस्ते", "สวัสดี", "日本語", "שלום", "cafe\u{301}", "😀"]
        {
            assert_eq!(Escaped(text).to_string(), text);
        }
    }

    #[test]
    fn a_quotation_cannot_be_left() {
        assert_eq!(Quoted("x\" ok 187 B\\").to_string(), r#""x\" ok 187 B\\""#);
        assert_eq!(Quoted("a\r\n\u{1b}[31m\tb").to_string(), r#""a\r\n\u{1b}[31m\tb""#);
        assert_eq!(Quoted("\u{202e}\u{feff}").to_string(), r#""\u{202e}\u{feff}""#);
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(Escaped(&"é".repeat(LONGEST)).to_string().chars().count(), LONGEST);
        assert_eq!(Escaped(&"é".repeat(LONGEST + 1)).to_string().chars().count(), LONGEST + 1);
    }
}
