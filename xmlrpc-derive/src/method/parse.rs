//! From a function's signature to a [`Method`].

use syn::{Attribute, GenericParam, Path, Receiver, ReceiverKind, ReturnType, Safety, Signature, Type};

use super::options::{Deprecated, MethodOptions};
use super::parameter_marks::ParameterMarks;
use super::result::check_result;
use super::types::{Outside, peeled};
use super::{Execution, Method, WireName, arity, parameter};
use crate::case::Case;
use crate::doc::Help;
use crate::errors::Errors;

/// Where a function stands.
#[derive(Clone, Copy)]
pub(crate) enum Place<'b> {
    /// In an impl block.
    Block(Surroundings<'b>),
    /// On its own.
    Free,
}

/// What an impl block says about its methods.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'b> {
    /// The trait that the block implements, if it does.
    pub(crate) trait_path: Option<&'b Path>,
    /// The case of names.
    pub(crate) case: Option<Case>,
    /// Whether plain functions are inline.
    pub(crate) inline: bool,
    /// Whether parameters may be given by their names.
    pub(crate) keywords: bool,
    /// The envelope of results.
    pub(crate) answer: Option<&'b Type>,
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
    let Surroundings { trait_path, case, inline, keywords, answer } = match place {
        Place::Block(surroundings) => surroundings,
        Place::Free => Surroundings { trait_path: None, case: None, inline: false, keywords: false, answer: None },
    };
    let outside = Outside::new(trait_path, &signature.generics);
    let (parameters, named) = parameter::parse(signature, marks, &outside, errors);
    arity::check_order(&parameters, errors);
    let result = match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => {
            check_result(ty, signature, errors);
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
        execution: execution(signature, &options, inline, errors),
        name,
        aliases: options.aliases.iter().map(|alias| WireName::given(alias, false)).collect(),
        help: options.remarks.help.as_ref().map_or_else(|| Help::of(attributes), Help::given),
        max_concurrent: options.max_concurrent,
        remarks: options.remarks,
        takes_self: signature.receiver().is_some(),
        takes_keywords: options.keywords.unwrap_or(keywords) || named,
        parameters,
        result,
        answer: options.answer.unwrap_or_else(|| answer.cloned()),
        switches: attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect(),
    };
    (errors.count() == before).then_some(method)
}

/// How the method runs; `inline` is what its block says about plain functions.
fn execution(signature: &Signature, options: &MethodOptions, inline: bool, errors: &mut Errors) -> Execution {
    if signature.asyncness.is_some() {
        if let Some((_, place)) = options.inline {
            errors.at(place, "an `async fn` runs on the event loop anyway: remove `inline`, or make it a plain `fn`");
        }
        return Execution::Async;
    }
    if !options.inline.map_or(inline, |(own, _)| own) {
        return Execution::Blocking;
    }
    if let Some(limit) = options.limit {
        let remedy = if options.inline.is_some() { "`inline`" } else { "write `inline = false`" };
        let sentence = format!("an `inline` method runs to its end at once: remove `max_concurrent` or {remedy}");
        errors.at(limit, sentence);
    }
    Execution::Inline
}

fn check_generics(signature: &Signature, place: Place<'_>, errors: &mut Errors) {
    let remedy = match place {
        Place::Block(..) => "write the type out, or move the parameter to the impl block",
        Place::Free => "write the type out, or expose a function that calls this one",
    };
    for parameter in &signature.generics.params {
        match parameter {
            GenericParam::Lifetime(_) => {}
            GenericParam::Type(_) => errors.on(
                parameter,
                format!("an exposed method cannot be generic: a caller cannot choose the type: {remedy}"),
            ),
            GenericParam::Const(_) => {
                errors.on(
                    parameter,
                    format!("an exposed method cannot be generic: a caller cannot choose the constant: {remedy}"),
                );
            }
        }
    }
}

fn check_qualifiers(signature: &Signature, errors: &mut Errors) {
    if let Safety::Unsafe(keyword) = &signature.safety {
        errors.on(
            keyword,
            "an `unsafe fn` cannot be exposed: a remote caller cannot uphold its contract: expose a safe function",
        );
    }
    if let Some(abi) = &signature.abi {
        errors.on(abi, "an exposed method is called from Rust: remove `extern`");
    }
    if let Some(variadic) = &signature.variadic {
        errors.on(variadic, "an exposed method cannot have C variadics: take a `Vec<Value>`");
    }
}

fn check_receiver(receiver: &Receiver, errors: &mut Errors) {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, None) => {}
        ReceiverKind::Reference(_, _, Some(_)) => errors.on(
            receiver,
            "an exposed method cannot take `&mut self`, since one instance serves concurrent calls: take `&self` and keep state in a `Mutex` or an atomic",
        ),
        ReceiverKind::Typed(_, ty) if is_shared_self(ty) => {}
        ReceiverKind::Value => errors.on(receiver, "an exposed method cannot take `self` by value, since one instance serves all calls: take `&self`"),
        _ => errors.on(receiver, "an exposed method must borrow its service: take `&self`"),
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
