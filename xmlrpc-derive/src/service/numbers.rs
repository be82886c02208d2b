//! The rows' numbers.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, Meta};

use super::Entry;
use crate::paths::at;

/// The rows' numbers: where methods are switched off by `#[cfg]`, which only the compiler can decide, the numbers are
/// constants that it counts.
pub(super) struct Numbers<'e> {
    entries: &'e [Entry<'e>],
    counted: bool,
}

impl<'e> Numbers<'e> {
    pub(super) fn new(entries: &'e [Entry<'e>]) -> Self {
        Numbers { entries, counted: entries.iter().any(|entry| !entry.method.switches.is_empty()) }
    }

    pub(super) fn pattern(&self, index: usize) -> TokenStream {
        if self.counted {
            let constant = self.constant(index);
            quote!(#constant)
        } else {
            let number = Literal::usize_unsuffixed(index);
            quote!(#number)
        }
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> TokenStream {
        self.pattern(self.entries.len())
    }

    fn constant(&self, index: usize) -> Ident {
        let place = self.entries.get(index).map_or_else(Span::call_site, |entry| entry.method.ident.span());
        format_ident!("__ROW_{index}", span = at(place))
    }

    pub(super) fn constants(&self) -> TokenStream {
        if !self.counted {
            return TokenStream::new();
        }
        let constants = (0..=self.entries.len()).map(|index| {
            let constant = self.constant(index);
            let value = match index.checked_sub(1) {
                None => quote!(0),
                Some(before) => {
                    let previous = self.constant(before);
                    let conditions = conditions(&self.entries[before].method.switches);
                    quote!(#previous + ::core::cfg!(all(#(#conditions),*)) as ::core::primitive::usize)
                }
            };
            quote_spanned! {at(Span::call_site())=>
                const #constant: ::core::primitive::usize = #value;
            }
        });
        constants.collect()
    }
}

/// What stands inside each `#[cfg(…)]`.
fn conditions(switches: &[Attribute]) -> impl Iterator<Item = &TokenStream> {
    switches.iter().filter_map(|switch| match &switch.meta {
        Meta::List(list) => Some(&list.tokens),
        _ => None,
    })
}
