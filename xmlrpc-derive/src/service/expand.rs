//! The implementation of the runtime's `Service`: a table, and a `match` with an arm for each of its rows.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Generics, Meta};

use super::{Entry, Published};
use crate::method::{arm, row};
use crate::runtime::{Runtime, at};

/// Implements `Service` for a type, with these methods. What comes out belongs into a block of its own.
pub(crate) fn implementation(published: &Published<'_>, entries: &[Entry<'_>], runtime: &Runtime) -> TokenStream {
    let rt = runtime.at(Span::call_site());
    let import = runtime.import();
    let header = header(published, runtime);
    let table = table(published, entries, runtime);
    let numbers = Numbers::new(entries);
    let constants = numbers.constants();
    let arms = entries.iter().enumerate().map(|(index, entry)| {
        let switches = &entry.method.switches;
        let number = numbers.pattern(index);
        let arm = arm(entry.method, &entry.callee, runtime);
        quote_spanned!(at(entry.method.ident.span())=> #(#switches)* #number => #arm)
    });
    quote_spanned! {at(Span::call_site())=>
        #import
        use #rt::tiers::*;
        #constants

        #[automatically_derived]
        #[allow(deprecated)]
        #header {
            fn info(&self) -> &'static #rt::ServiceInfo {
                #table
            }

            fn call<'call>(
                &'call self,
                index: ::core::primitive::usize,
                arguments: &mut #rt::Arguments<'call>,
                context: &'call #rt::CallContext,
                response: &'call mut #rt::Response,
            ) -> #rt::Result<#rt::Reply<'call>, #rt::Fault> {
                match index {
                    #(#arms)*
                    _ => #rt::no_such_row(),
                }
            }
        }
    }
}

fn header(published: &Published<'_>, runtime: &Runtime) -> TokenStream {
    let ty = &published.ty;
    let rt = runtime.at(ty.span());
    let (impl_generics, _, where_clause) = published.generics.split_for_impl();
    let written = where_clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    let predicates: Vec<TokenStream> =
        written.map(ToTokens::to_token_stream).chain(bounds(published.generics, ty.span())).collect();
    let where_clause = (!predicates.is_empty()).then(|| quote!(where #(#predicates),*));
    quote_spanned!(at(ty.span())=> impl #impl_generics #rt::Service for #ty #where_clause)
}

/// A generic type is a service as far as it can be shared between threads: its own bounds need not say so.
///
/// Of a type with lifetimes, only `'static` is asked: the compiler does not see that a future which holds the service
/// is `Send` when that follows from a bound with a lifetime.
fn bounds(generics: &Generics, place: Span) -> Option<TokenStream> {
    let has_lifetimes = generics.lifetimes().next().is_some();
    let has_types = generics.type_params().next().is_some();
    match (has_lifetimes, has_types) {
        (false, false) => None,
        (false, true) => Some(quote_spanned!(at(place)=> Self: ::core::marker::Send + ::core::marker::Sync + 'static)),
        (true, _) => Some(quote_spanned!(at(place)=> Self: 'static)),
    }
}

fn table(published: &Published<'_>, entries: &[Entry<'_>], runtime: &Runtime) -> TokenStream {
    let Published { name, prefix, help, .. } = published;
    let rt = runtime.at(Span::call_site());
    let rows = entries.iter().map(|entry| {
        let switches = &entry.method.switches;
        let row = row(entry.method, runtime);
        quote_spanned!(at(entry.method.ident.span())=> #(#switches)* #row)
    });
    let help = help.call(Span::call_site());
    quote_spanned! {at(Span::call_site())=>
        const { &#rt::ServiceInfo::new(#name, #prefix, const { &[#(#rows),*] }) #help }
    }
}

/// The rows' numbers. Where methods are switched off by `#[cfg]`, which only the compiler can decide, the numbers are
/// constants that it counts.
struct Numbers<'e> {
    entries: &'e [Entry<'e>],
    counted: bool,
}

impl<'e> Numbers<'e> {
    fn new(entries: &'e [Entry<'e>]) -> Self {
        Numbers { entries, counted: entries.iter().any(|entry| !entry.method.switches.is_empty()) }
    }

    fn pattern(&self, index: usize) -> TokenStream {
        if self.counted {
            let constant = self.constant(index);
            quote!(#constant)
        } else {
            let number = Literal::usize_unsuffixed(index);
            quote!(#number)
        }
    }

    fn constant(&self, index: usize) -> Ident {
        format_ident!("__ROW_{index}", span = at(self.entries[index].method.ident.span()))
    }

    fn constants(&self) -> TokenStream {
        if !self.counted {
            return TokenStream::new();
        }
        let constants = (0..self.entries.len()).map(|index| {
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
