//! A method's signature on the wire: computed by the runtime from the Rust types, when somebody asks.

use proc_macro2::{Literal, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Type, parse_quote, parse_quote_spanned};

use super::arm::storage;
use super::types::{impl_trait_in, peeled, with_static_lifetimes};
use super::{Method, Presence, WireParameter};
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

/// The wire type of a parameter; of one that collects the rest, that of each value, any number of which may be missing.
fn parameter_shape(parameter: &WireParameter, runtime: &Runtime) -> TokenStream {
    let ty = storage(&parameter.passing, &parse_quote!('static), runtime);
    let here = at(ty.span());
    match parameter.presence {
        Presence::Required | Presence::Option => shape(&ty, runtime),
        Presence::Default(_) => {
            let shape = shape(&ty, runtime);
            quote_spanned!(here=> #shape.optional())
        }
        Presence::Rest => {
            let rt = runtime.at(ty.span());
            let shape = shape(&parse_quote_spanned!(here=> <#ty as #rt::Collects>::Item), runtime);
            quote_spanned!(here=> #shape.optional())
        }
    }
}

fn shape(ty: &Type, runtime: &Runtime) -> TokenStream {
    let rt = runtime.at(ty.span());
    if impl_trait_in(ty).is_some() || matches!(peeled(ty), Type::Never(_)) {
        return quote_spanned!(at(ty.span())=> #rt::TypeShape::UNKNOWN);
    }
    let ty = with_static_lifetimes(ty);
    quote_spanned!(at(ty.span())=> (&&&&&&#rt::Shape::<#ty>::new()).shape())
}
