//! `#[derive(RpcType)]`: a type that describes its members, with their names, types and docs.

mod expand;
mod fields;
mod serde;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Field, Fields};

use crate::errors::Errors;
use crate::method::with_static_lifetimes;
use crate::options::{Options, Usage};
use crate::paths::{Facade, PrivatePath};

const ON_TYPE: Usage = Usage { attribute: "rpc", options: &["crate"] };
const ON_FIELD: Usage = Usage { attribute: "rpc", options: &["like"] };

/// Implements the trait. If there are mistakes in the attributes, the implementation is a stub.
pub(crate) fn expand(item: TokenStream, facade: Facade) -> TokenStream {
    let mut errors = Errors::default();
    let input = match syn::parse2::<DeriveInput>(item) {
        Ok(input) => outliving(input),
        Err(error) => return error.into_compile_error(),
    };
    let options = Options::of_attributes(&ON_TYPE, &input.attrs, &mut errors);
    let named = options.text("crate", &mut errors);
    let private = PrivatePath::new(facade, named.as_ref(), &mut errors);
    check(&input, &mut errors);
    let described = if errors.is_empty() { expand::description(&input, &private) } else { None };
    let implementation = expand::implementation(&input, described, &private);
    let errors = errors.into_tokens();
    quote!(#implementation #errors)
}

/// The type with fields of `'static` lifetimes, which a schema can be made for. With type parameters, which may not live
/// that long, the fields are not changed.
fn outliving(mut input: DeriveInput) -> DeriveInput {
    if input.generics.type_params().next().is_none() {
        let fields: Vec<&mut Fields> = match &mut input.data {
            Data::Struct(data) => vec![&mut data.fields],
            Data::Enum(data) => data.variants.iter_mut().map(|variant| &mut variant.fields).collect(),
            Data::Union(_) => Vec::new(),
        };
        for field in fields.into_iter().flatten() {
            field.ty = with_static_lifetimes(&field.ty);
        }
    }
    input
}

fn check(input: &DeriveInput, errors: &mut Errors) {
    match &input.data {
        Data::Struct(data) => check_fields(&data.fields, errors),
        Data::Enum(data) => {
            for variant in &data.variants {
                for attribute in variant.attrs.iter().filter(|attribute| attribute.path().is_ident("rpc")) {
                    errors.on(attribute, "`#[rpc]` on a variant: put it on a field");
                }
                check_fields(&variant.fields, errors);
            }
        }
        Data::Union(data) => {
            errors.on(
                data.union_token,
                "a union cannot be described, since its active field is unknown: make it an enum",
            );
        }
    }
}

fn check_fields(fields: &Fields, errors: &mut Errors) {
    for field in fields {
        let options = Options::of_attributes(&ON_FIELD, &field.attrs, errors);
        if let Some(text) = options.text("like", errors)
            && text.parse::<syn::Type>().is_err()
        {
            errors.on(&text, "`like` takes a type in quotes: write `like = \"Vec<String>\"`");
        }
    }
}

/// The type in a field's `#[rpc(like = …)]`.
fn like(field: &Field) -> Option<syn::Type> {
    // The check has reported the mistakes.
    let mut reported = Errors::default();
    let options = Options::of_attributes(&ON_FIELD, &field.attrs, &mut reported);
    options.text("like", &mut reported)?.parse().ok()
}
