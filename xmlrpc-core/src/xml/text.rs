//! Character data: everything up to the next start or end tag.

use std::borrow::Cow;

use super::characters::is_allowed;
use super::cursor::Cursor;
use super::markup::Piece;
use super::places::special_places;
use super::plain::{is_no_character, plain_length};
use super::references::{reference, surrogates};
use crate::error::Error;
use crate::fault::INVALID_CHARACTER;
use crate::reading::Quirk;

impl<'a> Cursor<'a> {
    /// Reads up to the next start or end tag, or the end: references replaced, line ends normalised, CDATA unwrapped,
    /// comments and processing instructions left out. Borrowed if the text stands in the document as it is.
    #[inline]
    pub(crate) fn character_data(&mut self) -> Result<Cow<'a, str>, Error> {
        let start = self.position();
        loop {
            self.advance(plain_length(self.rest()));
            match self.rest() {
                [b'<', next, ..] if !matches!(next, b'!' | b'?') => {
                    return Ok(Cow::Borrowed(self.slice(start, self.position())));
                }
                [b'>', ..] if !self.slice(start, self.position()).ends_with("]]") => self.advance(1),
                _ => return self.character_data_slowly(start),
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn character_data_slowly(&mut self, start: usize) -> Result<Cow<'a, str>, Error> {
        let mut text = String::new();
        // Behind a CDATA section, `]]>` shows that it was to end there: the client put one section into another.
        let mut has_cdata = false;
        self.run(start, &mut text, has_cdata)?;
        loop {
            match self.rest() {
                [] => return Ok(Cow::Owned(text)),
                [b'<', next, ..] if !matches!(next, b'!' | b'?') => return Ok(Cow::Owned(text)),
                _ => match self.markup()? {
                    Piece::Ignored => {}
                    Piece::Text(cdata) => {
                        text.push_str(&cdata);
                        has_cdata = true;
                    }
                    // Cannot come: the second byte says that no tag begins here.
                    Piece::Tag(_) => return Err(self.not_well_formed("not well-formed: unexpected markup")),
                },
            }
            self.run(self.position(), &mut text, has_cdata)?;
        }
    }

    /// Reads from `start` up to the next `<`, or the end. The position is somewhere between.
    fn run(&mut self, start: usize, text: &mut String, has_cdata: bool) -> Result<(), Error> {
        let end = self.position() + memchr::memchr(b'<', self.rest()).unwrap_or(self.rest().len());
        let raw = self.slice(start, end);
        // Nothing is longer than what stands for it.
        text.reserve(raw.len());
        let bytes = raw.as_bytes();
        let mut from = 0;
        for place in special_places(bytes, 0) {
            // The second reference of a pair, which was read with the first.
            if place < from {
                continue;
            }
            let (character, length) = match &bytes[place..] {
                [b'&', rest @ ..] => match reference(rest) {
                    Some((character, length)) if is_allowed(character) => (character, length),
                    Some((_, length)) => match surrogates(rest) {
                        Some(pair) if self.is_tolerant() => self.quirk(Quirk::SurrogatePair, pair),
                        _ if self.replaces_forbidden() => (self.replacement(), length),
                        Some((character, _)) => return Err(self.refused_surrogates(start + place, character)),
                        None => return Err(self.refused_at(start + place, true)),
                    },
                    None => return Err(self.refused_at(start + place, false)),
                },
                [b'\r', b'\n', ..] => ('\n', 2),
                [b'\r', ..] => ('\n', 1),
                [b'>', ..] if !bytes[..place].ends_with(b"]]") => continue,
                [b'>', ..] if self.is_tolerant() && !has_cdata => self.quirk(Quirk::BareCdataEnd, ('>', 1)),
                [b'>', ..] => return Err(self.ends_cdata(start + place)),
                [0xEF, rest @ ..] if !is_no_character(rest) => continue,
                [first, ..] if self.replaces_forbidden() => (self.replacement(), if *first == 0xEF { 3 } else { 1 }),
                _ => return Err(self.refused_at(start + place, true)),
            };
            text.push_str(&raw[from..place]);
            text.push(character);
            from = place + length;
        }
        text.push_str(&raw[from..]);
        self.set_position(end);
        Ok(())
    }

    fn is_tolerant(&self) -> bool {
        self.rules.reading.is_tolerant()
    }

    #[cold]
    fn quirk<T>(&mut self, quirk: Quirk, read: T) -> T {
        self.quirks.insert(quirk);
        read
    }

    /// Whether the reading replaces characters that XML forbids.
    pub(super) fn replaces_forbidden(&self) -> bool {
        self.rules.reading.replaces_forbidden()
    }

    #[cold]
    fn replacement(&mut self) -> char {
        self.quirks.insert(Quirk::ForbiddenCharacter);
        char::REPLACEMENT_CHARACTER
    }

    /// The error of a character that XML forbids, or of an `&` that begins no reference.
    #[cold]
    fn refused_at(&mut self, place: usize, is_character: bool) -> Error {
        self.set_position(place);
        if is_character {
            return self.forbidden();
        }
        self.not_well_formed(
            "not well-formed: & begins no reference that XML knows; write &amp; for the character itself",
        )
    }

    /// The error of a character beyond U+FFFF that is written as two references, as JSON and Java would escape it.
    #[cold]
    fn refused_surrogates(&mut self, place: usize, character: char) -> Error {
        self.set_position(place);
        let message = format!(
            "two references to the halves of a surrogate pair: a character beyond U+FFFF is one reference in XML, here \
             &#x{:X};; the tolerant reading joins the halves",
            u32::from(character)
        );
        self.error(INVALID_CHARACTER, message)
    }

    #[cold]
    fn ends_cdata(&mut self, place: usize) -> Error {
        self.set_position(place - "]]".len());
        self.not_well_formed("not well-formed: ]]> must be written ]]&gt; in a text")
    }

    #[cold]
    pub(super) fn forbidden(&self) -> Error {
        self.error(INVALID_CHARACTER, "a character that XML does not allow; send it as base64")
    }
}

/// What stands in the place of a character that XML forbids, if the reading replaces it.
pub(super) const REPLACEMENT: &str = "\u{fffd}";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::NOT_WELL_FORMED;
    use crate::limits::Limits;
    use crate::reading::{ForbiddenCharacters, Reading, Rules};

    fn text(document: &str) -> Result<String, i32> {
        read(document, Reading::standard())
    }

    fn read(document: &str, reading: Reading) -> Result<String, i32> {
        let rules = Rules::of(reading, Limits::default());
        let mut cursor = Cursor::new(document, &rules);
        cursor.character_data().map(Cow::into_owned).map_err(|error| error.code())
    }

    #[test]
    fn a_plain_text_is_borrowed() {
        let rules = Rules::within(Limits::default());
        assert!(matches!(
            Cursor::new("a ] > \u{ffee}</a>", &rules).character_data(),
            Ok(Cow::Borrowed("a ] > \u{ffee}"))
        ));
        assert!(matches!(Cursor::new("a &lt; b</a>", &rules).character_data(), Ok(Cow::Owned(_))));
        assert!(matches!(Cursor::new("plain é</a>", &rules).character_data(), Ok(Cow::Borrowed("plain é"))));
    }

    #[test]
    fn what_xml_allows_in_a_text() {
        assert_eq!(text("&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;</a>").as_deref(), Ok("<>&'\"A\u{1F600}"));
        assert_eq!(text("a<!-- b -->c<?pi d?>e</a>").as_deref(), Ok("ace"));
        assert_eq!(text("a<![CDATA[<b>&amp;]]]]>]</a>").as_deref(), Ok("a<b>&amp;]]]"));
        assert_eq!(text("a\r\nb\rc&#13;\u{ffee}]]</a>").as_deref(), Ok("a\nb\nc\r\u{ffee}]]"));
        assert_eq!(text("to the end").as_deref(), Ok("to the end"));
    }

    #[test]
    fn what_it_does_not() {
        for ill in ["&", "&;", "&x;", "&#;", "&#x;", "&#X41;", "&#+65;", "&# 65;", "a]]>b", "&lt", "<!-- a -- b -->"] {
            assert_eq!(text(&format!("{ill}</a>")), Err(NOT_WELL_FORMED), "{ill}");
        }
        for forbidden in ["\u{1}", "\u{b}", "&#1;", "&#0;", "&#xFFFE;", "\u{ffff}", "&#xD800;", "&#99999999999;"] {
            assert_eq!(text(&format!("{forbidden}</a>")), Err(INVALID_CHARACTER), "{forbidden:?}");
        }
    }

    #[test]
    fn what_the_tolerant_reading_reads() {
        for (document, text) in [
            ("a]]>b", "a]]>b"),
            ("]]>]]>&lt;", "]]>]]><"),
            ("x&#xD83D;&#xDE00;y&#55357;&#56832;", "x\u{1f600}y\u{1f600}"),
            ("&#xd83d;&#56832;&amp;&#xDBFF;&#xDFFF;", "\u{1f600}&\u{10ffff}"),
        ] {
            assert_eq!(read(&format!("{document}</a>"), Reading::tolerant()).as_deref(), Ok(text), "{document}");
        }
        for ill in ["&#xD83D;", "&#xDE00;&#xD83D;", "&#xD83D;x&#xDE00;", "&#xD83D;&#xD83D;", "&#xD83D; &#xDE00;"] {
            assert_eq!(read(&format!("{ill}</a>"), Reading::tolerant()), Err(INVALID_CHARACTER), "{ill}");
        }
        assert_eq!(read("<![CDATA[a<![CDATA[b]]>c]]></a>", Reading::tolerant()), Err(NOT_WELL_FORMED));
        let rules = Rules::within(Limits::default());
        let error = Cursor::new("smile &#xD83D;&#xDE00;</a>", &rules).character_data().map_err(|e| e.to_string());
        assert!(error.is_err_and(|text| text.contains("surrogate pair") && text.contains("&#x1F600;")));
    }

    #[test]
    fn what_a_reading_replaces() {
        let reading = Reading { forbidden_characters: ForbiddenCharacters::Replace, ..Reading::standard() };
        for (document, text) in [
            ("x\u{1}y&#1;z&#x0;\u{ffff}\u{ffee}", "x\u{fffd}y\u{fffd}z\u{fffd}\u{fffd}\u{ffee}"),
            ("&#xFFFE;&#99999999;&#65;", "\u{fffd}\u{fffd}A"),
            ("<!-- \u{1}&#1; --><![CDATA[&#1;\u{2}\r]]><?p \u{3}?>&#1;", "&#1;\u{fffd}\n\u{fffd}"),
        ] {
            assert_eq!(read(&format!("{document}</a>"), reading).as_deref(), Ok(text), "{document}");
        }
        for ill in ["&#;", "&#x;", "&#a;", "&;", "&", "a]]>"] {
            assert_eq!(read(&format!("{ill}</a>"), reading), Err(NOT_WELL_FORMED), "{ill}");
        }
    }
}
