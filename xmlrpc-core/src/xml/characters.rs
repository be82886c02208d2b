//! Which characters may stand where (XML 1.0, fifth edition, productions 2, 4 and 4a).

/// Whether a byte of text needs a second look, when read or when written: markup, a reference, a control character
/// (line ends to normalise among them), `]` which may begin `]]>`, or the first byte of U+FFFE and U+FFFF.
const fn is_special(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\n' && byte != b'\t') || matches!(byte, b'<' | b'>' | b'&' | b']' | 0xEF)
}

const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = is_special(byte as u8);
        byte += 1;
    }
    table
};

/// Bytes that are looked at one by one.
pub(crate) const SHORT: usize = 16;

/// How many bytes from the start need no second look.
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> usize {
    // Most texts end within a few bytes: only those that do not are worth the blocks.
    match bytes.split_at_checked(SHORT) {
        None => plain_bytes(bytes),
        Some((short, rest)) => match plain_bytes(short) {
            SHORT => SHORT + long_plain_length(rest),
            length => length,
        },
    }
}

#[inline]
pub(super) fn plain_bytes(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| SPECIAL[*byte as usize]).unwrap_or(bytes.len())
}

#[inline(never)]
fn long_plain_length(bytes: &[u8]) -> usize {
    let mut length = plain_blocks::<64>(bytes);
    length += plain_blocks::<16>(&bytes[length..]);
    length + plain_bytes(&bytes[length..])
}

/// The bytes in whole blocks before the first one with a special byte. A block is looked at without a branch, so that
/// the compiler turns it into vector instructions.
fn plain_blocks<const BLOCK: usize>(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let mut length = 0;
    for block in blocks {
        let mut special = 0;
        for &byte in block {
            let control = (byte < 0x20) & (byte != b'\n') & (byte != b'\t');
            let markup = (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == b']');
            special |= u8::from(control | markup | (byte == 0xEF));
        }
        if special != 0 {
            break;
        }
        length += BLOCK;
    }
    length
}

/// Whether XML allows the character at all (production 2).
pub(crate) fn is_allowed(character: char) -> bool {
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
    fn every_special_byte_is_seen_at_every_place() {
        for special in (0..=255).filter(|byte| is_special(*byte)) {
            for length in 0..200 {
                let mut bytes = vec![b'x'; 200];
                bytes[length] = special;
                assert_eq!(plain_length(&bytes), length, "byte {special:#x}");
            }
        }
        assert_eq!(plain_length(b"tab\tand line\nare plain, and so is \xc3\xa9"), 36);
    }

    #[test]
    fn names() {
        assert!(is_name("value") && is_name("ex:nil") && is_name("dateTime.iso8601") && is_name("_é"));
        assert!(!is_name("") && !is_name("1a") && !is_name(" a") && !is_name("a b") && !is_name("-a"));
    }
}
