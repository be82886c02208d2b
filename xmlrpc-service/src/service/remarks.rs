//! What is said about a method besides its help.

use std::borrow::Cow;

use super::MethodInfo;

/// Remarks that are shown behind a method's help.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remarks {
    returns: &'static str,
    deprecated: Option<&'static str>,
}

impl Remarks {
    pub(super) const NONE: Remarks = Remarks { returns: "", deprecated: None };
}

impl MethodInfo {
    /// Adds what the result means.
    #[must_use]
    pub const fn returns(mut self, returns: &'static str) -> Self {
        self.remarks.returns = returns;
        self
    }

    /// Says that callers should no longer use the method, and what they should do instead (or nothing).
    #[must_use]
    pub const fn deprecated(mut self, note: &'static str) -> Self {
        self.remarks.deprecated = Some(note);
        self
    }

    /// What the result means; empty if there is none.
    pub const fn result_description(&self) -> &'static str {
        self.remarks.returns
    }

    /// Whether callers should no longer use the method, and the note that says why.
    pub const fn deprecation(&self) -> Option<&'static str> {
        self.remarks.deprecated
    }

    /// The help text with the remarks behind it, each in a paragraph of its own.
    pub fn full_description(&self) -> Cow<'static, str> {
        let returns =
            (!self.result_description().is_empty()).then(|| format!("Returns: {}", self.result_description()));
        let deprecated = self.deprecation().map(|note| match note {
            "" => String::from("Deprecated."),
            note => format!("Deprecated: {note}"),
        });
        if returns.is_none() && deprecated.is_none() {
            return Cow::Borrowed(self.description());
        }
        let own = Some(self.description().to_owned()).filter(|help| !help.is_empty());
        let paragraphs: Vec<String> = own.into_iter().chain(returns).chain(deprecated).collect();
        Cow::Owned(paragraphs.join("\n\n"))
    }
}
