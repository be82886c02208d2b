//! From a function's signature to a [`Method`].

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{
    Attribute, GenericParam, Ident, LitStr, Path, Receiver, ReceiverKind, ReturnType, Safety, Signature, Type,
    TypeParamBound,
};

use super::types::{Outside, ends_in, peeled};
use super::{Method, Pace, WireName, parameter};
use crate::doc::Help;
use crate::errors::Errors;
use crate::options::Options;

/// What `#[expose(…)]` says.
pub(crate) struct MethodOptions {
    name: Option<LitStr>,
    inline: Option<Span>,
}

impl MethodOptions {
    /// Picks the options that methods and functions share.
    pub(crate) fn new(options: &Options, errors: &mut Errors) -> Self {
        let name = options.text("name", errors);
        if let Some(name) = &name
            && let Some(complaint) = complaint_about(&name.value())
        {
            errors.on(name, complaint);
        }
        MethodOptions { name, inline: options.flag("inline", errors) }
    }
}

/// What is wrong with a name on the wire.
pub(crate) fn complaint_about(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("an empty name cannot be called: write one, or leave the option out")
    } else if name.chars().any(char::is_control) {
        Some("a name with control characters cannot be sent in a request: leave them out")
    } else {
        None
    }
}

/// Where a function stands.
#[derive(Clone, Copy)]
pub(crate) enum Place<'b> {
    /// In an impl block, of this trait if it has one.
    Block(Option<&'b Path>),
    /// On its own.
    Free,
}

/// Understands a function that is to be published. None if something is wrong with it.
pub(crate) fn parse(
    attributes: &[Attribute],
    signature: &Signature,
    parameter_docs: Vec<Help>,
    options: MethodOptions,
    place: Place<'_>,
    errors: &mut Errors,
) -> Option<Method> {
    let before = errors.count();
    check_generics(signature, place, errors);
    check_qualifiers(signature, errors);
    if let Some(receiver) = signature.receiver() {
        check_receiver(receiver, errors);
    }
    let trait_path = match place {
        Place::Block(trait_path) => trait_path,
        Place::Free => None,
    };
    let mut outside = Outside::new(trait_path, &signature.generics);
    let parameters = parameter::parse(signature, parameter_docs, &mut outside, errors);
    let result = match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => {
            check_result(ty, errors);
            Some(outside.rewritten(ty))
        }
    };
    let method = Method {
        ident: signature.ident.clone(),
        pace: pace(signature, options.inline, errors),
        name: options.name.map_or_else(|| WireName::Same(signature.ident.clone()), WireName::Given),
        help: Help::of(attributes),
        takes_self: signature.receiver().is_some(),
        parameters,
        result,
        switches: attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect(),
    };
    (errors.count() == before).then_some(method)
}

fn pace(signature: &Signature, inline: Option<Span>, errors: &mut Errors) -> Pace {
    match (&signature.asyncness, inline) {
        (Some(_), Some(inline)) => {
            errors.at(
                inline,
                "an `async fn` runs on the event loop as it is: leave `inline` out, or make it a plain `fn`",
            );
            Pace::Async
        }
        (Some(_), None) => Pace::Async,
        (None, Some(_)) => Pace::Inline,
        (None, None) => Pace::Blocking,
    }
}

fn check_generics(signature: &Signature, place: Place<'_>, errors: &mut Errors) {
    let remedy = match place {
        Place::Block(_) => "write it out, or move the parameter to the impl block",
        Place::Free => "write it out, or publish a function that calls this one with it",
    };
    for parameter in &signature.generics.params {
        match parameter {
            GenericParam::Lifetime(_) => {}
            GenericParam::Type(_) => errors.on(parameter, format!("callers send values and choose no type: {remedy}")),
            GenericParam::Const(_) => {
                errors.on(parameter, format!("callers send values and choose no constant: {remedy}"));
            }
        }
    }
}

fn check_qualifiers(signature: &Signature, errors: &mut Errors) {
    if let Safety::Unsafe(keyword) = &signature.safety {
        errors.on(
            keyword,
            "nobody on the other side of the wire can promise what an `unsafe fn` asks: publish a safe function",
        );
    }
    if let Some(abi) = &signature.abi {
        errors.on(abi, "a published method is called from Rust: leave `extern` out");
    }
    if let Some(variadic) = &signature.variadic {
        errors.on(variadic, "the wire has no C variadics: take a `Vec<Value>`");
    }
}

fn check_receiver(receiver: &Receiver, errors: &mut Errors) {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, None) => {}
        ReceiverKind::Reference(_, _, Some(_)) => errors.on(
            receiver,
            "one instance serves many calls at a time: take `&self`, and keep what changes in a `Mutex` or an atomic",
        ),
        ReceiverKind::Typed(_, ty) if is_shared_self(ty) => {}
        ReceiverKind::Value => errors.on(receiver, "a call cannot use up the service: take `&self`"),
        _ => errors.on(receiver, "a published method borrows its service: take `&self`"),
    }
}

/// `self: &Self`, which is `&self`.
fn is_shared_self(ty: &Type) -> bool {
    match peeled(ty) {
        Type::Reference(reference) if reference.mutability.is_none() => {
            matches!(peeled(&reference.elem), Type::Path(path) if path.path.is_ident("Self"))
        }
        _ => false,
    }
}

fn check_result(ty: &Type, errors: &mut Errors) {
    if let Type::ImplTrait(result) = peeled(ty) {
        let is_future = result.bounds.iter().any(|bound| match bound {
            TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|last| last.ident == "Future"),
            _ => false,
        });
        if is_future {
            errors.on(ty, "what returns a future is published as an `async fn`: write it as one");
        }
    } else if ends_in(ty, "BoxFuture") {
        errors.on(ty, "what returns a future is published as an `async fn`: write it as one");
    }
}

impl WireName {
    /// The name's text.
    pub(crate) fn text(&self) -> String {
        match self {
            WireName::Same(ident) => rust_name(ident),
            WireName::Given(name) => name.value(),
        }
    }

    /// Where the name is written.
    pub(crate) fn span(&self) -> Span {
        match self {
            WireName::Same(ident) => ident.span(),
            WireName::Given(name) => name.span(),
        }
    }
}

/// A Rust name without the mark of a raw identifier.
pub(crate) fn rust_name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_name_but_not_an_empty_one() {
        assert!(complaint_about("multiply args").is_none());
        assert!(complaint_about("größe/x.y:z").is_none());
        assert!(complaint_about("").is_some());
        assert!(complaint_about("a\nb").is_some());
    }
}
