//! All mistakes of one macro call, so that one build shows them all.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Error;

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<Error>,
    /// Where the macro cannot read Rust's own syntax.
    unreadable: Vec<Span>,
}

impl Errors {
    /// A mistake in these tokens; `message` says what to do about it.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.found.push(Error::new_spanned(tokens, message));
    }

    /// A mistake at this place; `message` says what to do about it.
    pub(crate) fn at(&mut self, place: Span, message: impl Display) {
        self.found.push(Error::new(place, message));
    }

    /// A mistake of a whole block, at the first of its places.
    pub(crate) fn once(&mut self, place: Span, message: &str) {
        if self.found.iter().any(|error| error.to_string() == message) {
            self.unreadable.push(place);
        } else {
            self.at(place, message);
        }
    }

    /// A mistake that `syn` found.
    pub(crate) fn push(&mut self, error: Error) {
        self.found.push(error);
    }

    /// Syntax that the macro cannot read. As a rule, the compiler has refused it.
    pub(crate) fn unreadable(&mut self, place: Span) {
        self.unreadable.push(place);
    }

    /// The first place of such syntax.
    pub(crate) fn first_unreadable(&self) -> Option<Span> {
        self.unreadable.first().copied()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty() && self.unreadable.is_empty()
    }

    /// The number of mistakes. Two counts tell whether one was found in between.
    pub(crate) fn count(&self) -> usize {
        self.found.len() + self.unreadable.len()
    }

    /// The code that makes the compiler show them.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.found.iter().map(Error::to_compile_error).collect()
    }
}
