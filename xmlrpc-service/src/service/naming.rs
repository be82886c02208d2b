//! The names of a method besides its first, and who gets to see them.

use std::borrow::Cow;

use super::{MethodInfo, ServiceInfo};

/// How a method is named beyond what its row is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming {
    aliases: &'static [&'static str],
    prefix: Option<&'static str>,
    absolute: bool,
    hidden: bool,
}

impl Naming {
    pub(super) const PLAIN: Naming = Naming { aliases: &[], prefix: None, absolute: false, hidden: false };
}

impl MethodInfo {
    /// Adds further names, each after the prefix: a call of one is a call of the method.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.naming.aliases = aliases;
        self
    }

    /// Gives the names of the method a prefix of their own, in place of the service's. A service that is mounted under a
    /// prefix puts that one before it.
    #[must_use]
    pub const fn own_prefix(mut self, prefix: &'static str) -> Self {
        self.naming.prefix = Some(prefix);
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

    /// The full name of the method, of a service that has this prefix.
    pub fn full_name(&self, service: &ServiceInfo) -> Cow<'static, str> {
        self.name_under(None, service)
    }

    /// The full name, if the service is mounted under `mounted`.
    pub(crate) fn name_under(&self, mounted: Option<&str>, service: &ServiceInfo) -> Cow<'static, str> {
        if self.is_absolute() { self.name().into() } else { self.prefixed(self.name(), mounted, service) }
    }

    /// The full further names, if the service is mounted under `mounted`.
    pub(crate) fn other_names_under(&self, mounted: Option<&str>, service: &ServiceInfo) -> Vec<Cow<'static, str>> {
        self.other_names().iter().map(|name| self.prefixed(name, mounted, service)).collect()
    }

    fn prefixed(&self, name: &'static str, mounted: Option<&str>, service: &ServiceInfo) -> Cow<'static, str> {
        match (self.naming.prefix, mounted) {
            (None, mounted) => under(mounted.unwrap_or(service.prefix()), name.into()),
            (Some(own), None) => under(own, name.into()),
            (Some(own), Some(mounted)) => under(mounted, under(own, name.into())),
        }
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
fn under(prefix: &str, name: Cow<'static, str>) -> Cow<'static, str> {
    if prefix.is_empty() { name } else { Cow::Owned(format!("{prefix}.{name}")) }
}
