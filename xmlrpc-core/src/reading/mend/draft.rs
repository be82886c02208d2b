//! The mended text as it grows: parts of the text as it was sent, and what is put between them.

use super::super::origin::Part;

/// Parts are taken in order; only what is moved goes back.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    /// All that was put in.
    added: String,
    /// Up to here, the text has been taken or left out.
    seen: usize,
}

/// A part of the text; of `added`, if it begins behind the text's end. Narrow, since there may be many.
#[derive(Debug, Clone, Copy, Default)]
struct Piece {
    begin: u32,
    end: u32,
}

impl<'a> Draft<'a> {
    /// None for a text that is too long for narrow offsets, with all that may be put in.
    pub(super) fn new(text: &'a str) -> Option<Self> {
        const LONGEST: usize = (u32::MAX / 8) as usize;
        (text.len() <= LONGEST).then(|| Draft { text, pieces: Vec::new(), added: String::new(), seen: 0 })
    }

    /// Takes the text up to here.
    pub(super) fn take(&mut self, to: usize) {
        if to > self.seen {
            self.push(self.seen, to);
            self.seen = to;
        }
    }

    /// Leaves a part of the text out; what stands before it is taken.
    pub(super) fn leave_out(&mut self, from: usize, to: usize) {
        self.take(from);
        self.seen = self.seen.max(to);
    }

    /// Puts something in behind what was taken.
    pub(super) fn add(&mut self, text: &str) {
        let begin = self.text.len() + self.added.len();
        self.added.push_str(text);
        self.push(begin, begin + text.len());
    }

    /// Puts something in the place of a part of the text.
    pub(super) fn replace(&mut self, from: usize, to: usize, with: &str) {
        self.leave_out(from, to);
        self.add(with);
    }

    fn push(&mut self, begin: usize, end: usize) {
        // The text's length and what may be put in were bounded at the start.
        self.pieces.push(Piece { begin: begin as u32, end: end as u32 });
    }

    /// A place in the draft, once the text has been taken up to `to`.
    pub(super) fn mark(&mut self, to: usize) -> usize {
        self.take(to);
        self.pieces.len()
    }

    /// Moves everything since `middle` before everything since `first`.
    pub(super) fn swap(&mut self, first: usize, middle: usize) {
        self.pieces[first..].rotate_left(middle - first);
    }

    /// Takes back everything since a mark.
    pub(super) fn take_back(&mut self, mark: usize) {
        self.pieces.truncate(mark);
    }

    /// Empties what lies between two marks, which keep their places.
    pub(super) fn empty(&mut self, from: usize, to: usize) {
        self.pieces[from..to].fill(Piece::default());
    }

    /// The mended text, and where its parts come from.
    pub(super) fn finish(mut self) -> (String, Vec<Part>) {
        self.take(self.text.len());
        let pieces = self.pieces.iter().filter(|piece| piece.begin < piece.end);
        let length: usize = pieces.clone().map(|piece| (piece.end - piece.begin) as usize).sum();
        let mut mended = String::with_capacity(length);
        let mut parts = Vec::with_capacity(self.pieces.len());
        let border = self.text.len();
        let mut source = 0;
        for piece in pieces {
            let (from, to) = (piece.begin as usize, piece.end as usize);
            let begin = mended.len() as u32;
            let added = from >= border;
            if added {
                mended.push_str(self.added.get(from - border..to - border).unwrap_or_default());
                parts.push(Part { begin, source, added });
            } else {
                mended.push_str(self.text.get(from..to).unwrap_or_default());
                parts.push(Part { begin, source: piece.begin, added });
                source = piece.end;
            }
        }
        (mended, parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_left_out_put_in_and_moved() {
        let mut draft = Draft::new("one two three").expect("a short text");
        draft.replace(0, 3, "1");
        let first = draft.mark(4);
        let middle = draft.mark(7);
        draft.mark(13);
        draft.swap(first, middle);
        let (mended, parts) = draft.finish();
        assert_eq!(mended, "1  threetwo");
        assert_eq!(parts[0], Part { begin: 0, source: 0, added: true });
        assert_eq!(parts.last(), Some(&Part { begin: 8, source: 4, added: false }));
    }
}
