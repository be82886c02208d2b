//! Which characters may stand where (XML 1.0, fifth edition, productions 2, 4 and 4a).

/// Whether XML allows the character at all (production 2).
pub fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The offset of the first character that XML forbids.
pub(crate) fn first_forbidden(text: &str) -> Option<usize> {
    text.char_indices().find(|(_, character)| !is_allowed(*character)).map(|(offset, _)| offset)
}

/// White space between tags (production 3).
#[inline]
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// What comes behind the white space that a text begins with.
#[inline(always)]
pub(crate) fn behind_space(text: &str) -> &str {
    // Most clients write a single line feed, if anything; and without a loop the compiler has registers left.
    let text = text.strip_prefix('\n').unwrap_or(text);
    if text.as_bytes().first().is_some_and(|byte| *byte <= b' ') { behind_all_space(text) } else { text }
}

#[inline(never)]
fn behind_all_space(text: &str) -> &str {
    let length = text.bytes().position(|byte| !is_space(byte)).unwrap_or(text.len());
    text.get(length..).unwrap_or_default()
}

/// Whether a text is white space only.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

fn is_name_start(character: char) -> bool {
    matches!(character,
        ':' | '_' | 'A'..='Z' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn is_name_character(character: char) -> bool {
    is_name_start(character)
        || matches!(character, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Whether a text is a name (production 5).
pub(crate) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_name_start) && characters.all(is_name_character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(is_name("value") && is_name("ex:nil") && is_name("dateTime.iso8601") && is_name("_é"));
        assert!(!is_name("") && !is_name("1a") && !is_name(" a") && !is_name("a b") && !is_name("-a"));
    }
}
