//! A method's signature on the wire: computed from the Rust types on demand.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments, Type, parse_quote, parse_quote_spanned};

use super::arm::storage;
use super::types::{ends_in, impl_trait_in, in_list, is_plain, peeled, with_static_lifetimes};
use super::{Method, Passing, Presence, WireParameter};
use crate::runtime::{Runtime, at};

/// The function that tells the signature.
pub(super) fn signature(method: &Method, runtime: &Runtime) -> TokenStream {
    let place = method.ident.span();
    let rt = runtime.at(place);
    let result = match &method.result {
        Some(ty) => shape(&without_references(ty, runtime), runtime),
        None => shape(&parse_quote!(()), runtime),
    };
    let parameters = method.wire_parameters().map(|parameter| parameter_shape(parameter, runtime));
    quote_spanned!(at(place)=> || #rt::signature(&[#result, #(#parameters),*]))
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

/// The type with `Lent<T>` for `&T`, which can be asked what it looks like. Inside of types of the user's own it stays:
/// these may want more of their parameters than `Lent` offers.
fn without_references(ty: &Type, runtime: &Runtime) -> Type {
    let mut ty = peeled(ty).clone();
    let holds = ["Result", "Option", "Vec", "Box"].iter().any(|name| ends_in(&ty, name));
    match &mut ty {
        Type::Reference(reference) => {
            let rt = runtime.at(reference.span());
            let here = at(reference.span());
            let lent = without_references(&reference.elem, runtime);
            ty = parse_quote_spanned!(here=> #rt::Lent<#lent>);
        }
        Type::Tuple(tuple) => {
            for element in &mut tuple.elems {
                *element = without_references(element, runtime);
            }
        }
        Type::Slice(slice) => *slice.elem = without_references(&slice.elem, runtime),
        Type::Path(path) if holds => {
            if let Some(segment) = path.path.segments.last_mut()
                && let PathArguments::AngleBracketed(arguments) = &mut segment.arguments
                && let Some(GenericArgument::Type(first)) = arguments.args.first_mut()
            {
                *first = without_references(first, runtime);
            }
        }
        _ => {}
    }
    ty
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
    let result = may_be_a_result(ty);
    let ty = with_static_lifetimes(ty);
    // Each step of the choice costs the compiler time: those that look into a `Result` are left out where none is.
    if result {
        quote_spanned!(at(ty.span())=> (&&&&&#rt::SchemaOf::<#ty>::new()).shape())
    } else {
        quote_spanned!(at(ty.span())=> (&&&#rt::SchemaOf::<#ty>::new()).shape())
    }
}
