//! Names on the wire.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Ident, LitStr};

use crate::case::Case;

/// A method's name on the wire.
pub(crate) struct WireName {
    text: String,
    span: Span,
    /// Whether no prefix is put before the name.
    pub(crate) absolute: bool,
}

impl WireName {
    /// A name given in an attribute.
    pub(crate) fn given(name: &LitStr, absolute: bool) -> Self {
        WireName { text: name.value(), span: name.span(), absolute }
    }

    /// The Rust name, in another case if one is wanted, without the mark of a raw identifier.
    pub(crate) fn of_rust(ident: &Ident, case: Option<Case>) -> Self {
        let name = rust_name(ident);
        let text = case.map_or_else(|| name.clone(), |case| case.of_field(&name));
        // Nothing is left of a name of underscores.
        let text = if text.is_empty() { name } else { text };
        WireName { text, span: ident.span(), absolute: false }
    }

    /// The name's text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where the name is written.
    pub(crate) fn span(&self) -> Span {
        self.span
    }
}

/// A Rust name without the mark of a raw identifier.
pub(crate) fn rust_name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// What is wrong with a name on the wire.
pub(crate) fn complaint_about(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("a name cannot be empty: write one, or remove the option")
    } else if name.chars().any(char::is_control) {
        Some("a name cannot contain control characters: remove them")
    } else if name.chars().any(|character| matches!(character, '\u{FFFE}' | '\u{FFFF}')) {
        Some("a name cannot contain U+FFFE or U+FFFF, which XML cannot carry: remove them")
    } else if name.trim() != name {
        Some("a name cannot begin or end with a blank, which clients and the tolerant reading remove: remove it")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_name_but_not_an_empty_one() {
        assert!(complaint_about("multiply args").is_none());
        assert!(complaint_about("größe/x.y:z").is_none());
        assert!(complaint_about("").is_some());
        assert!(complaint_about("a\nb").is_some());
        assert!(complaint_about("a\u{FFFF}").is_some());
        assert!(complaint_about("list ").is_some());
    }
}
