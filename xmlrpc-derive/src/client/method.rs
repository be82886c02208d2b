//! From a function of a trait to a method of a client.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Attribute, GenericParam, Lifetime, LitStr, Receiver, ReceiverKind, ReturnType, Safety, Signature, TraitItemFn,
    Type, TypeReference,
};

use super::model::{ClientKind, ClientMethod, ResultPlace};
use super::{check, parameter};
use crate::case::Case;
use crate::errors::Errors;
use crate::method::{
    ANSWER, ParameterMarks, WireName, complaint_about, ends_in, is_plain, lift_receiver_docs, may_be_a_date, peeled,
    reference_in, value_and_error,
};
use crate::options::{Options, Usage};
use crate::syntax::{EXPOSE, take_named};

/// The options of a method of a trait.
const OF_CLIENT: Usage = Usage { attribute: "expose", options: &["name", "absolute", "alias", "answer"] };

/// What a trait says about its methods.
#[derive(Clone, Copy)]
pub(super) struct OfTrait<'t> {
    pub(super) kind: ClientKind,
    /// The case of names.
    pub(super) case: Option<Case>,
    pub(super) prefix: Option<&'t LitStr>,
    /// The form of results.
    pub(super) answer: Option<&'t Type>,
}

/// Understands a function and takes our attributes out of it. None if something is wrong with it.
pub(super) fn parse(function: &mut TraitItemFn, of_trait: OfTrait<'_>, errors: &mut Errors) -> Option<ClientMethod> {
    let before = errors.count();
    let marks = ParameterMarks::lift(&mut function.sig);
    lift_receiver_docs(&mut function.sig);
    let (name, answer) = exposed(&mut function.attrs, &function.sig, of_trait, errors);
    if let Some(body) = &function.default {
        errors.on(body, "a method of a typed client calls the server: replace the body by `;`");
    }
    check_signature(&function.sig, of_trait.kind, errors);
    let (output, result) = result(&function.sig, errors);
    let parameters = parameter::parse(&function.sig, &marks, errors);
    let method = ClientMethod {
        ident: function.sig.ident.clone(),
        name: name.text().to_owned(),
        name_place: name.span(),
        absolute: name.absolute,
        attributes: function.attrs.clone(),
        generics: function.sig.generics.clone(),
        receiver: function.sig.receiver().and_then(lifetime),
        parameters,
        output,
        result,
        answer: answer.unwrap_or_else(|| of_trait.answer.cloned()),
    };
    check::refuse_own(&method, errors);
    (errors.count() == before).then_some(method)
}

/// What `#[expose]` says: the name, and the form of the result.
fn exposed(
    attributes: &mut Vec<Attribute>,
    signature: &Signature,
    of_trait: OfTrait<'_>,
    errors: &mut Errors,
) -> (WireName, Option<Option<Type>>) {
    let mut exposed = take_named(attributes, EXPOSE).into_iter();
    let of_rust = WireName::of_rust(&signature.ident, of_trait.case);
    let Some(attribute) = exposed.next() else { return (of_rust, None) };
    for again in exposed {
        errors.on(again, "duplicate `#[expose]`: remove one");
    }
    let options = Options::of_attribute(&OF_CLIENT, &attribute, errors);
    let (name, absolute) = (options.text("name", errors), options.text("absolute", errors));
    // A client calls one name: the others are the server's.
    let aliases = options.texts("alias", errors);
    for given in name.iter().chain(&absolute).chain(&aliases) {
        if let Some(complaint) = complaint_about(&given.value()) {
            errors.on(given, complaint);
        }
    }
    if let (Some(_), Some(absolute)) = (&name, options.place("absolute")) {
        errors.at(absolute, "`name` and `absolute` are mutually exclusive: remove one");
    }
    if let (Some(prefix), Some(name)) = (of_trait.prefix, &name) {
        let doubled = format!("{}.", prefix.value());
        if let Some(rest) = name.value().strip_prefix(&doubled) {
            errors.on(
                name,
                format!("the prefix is added automatically, so that the name would be `{doubled}{doubled}{rest}`: write `{rest}`"),
            );
        }
    }
    let answer = options.ty("answer", ANSWER, errors);
    let name = match (&absolute, &name) {
        (Some(name), _) => WireName::given(name, true),
        (None, Some(name)) => WireName::given(name, false),
        (None, None) => of_rust,
    };
    (name, answer)
}

fn check_signature(signature: &Signature, kind: ClientKind, errors: &mut Errors) {
    match (kind, &signature.asyncness) {
        (ClientKind::Async, None) => errors.on(
            signature.fn_token,
            format!(
                "`{}` is no `async fn`, as the methods before it are: write `async fn`, or put the blocking methods into \
                 a trait of their own",
                signature.ident
            ),
        ),
        (ClientKind::Blocking, Some(keyword)) => errors.on(
            keyword,
            format!(
                "`{}` is an `async fn`, and the methods before it are not: remove `async`, or write all of them as \
                 `async fn`",
                signature.ident
            ),
        ),
        _ => {}
    }
    match signature.receiver() {
        Some(receiver) => check_receiver(receiver, errors),
        None => errors.on(&signature.ident, "a method of a typed client needs the client: add `&self`"),
    }
    if let Safety::Unsafe(keyword) = &signature.safety {
        errors.on(keyword, "a method of a typed client cannot be `unsafe`: remove it");
    }
    if let Some(abi) = &signature.abi {
        errors.on(abi, "a method of a typed client is called from Rust: remove `extern`");
    }
    if let Some(variadic) = &signature.variadic {
        errors.on(variadic, "a method of a typed client cannot have C variadics: take `#[param(rest)] rest: &[Value]`");
    }
    if let Some(clause) = &signature.generics.where_clause
        && let Some(place) = self_in(clause.to_token_stream())
    {
        errors.at(place, SELF);
    }
    for parameter in &signature.generics.params {
        if let GenericParam::Type(parameter) = parameter
            && let Some(place) = self_in(parameter.to_token_stream())
        {
            errors.at(place, SELF);
        }
    }
}

pub(super) const SELF: &str =
    "`Self` is one type for the client and another one for the server: write the type that is sent";

/// The first `Self` in tokens.
fn self_in(tokens: TokenStream) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == "Self" => Some(ident.span()),
        TokenTree::Group(group) => self_in(group.stream()),
        _ => None,
    })
}

/// Refuses `Self` in a type.
pub(super) fn check_self(ty: &Type, errors: &mut Errors) {
    if let Some(place) = self_in(ty.to_token_stream()) {
        errors.at(place, SELF);
    }
}

/// The lifetime of `&'a self`.
fn lifetime(receiver: &Receiver) -> Option<Lifetime> {
    match &receiver.kind {
        ReceiverKind::Reference(_, lifetime, _) => lifetime.clone(),
        _ => None,
    }
}

fn check_receiver(receiver: &Receiver, errors: &mut Errors) {
    if !matches!(receiver.kind, ReceiverKind::Reference(_, _, None)) {
        errors.on(receiver, "a typed client is shared by concurrent calls: take `&self`");
    }
}

fn result(signature: &Signature, errors: &mut Errors) -> (TokenStream, ResultPlace) {
    let nowhere = ResultPlace { span: signature.ident.span(), error: signature.ident.span(), may_be_a_date: false };
    let ReturnType::Type(_, ty) = &signature.output else {
        errors.on(&signature.ident, "a call over a network can fail: return a `Result`, such as `Result<()>`");
        return (TokenStream::new(), nowhere);
    };
    check_self(ty, errors);
    if let Type::ImplTrait(_) = peeled(ty) {
        errors.on(ty, "a method of a typed client is an `async fn` that returns a `Result`: write the type itself");
    } else if is_no_result(ty) {
        errors.on(ty, format!("a call over a network can fail: write `Result<{}>`", shown(ty)));
    } else if let Some(found) = reference_in(ty).filter(|found| !is_static(found)) {
        let instead = match peeled(&found.elem).to_token_stream().to_string().as_str() {
            "str" => "`String`",
            "Path" => "`PathBuf`",
            _ => "the type itself",
        };
        errors.on(found, format!("a client owns what it receives: write {instead} here"));
    }
    let (span, error) = value_and_error(ty);
    let may_be_a_date = may_be_a_date(ty);
    (ty.to_token_stream(), ResultPlace { span, error, may_be_a_date })
}

/// The compiler checks a `'static` reference, which no document can lend.
fn is_static(reference: &TypeReference) -> bool {
    reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == "static")
}

/// Whether the type is, by its tokens, no `Result` under any name.
fn is_no_result(ty: &Type) -> bool {
    const OTHERS: [&str; 10] =
        ["Vec", "Option", "String", "HashMap", "BTreeMap", "Box", "Value", "Struct", "DateTime", "Base64"];
    match peeled(ty) {
        Type::Path(_) => is_plain(ty) || OTHERS.iter().any(|name| ends_in(ty, name)),
        Type::Macro(_) => false,
        _ => true,
    }
}

/// The type as one would write it.
pub(super) fn shown(ty: &Type) -> String {
    let mut text = ty.to_token_stream().to_string();
    for (spaced, close) in [(" < ", "<"), (" >", ">"), ("> ", ">"), (" :: ", "::"), ("& ", "&"), (" ,", ",")] {
        text = text.replace(spaced, close);
    }
    text
}
