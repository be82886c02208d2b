//! An annotated block, as it describes itself, and what is written from it.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::{Generics, LitStr, Path};

use crate::doc::Help;
use crate::method::Method;
use crate::runtime::at;

/// An annotated block.
pub(super) struct Service {
    /// The Rust type's name, without its path and parameters.
    pub(super) name: String,
    /// What stands before the dot of every name.
    pub(super) prefix: Option<LitStr>,
    pub(super) help: Help,
    /// The trait that the block implements, if it does.
    pub(super) trait_path: Option<Path>,
    pub(super) methods: Vec<Method>,
}

impl Service {
    pub(super) fn prefix_text(&self) -> String {
        self.prefix.as_ref().map(LitStr::value).unwrap_or_default()
    }

    /// The name by which callers know a method, unless the service is mounted under another prefix.
    pub(super) fn full_name(&self, method: &Method) -> String {
        let name = method.name.text();
        match self.prefix_text() {
            prefix if prefix.is_empty() => name,
            prefix => format!("{prefix}.{name}"),
        }
    }

    /// The path by which generated code calls a method.
    pub(super) fn callee(&self, method: &Method) -> TokenStream {
        let ident = &method.ident;
        match &self.trait_path {
            None => quote_spanned!(at(ident.span())=> Self::#ident),
            Some(path) => quote_spanned!(at(ident.span())=> <Self as #path>::#ident),
        }
    }
}

/// What an implementation says of the service as a whole.
pub(crate) struct Published<'s> {
    /// The Rust name, for messages.
    pub(crate) name: String,
    /// What stands before the dot of every name; empty if nothing does.
    pub(crate) prefix: String,
    pub(crate) help: &'s Help,
    pub(crate) generics: &'s Generics,
    /// The type that is a service.
    pub(crate) ty: TokenStream,
}

/// A method and how it is called.
pub(crate) struct Entry<'s> {
    pub(crate) method: &'s Method,
    /// The path of the function.
    pub(crate) callee: TokenStream,
}
