//! The functions that the rows of a block share: one for each type, since the compiler takes more time for one in each
//! row.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::Generics;

use crate::paths::{at, local};

/// The functions of a block.
pub(crate) struct SharedFunctions {
    /// Whether types may name parameters of the block, which functions beside it do not know.
    is_generic: bool,
    /// By what each returns.
    names: HashMap<String, Ident>,
    items: TokenStream,
}

impl SharedFunctions {
    /// None so far, of a block with these generics.
    pub(crate) fn new(generics: &Generics) -> Self {
        let is_generic = generics.type_params().next().is_some() || generics.const_params().next().is_some();
        SharedFunctions { is_generic, names: HashMap::new(), items: TokenStream::new() }
    }

    /// Whether a function beside the block can return this expression.
    pub(super) fn can_return(&self, expression: &TokenStream) -> bool {
        !self.is_generic && !names_self(expression.clone())
    }

    /// The name of the function that returns this expression.
    pub(super) fn returning(&mut self, expression: &TokenStream, ty: &TokenStream) -> Ident {
        let mut text = expression.to_string();
        let count = self.names.len();
        if text.contains("$crate") {
            // It may be another crate each time.
            text.push_str(&format!(" {count}"));
        }
        let items = &mut self.items;
        let name = self.names.entry(text).or_insert_with(|| {
            let name = local(&format!("__shared_{count}"), Span::call_site());
            items.extend(quote_spanned! {at(Span::call_site())=>
                #[allow(deprecated)]
                fn #name() -> #ty {
                    #expression
                }
            });
            name
        });
        name.clone()
    }
}

impl ToTokens for SharedFunctions {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.items.to_tokens(tokens);
    }
}

fn names_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "Self",
        TokenTree::Group(group) => names_self(group.stream()),
        _ => false,
    })
}
