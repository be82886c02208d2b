//! Characters that XML forbids give way to U+FFFD, so that the rest of a document can be read.

use super::origin::Part;
use crate::xml::{forbidden_reference, is_allowed};

const REPLACEMENT: &str = "\u{fffd}";

/// The text without such characters and without references to them, and where its parts come from. None if it has none,
/// or is too long for the narrow offsets of parts.
pub(super) fn replace(text: &str) -> Option<(String, Vec<Part>)> {
    u32::try_from(text.len().checked_mul(REPLACEMENT.len())?).ok()?;
    let mut replaced = String::new();
    let mut parts = Vec::new();
    let mut taken = 0;
    for (from, to) in (Forbidden { text, at: 0, literal: 0 }) {
        push(&mut replaced, &mut parts, text, taken, from);
        parts.push(Part { begin: replaced.len() as u32, source: from as u32, added: true });
        replaced.push_str(REPLACEMENT);
        taken = to;
    }
    if parts.is_empty() {
        return None;
    }
    push(&mut replaced, &mut parts, text, taken, text.len());
    Some((replaced, parts))
}

fn push(replaced: &mut String, parts: &mut Vec<Part>, text: &str, from: usize, to: usize) {
    if from < to {
        parts.push(Part { begin: replaced.len() as u32, source: from as u32, added: false });
        replaced.push_str(text.get(from..to).unwrap_or_default());
    }
}

/// The places of such characters and references, one after the other.
struct Forbidden<'a> {
    text: &'a str,
    at: usize,
    /// The end of the markup, which has no references, that was met last.
    literal: usize,
}

/// Markup in which `&` begins no reference, and how it ends.
const LITERAL: &[(&str, &str)] = &[("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];

impl Iterator for Forbidden<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        loop {
            let rest = self.text.get(self.at..)?;
            let found = rest.find(|character| matches!(character, '<' | '&') || !is_allowed(character))?;
            let place = self.at + found;
            let rest = self.text.get(place..)?;
            let character = rest.chars().next()?;
            if !is_allowed(character) {
                self.at = place + character.len_utf8();
                return Some((place, self.at));
            }
            self.at = place + 1;
            if place < self.literal {
                continue;
            }
            if character == '<' {
                if let Some((begin, end)) = LITERAL.iter().find(|(begin, _)| rest.starts_with(begin)) {
                    let length = rest.get(begin.len()..)?.find(end);
                    self.literal = length.map_or(self.text.len(), |length| place + begin.len() + length);
                }
            } else if let Some(length) = forbidden_reference(rest) {
                self.at = place + length;
                return Some((place, self.at));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(text: &str) -> Option<String> {
        replace(text).map(|(text, _)| text)
    }

    #[test]
    fn characters_and_references_are_replaced() {
        assert_eq!(
            replaced("<a>x\u{1}y&#1;z&#x0;\u{ffff}</a>").as_deref(),
            Some("<a>x\u{fffd}y\u{fffd}z\u{fffd}\u{fffd}</a>")
        );
        assert_eq!(replaced("<a>&#xFFFE;&#99999999;&#65;</a>").as_deref(), Some("<a>\u{fffd}\u{fffd}&#65;</a>"));
        assert_eq!(replaced("<a>é&#13;&lt;&amp;#1;</a>"), None);
        assert_eq!(replaced("<a>&#;&#x;&#a;&;&</a>"), None);
    }

    #[test]
    fn markup_without_references_keeps_what_looks_like_one() {
        let text = "<a><!-- &#1; --><![CDATA[&#1;\u{2}]]><?p &#1;?>&#1;</a>";
        let mended = "<a><!-- &#1; --><![CDATA[&#1;\u{fffd}]]><?p &#1;?>\u{fffd}</a>";
        assert_eq!(replaced(text).as_deref(), Some(mended));
        assert_eq!(replaced("<a><![CDATA[\u{2}&#1;\u{2}&#1;]]></a>").map(|text| text.matches("&#1;").count()), Some(2));
        assert_eq!(replaced("<a><!-- &#1;"), None);
    }
}
