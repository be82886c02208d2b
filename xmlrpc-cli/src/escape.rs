//! Characters that could steer a terminal, shown as escapes.

use std::borrow::Cow;

/// Whether a character is invisible, and changes what a terminal does or the order in which it shows text.
pub(crate) fn is_steering(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with such characters as `\u{1b}`. Line feeds and tabs stay.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let is_kept = |character: char| matches!(character, '\n' | '\t') || !is_steering(character);
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_kept(character) {
            shown.push(character);
        } else {
            shown.extend(character.escape_unicode());
        }
    }
    Cow::Owned(shown)
}

/// The text in quotes, on one line, with quotes, backslashes and such characters escaped.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 2);
    shown.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => shown.extend(['\\', character]),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            character if is_steering(character) => shown.extend(character.escape_unicode()),
            character => shown.push(character),
        }
    }
    shown.push('"');
    shown
}

/// The beginning of a text in quotes, for a message.
pub(crate) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", quoted(&text[..end])),
        None => quoted(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_server_cannot_steer_a_terminal() {
        assert_eq!(escaped("a\nb\tc é 日本"), "a\nb\tc é 日本");
        assert_eq!(escaped("\u{1b}[2J"), "\\u{1b}[2J");
        assert_eq!(escaped("\u{9b}2J\r\u{7f}"), "\\u{9b}2J\\u{d}\\u{7f}");
        assert_eq!(escaped("abc\u{202e}def"), "abc\\u{202e}def");
        assert_eq!(quoted("a\"\\\n\u{1b}"), "\"a\\\"\\\\\\n\\u{1b}\"");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(excerpt("é"), "\"é\"");
        assert_eq!(excerpt(&"é".repeat(61)), format!("\"{}\"…", "é".repeat(60)));
    }
}
