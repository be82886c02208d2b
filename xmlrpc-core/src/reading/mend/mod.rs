//! Mending: a document that is well-formed XML, but not as the reader wants it, is brought into the form that it wants.
//!
//! The document is walked over once, by its grammar. What is in order stays as it stands; what is not is left out, put
//! in or moved, so that each part of the mended text is known by where it stood. A document in which there is anything
//! that cannot be mended is left alone altogether: what is wrong with it, the reader says better.

mod base64;
mod boolean;
mod compound;
mod date;
mod draft;
mod envelope;
mod members;
mod names;
mod scalar;
mod tags;
mod value;

use super::origin::Part;
use super::quirk::{Quirk, Quirks};
use super::rules::Rules;
use crate::error::Error;
use crate::fault::INVALID_REQUEST;
use crate::xml::Cursor;

use draft::Draft;

/// A document that was mended.
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) parts: Vec<Part>,
    pub(super) quirks: Quirks,
}

/// Which document is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// A method call.
    Call,
    /// A method response.
    Response,
}

/// Mends a document. None if there is nothing to mend, or something that cannot be mended.
///
/// # Errors
///
/// A document that needs to be mended and is beyond a limit.
pub(super) fn mend(text: &str, rules: &Rules, document: Document) -> Result<Option<Mended>, Error> {
    let Some(draft) = Draft::new(text) else { return Ok(None) };
    let mut mender = Mender {
        cursor: Cursor::new(text, &rules.limits),
        draft,
        rules,
        quirks: Quirks::default(),
        depth: 0,
        values_left: rules.limits.values,
        prefixes: Vec::new(),
    };
    let outcome = mender.document(document);
    if mender.quirks.is_empty() {
        return Ok(None);
    }
    match outcome {
        Ok(()) => {
            let (text, parts) = mender.draft.finish();
            Ok(Some(Mended { text, parts, quirks: mender.quirks }))
        }
        Err(GiveUp::Unmendable) => Ok(None),
        Err(GiveUp::Limit(error)) => Err(error),
    }
}

/// Why a document is not mended.
enum GiveUp {
    /// Something in it is beyond repair. The reader says what.
    Unmendable,
    /// It is beyond a limit, which the reader might not come to see.
    Limit(Error),
}

impl From<Error> for GiveUp {
    fn from(error: Error) -> Self {
        // All else that the cursor minds is that a document is not well-formed.
        if error.code() == INVALID_REQUEST { GiveUp::Limit(error) } else { GiveUp::Unmendable }
    }
}

struct Mender<'a> {
    cursor: Cursor<'a>,
    draft: Draft<'a>,
    rules: &'a Rules,
    quirks: Quirks,
    depth: usize,
    values_left: usize,
    /// Of each open element, the prefix that stands for Apache's extensions in it.
    prefixes: Vec<Option<&'a str>>,
}

impl Mender<'_> {
    /// Notes a quirk, if the reading allows it.
    fn note(&mut self, quirk: Quirk) -> Result<(), GiveUp> {
        if !self.rules.reading.is_tolerant() && !quirk.is_of_an_option() {
            return Err(GiveUp::Unmendable);
        }
        self.quirks.insert(quirk);
        Ok(())
    }

    /// Counts an element that may hold others of its kind: recursion is no deeper than the limit.
    fn descend(&mut self) -> Result<(), GiveUp> {
        self.depth += 1;
        let limits = &self.rules.limits;
        if self.depth > limits.effective_depth() { Err(self.beyond(limits.too_deep())) } else { Ok(()) }
    }

    fn ascend(&mut self) {
        self.depth -= 1;
    }

    fn count_value(&mut self) -> Result<(), GiveUp> {
        match self.values_left.checked_sub(1) {
            Some(left) => {
                self.values_left = left;
                Ok(())
            }
            None => Err(self.beyond(self.rules.limits.too_many_values())),
        }
    }

    #[cold]
    fn beyond(&self, error: Error) -> GiveUp {
        GiveUp::Limit(error.at(self.cursor.position()))
    }
}
