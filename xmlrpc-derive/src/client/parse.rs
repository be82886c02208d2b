//! From a trait to its clients; the trait loses our attributes and keeps everything else.

use proc_macro2::TokenStream;
use quote::format_ident;
use syn::{Attribute, Ident, ItemTrait, LitStr, TraitItem, Type};

use super::method;
use super::model::{ClientKind, TypedClient};
use crate::case::Case;
use crate::errors::Errors;
use crate::method::{ANSWER, complaint_about};
use crate::options::{Options, Usage};
use crate::paths::{ClientPath, Facade};
use crate::syntax::{EXPOSE, take_named};

const RPC_CLIENT: Usage = Usage {
    attribute: "rpc_client",
    options: &["prefix", "rename_all", "answer", "client", "blocking_client", "crate"],
};

/// What `#[rpc_client(…)]` says.
pub(super) struct TraitOptions {
    prefix: Option<LitStr>,
    case: Option<Case>,
    answer: Option<Type>,
    client: Option<Ident>,
    blocking: Option<Ident>,
    pub(super) private: ClientPath,
}

impl TraitOptions {
    pub(super) fn new(arguments: TokenStream, facade: Facade, errors: &mut Errors) -> Self {
        let options = Options::parse(&RPC_CLIENT, arguments, errors);
        let named = options.text("crate", errors);
        let prefix = options.text("prefix", errors);
        if let Some(prefix) = &prefix
            && let Some(complaint) = complaint_about_prefix(&prefix.value())
        {
            errors.on(prefix, complaint);
        }
        TraitOptions {
            prefix,
            case: options.text("rename_all", errors).and_then(|name| Case::parse(&name, errors)),
            answer: options.ty("answer", ANSWER, errors).flatten(),
            client: options.type_name("client", errors),
            blocking: options.type_name("blocking_client", errors),
            private: ClientPath::new(facade, named.as_ref(), errors),
        }
    }

    /// Whether the trait's methods block. The first one decides.
    pub(super) fn kind_of(&self, definition: &ItemTrait) -> ClientKind {
        let first = definition.items.iter().find_map(|item| match item {
            TraitItem::Fn(function) => Some(function.sig.asyncness.is_some()),
            _ => None,
        });
        if first.unwrap_or(true) { ClientKind::Async } else { ClientKind::Blocking }
    }
}

fn complaint_about_prefix(prefix: &str) -> Option<&'static str> {
    if prefix.is_empty() {
        Some("`prefix` is empty: remove it to call names without a prefix")
    } else if prefix.starts_with('.') || prefix.ends_with('.') {
        Some("the dot between prefix and name is added automatically: remove it")
    } else {
        complaint_about(prefix)
    }
}

/// Understands a trait and takes our attributes out of it. The first client is of the trait's own kind.
pub(super) fn definition(definition: &mut ItemTrait, options: &TraitOptions, errors: &mut Errors) -> Vec<TypedClient> {
    if let Some(keyword) = &definition.unsafety {
        errors.on(keyword, "the trait of a typed client cannot be `unsafe`: calls over a network promise nothing");
    }
    let kind = options.kind_of(definition);
    if let (ClientKind::Blocking, Some(blocking)) = (kind, &options.blocking) {
        errors.on(
            blocking,
            "the trait's methods block already: remove `blocking_client`, or make the methods `async fn`",
        );
    }
    let mut methods = Vec::new();
    for item in &mut definition.items {
        match item {
            TraitItem::Fn(function) => {
                let of_trait = method::OfTrait {
                    kind,
                    case: options.case,
                    prefix: options.prefix.as_ref(),
                    answer: options.answer.as_ref(),
                };
                methods.extend(method::parse(function, of_trait, errors));
            }
            TraitItem::Const(item) => {
                refuse_exposed(&mut item.attrs, errors);
                errors.on(&item.ident, "a typed client has no constants: move it out of the trait");
            }
            TraitItem::Type(item) => {
                refuse_exposed(&mut item.attrs, errors);
                errors.on(
                    &item.ident,
                    "a typed client has no associated types, since the wire has one type: write the type out, or make \
                     it a parameter of the trait",
                );
            }
            other => errors.on(other, "a typed client has methods alone: write them out"),
        }
    }
    let ident = &definition.ident;
    let client = options.client.clone().unwrap_or_else(|| format_ident!("{ident}Client"));
    let prefix = options.prefix.as_ref().map(LitStr::value).unwrap_or_default();
    let typed = |name: &Ident, kind: ClientKind| TypedClient {
        ident: name.clone(),
        visibility: definition.vis.clone(),
        help: help(ident, kind),
        switches: definition.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect(),
        generics: definition.generics.clone(),
        prefix: prefix.clone(),
        kind,
        methods: methods.clone(),
    };
    let mut clients = vec![typed(&client, kind)];
    if let (ClientKind::Async, Some(blocking)) = (kind, &options.blocking) {
        clients.push(typed(blocking, ClientKind::Blocking));
    }
    clients
}

fn help(definition: &Ident, kind: ClientKind) -> String {
    match kind {
        ClientKind::Async => format!("Calls the methods of [`{definition}`] over any `Caller`, such as a `&Client`."),
        ClientKind::Blocking => format!(
            "Calls the methods of [`{definition}`] over any `BlockingCaller`, such as a `&blocking::Client`, and waits \
             for their results."
        ),
    }
}

fn refuse_exposed(attributes: &mut Vec<Attribute>, errors: &mut Errors) {
    for attribute in take_named(attributes, EXPOSE) {
        errors.on(attribute, "only methods are called: put `#[expose]` on a `fn`");
    }
}
