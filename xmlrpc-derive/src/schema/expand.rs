//! The implementation of `RpcType`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Data, DataEnum, DeriveInput, Variant};

use super::fields::{Content, Group, of_type};
use super::serde::SerdeAttributes;
use crate::doc::Help;
use crate::paths::{PrivatePath, at};

/// A type's description.
pub(super) struct Description {
    /// An expression of `Type`, where `definitions` is in scope.
    ty: TokenStream,
    /// Whether it is that of the one type inside, and so needs no name.
    transparent: bool,
}

/// The type's description; none for a union.
pub(super) fn description(input: &DeriveInput, private: &PrivatePath) -> Option<Description> {
    let attributes = SerdeAttributes::of(&input.attrs);
    let place = input.ident.span();
    let root = private.at(place);
    if let Some(replacement) = &attributes.replacement {
        return Some(Description { ty: of_type(replacement, private), transparent: true });
    }
    match &input.data {
        Data::Struct(data) => {
            let group = Group { fields: &data.fields, container: &attributes, enumeration: None, place };
            Some(match group.content(private) {
                Content::Inner(ty) => Description { ty, transparent: true },
                Content::Own(ty) => Description { ty, transparent: false },
                Content::Nothing => Description {
                    ty: quote_spanned!(at(place)=> #root::Type::Wire(#root::WireType::Nil)),
                    transparent: true,
                },
            })
        }
        Data::Enum(data) => Some(Description { ty: variants(data, &attributes, place, private), transparent: false }),
        Data::Union(_) => None,
    }
}

fn variants(data: &DataEnum, attributes: &SerdeAttributes, place: Span, private: &PrivatePath) -> TokenStream {
    let here = at(place);
    let root = private.at(place);
    let tagging = match (&attributes.tag, &attributes.content, attributes.untagged) {
        (_, _, true) => quote_spanned!(here=> None),
        (Some(tag), Some(content), _) => quote_spanned!(here=> Adjacent { tag: #tag, content: #content }),
        (Some(tag), None, _) => quote_spanned!(here=> Internal(#tag)),
        (None, ..) => quote_spanned!(here=> External),
    };
    let statements = data.variants.iter().filter_map(|variant| one(variant, attributes, private));
    quote_spanned! {here=>
        {
            let mut __variants = #root::Variants::new(#root::Tagging::#tagging);
            #(#statements)*
            __variants.into_type()
        }
    }
}

fn one(variant: &Variant, enumeration: &SerdeAttributes, private: &PrivatePath) -> Option<TokenStream> {
    let attributes = SerdeAttributes::of(&variant.attrs);
    if attributes.is_left_out() {
        return None;
    }
    let place = variant.ident.span();
    let here = at(place);
    let root = private.at(place);
    let name = attributes.variant_name(&variant.ident, enumeration);
    let help = Help::of(&variant.attrs).call(place);
    let group = Group { fields: &variant.fields, container: &attributes, enumeration: Some(enumeration), place };
    let content = match group.content(private) {
        _ if attributes.with.is_some() => Some(quote_spanned!(here=> __definitions.unknown())),
        Content::Nothing => None,
        Content::Inner(ty) | Content::Own(ty) => Some(ty),
    };
    let content = content.map(|content| quote_spanned!(here=> .holding(#content)));
    let untagged = attributes.untagged.then(|| quote_spanned!(here=> .untagged()));
    Some(quote_spanned!(here=> __variants.add(#root::Variant::new(#name) #help #content #untagged);))
}

/// Implements the trait, in a block of its own. Without a description, since an error is shown already, as a stub.
pub(super) fn implementation(
    input: &DeriveInput,
    description: Option<Description>,
    private: &PrivatePath,
) -> TokenStream {
    let here = at(Span::call_site());
    let root = private.at(Span::call_site());
    let import = private.import();
    let header = header(input, private);
    let name = crate::method::rust_name(&input.ident);
    let help = Help::of(&input.attrs).text(Span::call_site()).unwrap_or_else(|| quote!(""));
    let described = match description {
        Some(Description { ty, transparent: true }) => {
            quote_spanned!(here=> __definitions.define_transparent::<Self>(#name, #help, |__definitions| #ty))
        }
        Some(Description { ty, transparent: false }) => {
            quote_spanned!(here=> __definitions.define::<Self>(#name, #help, |__definitions| #ty))
        }
        None => quote_spanned!(here=> __definitions.unknown()),
    };
    quote_spanned! {here=>
        const _: () = {
            #import
            use #root::tiers::*;

            #[automatically_derived]
            #[allow(deprecated)]
            #header {
                fn describe(__definitions: &mut #root::Definitions) -> #root::Type {
                    #described
                }
            }
        };
    }
}

/// The header of the implementation. The type parameters of a generic type must have descriptions, too.
fn header(input: &DeriveInput, private: &PrivatePath) -> TokenStream {
    let ident = &input.ident;
    let root = private.at(ident.span());
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    let written = where_clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    let bounds = input.generics.type_params().map(|parameter| {
        let parameter = &parameter.ident;
        quote!(#parameter: #root::RpcType)
    });
    let predicates: Vec<TokenStream> = written.map(ToTokens::to_token_stream).chain(bounds).collect();
    let where_clause = (!predicates.is_empty()).then(|| quote!(where #(#predicates),*));
    quote_spanned!(at(ident.span())=> impl #impl_generics #root::RpcType for #ident #ty_generics #where_clause)
}
