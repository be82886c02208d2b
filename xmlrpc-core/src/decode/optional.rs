//! What reading with conversions needs to know of optional values.

use crate::reading::Quirk;

/// What was found out about the types of optional values while a value was read.
///
/// An empty text and false may be values of an optional type, or nothing. Exact types come first, so that the type inside
/// of the `Option` is tried. If it refuses the value, that is noted, and the whole value is read once more: serde's
/// visitors can be asked only once.
#[derive(Debug, Default)]
pub(crate) struct Optional {
    /// The names of visitors whose types refuse an empty text or false.
    refusing: Vec<(&'static str, Quirk)>,
    /// Whether something was noted since the value was begun.
    noted: bool,
}

impl Optional {
    /// The most types that are noted for one value: an option in a recursive type has a name for each level.
    const MOST: usize = 64;

    pub(crate) fn refuses(&self, visitor: &'static str, quirk: Quirk) -> bool {
        self.refusing.contains(&(visitor, quirk))
    }

    pub(crate) fn note(&mut self, visitor: &'static str, quirk: Quirk) {
        if self.refusing.len() < Self::MOST && !self.refuses(visitor, quirk) {
            self.refusing.push((visitor, quirk));
            self.noted = true;
        }
    }

    /// Whether the value should be read once more.
    pub(crate) fn take_noted(&mut self) -> bool {
        std::mem::take(&mut self.noted)
    }
}

/// The state of a reader that converts scalars.
#[derive(Debug, Default)]
pub(crate) struct LenientState {
    pub(crate) optional: Optional,
    /// The start of a value for an `Option` that may stand for nothing: it is not converted.
    pub(crate) in_option: Option<usize>,
}
