//! What is done to a document before it is read.

use std::sync::Arc;

use super::mend::{Document, Mended, mend};
use super::origin::{Origin, Part};
use super::quirk::{Quirk, Quirks};
use super::rules::Rules;
use super::settings::{DuplicateMembers, EmptyNumbers, ForbiddenCharacters};
use super::{Base, Reading, forbidden};
use crate::error::Error;
use crate::reader::weightiest;
use crate::xml::Utf8;

impl Reading {
    /// Whether a document goes through passes before it is read.
    pub(super) const fn has_passes(&self) -> bool {
        !matches!(self.base, Base::Standard) || self.mends() || self.replaces()
    }

    const fn mends(&self) -> bool {
        matches!(self.base, Base::Tolerant)
            || !matches!(self.duplicate_members, DuplicateMembers::Refuse)
            || !matches!(self.empty_numbers, EmptyNumbers::Refuse)
            || self.empty_dates_are_nil
    }

    const fn replaces(&self) -> bool {
        matches!(self.forbidden_characters, ForbiddenCharacters::Replace)
    }
}

/// Brings a document into the form that the reader wants, as far as the reading allows; the one to be read, and which
/// quirks it had. The rules know where that text comes from.
///
/// # Errors
///
/// A document that needs to be mended and is beyond a limit.
pub fn prepare(document: Utf8, rules: &mut Rules, kind: Document) -> Result<(Utf8, Quirks), Error> {
    let (mut document, mut quirks) = (document, Quirks::default());
    if rules.reading.replaces()
        && let Some((replaced, parts)) = forbidden::replace(document.text()?)
    {
        document = rules.derive(document, replaced, parts);
        quirks.insert(Quirk::ForbiddenCharacter);
    }
    if rules.reading.mends() {
        let text = document.text()?;
        let mended = mend(text, rules, kind).map_err(|error| rules.located(weightiest(error, text, rules), text))?;
        if let Some(Mended { text: mended, parts, quirks: found }) = mended {
            document = rules.derive(document, mended, parts);
            quirks = quirks.union(found);
        }
    }
    Ok((document, quirks))
}

impl Rules {
    /// Notes where a new text comes from.
    fn derive(&mut self, document: Utf8, new: String, parts: Vec<Part>) -> Utf8 {
        let earlier = self.origin.take();
        self.origin = Some(Arc::new(Origin { document, parts, earlier }));
        new.into()
    }
}
