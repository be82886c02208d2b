//! The model of an annotated block.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Attribute, Expr, Generics, Ident, LitStr, Path};

use crate::doc::Help;
use crate::method::{Method, WireName};
use crate::paths::at;

/// An annotated block.
pub(super) struct Service {
    /// The Rust type's name, without its path and parameters.
    pub(super) name: String,
    /// What stands before the dot of every name.
    pub(super) prefix: Option<LitStr>,
    /// How many calls run at the same time, if there is a limit.
    pub(super) max_concurrent: Option<Expr>,
    pub(super) role: Role,
    pub(super) help: Help,
    /// The trait that the block implements, if it does.
    pub(super) trait_path: Option<Path>,
    pub(super) methods: Vec<Method>,
    /// The block's `#[cfg]` attributes.
    pub(super) switches: Vec<Attribute>,
}

/// The role of a block for its type.
#[derive(Clone)]
pub(super) enum Role {
    /// The one that makes it a service, together with these parts.
    Whole(Vec<Ident>),
    /// The part of this name.
    Part(Ident),
}

impl Service {
    /// Whether it makes its type a service, wherever it is compiled.
    pub(super) fn makes_service(&self) -> bool {
        matches!(self.role, Role::Whole(_)) && self.switches.is_empty()
    }

    /// Whether it publishes nothing.
    pub(super) fn is_empty(&self) -> bool {
        let has_parts = matches!(&self.role, Role::Whole(parts) if !parts.is_empty());
        self.methods.is_empty() && !has_parts
    }

    pub(super) fn prefix_text(&self) -> String {
        self.prefix.as_ref().map(LitStr::value).unwrap_or_default()
    }

    /// A name as callers know it, unless the service is mounted under another prefix.
    pub(super) fn full_name(&self, name: &WireName) -> String {
        match self.prefix_text() {
            prefix if prefix.is_empty() || name.absolute => name.text().to_owned(),
            prefix => format!("{prefix}.{}", name.text()),
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

/// What the table says about the service.
pub(crate) struct Published<'s> {
    /// The Rust name, for messages.
    pub(crate) name: String,
    /// What stands before the dot of every name; empty if nothing does.
    pub(crate) prefix: String,
    pub(crate) help: &'s Help,
    /// How many calls run at the same time, if there is a limit.
    pub(crate) max_concurrent: Option<&'s Expr>,
    /// Further blocks of the type.
    pub(crate) parts: &'s [Ident],
    /// Those that it lists, although mistakes may leave them out.
    pub(crate) listed: &'s [Ident],
    pub(crate) generics: &'s Generics,
    /// Where a method cannot be understood.
    pub(crate) unreadable: Option<Span>,
    /// The type that is a service.
    pub(crate) ty: TokenStream,
}

/// A method and how it is called.
pub(crate) struct Entry<'s> {
    pub(crate) method: &'s Method,
    /// The path of the function.
    pub(crate) callee: TokenStream,
}
