//! A method's signature on the wire: computed by the runtime from the Rust types, when somebody asks.

use proc_macro2::{Literal, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Type, parse_quote};

use super::arm::storage;
use super::types::{impl_trait_in, is_plain, peeled, with_static_lifetimes};
use super::{Method, WireParameter};
use crate::runtime::{Runtime, at};

/// The function that tells the signature.
pub(super) fn signature(method: &Method, runtime: &Runtime) -> TokenStream {
    let place = method.ident.span();
    let rt = runtime.at(place);
    let result = match &method.result {
        Some(ty) => shape(ty, runtime),
        None => shape(&parse_quote!(()), runtime),
    };
    let parameters = method.wire_parameters().map(|parameter| parameter_shape(parameter, runtime));
    let count = Literal::usize_unsuffixed(method.wire_parameters().count());
    quote_spanned! {at(place)=>
        || {
            let parameters: [#rt::TypeShape; #count] = [#(#parameters),*];
            #rt::Signature::new(#result, parameters)
        }
    }
}

/// The function that tells the faults that the result's error declares; none where the type is plainly no `Result`.
pub(super) fn faults(method: &Method, runtime: &Runtime) -> Option<TokenStream> {
    let ty = method.result.as_ref().filter(|ty| may_be_a_result(ty) && impl_trait_in(ty).is_none())?;
    let place = at(method.ident.span());
    let rt = runtime.at(ty.span());
    let ty = with_static_lifetimes(ty);
    Some(quote_spanned!(place=> || (&&#rt::Faults::<#ty>::new()).faults()))
}

/// Aliases of `Result` have any name. What is left out here saves the compiler a question.
fn may_be_a_result(ty: &Type) -> bool {
    match peeled(ty) {
        Type::Path(_) => !is_plain(ty),
        Type::Macro(_) => true,
        _ => false,
    }
}

fn parameter_shape(parameter: &WireParameter, runtime: &Runtime) -> TokenStream {
    shape(&storage(&parameter.passing, &parse_quote!('static), runtime), runtime)
}

fn shape(ty: &Type, runtime: &Runtime) -> TokenStream {
    let rt = runtime.at(ty.span());
    if impl_trait_in(ty).is_some() || matches!(peeled(ty), Type::Never(_)) {
        return quote_spanned!(at(ty.span())=> #rt::TypeShape::UNKNOWN);
    }
    let ty = with_static_lifetimes(ty);
    quote_spanned!(at(ty.span())=> (&&&&&&#rt::Shape::<#ty>::new()).shape())
}
