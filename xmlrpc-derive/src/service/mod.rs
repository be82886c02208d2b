//! `#[rpc_service]`: an impl block whose methods are published.

mod bounds;
mod check;
mod expand;
mod model;
mod numbers;
mod parse;
mod parts;
mod twice;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ItemImpl;
use syn::spanned::Spanned;

use crate::client::{self, Served};
use crate::errors::Errors;
use crate::method::with_named_lifetimes;
use crate::paths::{Facade, PrivatePath};
use crate::syntax::{self, Kind, Outline, ServiceBlock};

pub(crate) use expand::{implementation, unreadable};
pub(crate) use model::{Entry, Published};

use model::{Role, Service};

/// The block without our attributes, and the code that publishes it. If there are mistakes in the block, it becomes a
/// service without methods, so that no further errors follow.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream, facade: Facade) -> TokenStream {
    let mut errors = Errors::default();
    let tokens = syntax::flat(item.clone());
    let outline = Outline::of(&tokens);
    if outline.kind != Kind::Block {
        return refused(&item, &outline);
    }
    let Some(mut block) = ServiceBlock::parse(&tokens) else {
        errors.unreadable(outline.head.span());
        let stub = ServiceBlock::with_for(&tokens).map(|mut block| {
            let options = parse::BlockOptions::new(arguments, facade, &mut Errors::default());
            let service = parse::block(&mut block, &options, &mut errors);
            implemented(&service, &block.header, &options.private, &errors)
        });
        let block = ServiceBlock::stripped(tokens);
        return quote!(#block #stub);
    };
    let options = parse::BlockOptions::new(arguments, facade, &mut errors);
    let service = parse::block(&mut block, &options, &mut errors);
    if service.makes_service() && twice::is_service_already(&block.header.self_ty) {
        errors.on(&block.header.self_ty, twice_message(&service.name));
        let errors = errors.into_tokens();
        return quote!(#block #errors);
    }
    check::names(&service, &mut errors);
    bounds::check(&service, &block.header.generics, &mut errors);
    let clients = clients(&service, &block.header, &options, &mut errors);
    let implementation = implemented(&service, &block.header, &options.private, &errors);
    let warning = (errors.is_empty() && service.is_empty()).then(|| nothing_exposed(&block.header));
    let errors = errors.into_tokens();
    quote!(#block #implementation #clients #warning #errors)
}

fn clients(service: &Service, block: &ItemImpl, options: &parse::BlockOptions, errors: &mut Errors) -> TokenStream {
    let served = Served {
        name: &service.name,
        ty: block.self_ty.to_token_stream(),
        generics: &block.generics,
        prefix: service.prefix_text(),
        lacks_prefix: service.prefix.is_none() && matches!(service.role, Role::Part(_)),
        methods: &service.methods,
        switches: &service.switches,
    };
    client::clients(&options.clients, &served, &options.private, errors)
}

fn implemented(service: &Service, block: &ItemImpl, private: &PrivatePath, errors: &Errors) -> TokenStream {
    // A name for each lifetime without one, since the implementation needs bounds for them.
    let mut generics = block.generics.clone();
    let ty = with_named_lifetimes(&block.self_ty, &mut generics).to_token_stream();
    let sound = errors.is_empty();
    let entries = service.methods.iter().filter(|_| sound);
    let entries: Vec<Entry<'_>> = entries.map(|method| Entry { method, callee: service.callee(method) }).collect();
    let implementation = match &service.role {
        Role::Part(part) => {
            let part = (part, service.prefix.as_ref());
            parts::implementation(part, &generics, &ty, &entries, private)
        }
        Role::Whole(parts) => {
            let published = Published {
                name: service.name.clone(),
                prefix: service.prefix_text(),
                help: &service.help,
                max_concurrent: service.max_concurrent.as_ref(),
                parts: if sound { parts } else { &[] },
                listed: parts,
                generics: &generics,
                unreadable: errors.first_unreadable(),
                ty,
            };
            implementation(&published, &entries, private)
        }
    };
    let switches = &service.switches;
    quote!(#(#switches)* const _: () = { #implementation };)
}

fn twice_message(name: &str) -> String {
    format!(
        "`{name}` is a service by an earlier block: write `#[rpc_service(parts(more))]` on that one, and \
         `#[rpc_service(part = more)]` on this one"
    )
}

/// A warning about a block that publishes nothing. The only warning of its own that a macro can give is that of a
/// deprecated item.
fn nothing_exposed(block: &ItemImpl) -> TokenStream {
    let switches = block.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let place = block.self_ty.span();
    let name = Ident::new("BLOCK_WITHOUT_EXPOSE", place);
    quote_spanned! {place=>
        #(#switches)*
        const _: () = {
            #[deprecated(note = "no method of this block is published: write `#[expose]` on those that clients may call")]
            const #name: () = ();
            #name
        };
    }
}

fn refused(item: &TokenStream, outline: &Outline) -> TokenStream {
    let message = match outline.kind {
        Kind::Type => "`#[rpc_service]` goes on an impl block: put it on the one with the type's methods",
        Kind::Function => "`#[rpc_service]` goes on an impl block: expose a free function with `#[expose]`",
        Kind::Trait => "`#[rpc_service]` goes on an impl block: put it on a type's implementation of the trait",
        Kind::Block | Kind::Other => "`#[rpc_service]` goes on an impl block",
    };
    let mut errors = Errors::default();
    errors.on(&outline.head, message);
    let errors = errors.into_tokens();
    quote!(#item #errors)
}
