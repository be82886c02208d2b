//! Finding what in a text needs a second look, when read or when written.
//!
//! Short texts are looked at in words of eight bytes, long ones in blocks. Both are plain arithmetic on all bytes at
//! once, which the compiler turns into vector instructions. There are three questions:
//!
//! - how far a text is plain (`plain_length`): when reading, and when writing in a dialect;
//! - whether a short text is, while it is copied (`copy_short_plain`): when writing nearly all strings;
//! - how far a long one certainly is (`plain_start`): when writing, before its [places](super::places) are found.
//!
//! `special_in` answers for a word, `has_special` for a block of any size; `is_ordinary` is a quicker look at a large
//! block that most texts pass, and `has_more` the exact one for those that do not.

/// Bytes that are looked at together in long texts.
pub(super) const BLOCK: usize = 64;
const WORD: usize = 8;
/// Bytes of a text that is looked at and copied in two halves, which overlap.
pub(super) const SHORT: usize = 32;

/// Whether a byte of text needs a second look: markup, a reference, a control character (line ends to normalise among
/// them), or the first byte of U+FFFE and U+FFFF.
pub(super) const fn is_special(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\n' && byte != b'\t') || matches!(byte, b'<' | b'>' | b'&' | 0xEF)
}

pub(super) const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = is_special(byte as u8);
        byte += 1;
    }
    table
};

/// Whether a text that the compiler knows needs no second look: of such a text it knows the answer too.
#[inline(always)]
pub(super) fn is_plain_literal(bytes: &[u8]) -> bool {
    !bytes.iter().any(|byte| SPECIAL[*byte as usize])
}

/// How many bytes from the start need no second look, or have had one: characters that only begin as U+FFFE and U+FFFF
/// do, full-width punctuation among them, are plain.
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> usize {
    // Most texts end within a few bytes: only those that do not are worth more than a look at each.
    let length = match bytes.split_at_checked(2 * WORD) {
        None => plain_bytes(bytes),
        Some((short, rest)) => match plain_bytes(short) {
            length if length < short.len() => length,
            length => length + long_plain_length(rest),
        },
    };
    if bytes.get(length) == Some(&0xEF) { plain_length_beyond(bytes, length) } else { length }
}

/// Goes on behind a byte 0xEF.
#[inline(never)]
fn plain_length_beyond(bytes: &[u8], mut length: usize) -> usize {
    while let Some([0xEF, rest @ ..]) = bytes.get(length..)
        && !is_no_character(rest)
    {
        length += 1 + long_plain_length(rest);
    }
    length
}

/// Whether what stands behind a byte 0xEF makes it U+FFFE or U+FFFF.
#[inline]
pub(super) fn is_no_character(rest: &[u8]) -> bool {
    matches!(rest, [0xBF, 0xBE | 0xBF, ..])
}

#[inline]
fn plain_bytes(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| SPECIAL[*byte as usize]).unwrap_or(bytes.len())
}

#[inline(never)]
fn long_plain_length(bytes: &[u8]) -> usize {
    // The next words still before the blocks, which have to be looked at again to find the place.
    let near = bytes.len().min(2 * WORD);
    let mut length = plain_words(&bytes[..near]);
    if length == near {
        length += plain_large_blocks(&bytes[length..]);
        length += plain_blocks::<16>(&bytes[length..]);
        length += plain_words(&bytes[length..]);
    }
    length
}

fn plain_words(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<WORD>();
    let mut length = 0;
    for word in words {
        let special = special_in(u64::from_le_bytes(*word));
        if special != 0 {
            return length + special.trailing_zeros() as usize / 8;
        }
        length += WORD;
    }
    length + plain_bytes(rest)
}

/// The bytes in whole blocks before the first one with a special byte.
fn plain_blocks<const SIZE: usize>(bytes: &[u8]) -> usize {
    let mut length = 0;
    for block in bytes.as_chunks::<SIZE>().0 {
        if has_special(block) {
            break;
        }
        length += SIZE;
    }
    length
}

/// As [`plain_blocks`], in larger ones, and not stopped by characters that only begin as U+FFFE and U+FFFF do.
fn plain_large_blocks(bytes: &[u8]) -> usize {
    let mut length = 0;
    for block in bytes.as_chunks::<BLOCK>().0 {
        if !is_ordinary(block) && has_more(block, bytes.get(length + BLOCK)) {
            break;
        }
        length += BLOCK;
    }
    length
}

#[inline(never)]
fn has_more(block: &[u8; BLOCK], next: Option<&u8>) -> bool {
    let mut markup = false;
    for lane in 0..16 {
        markup |= column(block, lane).map(is_markup) != [false; 4];
    }
    markup || has_more_than_markup(block, next)
}

/// Whether a block has a control character, or two bytes of U+FFFE or U+FFFF, the second of which may be the next one
/// behind it: full-width punctuation begins with the same byte, emoji with the next one.
#[inline(always)]
pub(super) fn has_more_than_markup(block: &[u8; BLOCK], next: Option<&u8>) -> bool {
    let begins = |first: u8, second: u8| (first == 0xEF) & (second == 0xBF);
    let mut more = begins(block[BLOCK - 1], next.copied().unwrap_or(0xBF));
    for lane in 0..16 {
        more |= has_control(column(block, lane));
        // The last row begins a byte earlier, so that it ends within the block.
        for begin in [lane, lane + 16, lane + 32, lane + 47] {
            more |= begins(block[begin], block[begin + 1]);
        }
    }
    more
}

/// Whether a block has neither a special byte nor one of those above: characters that few texts have.
#[inline(always)]
fn is_ordinary(block: &[u8; BLOCK]) -> bool {
    let mut unusual = false;
    for lane in 0..16 {
        let column @ [a, b, c, d] = column(block, lane);
        unusual |= has_control(column) | (a.max(b).max(c).max(d) >= 0xEF);
        unusual |= is_markup(a) | is_markup(b) | is_markup(c) | is_markup(d);
    }
    !unusual
}

/// The bytes of a block in four rows, of which this is a column.
#[inline(always)]
pub(super) fn column(block: &[u8; BLOCK], lane: usize) -> [u8; 4] {
    [block[lane], block[lane + 16], block[lane + 32], block[lane + 48]]
}

/// Whether one of these is a control character but tab and line feed.
#[inline(always)]
pub(super) fn has_control([a, b, c, d]: [u8; 4]) -> bool {
    // Those below the tab as they are, those above the line feed as what is least when it counts from there.
    let above = |byte: u8| byte.wrapping_sub(b'\n' + 1);
    let least = a.min(b).min(c).min(d);
    let least_above = above(a).min(above(b)).min(above(c)).min(above(d));
    const CONTROLS: u8 = 0x20 - (b'\n' + 1);
    least_above.min(least.saturating_add(CONTROLS - b'\t')) < CONTROLS
}

/// How many bytes from the start of a text that is not [short](SHORT) certainly need no second look: all of them, mostly.
#[inline(never)]
pub(super) fn plain_start(bytes: &[u8]) -> usize {
    let mut length = plain_large_blocks(bytes);
    while bytes.len() - length >= SHORT {
        let Some(block) = bytes[length..].first_chunk::<SHORT>().filter(|block| !has_special(block)) else {
            return length;
        };
        length += block.len();
    }
    // The rest is looked at with bytes before it that have been looked at already.
    match bytes.last_chunk::<SHORT>() {
        Some(block) if !has_special(block) => bytes.len(),
        _ => length,
    }
}

/// Looks at all bytes of a block without a branch, so that the compiler turns it into vector instructions.
#[inline(always)]
pub(super) fn has_special<const SIZE: usize>(block: &[u8; SIZE]) -> bool {
    let mut special = false;
    for &byte in block {
        let control = (byte < 0x20) & (byte != b'\n') & (byte != b'\t');
        special |= control | is_markup(byte) | (byte == 0xEF);
    }
    special
}

/// `<` and `>`, which differ in one bit, or `&`.
#[inline(always)]
pub(super) fn is_markup(byte: u8) -> bool {
    (byte | 2 == b'>') | (byte == b'&')
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The highest bit of each byte that is special.
#[inline(always)]
fn special_in(word: u64) -> u64 {
    // Without their highest bits, sums of two bytes stay within a byte.
    let low = word & !HIGH;
    let all = |byte: u8| ONES * u64::from(byte);
    let differ = |bytes: u64, byte: u8| (bytes ^ all(byte)) + !HIGH;
    let at_least = |byte: u8| low + all(0x80 - byte);
    // As in `is_markup`, and as in `is_special`.
    let no_markup = differ(low | all(2), b'>') & differ(low, b'&');
    let no_control = at_least(0x20) | (at_least(b'\t') & !at_least(b'\n' + 1));
    let ascii = !(no_markup & no_control) & !word;
    let other = !differ(low, 0xEF & 0x7F) & word;
    (ascii | other) & HIGH
}

/// Copies a [short](SHORT) text; tells whether it needs no second look.
#[inline(always)]
pub(super) fn copy_short_plain(room: &mut [u8; SHORT], bytes: &[u8]) -> bool {
    copy_short(room, bytes) && is_short_plain(bytes)
}

/// Copies [short](SHORT) bytes; tells whether they were.
///
/// Words that overlap in the middle spare the rest of a text its bytes one by one.
#[inline(always)]
pub(super) fn copy_short(room: &mut [u8; SHORT], bytes: &[u8]) -> bool {
    let length = bytes.len();
    if length > SHORT {
        return false;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) {
        room[..16].copy_from_slice(first);
        room[length - 16..length].copy_from_slice(last);
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        room[..8].copy_from_slice(first);
        room[length - 8..length].copy_from_slice(last);
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        room[..4].copy_from_slice(first);
        room[length - 4..length].copy_from_slice(last);
    } else if let [first, .., last] = bytes {
        room[0] = *first;
        room[1] = bytes[length / 2];
        room[length - 1] = *last;
    } else if let [only] = bytes {
        room[0] = *only;
    }
    true
}

// Looked at where it comes from: where it has been copied to, a vector would wait for the words to be stored.
#[inline(always)]
fn is_short_plain(bytes: &[u8]) -> bool {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) {
        are_plain(*first, *last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        are_plain_words(u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let word = u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32;
        special_in(word) == 0
    } else {
        !bytes.iter().any(|byte| SPECIAL[*byte as usize])
    }
}

#[inline(never)]
fn are_plain_words(first: u64, last: u64) -> bool {
    special_in(first) | special_in(last) == 0
}

#[inline(always)]
fn are_plain(first: [u8; 16], last: [u8; 16]) -> bool {
    !(has_special(&first) | has_special(&last))
}

#[cfg(test)]
mod tests {
    use super::super::places::tests::{certain, each_text, expected};
    use super::*;

    #[test]
    fn plain_texts_end_where_a_second_look_is_needed() {
        each_text(|bytes| {
            let length = plain_length(bytes);
            let second_look = |place: &usize| bytes[*place] != 0xEF || is_no_character(&bytes[place + 1..]);
            let first = expected(bytes).into_iter().find(second_look);
            assert_eq!(length, first.unwrap_or(bytes.len()), "{bytes:?}");
        });
    }

    #[test]
    fn the_start_of_a_text_is_plain() {
        each_text(|bytes| {
            if bytes.len() > SHORT {
                let (start, expected) = (plain_start(bytes), expected(bytes));
                assert!(start <= certain(bytes).first().copied().unwrap_or(bytes.len()), "{bytes:?}");
                assert!(start == bytes.len() || !expected.is_empty(), "{bytes:?}");
            }
        });
    }

    #[test]
    fn short_texts_are_copied_if_they_are_plain() {
        each_text(|bytes| {
            let mut room = [b'?'; SHORT];
            let copied = copy_short(&mut room, bytes);
            assert_eq!(copied, bytes.len() <= SHORT);
            if copied {
                assert!(room.starts_with(bytes) && room[bytes.len()..].iter().all(|byte| *byte == b'?'), "{bytes:?}");
                assert_eq!(copy_short_plain(&mut room, bytes), expected(bytes).is_empty(), "{bytes:?}");
            }
        });
    }

    #[test]
    fn texts_of_the_world_are_plain() {
        for text in
            ["Ünïcödé, naïve café", "Съешь ещё этих булок", "敏捷的狐狸\n\t跳过", "ภาษาไทย", "\u{1F600}[\u{1F980}]"]
        {
            let long = text.repeat(20);
            assert_eq!((plain_length(text.as_bytes()), plain_length(long.as_bytes())), (text.len(), long.len()));
            assert!(certain(long.as_bytes()).is_empty());
        }
    }
}
