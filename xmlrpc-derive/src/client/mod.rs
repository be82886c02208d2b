//! Typed clients: of a trait with `#[rpc_client]`, or of a service block with `client = Name`.

mod check;
mod convert;
mod definition;
mod expand;
mod method;
mod model;
mod of_service;
mod parameter;
mod parse;
mod write;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ItemTrait;

use crate::errors::Errors;
use crate::paths::Facade;
use crate::syntax::{self, Kind, Outline};

pub(crate) use of_service::{Served, ServiceClients, clients};

use model::TypedClient;

/// The trait without our attributes, and the types that call its methods. A method with a mistake is left out of them.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream, facade: Facade) -> TokenStream {
    let mut errors = Errors::default();
    let tokens = syntax::flat(item.clone());
    let outline = Outline::of(&tokens);
    if outline.kind != Kind::Trait {
        return refused(&item, &outline);
    }
    // What the macro alone cannot read is left to the compiler.
    let Ok(mut definition) = syn::parse2::<ItemTrait>(tokens.into_iter().collect()) else { return item };
    let options = parse::TraitOptions::new(arguments, facade, &mut errors);
    let clients = parse::definition(&mut definition, &options, &mut errors);
    if let Some(client) = clients.first() {
        check::names(client, &mut errors);
    }
    let types = clients.iter().map(|client| client_of_trait(client, &definition, &options, errors.is_empty()));
    let types: TokenStream = types.collect();
    let definition = definition::rewritten(definition);
    let errors = errors.into_tokens();
    quote!(#definition #types #errors)
}

/// A client, which implements the trait if that is sound and of the client's kind.
fn client_of_trait(
    client: &TypedClient,
    definition: &ItemTrait,
    options: &parse::TraitOptions,
    sound: bool,
) -> TokenStream {
    let implements = sound && client.kind == options.kind_of(definition);
    expand::client(client, &options.private, implements.then_some(definition), None)
}

fn refused(item: &TokenStream, outline: &Outline) -> TokenStream {
    let message = match outline.kind {
        Kind::Block => {
            "`#[rpc_client]` goes on a trait: for a client of this block's methods, write `#[rpc_service(client = …)]`"
        }
        _ => "`#[rpc_client]` goes on a trait: write the methods that the server has, without bodies",
    };
    let mut errors = Errors::default();
    errors.on(outline.head.to_token_stream(), message);
    let errors = errors.into_tokens();
    quote!(#item #errors)
}
