//! Indentation and line feeds.

use super::Layout;

/// Spaces of indentation for each level.
const STEP: usize = 2;

impl Layout {
    /// Writes the indentation of a line that is `level` elements deep.
    pub(crate) fn begin_line(self, out: &mut Vec<u8>, level: usize) {
        if self == Layout::Indented {
            out.resize(out.len() + level * STEP, b' ');
        }
    }

    /// Ends a line.
    pub(crate) fn end_line(self, out: &mut Vec<u8>) {
        if self != Layout::Compact {
            out.push(b'\n');
        }
    }

    /// Ends a line after a nil, where Python's writer has no line feed.
    pub(crate) fn end_line_of_nil(self, out: &mut Vec<u8>) {
        if self == Layout::Indented {
            out.push(b'\n');
        }
    }

    /// Writes a whole line of markup.
    pub(crate) fn line(self, out: &mut Vec<u8>, level: usize, markup: &str) {
        self.begin_line(out, level);
        out.extend_from_slice(markup.as_bytes());
        self.end_line(out);
    }
}
