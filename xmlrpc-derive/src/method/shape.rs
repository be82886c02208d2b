//! A method's signature on the wire: computed from the Rust types on demand.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments, Type, parse_quote, parse_quote_spanned};

use super::arm::storage;
use super::types::{ends_in, impl_trait_in, in_list, is_plain, peeled, with_static_lifetimes};
use super::{Method, Parameter, Passing, Presence, SharedFunctions, WireParameter};
use crate::paths::{PrivatePath, at, local};

/// The call `.shapes(…)` or `.signature(…)`.
pub(super) fn signature(method: &Method, functions: &mut SharedFunctions, private: &PrivatePath) -> TokenStream {
    let place = method.ident.span();
    let root = private.at(place);
    let result = match &method.result {
        Some(ty) => shape(&without_references(ty, private), private),
        None => shape(&parse_quote!(()), private),
    };
    if method.spread_parameters().next().is_some() {
        return collected(method, &result, private);
    }
    let parameters = method.wire_parameters().map(|parameter| parameter_shape(parameter, private));
    let shapes: Vec<TokenStream> = std::iter::once(result).chain(parameters).collect();
    if shapes.iter().all(|shape| is_shared(method, shape, functions)) {
        let ty = quote_spanned!(at(place)=> #root::TypeShape);
        let shapes = shapes.iter().map(|shape| functions.returning(shape, &ty));
        quote_spanned!(at(place)=> .shapes(&[#(#shapes),*]))
    } else {
        quote_spanned!(at(place)=> .signature(|| #root::signature(&[#(#shapes),*])))
    }
}

/// The call `.signature(…)` of a method whose parameters are collected one after the other.
fn collected(method: &Method, result: &TokenStream, private: &PrivatePath) -> TokenStream {
    let here = at(method.ident.span());
    let root = private.at(method.ident.span());
    let shapes = local("__shapes", method.ident.span());
    let statements = method.parameters.iter().filter_map(|parameter| match parameter {
        Parameter::Wire(parameter) => {
            let shape = parameter_shape(parameter, private);
            Some(quote_spanned!(here=> #shapes.push(#shape);))
        }
        Parameter::Spread(parameter) => {
            let ty = with_static_lifetimes(parameter.passing.outermost());
            let root = private.at(ty.span());
            Some(quote_spanned!(at(ty.span())=> <#ty as #root::RpcParams>::shapes(#shapes);))
        }
        Parameter::Context | Parameter::Keywords(_) => None,
    });
    quote_spanned!(here=> .signature(|| #root::collected_signature(#result, |#shapes| { #(#statements)* })))
}

/// The call `.faults(…)`, for the faults that the result's error declares; none if the type is no `Result` by its name.
pub(super) fn faults(method: &Method, functions: &mut SharedFunctions, private: &PrivatePath) -> Option<TokenStream> {
    let ty = method.result.as_ref().filter(|ty| may_be_a_result(ty) && impl_trait_in(ty).is_none())?;
    let place = at(method.ident.span());
    let root = private.at(ty.span());
    let ty = with_static_lifetimes(ty);
    let faults = quote_spanned!(place=> (&&#root::Faults::<#ty>::new()).faults());
    Some(if is_shared(method, &faults, functions) {
        let function = functions.returning(&faults, &quote_spanned!(place=> #root::Vec<#root::FaultInfo>));
        quote_spanned!(place=> .faults(#function))
    } else {
        quote_spanned!(place=> .faults(|| #faults))
    })
}

/// Whether a shared function can return this expression. The types of a method under `#[cfg]` may not exist without it.
fn is_shared(method: &Method, expression: &TokenStream, functions: &SharedFunctions) -> bool {
    method.switches.is_empty() && functions.can_return(expression)
}

/// Whether the type may be a `Result`: an alias may have any name. The compiler is not asked about other types.
fn may_be_a_result(ty: &Type) -> bool {
    match peeled(ty) {
        Type::Path(_) => !is_plain(ty),
        Type::Macro(_) => true,
        _ => false,
    }
}

/// The type with `Lent<T>` for `&T`, which has a schema. Inside of the user's own types, references are kept, since these
/// types may have bounds that `Lent` does not meet.
fn without_references(ty: &Type, private: &PrivatePath) -> Type {
    let mut ty = peeled(ty).clone();
    let holds = ["Result", "Option", "Vec", "Box"].iter().any(|name| ends_in(&ty, name));
    match &mut ty {
        Type::Reference(reference) => {
            let root = private.at(reference.span());
            let here = at(reference.span());
            let lent = without_references(&reference.elem, private);
            ty = parse_quote_spanned!(here=> #root::Lent<#lent>);
        }
        Type::Tuple(tuple) => {
            for element in &mut tuple.elems {
                *element = without_references(element, private);
            }
        }
        Type::Slice(slice) => *slice.elem = without_references(&slice.elem, private),
        Type::Path(path) if holds => {
            if let Some(segment) = path.path.segments.last_mut()
                && let PathArguments::AngleBracketed(arguments) = &mut segment.arguments
                && let Some(GenericArgument::Type(first)) = arguments.args.first_mut()
            {
                *first = without_references(first, private);
            }
        }
        _ => {}
    }
    ty
}

/// The wire type of a parameter; of one that collects the rest, that of each value, any number of which may be missing.
fn parameter_shape(parameter: &WireParameter, private: &PrivatePath) -> TokenStream {
    let ty = storage(&parameter.passing, &parse_quote!('static), private);
    let shape = match (&parameter.presence, &parameter.passing) {
        (Presence::Required | Presence::Option, _) => return shape(&ty, private),
        (Presence::Default(_), _) => shape(&ty, private),
        // The items of a list under another name are unknown. That it is a list is checked where it is read.
        (Presence::Rest, Passing::Value(list) | Passing::Lent(list)) => match in_list(list) {
            Some(ty) => shape(ty, private),
            None => unknown(&ty, private),
        },
        (Presence::Rest, Passing::LentOption(_)) => unknown(&ty, private),
    };
    quote_spanned!(at(ty.span())=> #shape.optional())
}

fn unknown(ty: &Type, private: &PrivatePath) -> TokenStream {
    let root = private.at(ty.span());
    quote_spanned!(at(ty.span())=> #root::TypeShape::UNKNOWN)
}

fn shape(ty: &Type, private: &PrivatePath) -> TokenStream {
    if impl_trait_in(ty).is_some() || matches!(peeled(ty), Type::Never(_)) {
        return unknown(ty, private);
    }
    let root = private.at(ty.span());
    let result = may_be_a_result(ty);
    let ty = with_static_lifetimes(ty);
    // Each tier costs the compiler time: those of a `Result` are left out for other types.
    if result {
        quote_spanned!(at(ty.span())=> (&&&&&#root::SchemaOf::<#ty>::new()).shape())
    } else {
        quote_spanned!(at(ty.span())=> (&&&#root::SchemaOf::<#ty>::new()).shape())
    }
}
