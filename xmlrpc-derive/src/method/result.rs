//! Results that cannot be sent, as far as their tokens show.

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{GenericArgument, PathArguments, Signature, Token, TraitBound, Type, TypeParamBound};

use super::types::{ends_in, peeled};
use super::walk::{Part, walk};
use crate::errors::Errors;

/// What a method cannot return.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Refused {
    Future,
    Iterator,
    Stream,
}

const TRAITS: [(&str, Refused); 10] = [
    ("Future", Refused::Future),
    ("IntoFuture", Refused::Future),
    ("Iterator", Refused::Iterator),
    ("IntoIterator", Refused::Iterator),
    ("DoubleEndedIterator", Refused::Iterator),
    ("ExactSizeIterator", Refused::Iterator),
    ("FusedIterator", Refused::Iterator),
    ("Stream", Refused::Stream),
    ("TryStream", Refused::Stream),
    ("FusedStream", Refused::Stream),
];

const ALIASES: [(&str, Refused); 4] = [
    ("BoxFuture", Refused::Future),
    ("LocalBoxFuture", Refused::Future),
    ("BoxStream", Refused::Stream),
    ("LocalBoxStream", Refused::Stream),
];

/// Refuses futures, iterators and streams.
pub(super) fn check_result(ty: &Type, signature: &Signature, errors: &mut Errors) {
    if signature.generics.lifetimes().any(|parameter| parameter.lifetime.ident == "async_trait") {
        errors.once(
            signature.ident.span(),
            "`#[async_trait]` has rewritten this method already: move `#[rpc_service]` above `#[async_trait]`",
        );
        return;
    }
    let mut found = None;
    walk(&mut ty.clone(), &mut |part| {
        if let Part::Type(part) = part
            && found.is_none()
        {
            found = refused(part).map(|(refused, item)| (part.clone(), refused, item));
        }
        found.is_none()
    });
    let Some((part, refused, item)) = found else { return };
    let list = item.map_or_else(|| String::from("Vec"), |item| format!("Vec<{}>", shown(&item)));
    match refused {
        Refused::Future => errors.on(ty, "an exposed method cannot return a future: write it as an `async fn`"),
        Refused::Iterator => errors.on(
            part,
            format!("an exposed method cannot return an iterator: return a `{list}`, and end with `.collect()`"),
        ),
        Refused::Stream => errors.on(
            part,
            format!(
                "an exposed method cannot return a stream, since a response is sent as a whole: make it an `async fn` \
                 that collects into a `{list}`"
            ),
        ),
    }
}

/// What is wrong with a type by itself, and the type of its items.
fn refused(ty: &Type) -> Option<(Refused, Option<Type>)> {
    match peeled(ty) {
        Type::ImplTrait(found) => in_bounds(&found.bounds),
        Type::TraitObject(found) => in_bounds(&found.bounds),
        other => {
            let (_, refused) = ALIASES.iter().find(|(name, _)| ends_in(other, name))?;
            Some((*refused, argument(other)))
        }
    }
}

fn in_bounds(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<(Refused, Option<Type>)> {
    bounds.iter().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else { return None };
        let name = &bound.path.segments.last()?.ident;
        let (_, refused) = TRAITS.iter().find(|(known, _)| name == known)?;
        Some((*refused, item(bound)))
    })
}

/// The `T` of `Iterator<Item = T>`.
fn item(bound: &TraitBound) -> Option<Type> {
    let PathArguments::AngleBracketed(arguments) = &bound.path.segments.last()?.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(found) if found.ident == "Item" => Some(found.ty.clone()),
        _ => None,
    })
}

/// The `T` of `BoxStream<T>`.
fn argument(ty: &Type) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    })
}

/// A type as users write it.
fn shown(ty: &Type) -> String {
    ty.to_token_stream().to_string().replace(" < ", "<").replace(" >", ">").replace(" :: ", "::").replace(" ,", ",")
}
