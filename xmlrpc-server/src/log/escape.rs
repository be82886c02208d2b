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

/// A text whose quotation marks, backslashes and characters that cannot be seen are escaped as in Rust's string literals. So
/// are combining marks that do not follow a letter or a digit, since they would change what stands before the text. It is
/// cut at 4,096 characters.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut takes_marks = false;
        for (index, character) in self.0.chars().enumerate() {
            if index >= LONGEST {
                return f.write_char('…');
            }
            match character {
                '"' | '\\' => {
                    takes_marks = false;
                    write!(f, "\\{character}")?;
                }
                ' '..='~' => {
                    takes_marks = character.is_ascii_alphanumeric();
                    f.write_char(character)?;
                }
                _ if is_invisible(character) || !takes_marks && is_mark(character) => {
                    takes_marks = false;
                    write!(f, "{}", character.escape_default())?;
                }
                _ => {
                    takes_marks = character.is_alphanumeric() || is_mark(character);
                    f.write_char(character)?;
                }
            }
        }
        Ok(())
    }
}

/// The characters with the property `Default_Ignorable_Code_Point`, which a display shows as nothing. From the file
/// `DerivedCoreProperties.txt` of Unicode 17.0.
const IGNORABLE: [(char, char); 17] = [
    ('\u{AD}', '\u{AD}'),
    ('\u{34F}', '\u{34F}'),
    ('\u{61C}', '\u{61C}'),
    ('\u{115F}', '\u{1160}'),
    ('\u{17B4}', '\u{17B5}'),
    ('\u{180B}', '\u{180F}'),
    ('\u{200B}', '\u{200F}'),
    ('\u{202A}', '\u{202E}'),
    ('\u{2060}', '\u{206F}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('\u{FFA0}', '\u{FFA0}'),
    ('\u{FFF0}', '\u{FFF8}'),
    ('\u{1BCA0}', '\u{1BCA3}'),
    ('\u{1D173}', '\u{1D17A}'),
    ('\u{E0000}', '\u{E0FFF}'),
];

/// Characters whose glyph is blank although they are symbols: the braille pattern without dots, the null note head, the
/// blanks of hieroglyphs, the filler of Khitan.
const BLANK: [char; 5] = ['\u{2800}', '\u{1D159}', '\u{13441}', '\u{13442}', '\u{16FE4}'];

/// Whether a display shows nothing for the character, or too much: it ends a line, hides itself, changes the direction of
/// the text around it, is unassigned or for private use.
fn is_invisible(character: char) -> bool {
    is_unprintable(character)
        || BLANK.contains(&character)
        || IGNORABLE.iter().any(|(first, last)| (*first..=*last).contains(&character))
}

/// Whether the character combines with the one before it.
fn is_mark(character: char) -> bool {
    // The standard library escapes such a mark alone, and not behind a letter.
    character.escape_debug().len() > 1 && !is_unprintable(character)
}

/// Whether the character is a control or format character, a separator other than the space, unassigned or for private
/// use, by the standard library's table.
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
            let is_ignorable = IGNORABLE.iter().any(|(first, last)| (*first..=*last).contains(&character));
            if is_ignorable || BLANK.contains(&character) {
                assert!(shown.starts_with("\\u{") && shown.is_ascii(), "{character:?}: {shown}");
                let behind = Escaped(&format!("a{character}")).to_string();
                assert!(behind.starts_with("a\\u{") && behind.is_ascii(), "{character:?}: {behind}");
            }
            // What is shown is shown as it is, or as an escape.
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
    fn marks_combine_with_letters_alone() {
        for (text, shown) in [
            ("\u{301}a", "\\u{301}a"),
            ("e\u{301}\u{302}", "e\u{301}\u{302}"),
            ("\u{20dd}", "\\u{20dd}"),
            ("a \u{338}", "a \\u{338}"),
            ("\"\u{338}\u{338}b", "\\\"\\u{338}\\u{338}b"),
            ("a\u{200b}\u{301}", "a\\u{200b}\\u{301}"),
            ("क्\u{301}", "क्\u{301}"),
            ("1\u{fe0f}\u{20e3}", "1\\u{fe0f}\\u{20e3}"),
        ] {
            assert_eq!(Escaped(text).to_string(), shown);
        }
        assert_eq!(Quoted("\u{338}").to_string(), r#""\u{338}""#);
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
