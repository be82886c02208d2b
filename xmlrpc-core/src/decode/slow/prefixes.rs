//! Which prefixes stand for Apache's extensions.

use crate::xml::declared_prefixes;

/// How many prefixes of theirs are known at a time; a document has use for one.
const MOST: usize = 2;

/// The prefixes that stand for Apache's extensions at one place in a document, the innermost first: the offsets of
/// their names.
///
/// They are a part of each [`Bookmark`](crate::decode::Bookmark): what an element declares ends where the reader leaves
/// the value, the member or the parameter that it belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Prefixes([(u32, u32); MOST]);

impl Prefixes {
    /// Takes in what the attributes of a start tag declare.
    #[cold]
    pub(super) fn declare(&mut self, attributes: &str, text: &str) {
        for (prefix, is_extension) in declared_prefixes(attributes) {
            // The innermost declaration of a prefix counts.
            for place in self.0.iter_mut().filter(|place| name_at(**place, text) == Some(prefix)) {
                *place = (0, 0);
            }
            let begin = prefix.as_ptr().addr() - text.as_ptr().addr();
            if let (true, Ok(begin), Ok(end)) = (is_extension, begin.try_into(), (begin + prefix.len()).try_into()) {
                self.0.rotate_right(1);
                self.0[0] = (begin, end);
            }
        }
    }

    /// Whether a prefix stands for the extensions.
    pub(super) fn has(&self, prefix: &str, text: &str) -> bool {
        self.0.iter().any(|place| name_at(*place, text) == Some(prefix))
    }
}

/// None where no prefix is known: a document does not begin with one.
fn name_at((begin, end): (u32, u32), text: &str) -> Option<&str> {
    text.get(begin as usize..end as usize).filter(|name| !name.is_empty())
}
