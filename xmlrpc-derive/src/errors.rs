//! Every mistake in what a user wrote, so that one build shows them all.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Error;

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Errors(Vec<Error>);

impl Errors {
    /// A mistake in these tokens; `message` says what to do about it.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.0.push(Error::new_spanned(tokens, message));
    }

    /// A mistake at this place; `message` says what to do about it.
    pub(crate) fn at(&mut self, place: Span, message: impl Display) {
        self.0.push(Error::new(place, message));
    }

    /// A mistake that `syn` found.
    pub(crate) fn push(&mut self, error: Error) {
        self.0.push(error);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are: whoever compares two counts knows whether something went wrong in between.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The code that makes the compiler show them.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.0.iter().map(Error::to_compile_error).collect()
    }
}
