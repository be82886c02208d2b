//! From an impl block to a [`Service`]; the block loses our attributes and keeps everything else.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, LitStr, Type};

use super::model::{Role, Service};
use crate::case::Case;
use crate::client::ServiceClients;
use crate::doc::Help;
use crate::errors::Errors;
use crate::method::{
    self, ANSWER, Method, MethodOptions, OF_METHOD, ParameterMarks, Place, Surroundings, lift_receiver_docs,
};
use crate::options::{Options, Usage};
use crate::paths::{Facade, PrivatePath};
use crate::syntax::{EXPOSE, Function, Member, ServiceBlock, take_named};

const RPC_SERVICE: Usage = Usage {
    attribute: "rpc_service",
    options: &[
        "prefix",
        "rename_all",
        "inline",
        "keywords",
        "answer",
        "max_concurrent",
        "parts",
        "part",
        "client",
        "blocking_client",
        "crate",
    ],
};

/// What `#[rpc_service(…)]` says.
pub(super) struct BlockOptions {
    prefix: Option<LitStr>,
    case: Option<Case>,
    inline: bool,
    keywords: bool,
    answer: Option<Type>,
    max_concurrent: Option<Expr>,
    role: Role,
    pub(super) clients: ServiceClients,
    pub(super) private: PrivatePath,
}

impl BlockOptions {
    pub(super) fn new(arguments: TokenStream, facade: Facade, errors: &mut Errors) -> Self {
        let options = Options::parse(&RPC_SERVICE, arguments, errors);
        let named = options.text("crate", errors);
        let prefix = options.text("prefix", errors);
        if let Some(prefix) = &prefix
            && let Some(complaint) = complaint_about_prefix(&prefix.value(), options.place("part").is_some())
        {
            errors.on(prefix, complaint);
        }
        let case = options.text("rename_all", errors).and_then(|name| Case::parse(&name, errors));
        let inline = options.switch("inline", errors).is_some_and(|(on, _)| on);
        let keywords = options.switch("keywords", errors).is_some_and(|(on, _)| on);
        let answer = options.ty("answer", ANSWER, errors).flatten();
        let max_concurrent = options.count("max_concurrent", errors);
        let role = role(&options, errors);
        let private = PrivatePath::new(facade, named.as_ref(), errors);
        let clients = ServiceClients::new(&options, errors);
        BlockOptions { prefix, case, inline, keywords, answer, max_concurrent, role, clients, private }
    }
}

fn role(options: &Options, errors: &mut Errors) -> Role {
    let parts = options.idents("parts", errors);
    let Some(part) = options.ident("part", errors) else { return Role::Whole(parts) };
    let complaints = [
        ("max_concurrent", "a part has the limit of the block that lists it: write `max_concurrent` there"),
        ("parts", "a part cannot list parts: list them in the block without `part`"),
    ];
    for (option, complaint) in complaints {
        if let Some(place) = options.place(option) {
            errors.at(place, complaint);
        }
    }
    Role::Part(part)
}

/// What is wrong with a prefix. That of a part may be empty, in place of the service's.
fn complaint_about_prefix(prefix: &str, of_part: bool) -> Option<&'static str> {
    if prefix.is_empty() {
        (!of_part).then_some("`prefix` is empty: remove it to publish names without a prefix")
    } else if prefix.starts_with('.') || prefix.ends_with('.') {
        Some("the dot between prefix and name is added automatically: remove it")
    } else {
        method::complaint_about(prefix)
    }
}

/// Understands a block and takes our attributes out of it.
pub(super) fn block(block: &mut ServiceBlock, options: &BlockOptions, errors: &mut Errors) -> Service {
    let ServiceBlock { header, members } = block;
    let trait_path = header.trait_.as_ref().map(|(path, _)| path.clone());
    let surroundings = Surroundings {
        trait_path: trait_path.as_ref(),
        case: options.case,
        inline: options.inline,
        keywords: options.keywords,
        answer: options.answer.as_ref(),
    };
    let place = Place::Block(surroundings);
    let mut methods = Vec::new();
    let mut functions = Vec::new();
    for member in members {
        match member {
            Member::Function(function) => {
                let method = exposed(function, place, errors);
                functions.push((function, method.as_ref().map(method::lints_of)));
                methods.extend(method);
            }
            Member::Other { expose, .. } => {
                for attribute in expose {
                    errors.on(attribute, "only methods can be exposed: put `#[expose]` on a `fn`");
                }
            }
            Member::Unreadable { expose, .. } => {
                if let Some(attribute) = expose.first() {
                    errors.unreadable(attribute.span());
                }
            }
            Member::Stray(place) => errors.unreadable(*place),
        }
    }
    allow_lints(functions, &mut header.attrs);
    Service {
        name: type_name(&header.self_ty),
        prefix: options.prefix.clone(),
        max_concurrent: options.max_concurrent.clone(),
        role: options.role.clone(),
        help: Help::of(&header.attrs),
        methods,
        switches: header.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect(),
        trait_path,
    }
}

/// Allows the lints that publishing causes: on the block if all its functions are exposed, which costs the compiler less,
/// or else on each that is.
fn allow_lints(functions: Vec<(&mut Box<Function>, Option<BTreeSet<&'static str>>)>, on_block: &mut Vec<Attribute>) {
    if functions.iter().all(|(_, lints)| lints.is_some()) {
        let all: BTreeSet<&str> = functions.iter().filter_map(|(_, lints)| lints.as_ref()).flatten().copied().collect();
        on_block.extend(method::allowing(&all, Span::call_site()));
        return;
    }
    for (function, lints) in functions {
        let attribute = lints.and_then(|lints| method::allowing(&lints, function.signature.ident.span()));
        function.attributes.extend(attribute);
    }
}

fn exposed(function: &mut Function, place: Place<'_>, errors: &mut Errors) -> Option<Method> {
    let marks = ParameterMarks::lift(&mut function.signature);
    lift_receiver_docs(&mut function.signature);
    let mut attributes = take_named(&mut function.attributes, EXPOSE).into_iter();
    let Some(attribute) = attributes.next() else {
        ParameterMarks::refuse_unpublished(&marks, errors);
        return None;
    };
    for again in attributes {
        errors.on(again, "duplicate `#[expose]`: remove one, and add further names with `alias = \"…\"`");
    }
    let before = errors.count();
    let options = Options::of_attribute(&OF_METHOD, &attribute, errors);
    let options = MethodOptions::new(&options, errors);
    let method = method::parse(&function.attributes, &function.signature, marks, options, place, errors)?;
    (errors.count() == before).then_some(method)
}

fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.unraw().to_string()).unwrap_or_default(),
        Type::Group(group) => type_name(&group.elem),
        Type::Paren(paren) => type_name(&paren.elem),
        other => other.to_token_stream().to_string(),
    }
}
