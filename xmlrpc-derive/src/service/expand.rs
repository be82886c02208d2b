//! The implementation of `Service`: a table, and a `match` with an arm for each of its rows.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, LitStr};

use super::numbers::Numbers;
use super::{Entry, Published, parts};
use crate::method::{SharedFunctions, arm, row};
use crate::paths::{PrivatePath, at};

/// Implements `Service` for a type, with these methods. The code is to be put into a block of its own.
pub(crate) fn implementation(published: &Published<'_>, entries: &[Entry<'_>], private: &PrivatePath) -> TokenStream {
    let root = private.at(Span::call_site());
    let scope = scope(private);
    let header = header(published, private);
    let mut functions = SharedFunctions::new(published.generics);
    let (catalogued, table) = catalogued(published, table(published, entries, &mut functions, private), private);
    let numbers = Numbers::new(entries);
    let constants = numbers.constants();
    let declarations = parts::declarations(published.listed, published.generics, &published.ty, private);
    let otherwise = parts::otherwise(published.parts, &numbers, private);
    let body = body(entries, &numbers, &otherwise, private);
    let signature = signature(private);
    quote_spanned! {at(Span::call_site())=>
        #scope
        #constants
        #functions
        #declarations

        #[automatically_derived]
        #[allow(deprecated)]
        #header {
            fn info(&self) -> &'static #root::ServiceInfo {
                #table
            }

            fn call #signature {
                #body
            }
        }

        #catalogued
    }
}

/// The imports of generated code.
pub(super) fn scope(private: &PrivatePath) -> TokenStream {
    let import = private.import();
    let root = private.at(Span::call_site());
    quote_spanned! {at(Span::call_site())=>
        #import
        use #root::tiers::*;
    }
}

/// Parameters and result of the dispatch function.
pub(super) fn signature(private: &PrivatePath) -> TokenStream {
    let root = private.at(Span::call_site());
    quote_spanned! {at(Span::call_site())=>
        <'__call>(
            &'__call self,
            __index: ::core::primitive::usize,
            __arguments: &mut #root::Arguments<'__call>,
            __context: &'__call #root::CallContext,
            __response: &'__call mut #root::Response,
        ) -> #root::Result<#root::Reply<'__call>, #root::Fault>
    }
}

/// The dispatch.
pub(super) fn body(
    entries: &[Entry<'_>],
    numbers: &Numbers<'_>,
    otherwise: &TokenStream,
    private: &PrivatePath,
) -> TokenStream {
    let arms = entries.iter().enumerate().map(|(index, entry)| {
        let switches = &entry.method.switches;
        let number = numbers.pattern(index);
        let arm = arm(entry.method, &entry.callee, private);
        quote_spanned!(at(entry.method.ident.span())=> #(#switches)* #number => #arm)
    });
    quote_spanned! {at(Span::call_site())=>
        match __index {
            #(#arms)*
            _ => #otherwise,
        }
    }
}

fn header(published: &Published<'_>, private: &PrivatePath) -> TokenStream {
    let ty = &published.ty;
    let root = private.at(ty.span());
    let (impl_generics, _, _) = published.generics.split_for_impl();
    let where_clause = where_clause(published.generics, ty.span());
    quote_spanned!(at(ty.span())=> impl #impl_generics #root::Service for #ty #where_clause)
}

/// The block's own conditions, and those of a service.
pub(super) fn where_clause(generics: &Generics, place: Span) -> Option<TokenStream> {
    let written = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let predicates: Vec<TokenStream> = written.map(ToTokens::to_token_stream).chain(bounds(generics, place)).collect();
    (!predicates.is_empty()).then(|| quote!(where #(#predicates),*))
}

/// The bounds of a generic service: threads share it. Its own bounds need not say so.
///
/// A type with lifetimes gets the bound `'static` alone: the compiler does not see that a future which holds the service
/// is `Send` if that follows from a bound with a lifetime.
fn bounds(generics: &Generics, place: Span) -> Option<TokenStream> {
    let has_lifetimes = generics.lifetimes().next().is_some();
    let has_types = generics.type_params().next().is_some();
    match (has_lifetimes, has_types) {
        (false, false) => None,
        (false, true) => Some(quote_spanned!(at(place)=> Self: ::core::marker::Send + ::core::marker::Sync + 'static)),
        (true, _) => Some(quote_spanned!(at(place)=> Self: 'static)),
    }
}

fn table(
    published: &Published<'_>,
    entries: &[Entry<'_>],
    functions: &mut SharedFunctions,
    private: &PrivatePath,
) -> TokenStream {
    let Published { name, prefix, help, max_concurrent, .. } = published;
    if let Some(place) = published.unreadable {
        return unreadable(place);
    }
    let root = private.at(Span::call_site());
    let rows = rows(entries, None, functions, private);
    let parts = parts::rows_of(published.parts);
    let help = help.call(Span::call_site());
    let limit = max_concurrent.map(|calls| quote_spanned!(at(Span::call_site())=> .max_concurrent(#calls)));
    quote_spanned! {at(Span::call_site())=>
        const { &#root::ServiceInfo::new(#name, #prefix, #rows) #parts #help #limit }
    }
}

/// The table of a service with syntax that the macro cannot read. As a rule the compiler has refused it, so that the
/// program never runs. If the compiler knows syntax that the macro does not, the program panics when it starts, since no
/// macro can report an error only where the compiler has none.
pub(crate) fn unreadable(place: Span) -> TokenStream {
    quote_spanned! {at(place)=>
        ::core::panic!("the macro cannot read the syntax at {}:{}: write it in another way", ::core::file!(), ::core::line!())
    }
}

/// The rows as a constant slice; `prefix` is that of a part.
pub(super) fn rows(
    entries: &[Entry<'_>],
    prefix: Option<&LitStr>,
    functions: &mut SharedFunctions,
    private: &PrivatePath,
) -> TokenStream {
    let rows = entries.iter().map(|entry| {
        let switches = &entry.method.switches;
        let row = row(entry.method, functions, private);
        let here = at(entry.method.ident.span());
        let prefix = prefix.map(|prefix| quote_spanned!(here=> .own_prefix(#prefix)));
        quote_spanned!(here=> #(#switches)* #row #prefix)
    });
    quote_spanned!(at(Span::call_site())=> const { &[#(#rows),*] })
}

/// The entry in the program's catalogue, and the expression that then stands for the table. A generic type has no
/// entry: it is a service once for each use.
///
/// A trait of the block's own returns the table, since the table names `Self` and the catalogue has no instance.
fn catalogued(
    published: &Published<'_>,
    table: TokenStream,
    private: &PrivatePath,
) -> (Option<TokenStream>, TokenStream) {
    if !published.generics.params.is_empty() {
        return (None, table);
    }
    let root = private.at(Span::call_site());
    let ty = &published.ty;
    let where_clause = where_clause(published.generics, ty.span());
    let catalogued = quote_spanned! {at(Span::call_site())=>
        trait __Table {
            fn table() -> &'static #root::ServiceInfo;
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl __Table for #ty #where_clause {
            fn table() -> &'static #root::ServiceInfo {
                #table
            }
        }

        #root::inventory::submit! {
            #root::CataloguedTable(<#ty as __Table>::table)
        }
    };
    (Some(catalogued), quote_spanned!(at(Span::call_site())=> <Self as __Table>::table()))
}
