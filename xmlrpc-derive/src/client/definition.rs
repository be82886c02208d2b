//! The trait as it is written again.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{FnArg, GenericParam, ItemTrait, ReturnType, Signature, TraitItem, Type, parse_quote, parse_quote_spanned};

use crate::method::impl_trait_in;
use crate::paths::at;

/// The trait, whose futures are `Send` unless types that the caller chooses take part in them.
pub(super) fn rewritten(mut definition: ItemTrait) -> TokenStream {
    let is_generic = definition.generics.type_params().next().is_some();
    for item in &mut definition.items {
        if let TraitItem::Fn(function) = item
            && !is_generic
            && function.default.is_none()
            && !takes_types(&function.sig)
        {
            return_send(&mut function.sig);
        }
    }
    let is_async = |item: &TraitItem| matches!(item, TraitItem::Fn(function) if function.sig.asyncness.is_some());
    // A program may use the client alone.
    definition.attrs.push(parse_quote!(#[allow(dead_code)]));
    if definition.items.iter().any(is_async) {
        definition.attrs.push(parse_quote!(#[allow(async_fn_in_trait)]));
    }
    definition.into_token_stream()
}

fn takes_types(signature: &Signature) -> bool {
    let generic = signature.generics.params.iter().any(|parameter| matches!(parameter, GenericParam::Type(_)));
    generic
        || signature
            .inputs
            .iter()
            .any(|input| matches!(input, FnArg::Typed(input) if impl_trait_in(&input.ty).is_some()))
}

/// `async fn f() -> T` becomes `fn f() -> impl Future<Output = T> + Send`.
fn return_send(signature: &mut Signature) {
    let Some(keyword) = signature.asyncness.take() else { return };
    let here = at(keyword.span);
    let output: Type = match &signature.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => (**ty).clone(),
    };
    signature.output = parse_quote_spanned! {here=>
        -> impl ::core::future::Future<Output = #output> + ::core::marker::Send
    };
}
