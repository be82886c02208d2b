//! Apache's extensions: which prefixes stand for them, and which of them are refused.

use crate::xml::declared_prefixes;

/// How many prefixes of theirs are known at a time; a document has use for one.
const MOST: usize = 2;

/// The prefixes that stand for Apache's extensions at one place in a document, the innermost first: the offsets of
/// their names. Whoever leaves an element puts back what held outside of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extensions {
    prefixes: [(u32, u32); MOST],
}

impl Extensions {
    /// Takes in what the attributes of a start tag declare.
    #[cold]
    pub(super) fn declare(&mut self, attributes: &str, text: &str) {
        for (prefix, extension) in declared_prefixes(attributes) {
            if self.is_declared(prefix, text) {
                self.forget(prefix, text);
            }
            let begin = prefix.as_ptr().addr() - text.as_ptr().addr();
            if let (true, Ok(begin), Ok(end)) = (extension, begin.try_into(), (begin + prefix.len()).try_into()) {
                self.prefixes.rotate_right(1);
                self.prefixes[0] = (begin, end);
            }
        }
    }

    /// Whether a prefix stands for the extensions.
    pub(super) fn is_declared(&self, prefix: &str, text: &str) -> bool {
        self.prefixes.iter().any(|place| name_at(*place, text) == Some(prefix))
    }

    fn forget(&mut self, prefix: &str, text: &str) {
        for place in &mut self.prefixes {
            if name_at(*place, text) == Some(prefix) {
                *place = (0, 0);
            }
        }
    }
}

/// None where no prefix is known: a document does not begin with one.
fn name_at((begin, end): (u32, u32), text: &str) -> Option<&str> {
    text.get(begin as usize..end as usize).filter(|name| !name.is_empty())
}

/// What is said of an extension that is refused by name.
pub(super) fn refusal(local: &str) -> Option<&'static str> {
    match local {
        "serializable" => Some("not XML-RPC: a serializable is refused: objects of another language are not read"),
        "dom" => Some("not XML-RPC: a dom is refused: trees of XML are not read"),
        _ => None,
    }
}
