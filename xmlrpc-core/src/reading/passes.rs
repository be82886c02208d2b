//! What is done to a document before it is read.

use std::sync::Arc;

use bytestring::ByteString;

use super::mend::{Document, Mended, mend};
use super::origin::{Origin, Part};
use super::quirk::{Quirk, Quirks};
use super::rules::Rules;
use super::settings::{DuplicateMembers, EmptyNumbers, ForbiddenCharacters};
use super::{Base, Reading, forbidden};
use crate::error::Error;
use crate::reader::weightiest;

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

/// Brings a document into the form that the reader wants, as far as the reading allows; the text to be read, and which
/// quirks it had. The rules know where that text comes from.
///
/// # Errors
///
/// A document that needs to be mended and is beyond a limit.
pub(crate) fn prepare(text: ByteString, rules: &mut Rules, document: Document) -> Result<(ByteString, Quirks), Error> {
    let (mut text, mut quirks) = (text, Quirks::default());
    if rules.reading.replaces()
        && let Some((replaced, parts)) = forbidden::replace(&text)
    {
        text = rules.derive(text, replaced, parts);
        quirks.insert(Quirk::ForbiddenCharacter);
    }
    if rules.reading.mends()
        && let Some(Mended { text: mended, parts, quirks: found }) =
            mend(&text, rules, document).map_err(|error| rules.located(weightiest(error, &text, rules), &text))?
    {
        text = rules.derive(text, mended, parts);
        quirks = quirks.union(found);
    }
    Ok((text, quirks))
}

impl Rules {
    /// Notes where a new text comes from.
    fn derive(&mut self, text: ByteString, new: String, parts: Vec<Part>) -> ByteString {
        let earlier = self.origin.take();
        self.origin = Some(Arc::new(Origin { text, parts, earlier }));
        new.into()
    }
}
