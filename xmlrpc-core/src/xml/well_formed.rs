//! Whether a text is well-formed XML at all, whatever its elements mean.
//!
//! Asked when a document has been found not to be XML-RPC, since an error of XML comes first; and at the end of a document
//! with quirks.

use super::cursor::{Cursor, Tag};
use crate::error::Error;
use crate::limits::Limits;
use crate::reading::Rules;

/// Open elements that are followed before the question is given up.
const DEEPEST: usize = 10_000;

/// Reads a document as XML.
///
/// # Errors
///
/// The first place where it is not well-formed.
pub(crate) fn check_well_formed(text: &str, rules: &Rules) -> Result<(), Error> {
    // Names may have any length in XML.
    let unlimited = Rules { limits: Limits { name: usize::MAX, ..rules.limits }, ..*rules };
    let mut cursor = Cursor::new(text, &unlimited);
    cursor.prolog()?;
    let mut open: Vec<&str> = Vec::new();
    loop {
        match cursor.tag()? {
            Tag::Start { name, empty: false, .. } if open.len() < DEEPEST => open.push(name),
            Tag::Start { empty: false, .. } => return Ok(()),
            Tag::Start { .. } => {}
            Tag::End { name } => {
                if open.pop() != Some(name) {
                    return Err(
                        cursor.not_well_formed("mismatched end tag: it does not close the innermost open element")
                    );
                }
            }
        }
        if open.is_empty() {
            return cursor.epilogue();
        }
        cursor.character_data()?;
        if cursor.peek().is_none() {
            return Err(cursor.not_well_formed("not well-formed: the document ends inside an element"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<(), Error> {
        check_well_formed(text, &Rules::within(Limits::default()))
    }

    #[test]
    fn well_formed() {
        for text in [
            "<a/>",
            "<?xml version='1.0'?>\n<!-- & --><?pi <?>\n<a b='c'>x<b></b><![CDATA[<]]>&#32;</a>\n<!---->",
            "<a><a><a/></a></a >",
        ] {
            assert!(check(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn not_well_formed() {
        for text in [
            "",
            " ",
            "x",
            "<a>",
            "</a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>x",
            "x<a/>",
            "<a/>&#32;",
            "<a/><![CDATA[]]>",
            " <?xml version='1.0'?><a/>",
            "<a><?xml version='1.0'?></a>",
            "<!DOCTYPE a><a/>",
            "<a><!doctype a></a>",
            "<>",
            "< a/>",
            "<1a/>",
            "<a></ a>",
            "<a></a b='c'>",
            "<a b=c/>",
            "<a b='1' b='2'/>",
            "<a",
            "<a>&b;</a>",
            "<a>]]></a>",
            "<a><!-- -- --></a>",
            "<a><!--></a>",
            "<a><![CDATA[</a>",
            "<a><?></a>",
            "<a><?XML x?></a>",
            "<a><! x></a>",
            "<a>\u{b}</a>",
            "<a><!-- \u{1} --></a>",
            "<a/ >",
            "<a b/>",
        ] {
            assert!(check(text).is_err(), "{text}");
        }
    }
}
