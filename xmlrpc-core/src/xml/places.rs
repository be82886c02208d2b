//! Where in a text the bytes are that need a second look: for texts that have some.

use super::plain::{BLOCK, SPECIAL, column, has_control, has_more_than_markup, has_special, is_markup};

/// Blocks of which the places are found before any is looked at.
const BLOCKS: usize = 16;

/// The place of each byte from a place on that needs a second look, one after the other. Bytes of characters that only
/// begin as U+FFFE and U+FFFF do may be left out.
#[inline(always)]
pub(super) fn special_places(bytes: &[u8], from: usize) -> Places<'_> {
    Places { bytes, begin: 0, read: from, grids: [[0; 8]; BLOCKS], found: 0, index: 0, places: 0 }
}

/// As [`special_places`], for texts that are not worth a block, and without anything left out.
#[inline(always)]
pub(super) fn special_places_of_few(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes.iter().enumerate().filter(|(_, byte)| SPECIAL[**byte as usize]).map(|(place, _)| place)
}

/// Of [`special_places`].
pub(super) struct Places<'t> {
    bytes: &'t [u8],
    /// Where the block is that `places` is of, and how far grids have been found.
    begin: usize,
    read: usize,
    grids: [[u8; 8]; BLOCKS],
    found: usize,
    index: usize,
    /// Places of one block that have not been told yet.
    places: u64,
}

impl Iterator for Places<'_> {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        while self.places == 0 {
            let Some(grid) = self.grids[..self.found].get(self.index) else {
                if self.read >= self.bytes.len() {
                    return None;
                }
                self.found = find_grids(&self.bytes[self.read..], &mut self.grids);
                self.index = 0;
                self.read += self.found * BLOCK;
                continue;
            };
            self.index += 1;
            let grid = u64::from_le_bytes(*grid);
            if grid != 0 {
                self.places = in_order(grid);
                self.begin = self.read - (self.found - self.index + 1) * BLOCK;
            }
        }
        let place = self.begin + self.places.trailing_zeros() as usize;
        self.places &= self.places - 1;
        Some(place)
    }
}

/// Sets a bit for each byte that needs a second look, in a grid for each block: bit `k` of the byte `j` for the byte
/// `8k + j`. Tells how many blocks that are.
#[inline(never)]
fn find_grids(bytes: &[u8], grids: &mut [[u8; 8]; BLOCKS]) -> usize {
    let (blocks, end) = bytes.as_chunks();
    if !blocks.is_empty() {
        let blocks = &blocks[..blocks.len().min(BLOCKS)];
        special_grids(blocks, grids);
        return blocks.len();
    }
    let mut padded = [b' '; BLOCK];
    padded[..end.len()].copy_from_slice(end);
    special_grids(&[padded], grids);
    1
}

#[inline]
fn special_grids(blocks: &[[u8; BLOCK]], grids: &mut [[u8; 8]; BLOCKS]) {
    if markup_grids(blocks, grids) && have_more_than_markup(blocks) {
        all_grids(blocks, grids);
    }
}

/// Finds the markup alone. Tells whether there may be anything else.
// Into memory and never inlined: of values among others, the compiler would take the grids apart into bytes.
#[inline(never)]
fn markup_grids(blocks: &[[u8; BLOCK]], grids: &mut [[u8; 8]; BLOCKS]) -> bool {
    let mut unusual = [0; 16];
    for (block, grid) in blocks.iter().zip(grids) {
        let mut lanes = [0; 16];
        for (lane, (bits, unusual)) in lanes.iter_mut().zip(&mut unusual).enumerate() {
            let [a, b, c, d] = column(block, lane);
            *bits = bits_of([a, b, c, d].map(is_markup), lane);
            let is_high = a.max(b).max(c).max(d) >= 0xEF;
            *unusual |= ones_if(has_control([a, b, c, d]) | is_high);
        }
        join_halves(&lanes, grid);
    }
    unusual != [0; 16]
}

#[inline(never)]
fn all_grids(blocks: &[[u8; BLOCK]], grids: &mut [[u8; 8]; BLOCKS]) {
    for (block, grid) in blocks.iter().zip(grids) {
        let mut lanes = [0; 16];
        for (lane, bits) in lanes.iter_mut().enumerate() {
            *bits = bits_of(column(block, lane).map(|byte| has_special(&[byte])), lane);
        }
        join_halves(&lanes, grid);
    }
}

#[inline(never)]
fn have_more_than_markup(blocks: &[[u8; BLOCK]]) -> bool {
    let next = |index: usize| blocks.get(index + 1).map(|next| &next[0]);
    blocks.iter().enumerate().any(|(index, block)| has_more_than_markup(block, next(index)))
}

/// The bits of a column: two for each byte, of which the first is for the left half, the other for the right one.
#[inline(always)]
fn bits_of([a, b, c, d]: [bool; 4], lane: usize) -> u8 {
    let bit = |set: bool, bit: u8| ones_if(set) & (bit << (lane / 8));
    bit(a, 1) | bit(b, 4) | bit(c, 16) | bit(d, 64)
}

/// As vector instructions have it: no branch, and no shift.
#[inline(always)]
fn ones_if(set: bool) -> u8 {
    u8::from(set).wrapping_neg()
}

#[inline(always)]
fn join_halves(lanes: &[u8; 16], grid: &mut [u8; 8]) {
    // Place by place: what is returned as a whole would be put together from single bytes.
    for place in 0..8 {
        grid[place] = lanes[place] | lanes[place + 8];
    }
}

/// A grid that is not empty, with its bits in the order of the bytes: columns become rows.
#[inline]
fn in_order(grid: u64) -> u64 {
    // A single bit is the most common.
    if grid.is_power_of_two() {
        let place = grid.trailing_zeros();
        return 1 << (place % 8 * 8 + place / 8);
    }
    let swapped = |grid: u64, shift: u32, mask: u64| {
        let differing = (grid ^ (grid >> shift)) & mask;
        grid ^ differing ^ (differing << shift)
    };
    let grid = swapped(grid, 7, 0x00AA_00AA_00AA_00AA);
    let grid = swapped(grid, 14, 0x0000_CCCC_0000_CCCC);
    swapped(grid, 28, 0x0000_0000_F0F0_F0F0)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::plain::is_special;
    use super::*;

    /// The places that need a second look, one byte after the other.
    pub(in super::super) fn expected(bytes: &[u8]) -> Vec<usize> {
        (0..bytes.len()).filter(|place| is_special(bytes[*place])).collect()
    }

    /// Without those at which no U+FFFE or U+FFFF can begin, which may be left out.
    pub(in super::super) fn certain(bytes: &[u8]) -> Vec<usize> {
        let is_certain = |place: &usize| bytes[*place] != 0xEF || bytes.get(place + 1) == Some(&0xBF);
        expected(bytes).into_iter().filter(is_certain).collect()
    }

    /// Texts with one byte or two at every place of every length, and any texts.
    pub(in super::super) fn each_text(mut check: impl FnMut(&[u8])) {
        for length in (0..=200).chain([1023, 1024, 1025]) {
            check(&vec![b'x'; length]);
            for place in (0..length).filter(|place| length <= 200 || place % 61 == 0) {
                let mut bytes = vec![b'x'; length];
                // All bytes would take long with every length.
                for byte in (0..=255).filter(|byte| matches!(byte, b'&' | 0 | 0xEF) || [9, 21, 150].contains(&length)) {
                    bytes[place] = byte;
                    check(&bytes);
                }
                if place + 1 < length {
                    (bytes[place], bytes[place + 1]) = (0xEF, 0xBF);
                    check(&bytes);
                }
            }
        }
        // A generator by Marsaglia: the same bytes in every run.
        let mut state = 88_172_645_463_325_252_u64;
        let mut random = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        for round in 0..5_000 {
            let length = random() % 300;
            // From texts in which all is special to those in which nearly nothing is.
            let rare = 1 + round % 40;
            let bytes: Vec<u8> = (0..length)
                .map(|_| match random() {
                    any if any % rare == 0 => (any >> 32) as u8,
                    any if any % 3 == 0 => [0xBF, b'\n', 0xE4, b' '][(any >> 32) as usize % 4],
                    any => b'a' + (any >> 32) as u8 % 26,
                })
                .collect();
            check(&bytes);
        }
    }

    #[test]
    fn every_place_is_told_in_order() {
        each_text(|bytes| {
            let (expected, certain) = (expected(bytes), certain(bytes));
            assert_eq!(special_places_of_few(bytes).collect::<Vec<_>>(), expected);
            let told: Vec<usize> = special_places(bytes, 0).collect();
            if let Some(first) = certain.first() {
                let later: Vec<usize> = special_places(bytes, first + 1).collect();
                assert!(later.first().is_none_or(|place| place > first), "{bytes:?}");
                assert!(certain[1..].iter().all(|place| later.contains(place)), "{bytes:?}");
            }
            assert!(told.is_sorted() && told.iter().all(|place| expected.contains(place)), "{bytes:?}");
            assert!(certain.iter().all(|place| told.contains(place)), "{bytes:?}");
        });
    }
}
