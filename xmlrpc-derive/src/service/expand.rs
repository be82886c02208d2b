//! The implementation of the runtime's `Service`: a table, and a `match` with an arm for each of its rows.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Generics;
use syn::spanned::Spanned;

use super::numbers::Numbers;
use super::{Entry, Published, parts};
use crate::method::{arm, row};
use crate::runtime::{Runtime, at};

/// Implements `Service` for a type, with these methods. What comes out belongs into a block of its own.
pub(crate) fn implementation(published: &Published<'_>, entries: &[Entry<'_>], runtime: &Runtime) -> TokenStream {
    let rt = runtime.at(Span::call_site());
    let scope = scope(runtime);
    let header = header(published, runtime);
    let (catalogued, table) = catalogued(published, table(published, entries, runtime), runtime);
    let numbers = Numbers::new(entries);
    let constants = numbers.constants();
    let otherwise = parts::otherwise(published.parts, &numbers, runtime);
    let body = body(entries, &numbers, &otherwise, runtime);
    let signature = signature(runtime);
    quote_spanned! {at(Span::call_site())=>
        #scope
        #constants

        #[automatically_derived]
        #[allow(deprecated)]
        #header {
            fn info(&self) -> &'static #rt::ServiceInfo {
                #table
            }

            fn call #signature {
                #body
            }
        }

        #catalogued
    }
}

/// What generated code finds by short names.
pub(super) fn scope(runtime: &Runtime) -> TokenStream {
    let import = runtime.import();
    let rt = runtime.at(Span::call_site());
    quote_spanned! {at(Span::call_site())=>
        #import
        use #rt::tiers::*;
    }
}

/// Parameters and result of what calls a row's method.
pub(super) fn signature(runtime: &Runtime) -> TokenStream {
    let rt = runtime.at(Span::call_site());
    quote_spanned! {at(Span::call_site())=>
        <'call>(
            &'call self,
            index: ::core::primitive::usize,
            arguments: &mut #rt::Arguments<'call>,
            context: &'call #rt::CallContext,
            response: &'call mut #rt::Response,
        ) -> #rt::Result<#rt::Reply<'call>, #rt::Fault>
    }
}

/// The dispatch.
pub(super) fn body(
    entries: &[Entry<'_>],
    numbers: &Numbers<'_>,
    otherwise: &TokenStream,
    runtime: &Runtime,
) -> TokenStream {
    let arms = entries.iter().enumerate().map(|(index, entry)| {
        let switches = &entry.method.switches;
        let number = numbers.pattern(index);
        let arm = arm(entry.method, &entry.callee, runtime);
        quote_spanned!(at(entry.method.ident.span())=> #(#switches)* #number => #arm)
    });
    quote_spanned! {at(Span::call_site())=>
        match index {
            #(#arms)*
            _ => #otherwise,
        }
    }
}

fn header(published: &Published<'_>, runtime: &Runtime) -> TokenStream {
    let ty = &published.ty;
    let rt = runtime.at(ty.span());
    let (impl_generics, _, _) = published.generics.split_for_impl();
    let where_clause = where_clause(published.generics, ty.span());
    quote_spanned!(at(ty.span())=> impl #impl_generics #rt::Service for #ty #where_clause)
}

/// The block's own conditions, and those of a service.
pub(super) fn where_clause(generics: &Generics, place: Span) -> Option<TokenStream> {
    let written = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let predicates: Vec<TokenStream> = written.map(ToTokens::to_token_stream).chain(bounds(generics, place)).collect();
    (!predicates.is_empty()).then(|| quote!(where #(#predicates),*))
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
    if let Some(place) = published.unreadable {
        return unreadable(place);
    }
    let rt = runtime.at(Span::call_site());
    let rows = rows(entries, runtime);
    let parts = parts::rows_of(published.parts);
    let help = help.call(Span::call_site());
    quote_spanned! {at(Span::call_site())=>
        const { &#rt::ServiceInfo::new(#name, #prefix, #rows) #parts #help }
    }
}

/// What is asked for the table of a service that cannot be understood. As a rule the compiler has refused it before the
/// macro runs, so that it is never asked. If the compiler knows syntax that the macro does not, the program stops when
/// it starts, since no macro can report an error only where the compiler has none.
pub(crate) fn unreadable(place: Span) -> TokenStream {
    quote_spanned! {at(place)=>
        ::core::panic!("the macro cannot read the syntax at {}:{}: write it in another way", ::core::file!(), ::core::line!())
    }
}

/// The rows as a constant slice.
pub(super) fn rows(entries: &[Entry<'_>], runtime: &Runtime) -> TokenStream {
    let rows = entries.iter().map(|entry| {
        let switches = &entry.method.switches;
        let row = row(entry.method, runtime);
        quote_spanned!(at(entry.method.ident.span())=> #(#switches)* #row)
    });
    quote_spanned!(at(Span::call_site())=> const { &[#(#rows),*] })
}

/// The entry in the program's catalogue, and the expression that then stands for the table. A generic type has no
/// entry: it is a service once for each use.
///
/// The table is told by a trait of the block's own, since it speaks of `Self` and the catalogue has no instance.
fn catalogued(published: &Published<'_>, table: TokenStream, runtime: &Runtime) -> (Option<TokenStream>, TokenStream) {
    if !published.generics.params.is_empty() {
        return (None, table);
    }
    let rt = runtime.at(Span::call_site());
    let ty = &published.ty;
    let where_clause = where_clause(published.generics, ty.span());
    let catalogued = quote_spanned! {at(Span::call_site())=>
        trait __Table {
            fn table() -> &'static #rt::ServiceInfo;
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl __Table for #ty #where_clause {
            fn table() -> &'static #rt::ServiceInfo {
                #table
            }
        }

        #rt::inventory::submit! {
            #rt::CataloguedTable(<#ty as __Table>::table)
        }
    };
    (Some(catalogued), quote_spanned!(at(Span::call_site())=> <Self as __Table>::table()))
}
