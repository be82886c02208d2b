//! One piece of markup: quick-xml finds where it ends, and its content is checked here.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::attributes;
use super::characters::{first_forbidden, is_allowed, is_name};
use super::cursor::{Cursor, Tag};
use super::text::REPLACEMENT;
use crate::error::Error;
use crate::reading::Quirk;

/// What a piece of markup means to the reader.
pub(super) enum Piece<'a> {
    /// A comment or a processing instruction.
    Ignored,
    /// The content of a CDATA section.
    Text(Cow<'a, str>),
    /// A start or an end tag.
    Tag(Tag<'a>),
}

impl<'a> Cursor<'a> {
    /// Reads the start or end tag that stands at the position.
    #[cold]
    pub(crate) fn tag(&mut self) -> Result<Tag<'a>, Error> {
        match self.markup()? {
            Piece::Tag(tag) => Ok(tag),
            Piece::Ignored | Piece::Text(_) => Err(self.not_well_formed("not well-formed: expected a tag")),
        }
    }

    /// Reads the piece of markup whose `<` stands at the position.
    #[cold]
    #[inline(never)]
    pub(super) fn markup(&mut self) -> Result<Piece<'a>, Error> {
        let rest = self.rest_text();
        if let Some(declared) = rest.strip_prefix("<!") {
            if declared.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("DOCTYPE")) {
                return Err(self.not_well_formed("a DOCTYPE is refused: XML-RPC has none"));
            }
            if !declared.starts_with("--") && !declared.starts_with("[CDATA[") {
                return Err(self.not_well_formed("not well-formed: <! begins a comment or a CDATA section only"));
            }
        }
        let mut reader = Reader::from_str(rest);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.check_comments = true;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let offset = usize::try_from(reader.error_position()).unwrap_or_default();
                return Err(self.refused(&error).at(self.position() + offset.min(rest.len())));
            }
        };
        let length = usize::try_from(reader.buffer_position()).unwrap_or_default();
        let markup = rest.get(..length).unwrap_or_default();
        let piece = match event {
            Event::Start(_) => self.start_tag(markup, ">")?,
            Event::Empty(_) => self.start_tag(markup, "/>")?,
            Event::End(_) => self.end_tag(markup)?,
            Event::Comment(_) => self.comment(markup)?,
            Event::CData(_) => self.cdata(markup)?,
            Event::PI(_) | Event::Decl(_) => self.instruction(markup)?,
            _ => return Err(self.not_well_formed("not well-formed: markup that XML does not know")),
        };
        self.advance(length);
        Ok(piece)
    }

    fn refused(&self, error: &quick_xml::Error) -> Error {
        // Only texts that are constant: the others repeat pieces of the document.
        let reason = match error {
            quick_xml::Error::Syntax(syntax) => syntax.to_string(),
            _ => "malformed markup".to_owned(),
        };
        Error::new(crate::fault::NOT_WELL_FORMED, format!("not well-formed: {reason}"))
    }

    fn start_tag(&self, markup: &'a str, end: &str) -> Result<Piece<'a>, Error> {
        let inside = inside(markup, "<", end);
        let (name, attributes) = attributes::split_name(inside);
        self.check_name(name)?;
        attributes::check_attributes(attributes, self.rules).map_err(|error| error.at(self.position()))?;
        Ok(Piece::Tag(Tag::Start { name, empty: end == "/>", attributes }))
    }

    fn end_tag(&self, markup: &'a str) -> Result<Piece<'a>, Error> {
        let (name, after) = attributes::split_name(inside(markup, "</", ">"));
        self.check_name(name)?;
        if !super::characters::is_blank(after) {
            return Err(self.not_well_formed("not well-formed: an end tag has a name and nothing else"));
        }
        Ok(Piece::Tag(Tag::End { name }))
    }

    fn check_name(&self, name: &str) -> Result<(), Error> {
        if name.len() > self.rules.limits.name {
            return Err(self.rules.limits.element_name_too_long().at(self.position()));
        }
        if is_name(name) { Ok(()) } else { Err(self.not_well_formed("not well-formed: < is followed by no name")) }
    }

    fn comment(&mut self, markup: &'a str) -> Result<Piece<'a>, Error> {
        // `<!-->` and `<!--->` are no comments: the marks may not overlap.
        let content = markup.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        match content {
            Some(content) if !content.contains("--") && !content.ends_with('-') => {
                self.check_characters(content, 4)?;
                Ok(Piece::Ignored)
            }
            _ => Err(self.not_well_formed("not well-formed: a comment may not contain --")),
        }
    }

    fn cdata(&mut self, markup: &'a str) -> Result<Piece<'a>, Error> {
        let content = inside(markup, "<![CDATA[", "]]>");
        self.check_characters(content, 9)?;
        let mut text = Cow::Borrowed(content);
        if content.contains('\r') {
            text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
        }
        if first_forbidden(&text).is_some() {
            text = Cow::Owned(text.replace(|character| !is_allowed(character), REPLACEMENT));
        }
        Ok(Piece::Text(text))
    }

    fn instruction(&mut self, markup: &'a str) -> Result<Piece<'a>, Error> {
        let content = inside(markup, "<?", "?>");
        let (target, _) = attributes::split_name(content);
        if target.eq_ignore_ascii_case("xml") {
            return Err(self.not_well_formed("not well-formed: the XML declaration stands at the very start only"));
        }
        if !is_name(target) {
            return Err(self.not_well_formed("not well-formed: a processing instruction begins with a name"));
        }
        self.check_characters(content, 2)?;
        Ok(Piece::Ignored)
    }

    fn check_characters(&mut self, content: &str, from: usize) -> Result<(), Error> {
        match first_forbidden(content) {
            None => Ok(()),
            Some(_) if self.replaces_forbidden() => {
                self.quirks.insert(Quirk::ForbiddenCharacter);
                Ok(())
            }
            Some(offset) => {
                let mut place = self.clone();
                place.advance(from + offset);
                Err(place.forbidden())
            }
        }
    }
}

/// What stands between the marks of a piece of markup.
fn inside<'a>(markup: &'a str, begin: &str, end: &str) -> &'a str {
    markup.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end)).unwrap_or_default()
}
