//! `#[rpc_service]`: an impl block whose methods are published.

mod check;
mod expand;
mod model;
mod numbers;
mod parse;
mod parts;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Item, ItemImpl};

use crate::errors::Errors;
use crate::runtime::{Front, Runtime};

pub(crate) use expand::implementation;
pub(crate) use model::{Entry, Published};

use model::Role;

/// The block as it was but for our attributes, and what publishes it. With mistakes in it, a service of no methods
/// stands in, so that nothing else goes wrong.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream, front: Front) -> TokenStream {
    let mut errors = Errors::default();
    let mut block = match syn::parse2::<Item>(item.clone()) {
        Ok(Item::Impl(block)) => block,
        Ok(other) => return refused(item, &other),
        Err(error) => {
            errors.push(error);
            let errors = errors.into_tokens();
            return quote!(#item #errors);
        }
    };
    let options = parse::BlockOptions::new(arguments, front, &mut errors);
    let service = parse::block(&mut block, &options, &mut errors);
    check::names(&service, &mut errors);
    let implementation = implemented(&service, &block, &options.runtime, &errors);
    let errors = errors.into_tokens();
    quote!(#block #implementation #errors)
}

fn implemented(service: &model::Service, block: &ItemImpl, runtime: &Runtime, errors: &Errors) -> TokenStream {
    let ty = block.self_ty.to_token_stream();
    let sound = errors.is_empty();
    let entries = service.methods.iter().filter(|_| sound);
    let entries: Vec<Entry<'_>> = entries.map(|method| Entry { method, callee: service.callee(method) }).collect();
    let implementation = match &service.role {
        Role::Part(part) => parts::implementation(part, &block.generics, &ty, &entries, runtime),
        Role::Whole(parts) => {
            let published = Published {
                name: service.name.clone(),
                prefix: service.prefix_text(),
                help: &service.help,
                parts: if sound { parts } else { &[] },
                generics: &block.generics,
                ty,
            };
            implementation(&published, &entries, runtime)
        }
    };
    let switches = &service.switches;
    quote!(#(#switches)* const _: () = { #implementation };)
}

fn refused(item: TokenStream, found: &Item) -> TokenStream {
    let sentence = match found {
        Item::Struct(_) | Item::Enum(_) | Item::Union(_) => {
            "`#[rpc_service]` publishes methods: put it on the impl block that holds them"
        }
        Item::Fn(_) => "`#[rpc_service]` goes on an impl block: a free function is published with `#[expose]`",
        Item::Trait(_) => "a trait has no instance to call: put `#[rpc_service]` on a type's impl block of it",
        _ => "`#[rpc_service]` goes on an impl block",
    };
    let mut errors = Errors::default();
    errors.on(head(found), sentence);
    let errors = errors.into_tokens();
    quote!(#item #errors)
}

/// The part of an item that names it, to underline that much and no more.
fn head(item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => item.ident.to_token_stream(),
        Item::Enum(item) => item.ident.to_token_stream(),
        Item::Union(item) => item.ident.to_token_stream(),
        Item::Fn(item) => item.sig.ident.to_token_stream(),
        Item::Trait(item) => item.ident.to_token_stream(),
        other => other.to_token_stream().into_iter().take(1).collect(),
    }
}
