//! Parameters: their names and how the method takes them.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, LitStr, Pat, PatType, Signature, Type};

use super::default::check_default;
use super::parameter_marks::{ParameterMarks, ParameterOptions};
use super::types::{Outside, ends_in, impl_trait_in, in_option, lent_option, peeled, reference_in};
use super::{Parameter, Passing, Presence, StructParameter, WireParameter};
use crate::errors::Errors;

/// Understands the parameters of a signature, and whether one of them takes keywords; `marks` are those that were lifted
/// from it.
pub(super) fn parse(
    signature: &Signature,
    marks: Vec<ParameterMarks>,
    outside: &Outside<'_>,
    errors: &mut Errors,
) -> (Vec<Parameter>, bool) {
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Receiver(_) => None,
        FnArg::Typed(parameter) => Some(parameter),
    });
    let mut parameters = Vec::new();
    let mut takes_keywords = false;
    let (mut place, mut keywords) = (0, None);
    for (parameter, marks) in typed.zip(marks) {
        refuse_switches(&parameter.attrs, errors);
        let options = marks.options(errors);
        if options.context.is_some() {
            check_context(&parameter.ty, errors);
        }
        if options.context.is_some() || is_context(&parameter.ty) {
            parameters.push(Parameter::Context);
            continue;
        }
        if let Some(last) = keywords.take() {
            errors.at(last, "keyword arguments come last: move this parameter behind the others");
        }
        if options.keywords.is_some() || options.flatten.is_some() {
            keywords = options.keywords;
            parameters.extend(of_struct(parameter, &options, outside, errors));
            takes_keywords |= keywords.is_some();
            continue;
        }
        place += 1;
        if let Some(passing) = passing(&parameter.ty, outside, errors) {
            let rust_name = name_of(&parameter.pat);
            if let Some(Some(default)) = &options.default {
                check_default(rust_name.as_deref().unwrap_or("value"), &parameter.ty, default, errors);
            }
            let name = options.name.as_ref().map(LitStr::value).or_else(|| rust_name.clone());
            parameters.push(Parameter::Wire(Box::new(WireParameter {
                name: name.unwrap_or_else(|| format!("parameter{place}")),
                rust_name,
                help: marks.help,
                presence: presence(&parameter.ty, options, errors),
                passing,
                place: parameter.span(),
            })));
        }
    }
    (parameters, takes_keywords)
}

/// A struct of parameters, or a map of the keyword arguments that are left.
fn of_struct(
    parameter: &PatType,
    options: &ParameterOptions,
    outside: &Outside<'_>,
    errors: &mut Errors,
) -> Option<Parameter> {
    let passing = passing(&parameter.ty, outside, errors)?;
    let ty = match &passing {
        Passing::Value(ty) | Passing::Lent(ty) => ty,
        Passing::LentOption(option) => {
            errors.on(&option.whole, "the members of a struct are parameters of their own: remove `Option`");
            return None;
        }
    };
    let is_map = ["BTreeMap", "HashMap", "Struct"].iter().any(|name| ends_in(ty, name));
    let name = name_of(&parameter.pat).unwrap_or_else(|| String::from("parameters"));
    let found = Box::new(StructParameter { name, passing, place: parameter.span() });
    Some(if options.keywords.is_some() && is_map { Parameter::Keywords(found) } else { Parameter::Spread(found) })
}

fn presence(ty: &Type, options: ParameterOptions, errors: &mut Errors) -> Presence {
    let is_option = in_option(ty).is_some();
    match (options.rest, options.default) {
        (Some(place), _) => {
            if is_option {
                errors.at(place, "`rest` collects zero or more values and cannot be an `Option`: take a `Vec`");
            }
            Presence::Rest
        }
        (None, Some(default)) => Presence::Default(default),
        (None, None) if is_option => Presence::Option,
        (None, None) => Presence::Required,
    }
}

fn check_context(ty: &Type, errors: &mut Errors) {
    if !matches!(peeled(ty), Type::Reference(reference) if reference.mutability.is_none()) {
        errors.on(ty, "the context is passed by reference: write `&CallContext`");
    }
}

fn is_context(ty: &Type) -> bool {
    matches!(peeled(ty), Type::Reference(reference) if reference.mutability.is_none() && ends_in(&reference.elem, "CallContext"))
}

fn passing(ty: &Type, outside: &Outside<'_>, errors: &mut Errors) -> Option<Passing> {
    let before = errors.count();
    if let Some(found) = impl_trait_in(ty) {
        errors.on(found, "a parameter cannot be `impl Trait`, since decoding needs a concrete type: write the type");
    }
    if ends_in(ty, "CallContext") {
        errors.on(ty, "the context is passed by reference: write `&CallContext`");
    }
    let passing = match (peeled(ty), lent_option(ty)) {
        (_, Some(mut option)) => {
            check_lent(&option.lent, errors);
            option.lent = outside.rewritten(&option.lent);
            Passing::LentOption(Box::new(option))
        }
        (Type::Reference(reference), None) => {
            if reference.mutability.is_some() {
                errors.on(
                    ty,
                    "a parameter cannot be `&mut`, since the caller does not see changes: take it by value or by `&`",
                );
            } else if reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == "static") {
                errors.on(&reference.lifetime, "a parameter lives as long as its call: remove `'static`");
            } else {
                check_lent(&reference.elem, errors);
            }
            Passing::Lent(outside.rewritten(&reference.elem))
        }
        _ => {
            check_lent(ty, errors);
            Passing::Value(outside.rewritten(ty))
        }
    };
    (errors.count() == before).then_some(passing)
}

/// Refuses references inside of types: a text with references such as `&amp;` cannot be borrowed from the request.
fn check_lent(ty: &Type, errors: &mut Errors) {
    if let Some(found) = reference_in(ty) {
        let instead = match peeled(&found.elem).to_token_stream().to_string().as_str() {
            "str" => "`String`",
            "Path" => "`PathBuf`",
            _ => "the type itself",
        };
        errors.on(
            found,
            format!(
                "a parameter's type cannot contain references, since strings are decoded into owned values: write \
                 {instead} here"
            ),
        );
    }
}

fn refuse_switches(attributes: &[Attribute], errors: &mut Errors) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")) {
        errors.on(
            attribute,
            "a parameter cannot be under `#[cfg]`, since the signature is published: put `#[cfg]` on two methods instead",
        );
    }
}

/// The name that a pattern gives its value; none for those that take the value apart.
fn name_of(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(pattern) => {
            let name = pattern.ident.unraw().to_string();
            let name = name.trim_start_matches('_');
            (!name.is_empty()).then(|| name.to_owned())
        }
        Pat::Paren(pattern) => name_of(&pattern.pat),
        Pat::Reference(pattern) => name_of(&pattern.pat),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn names(mut signature: Signature) -> Vec<String> {
        let docs = ParameterMarks::lift(&mut signature);
        let mut errors = Errors::default();
        let outside = Outside::new(None, &signature.generics);
        let (parameters, _) = parse(&signature, docs, &outside, &mut errors);
        assert!(errors.is_empty());
        parameters
            .into_iter()
            .map(|parameter| match parameter {
                Parameter::Context => String::from("(context)"),
                Parameter::Wire(parameter) => parameter.name,
                Parameter::Spread(parameter) | Parameter::Keywords(parameter) => parameter.name,
            })
            .collect()
    }

    #[test]
    fn a_parameter_is_called_as_its_pattern_says() {
        let signature = parse_quote!(fn f(&self, a: i32, mut b: i32, _c: i32, r#in: i32, &d: &i32, e @ _: i32));
        assert_eq!(names(signature), ["a", "b", "c", "in", "d", "e"]);
    }

    #[test]
    fn what_has_no_name_is_numbered_by_its_place_on_the_wire() {
        let signature = parse_quote!(fn f(_: i32, context: &api::CallContext, (a, b): (i32, i32), __: i32));
        assert_eq!(names(signature), ["parameter1", "(context)", "parameter2", "parameter3"]);
    }
}
