//! The parameters of a method of a trait.

use syn::spanned::Spanned;
use syn::{FnArg, Ident, Pat, Signature, Type};

use super::method::{check_self, shown};
use super::model::{ClientParameter, ClientPresence, Form};
use crate::errors::Errors;
use crate::method::{
    ParameterMarks, ParameterOptions, ends_in, in_list, in_option, is_bytes, lent_option, may_be_a_date, peeled,
};
use crate::paths::local;

/// Understands the parameters of a signature; `marks` are those that were lifted from it.
pub(super) fn parse(signature: &Signature, marks: &[ParameterMarks], errors: &mut Errors) -> Vec<ClientParameter> {
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Receiver(_) => None,
        FnArg::Typed(parameter) => Some(parameter),
    });
    let mut parameters = Vec::new();
    let mut rest: Option<Ident> = None;
    let mut left_out: Option<Ident> = None;
    for (index, (parameter, marks)) in typed.zip(marks).enumerate() {
        for attribute in parameter.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")) {
            errors.on(attribute, "a parameter cannot be under `#[cfg]`: put `#[cfg]` on two methods instead");
        }
        let options = marks.options(errors);
        check_type(&parameter.ty, &options, errors);
        let Some(ident) = ident(&parameter.pat, index, errors) else { continue };
        let presence = presence(&parameter.ty, &options, errors);
        if let (Some(rest), false) = (&rest, matches!(presence, ClientPresence::Keywords)) {
            errors.on(
                parameter,
                format!(
                    "no parameter can follow `{rest}`, which collects all remaining values: move this one before it"
                ),
            );
        }
        match presence {
            ClientPresence::Rest | ClientPresence::Keywords => rest = Some(ident.clone()),
            ClientPresence::Option if options.default.is_some() => left_out = Some(ident.clone()),
            ClientPresence::Required => {
                if let Some(before) = &left_out {
                    errors.on(
                        parameter,
                        format!(
                            "a parameter that is always sent cannot follow `{before}`, which can be left out: move it \
                             before, or remove `#[param(default)]` to send nil for `None`"
                        ),
                    );
                }
            }
            _ => {}
        }
        let help = marks.help.text(ident.span());
        parameters.push(ClientParameter {
            help,
            form: form(&parameter.ty),
            ident,
            ty: (*parameter.ty).clone(),
            presence,
        });
    }
    only_the_last_are_left_out(&mut parameters);
    parameters
}

/// An `Option` before a parameter that is always sent is always sent, too.
fn only_the_last_are_left_out(parameters: &mut [ClientParameter]) {
    let is_sent =
        |parameter: &ClientParameter| matches!(parameter.presence, ClientPresence::Required | ClientPresence::Members);
    let last = parameters.iter().rposition(is_sent);
    for parameter in &mut parameters[..last.unwrap_or(0)] {
        if let ClientPresence::Option = parameter.presence {
            parameter.presence = ClientPresence::Required;
        }
    }
}

fn presence(ty: &Type, options: &ParameterOptions, errors: &mut Errors) -> ClientPresence {
    let is_option = in_option(ty).is_some();
    if options.keywords.is_some() {
        return ClientPresence::Keywords;
    }
    if options.flatten.is_some() {
        return ClientPresence::Members;
    }
    match (options.rest, &options.default) {
        (Some(place), _) => {
            if is_option {
                errors.at(place, "`rest` sends zero or more values and cannot be an `Option`: take a slice, `&[T]`");
            } else if let Type::Reference(_) | Type::Path(_) = peeled(ty)
                && in_list(referent(ty)).is_none()
                && ends_in(referent(ty), "str")
            {
                errors.on(ty, "`rest` sends each item of a list: take a slice, `&[T]`");
            }
            ClientPresence::Rest
        }
        (None, Some(default)) if !is_option => {
            let place = default.as_ref().map_or_else(|| ty.span(), Spanned::span);
            errors.at(
                place,
                format!(
                    "the server chooses the default: write `Option<{}>`, which is left out for `None`, and no `default`",
                    shown(ty)
                ),
            );
            ClientPresence::Required
        }
        (None, Some(Some(value))) => {
            errors.on(value, "the server chooses the default: write `#[param(default)]`, or nothing");
            ClientPresence::Option
        }
        (None, _) if is_option => ClientPresence::Option,
        _ => ClientPresence::Required,
    }
}

/// What a reference points to, or the type itself.
fn referent(ty: &Type) -> &Type {
    match peeled(ty) {
        Type::Reference(reference) => &reference.elem,
        other => other,
    }
}

/// The form in which a type is sent, as far as its tokens show.
pub(super) fn form(ty: &Type) -> Form {
    let lent = lent_option(ty);
    let sent = lent.as_ref().map_or_else(|| peeled(ty), |option| &option.lent);
    let is_lent = lent.is_some() || matches!(sent, Type::Reference(_));
    let inner = referent(sent);
    if is_lent && is_bytes(inner) {
        Form::Bytes
    } else if may_be_a_date(inner) {
        Form::PerhapsDate
    } else {
        Form::Serde
    }
}

fn check_type(ty: &Type, options: &ParameterOptions, errors: &mut Errors) {
    check_self(ty, errors);
    if options.context.is_some() || ends_in(referent(ty), "CallContext") {
        errors.on(ty, "the context of a call is the server's: remove this parameter");
    } else if let Type::Reference(reference) = peeled(ty)
        && reference.mutability.is_some()
    {
        errors.on(ty, "a parameter cannot be `&mut`, since the server's changes are not sent back: take it by `&`");
    }
}

/// The variable of a parameter.
fn ident(pattern: &Pat, index: usize, errors: &mut Errors) -> Option<Ident> {
    match pattern {
        Pat::Ident(pattern) if pattern.by_ref.is_none() && pattern.subpat.is_none() => {
            if let Some(mutability) = &pattern.mutability {
                errors.on(mutability, "a method of a typed client has no body that changes a parameter: remove `mut`");
                return None;
            }
            Some(pattern.ident.clone())
        }
        Pat::Wild(wild) => Some(local(&format!("parameter{}", index + 1), wild.span())),
        Pat::Paren(pattern) => ident(&pattern.pat, index, errors),
        other => {
            errors.on(other, "a parameter of a typed client has a name: write one in place of the pattern");
            None
        }
    }
}
