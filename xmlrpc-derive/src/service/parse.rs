//! From an impl block to a [`Service`]; the block loses our attributes and keeps everything else.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, ImplItem, ImplItemFn, ItemImpl, LitStr, Type};

use super::model::{Role, Service};
use crate::case::Case;
use crate::doc::Help;
use crate::errors::Errors;
use crate::method::{self, Method, MethodOptions, OF_METHOD, ParameterMarks, Place, lift_receiver_docs};
use crate::options::{Options, Usage};
use crate::runtime::{Front, Runtime};

const RPC_SERVICE: Usage =
    Usage { attribute: "rpc_service", options: &["prefix", "rename_all", "parts", "part", "crate"] };

/// What `#[rpc_service(…)]` says.
pub(super) struct BlockOptions {
    prefix: Option<LitStr>,
    case: Option<Case>,
    role: Role,
    pub(super) runtime: Runtime,
}

impl BlockOptions {
    pub(super) fn new(arguments: TokenStream, front: Front, errors: &mut Errors) -> Self {
        let options = Options::parse(&RPC_SERVICE, arguments, errors);
        let named = options.text("crate", errors);
        let prefix = options.text("prefix", errors);
        if let Some(prefix) = &prefix
            && let Some(complaint) = complaint_about_prefix(&prefix.value())
        {
            errors.on(prefix, complaint);
        }
        let case = options.text("rename_all", errors).and_then(|name| Case::parse(&name, errors));
        let role = role(&options, errors);
        BlockOptions { prefix, case, role, runtime: Runtime::new(front, named.as_ref(), errors) }
    }
}

fn role(options: &Options, errors: &mut Errors) -> Role {
    let parts = options.idents("parts", errors);
    let Some(part) = options.ident("part", errors) else { return Role::Whole(parts) };
    let complaints = [
        ("prefix", "a part's names stand under the prefix of the block that lists it: leave `prefix` out"),
        ("parts", "the block that lists this part lists all others too: leave `parts` out"),
    ];
    for (option, complaint) in complaints {
        if let Some(place) = options.place(option) {
            errors.at(place, complaint);
        }
    }
    Role::Part(part)
}

fn complaint_about_prefix(prefix: &str) -> Option<&'static str> {
    if prefix.is_empty() {
        Some("a service without prefix publishes bare names: leave the option out")
    } else if prefix.starts_with('.') || prefix.ends_with('.') {
        Some("the dot between prefix and name is put in for you: leave it out")
    } else {
        method::complaint_about(prefix)
    }
}

/// Understands a block and takes our attributes out of it.
pub(super) fn block(block: &mut ItemImpl, options: &BlockOptions, errors: &mut Errors) -> Service {
    let trait_path = block.trait_.as_ref().map(|(path, _)| path.clone());
    let place = Place::Block(trait_path.as_ref(), options.case);
    let mut methods = Vec::new();
    for item in &mut block.items {
        match item {
            ImplItem::Fn(function) => methods.extend(exposed(function, place, errors)),
            ImplItem::Const(constant) => refuse_expose(&mut constant.attrs, errors),
            ImplItem::Type(ty) => refuse_expose(&mut ty.attrs, errors),
            ImplItem::Macro(call) => refuse_expose(&mut call.attrs, errors),
            _ => {}
        }
    }
    Service {
        name: type_name(&block.self_ty),
        prefix: options.prefix.clone(),
        role: options.role.clone(),
        help: Help::of(&block.attrs),
        methods,
        switches: block.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect(),
        trait_path,
    }
}

fn exposed(function: &mut ImplItemFn, place: Place<'_>, errors: &mut Errors) -> Option<Method> {
    let marks = ParameterMarks::lift(&mut function.sig);
    lift_receiver_docs(&mut function.sig);
    let mut attributes = take_expose(&mut function.attrs).into_iter();
    let Some(attribute) = attributes.next() else {
        ParameterMarks::refuse_unpublished(&marks, errors);
        return None;
    };
    for again in attributes {
        errors.on(again, "`#[expose]` stands here twice: leave one out, and give further names with `alias = \"…\"`");
    }
    let before = errors.count();
    let options = Options::of_attribute(&OF_METHOD, &attribute, errors);
    let options = MethodOptions::new(&options, errors);
    let method = method::parse(&function.attrs, &function.sig, marks, options, place, errors)?;
    (errors.count() == before).then_some(method)
}

fn refuse_expose(attributes: &mut Vec<Attribute>, errors: &mut Errors) {
    for attribute in take_expose(attributes) {
        errors.on(attribute, "only methods can be published: put `#[expose]` on a `fn`");
    }
}

fn take_expose(attributes: &mut Vec<Attribute>) -> Vec<Attribute> {
    let (ours, others) = std::mem::take(attributes).into_iter().partition(is_expose);
    *attributes = others;
    ours
}

/// Whether an attribute is `#[expose]`, by whatever path.
fn is_expose(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == "expose" || last.ident == "core_expose")
}

fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.unraw().to_string()).unwrap_or_default(),
        Type::Group(group) => type_name(&group.elem),
        Type::Paren(paren) => type_name(&paren.elem),
        other => other.to_token_stream().to_string(),
    }
}
