//! From a function's signature to a [`Method`].

use proc_macro2::Span;
use syn::{Attribute, GenericParam, Path, Receiver, ReceiverKind, ReturnType, Safety, Signature, Type, TypeParamBound};

use super::options::{Deprecated, MethodOptions};
use super::parameter_marks::ParameterMarks;
use super::types::{Outside, ends_in, peeled};
use super::{Method, Pace, WireName, arity, parameter};
use crate::case::Case;
use crate::doc::Help;
use crate::errors::Errors;

/// Where a function stands.
#[derive(Clone, Copy)]
pub(crate) enum Place<'b> {
    /// In an impl block: of this trait if it has one, with names in this case.
    Block(Option<&'b Path>, Option<Case>),
    /// On its own.
    Free,
}

/// Understands a function that is to be published. None if something is wrong with it.
pub(crate) fn parse(
    attributes: &[Attribute],
    signature: &Signature,
    marks: Vec<ParameterMarks>,
    mut options: MethodOptions,
    place: Place<'_>,
    errors: &mut Errors,
) -> Option<Method> {
    let before = errors.count();
    check_generics(signature, place, errors);
    check_qualifiers(signature, errors);
    if let Some(receiver) = signature.receiver() {
        check_receiver(receiver, errors);
    }
    let (trait_path, case) = match place {
        Place::Block(trait_path, case) => (trait_path, case),
        Place::Free => (None, None),
    };
    let outside = Outside::new(trait_path, &signature.generics);
    let parameters = parameter::parse(signature, marks, &outside, errors);
    arity::check_order(&parameters, errors);
    let result = match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => {
            check_result(ty, errors);
            Some(outside.rewritten(ty))
        }
    };
    let name = match (&options.absolute, &options.name) {
        (Some(name), _) => WireName::given(name, true),
        (None, Some(name)) => WireName::given(name, false),
        (None, None) => WireName::of_rust(&signature.ident, case),
    };
    options.remarks.deprecated = Deprecated::of(attributes);
    let method = Method {
        ident: signature.ident.clone(),
        pace: pace(signature, options.inline, errors),
        name,
        aliases: options.aliases.iter().map(|alias| WireName::given(alias, false)).collect(),
        help: options.remarks.help.as_ref().map_or_else(|| Help::of(attributes), Help::given),
        remarks: options.remarks,
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
        Place::Block(..) => "write it out, or move the parameter to the impl block",
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
