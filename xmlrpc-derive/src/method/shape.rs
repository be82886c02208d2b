//! A method's signature on the wire: computed by the runtime from the Rust types, when somebody asks.

use proc_macro2::{Literal, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Type, parse_quote};

use super::arm::storage;
use super::types::{impl_trait_in, in_list, peeled, with_static_lifetimes};
use super::{Method, Passing, Presence, WireParameter};
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
    let shape = match (&parameter.presence, &parameter.passing) {
        (Presence::Required | Presence::Option, _) => return shape(&ty, runtime),
        (Presence::Default(_), _) => shape(&ty, runtime),
        // What a list under another name holds is not told. Whether it is one, is asked where it is read.
        (Presence::Rest, Passing::Value(list) | Passing::Lent(list)) => match in_list(list) {
            Some(ty) => shape(ty, runtime),
            None => unknown(&ty, runtime),
        },
        (Presence::Rest, Passing::LentOption(_)) => unknown(&ty, runtime),
    };
    quote_spanned!(at(ty.span())=> #shape.optional())
}

fn unknown(ty: &Type, runtime: &Runtime) -> TokenStream {
    let rt = runtime.at(ty.span());
    quote_spanned!(at(ty.span())=> #rt::TypeShape::UNKNOWN)
}

fn shape(ty: &Type, runtime: &Runtime) -> TokenStream {
    if impl_trait_in(ty).is_some() || matches!(peeled(ty), Type::Never(_)) {
        return unknown(ty, runtime);
    }
    let rt = runtime.at(ty.span());
    let ty = with_static_lifetimes(ty);
    quote_spanned!(at(ty.span())=> (&&&&&&#rt::Shape::<#ty>::new()).shape())
}
