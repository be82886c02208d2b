//! The clients of a service block: `client = Name`, `blocking_client = Name`.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Generics, Ident, Type, Visibility, parse_quote, parse_quote_spanned};

use super::model::{ClientKind, ClientMethod, ClientParameter, ClientPresence, ResultPlace, TypedClient};
use super::{check, convert, expand};
use crate::errors::Errors;
use crate::method::{Method, Parameter, impl_trait_in, may_be_a_date, value_and_error};
use crate::options::Options;
use crate::paths::{ClientPath, PrivatePath, at, local};

/// The names of a block's clients.
pub(crate) struct ServiceClients {
    named: Vec<(Ident, ClientKind)>,
}

/// A block whose methods are called.
pub(crate) struct Served<'s> {
    /// The name of its type.
    pub(crate) name: &'s str,
    pub(crate) ty: TokenStream,
    pub(crate) generics: &'s Generics,
    pub(crate) prefix: String,
    /// Whether the prefix is that of another block.
    pub(crate) lacks_prefix: bool,
    pub(crate) methods: &'s [Method],
    /// The block's `#[cfg]` attributes.
    pub(crate) switches: &'s [Attribute],
}

impl ServiceClients {
    /// The names in the options of a block.
    pub(crate) fn new(options: &Options, errors: &mut Errors) -> Self {
        let kinds = [("client", ClientKind::Async), ("blocking_client", ClientKind::Blocking)];
        let named = kinds.into_iter().filter_map(|(option, kind)| Some((options.type_name(option, errors)?, kind)));
        ServiceClients { named: named.collect() }
    }
}

/// The clients of a block. A method with a mistake is left out of them.
pub(crate) fn clients(
    clients: &ServiceClients,
    served: &Served<'_>,
    private: &PrivatePath,
    errors: &mut Errors,
) -> TokenStream {
    let Some((first, _)) = clients.named.first() else { return TokenStream::new() };
    if let Some(parameter) = served.generics.params.first() {
        errors.on(
            parameter,
            "the client of a generic block cannot know its types: remove `client`, and write a trait with `#[rpc_client]`",
        );
        return TokenStream::new();
    }
    if served.lacks_prefix {
        errors.on(first, "the client of a part needs to know its prefix: write `prefix = \"…\"` beside `part`");
    }
    let path = ClientPath::of_service(private);
    let methods = served.methods.iter().filter_map(|method| {
        let before = errors.count();
        let method = self::method(method, &path, errors)?;
        check::refuse_own(&method, errors);
        (errors.count() == before).then_some(method)
    });
    let methods: Vec<ClientMethod> = methods.collect();
    let service = local("__Service", Span::call_site());
    let ty = &served.ty;
    let scope = uses(&methods, &service.to_string())
        .then(|| quote_spanned!(at(Span::call_site())=> #[allow(dead_code)] type #service = #ty;));
    let named = clients.named.iter().map(|(ident, kind)| {
        let client = TypedClient {
            ident: ident.clone(),
            visibility: Visibility::Public(parse_quote_spanned!(ident.span()=> pub)),
            help: help(served.name, *kind),
            switches: served.switches.to_vec(),
            generics: Generics::default(),
            prefix: served.prefix.clone(),
            kind: *kind,
            methods: methods.clone(),
        };
        expand::client(&client, &path, None, scope.clone())
    });
    named.collect()
}

fn help(service: &str, kind: ClientKind) -> String {
    match kind {
        ClientKind::Async => {
            format!("Calls the methods of a [`{service}`] over any `Caller`, such as a `&Client` or a `&Dispatcher`.")
        }
        ClientKind::Blocking => format!(
            "Calls the methods of a [`{service}`] over any `BlockingCaller`, such as a `&blocking::Client`, and waits \
             for their results."
        ),
    }
}

fn method(method: &Method, path: &ClientPath, errors: &mut Errors) -> Option<ClientMethod> {
    let place = method.ident.span();
    if let Some(found) = method.result.as_ref().and_then(impl_trait_in) {
        errors.on(found, "the client cannot name an `impl Trait`: write the type of the result, or remove `client`");
        return None;
    }
    let mut parameters: Vec<ClientParameter> = Vec::new();
    for (index, parameter) in method.sent_parameters() {
        let mut converted = match parameter {
            Parameter::Wire(parameter) => convert::parameter(parameter, index, path),
            Parameter::Spread(parameter) => convert::members(parameter, index, ClientPresence::Members, path),
            Parameter::Keywords(parameter) => convert::members(parameter, index, ClientPresence::Keywords, path),
            Parameter::Context => continue,
        };
        if parameters.iter().any(|other| other.ident == converted.ident) {
            converted.ident = local(&format!("parameter{}", index + 1), place);
        }
        converted.ty = without_self(&converted.ty);
        parameters.push(converted);
    }
    let returned = match &method.result {
        None => (quote!(()), None),
        Some(ty) => convert::result(ty, path),
    };
    let (value, error) = returned;
    let spans = method.result.as_ref().map_or((place, place), value_and_error);
    let here = at(spans.0);
    let root = path.at(spans.0);
    let error = error.unwrap_or_else(|| quote_spanned!(here=> #root::Error));
    let output = quote_spanned!(here=> #root::Result<#value, #error>);
    Some(ClientMethod {
        ident: method.ident.clone(),
        name: method.name.text().to_owned(),
        name_place: method.name.span(),
        absolute: method.name.absolute,
        attributes: attributes(method),
        generics: Generics::default(),
        receiver: None,
        parameters,
        output: tokens_without_self(output),
        result: ResultPlace {
            span: spans.0,
            error: spans.1,
            may_be_a_date: method.result.as_ref().is_some_and(may_be_a_date),
        },
        answer: method.answer.clone(),
    })
}

fn attributes(method: &Method) -> Vec<Attribute> {
    let mut attributes = method.switches.clone();
    let help = method.help.text(method.ident.span());
    let help = help.unwrap_or_else(|| format!("Calls `{}`.", method.name.text()).to_token_stream());
    attributes.push(parse_quote!(#[doc = #help]));
    if let Some(deprecated) = method.remarks.deprecated() {
        let note = deprecated.note.as_ref().map(|note| quote!(note = #note));
        let since = deprecated.since.as_ref().map(|since| quote!(since = #since));
        let options = since.into_iter().chain(note);
        attributes.push(parse_quote!(#[deprecated(#(#options),*)]));
    }
    attributes
}

/// The type with a name for the service in place of `Self`.
fn without_self(ty: &Type) -> Type {
    let tokens = tokens_without_self(ty.to_token_stream());
    syn::parse2(tokens).unwrap_or_else(|_| ty.clone())
}

pub(super) fn tokens_without_self(tokens: TokenStream) -> TokenStream {
    let replaced = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(ident) if ident == "Self" => TokenTree::Ident(local("__Service", ident.span())),
        TokenTree::Group(group) => {
            let mut replaced = Group::new(group.delimiter(), tokens_without_self(group.stream()));
            replaced.set_span(group.span());
            TokenTree::Group(replaced)
        }
        other => other,
    });
    replaced.collect()
}

/// Whether the methods name something.
fn uses(methods: &[ClientMethod], name: &str) -> bool {
    methods.iter().any(|method| {
        let parameters = method.parameters.iter().map(|parameter| {
            let default = parameter.default_tokens();
            let ty = &parameter.ty;
            quote!(#ty #default)
        });
        names(method.output.clone(), name) || parameters.into_iter().any(|tokens| names(tokens, name))
    })
}

fn names(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => names(group.stream(), name),
        _ => false,
    })
}
