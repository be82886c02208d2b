//! The names of methods.

use std::borrow::Cow;
use std::sync::Arc;

/// What stands before the names of a client's methods.
#[derive(Debug, Clone)]
pub struct Prefix(Option<Arc<str>>);

impl Prefix {
    /// The prefix of the definition.
    pub const fn own() -> Self {
        Prefix(None)
    }

    /// Another prefix.
    pub fn other(prefix: String) -> Self {
        Prefix(Some(prefix.into()))
    }

    /// The name of a method: `full` with the prefix of the definition, `bare` without one.
    pub fn name(&self, full: &'static str, bare: &'static str) -> Cow<'static, str> {
        match self.0.as_deref() {
            None => Cow::Borrowed(full),
            Some("") => Cow::Borrowed(bare),
            Some(prefix) => Cow::Owned(format!("{prefix}.{bare}")),
        }
    }
}
