//! The types of a service's methods as a client writes them: parameters by reference, results owned.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments, Type, parse_quote_spanned};

use super::model::{ClientParameter, ClientPresence, Form};
use super::of_service::tokens_without_self;
use crate::method::{
    Part, Passing, Presence, StructParameter, WireParameter, ends_in, in_list, in_option, is_bytes, is_plain,
    lent_option, may_be_a_date, peeled, walk, with_static_lifetimes,
};
use crate::paths::{ClientPath, at, local};

/// Types that are small, by their names: a client takes them by value.
const SMALL: [&str; 14] = [
    "DateTime",
    "SystemTime",
    "Duration",
    "Uuid",
    "Timestamp",
    "NaiveDateTime",
    "NaiveDate",
    "NaiveTime",
    "OffsetDateTime",
    "PrimitiveDateTime",
    "Instant",
    "IpAddr",
    "Ipv4Addr",
    "Ipv6Addr",
];

/// A parameter of a service's method as one of its client's.
pub(super) fn parameter(parameter: &WireParameter, index: usize, path: &ClientPath) -> ClientParameter {
    let passing = &parameter.passing;
    let own = passing_type(passing);
    let place = own.span();
    let ident = ident(parameter.rust_name.as_deref(), index, parameter.place);
    let form = form(passing);
    let root = path.at(place);
    let (ty, form, presence) = match &parameter.presence {
        Presence::Required => (by_reference(&own, path), form, ClientPresence::Required),
        Presence::Option => (by_reference(&own, path), form, ClientPresence::Option),
        Presence::Default(default) => {
            let lent = by_reference(&own, path);
            let ty =
                if in_option(&lent).is_some() { lent } else { parse_quote_spanned!(at(place)=> #root::Option<#lent>) };
            let default =
                default.as_ref().and_then(|value| syn::parse2(tokens_without_self(value.to_token_stream())).ok());
            (ty, form, ClientPresence::Default(default, Box::new(own)))
        }
        Presence::Rest => {
            let ty = match in_list(unreferenced(&own)) {
                Some(item) => parse_quote_spanned!(at(place)=> &[#item]),
                None => by_reference(&own, path),
            };
            let form = if form == Form::Bytes { Form::Serde } else { form };
            (ty, form, ClientPresence::Rest)
        }
    };
    let help = parameter.help.text(parameter.place);
    ClientParameter { ident, ty, help, form, presence }
}

/// A struct whose members are sent.
pub(super) fn members(
    parameter: &StructParameter,
    index: usize,
    presence: ClientPresence,
    path: &ClientPath,
) -> ClientParameter {
    let ty = by_reference(&passing_type(&parameter.passing), path);
    let ident = ident(Some(&parameter.name), index, parameter.place);
    ClientParameter { ident, ty, help: None, form: Form::Serde, presence }
}

/// The type of the value, and that of the error if the type is a `Result` by its name.
pub(super) fn result(ty: &Type, path: &ClientPath) -> (TokenStream, Option<TokenStream>) {
    let root = path.at(ty.span());
    let here = at(ty.span());
    if let Type::Never(_) = peeled(ty) {
        return (quote!(()), None);
    }
    let owned = owned(ty, path);
    if !is_result(&owned) {
        return (owned.to_token_stream(), None);
    }
    match &arguments(&owned)[..] {
        [GenericArgument::Type(value), GenericArgument::Type(error)] if ends_in(&owned, "Result") => {
            (value.to_token_stream(), Some(quote_spanned!(here=> #root::TypedError<#error>)))
        }
        _ => (
            quote_spanned!(here=> <#owned as #root::ResultTypes>::Value),
            Some(quote_spanned!(here=> #root::TypedError<<#owned as #root::ResultTypes>::Error>)),
        ),
    }
}

/// Whether the type is a `Result` by its name: `Result`, or an alias with parameters such as `StoreResult<T>`.
fn is_result(ty: &Type) -> bool {
    let Type::Path(path) = peeled(ty) else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    last.ident == "Result" || (last.ident.to_string().ends_with("Result") && !arguments(ty).is_empty())
}

fn arguments(ty: &Type) -> Vec<GenericArgument> {
    let Type::Path(path) = peeled(ty) else { return Vec::new() };
    match path.path.segments.last().map(|last| &last.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => arguments.args.iter().cloned().collect(),
        _ => Vec::new(),
    }
}

/// The type as the method takes it.
fn passing_type(passing: &Passing) -> Type {
    match passing {
        Passing::Value(ty) => ty.clone(),
        Passing::Lent(ty) => parse_quote_spanned!(at(ty.span())=> &#ty),
        Passing::LentOption(option) => {
            let lent = &option.lent;
            option.of(parse_quote_spanned!(at(lent.span())=> &#lent))
        }
    }
}

fn form(passing: &Passing) -> Form {
    let (lent, ty) = match passing {
        Passing::Value(ty) => (false, ty),
        Passing::Lent(ty) => (true, ty),
        Passing::LentOption(option) => (true, &option.lent),
    };
    if lent && is_bytes(ty) {
        Form::Bytes
    } else if may_be_a_date(ty) {
        Form::PerhapsDate
    } else {
        Form::Serde
    }
}

/// The type by reference, unless it is a reference, or small.
fn by_reference(ty: &Type, path: &ClientPath) -> Type {
    let here = at(ty.span());
    let root = path.at(ty.span());
    if lent_option(ty).is_some() {
        return ty.clone();
    }
    if let Some(inner) = in_option(ty) {
        let inner = by_reference(inner, path);
        return parse_quote_spanned!(here=> #root::Option<#inner>);
    }
    match peeled(ty) {
        Type::Reference(_) => ty.clone(),
        Type::Tuple(tuple) if tuple.elems.is_empty() => ty.clone(),
        _ if ends_in(ty, "String") => parse_quote_spanned!(here=> &#root::str),
        _ if ends_in(ty, "PathBuf") => parse_quote_spanned!(here=> &#root::Path),
        _ if is_plain(ty) || SMALL.iter().any(|small| ends_in(ty, small)) => ty.clone(),
        _ => match in_list(ty) {
            Some(item) => parse_quote_spanned!(here=> &[#item]),
            None => parse_quote_spanned!(here=> &#ty),
        },
    }
}

fn unreferenced(ty: &Type) -> &Type {
    match peeled(ty) {
        Type::Reference(reference) => &reference.elem,
        other => other,
    }
}

/// The type without references, which a client cannot receive.
fn owned(ty: &Type, path: &ClientPath) -> Type {
    let mut ty = with_static_lifetimes(ty);
    walk(&mut ty, &mut |part| {
        if let Part::Type(ty) = part {
            while let Type::Reference(reference) = peeled(ty) {
                *ty = owned_referent(&reference.elem, path);
            }
        }
        true
    });
    ty
}

fn owned_referent(ty: &Type, path: &ClientPath) -> Type {
    let here = at(ty.span());
    let root = path.at(ty.span());
    match peeled(ty) {
        Type::Slice(slice) => {
            let item = &slice.elem;
            parse_quote_spanned!(here=> #root::Vec<#item>)
        }
        _ if ends_in(ty, "str") => parse_quote_spanned!(here=> #root::String),
        _ if ends_in(ty, "Path") => parse_quote_spanned!(here=> #root::PathBuf),
        other => other.clone(),
    }
}

fn ident(name: Option<&str>, index: usize, place: proc_macro2::Span) -> Ident {
    let parsed =
        name.and_then(|name| syn::parse_str::<Ident>(name).or_else(|_| syn::parse_str(&format!("r#{name}"))).ok());
    match parsed {
        Some(mut ident) => {
            ident.set_span(place);
            ident
        }
        None => local(&format!("parameter{}", index + 1), place),
    }
}
