//! The names of a method besides its first, and who gets to see them.

use std::borrow::Cow;

use super::MethodInfo;

/// How a method is named beyond what its row is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming {
    aliases: &'static [&'static str],
    absolute: bool,
    hidden: bool,
}

impl Naming {
    pub(super) const PLAIN: Naming = Naming { aliases: &[], absolute: false, hidden: false };
}

impl MethodInfo {
    /// Adds further names, each after the prefix: a call of one is a call of the method.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.naming.aliases = aliases;
        self
    }

    /// Says that the name is whole: no prefix stands before it, wherever the service is mounted.
    #[must_use]
    pub const fn absolute(mut self) -> Self {
        self.naming.absolute = true;
        self
    }

    /// Says that the method can be called and is not listed.
    #[must_use]
    pub const fn hidden(mut self) -> Self {
        self.naming.hidden = true;
        self
    }

    /// The further names, each after the prefix.
    pub const fn other_names(&self) -> &'static [&'static str] {
        self.naming.aliases
    }

    /// Whether no prefix stands before the name.
    pub const fn is_absolute(&self) -> bool {
        self.naming.absolute
    }

    /// Whether the method is left out of lists.
    pub const fn is_hidden(&self) -> bool {
        self.naming.hidden
    }
}

/// A name under a prefix.
pub(crate) fn full_name<'a>(prefix: &str, name: &'a str) -> Cow<'a, str> {
    if prefix.is_empty() { Cow::Borrowed(name) } else { Cow::Owned(format!("{prefix}.{name}")) }
}
