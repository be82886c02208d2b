//! Services of several blocks: a part is a constant of its type, which the block that lists the part names.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, LitStr};

use super::Entry;
use super::expand::{body, rows, scope, signature, where_clause};
use super::numbers::Numbers;
use crate::method::SharedFunctions;
use crate::paths::{PrivatePath, at};

/// The constant of a part. Its place is in the user's code, so that the compiler warns of a part that no block lists.
fn constant(part: &Ident) -> Ident {
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
    let constant = constant(part);
    let call = format_ident!("rpc_service_call_{part}", span = at(Span::call_site()));
    let numbers = Numbers::new(entries);
    let constants = numbers.constants();
    let mut functions = SharedFunctions::new(generics);
    let rows = rows(entries, prefix, &mut functions, private);
    let otherwise = quote_spanned!(at(Span::call_site())=> #root::no_such_row());
    let body = body(entries, &numbers, &otherwise, private);
    let signature = signature(private);
    // The compiler does not warn of unused items in a macro's output, unless both ends of them are in the user's code.
    let (start, end) = (quote_spanned!(part.span()=> pub(crate) const), quote_spanned!(part.span()=> ;));
    quote_spanned! {at(Span::call_site())=>
        #scope
        #constants
        #functions

        #[allow(deprecated)]
        impl #impl_generics #ty #where_clause {
            #[doc(hidden)]
            #[allow(non_upper_case_globals)]
            #start #constant: #root::ServicePart<Self> = #root::ServicePart::new(#rows, Self::#call) #end

            #[allow(dead_code)]
            fn #call #signature {
                #body
            }
        }
    }
}

/// The call `.parts(…)` of a table.
pub(super) fn rows_of(parts: &[Ident]) -> Option<TokenStream> {
    let constants = parts.iter().map(constant);
    (!parts.is_empty())
        .then(|| quote_spanned!(at(Span::call_site())=> .parts(const { &[#(Self::#constants.methods()),*] })))
}

/// What is called for a number behind the last of the block's own.
pub(super) fn otherwise(parts: &[Ident], numbers: &Numbers<'_>, private: &PrivatePath) -> TokenStream {
    let root = private.at(Span::call_site());
    if parts.is_empty() {
        return quote_spanned!(at(Span::call_site())=> #root::no_such_row());
    }
    let constants = parts.iter().map(constant);
    let own = numbers.count();
    quote_spanned! {at(Span::call_site())=>
        #root::call_part(const { &[#(Self::#constants),*] }, self, __index - #own, __arguments, __context, __response)
    }
}
