//! Services of several blocks: a part is a function of its type, which the block that lists the part names.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, LitStr};

use super::Entry;
use super::expand::{body, rows, scope, signature, where_clause};
use super::numbers::Numbers;
use crate::method::SharedFunctions;
use crate::paths::{PrivatePath, at};

/// The function that returns a part. Its place is in the user's code, so that the compiler warns of a part of a generic
/// type that no block lists.
fn function(part: &Ident) -> Ident {
    format_ident!("rpc_service_part_{part}", span = part.span())
}

/// The implementation of a part, to be put into a block of its own.
pub(super) fn implementation(
    (part, prefix): (&Ident, Option<&LitStr>),
    generics: &Generics,
    ty: &TokenStream,
    entries: &[Entry<'_>],
    private: &PrivatePath,
) -> TokenStream {
    let root = private.at(Span::call_site());
    let scope = scope(private);
    let (impl_generics, _, _) = generics.split_for_impl();
    let where_clause = where_clause(generics, ty.span());
    let function = function(part);
    // A part with mistakes, which has no entries, may be of a block with others.
    let listed = if entries.is_empty() { None } else { listed(part, generics, private) };
    let call = format_ident!("rpc_service_call_{part}", span = at(Span::call_site()));
    let numbers = Numbers::new(entries);
    let constants = numbers.constants();
    let mut functions = SharedFunctions::new(generics);
    let rows = rows(entries, prefix, &mut functions, private);
    let otherwise = quote_spanned!(at(Span::call_site())=> #root::no_such_row());
    let body = body(entries, &numbers, &otherwise, private);
    let signature = signature(private);
    // The compiler does not warn of unused items in a macro's output, unless both ends of them are in the user's code.
    let start = quote_spanned!(part.span()=> pub(crate) const fn);
    let mut body_of_part = Group::new(
        Delimiter::Brace,
        quote_spanned!(at(Span::call_site())=> #listed #root::ServicePart::new(#rows, Self::#call)),
    );
    body_of_part.set_span(part.span());
    quote_spanned! {at(Span::call_site())=>
        #scope
        #constants
        #functions

        #[allow(deprecated)]
        impl #impl_generics #ty #where_clause {
            #[doc(hidden)]
            #start #function() -> #root::ServicePart<Self> #body_of_part

            #[allow(dead_code)]
            fn #call #signature {
                #body
            }
        }
    }
}

/// Demands that some block of the type lists the part. Types that have parameters cannot say so.
fn listed(part: &Ident, generics: &Generics, private: &PrivatePath) -> Option<TokenStream> {
    if !generics.params.is_empty() {
        return None;
    }
    let root = private.at(part.span());
    let number = number(part);
    // The message has the marker's name.
    let marker = Ident::new(&part.to_string(), at(part.span()));
    Some(quote_spanned! {at(part.span())=>
        {
            struct #marker;
            <Self as #root::Listed<#number, #marker>>::LISTED
        }
    })
}

/// A number for the name of a part: FNV-1a.
fn number(part: &Ident) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    part.to_string().bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// What the block that lists parts says about them: which it lists, and what the compiler says of one that is not there.
pub(super) fn declarations(
    parts: &[Ident],
    generics: &Generics,
    ty: &TokenStream,
    private: &PrivatePath,
) -> TokenStream {
    let declarations = parts.iter().map(|part| {
        let here = at(part.span());
        let root = private.at(part.span());
        let (function, number) = (function(part), number(part));
        let missing = format_ident!("__Part_{part}", span = here);
        let marker = Ident::new(&part.to_string(), here);
        let lists = generics.params.is_empty().then(|| {
            quote_spanned! {here=>
                impl #root::ListsPart<#number> for #ty {}
            }
        });
        quote_spanned! {here=>
            // A function of the type itself comes before one of a trait.
            trait #missing: ::core::marker::Sized {
                fn #function() -> #root::ServicePart<Self>
                where
                    Self: #root::HasPart<__parts::#marker>,
                {
                    ::core::panic!()
                }
            }
            impl<T> #missing for T {}

            #lists
        }
    });
    let markers = parts.iter().map(|part| Ident::new(&part.to_string(), at(part.span())));
    let module = (!parts.is_empty()).then(|| {
        quote_spanned! {at(Span::call_site())=>
            // Their names are those of the parts, for messages.
            mod __parts {
                #(pub(super) struct #markers;)*
            }
        }
    });
    let declarations: TokenStream = declarations.collect();
    quote_spanned!(at(Span::call_site())=> #module #declarations)
}

/// The call `.parts(…)` of a table.
pub(super) fn rows_of(parts: &[Ident]) -> Option<TokenStream> {
    let calls = parts.iter().map(call);
    (!parts.is_empty()).then(|| quote_spanned!(at(Span::call_site())=> .parts(const { &[#(#calls.methods()),*] })))
}

/// The part, shown where it is listed.
fn call(part: &Ident) -> TokenStream {
    let function = function(part);
    quote_spanned!(at(part.span())=> Self::#function())
}

/// What is called for a number behind the last of the block's own.
pub(super) fn otherwise(parts: &[Ident], numbers: &Numbers<'_>, private: &PrivatePath) -> TokenStream {
    let root = private.at(Span::call_site());
    if parts.is_empty() {
        return quote_spanned!(at(Span::call_site())=> #root::no_such_row());
    }
    let calls = parts.iter().map(call);
    let own = numbers.count();
    quote_spanned! {at(Span::call_site())=>
        #root::call_part(const { &[#(#calls),*] }, self, __index - #own, __arguments, __context, __response)
    }
}
