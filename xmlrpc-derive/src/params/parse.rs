//! From a struct to its parameters.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Expr, Field, Fields, LitStr};

use super::{Check, Member, Params, Presence};
use crate::case::Case;
use crate::doc::Help;
use crate::errors::Errors;
use crate::method::{check_default, complaint_about, ends_in, rust_name};
use crate::options::{Options, Usage};
use crate::paths::{Facade, PrivatePath};

const ON_TYPE: Usage = Usage { attribute: "params", options: &["check", "rename_all", "crate"] };
const ON_FIELD: Usage = Usage { attribute: "param", options: &["name", "default"] };

/// The parameters, in the order of the source; none if the type has a mistake.
pub(super) fn params(input: &DeriveInput, facade: Facade, errors: &mut Errors) -> (Option<Params>, PrivatePath) {
    let options = Options::of_attributes(&ON_TYPE, &input.attrs, errors);
    let named = options.text("crate", errors);
    let private = PrivatePath::new(facade, named.as_ref(), errors);
    let case = options.text("rename_all", errors).and_then(|name| Case::parse(&name, errors));
    let check = check(&options, errors);
    if let Some(parameter) = input.generics.params.first() {
        errors.on(
            parameter,
            "a struct of parameters cannot be generic, since its values are decoded: write the type out",
        );
    }
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if !fields.named.is_empty() => &fields.named,
            _ => {
                errors.on(&input.ident, "a struct of parameters needs members with names: write `{ user: String }`");
                return (None, private);
            }
        },
        Data::Enum(data) => {
            errors.on(data.enum_token, "parameters are the members of a struct: make it a struct");
            return (None, private);
        }
        Data::Union(data) => {
            errors.on(data.union_token, "parameters are the members of a struct: make it a struct");
            return (None, private);
        }
    };
    let mut members: Vec<Member> = Vec::new();
    for field in fields {
        let Some(member) = member(field, case, errors) else { continue };
        if let Some(other) = members.iter().find(|other| other.name == member.name) {
            let sentence = format!("`{}` is already the name of `{}`: give it another", member.name, other.ident);
            errors.on(&field.ident, sentence);
        }
        check_order(&members, &member, errors);
        members.push(member);
    }
    (Some(Params { members, check }), private)
}

fn check(options: &Options, errors: &mut Errors) -> Check {
    match options.optional_value("check", errors) {
        None => Check::Nothing,
        Some(None) => Check::Own,
        Some(Some(Expr::Path(path))) => Check::Function(path.path),
        Some(Some(other)) => {
            errors.on(other, "`check` takes the path of a function: write `check = Self::check`, or `check` alone");
            Check::Nothing
        }
    }
}

fn member(field: &Field, case: Option<Case>, errors: &mut Errors) -> Option<Member> {
    let ident = field.ident.clone()?;
    let options = Options::of_attributes(&ON_FIELD, &field.attrs, errors);
    let given = options.text("name", errors);
    if let Some(name) = &given
        && let Some(complaint) = complaint_about(&name.value())
    {
        errors.on(name, complaint);
    }
    let plain = rust_name(&ident);
    let own = case.map_or_else(|| plain.clone(), |case| case.of_field(&plain));
    let presence = match options.optional_value("default", errors) {
        Some(default) => {
            if let Some(default) = &default {
                check_default(&plain, &field.ty, default, errors);
            }
            Presence::Default(default)
        }
        None if ends_in(&field.ty, "Option") => Presence::Option,
        None => Presence::Required,
    };
    Some(Member {
        name: given.as_ref().map(LitStr::value).unwrap_or(own),
        ident,
        help: Help::of(&field.attrs),
        ty: field.ty.clone(),
        presence,
    })
}

/// Refuses a required member behind an optional one.
fn check_order(members: &[Member], member: &Member, errors: &mut Errors) {
    let optional = members.iter().find(|before| !matches!(before.presence, Presence::Required));
    if let (Some(before), Presence::Required) = (optional, &member.presence) {
        errors.at(
            member.ident.span().join(member.ty.span()).unwrap_or(member.ident.span()),
            format!(
                "a required parameter cannot follow the optional `{}`: move it before, or make it optional with \
                 `#[param(default)]`",
                before.ident.to_token_stream()
            ),
        );
    }
}
