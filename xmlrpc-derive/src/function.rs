//! `#[expose]` on a free function: a service of one method, registered in the catalogue.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, Generics, parse_quote};

use crate::doc::Help;
use crate::errors::Errors;
use crate::method::{self, Method, MethodOptions, OF_FUNCTION, ParameterMarks, Place, lift_receiver_docs};
use crate::options::Options;
use crate::paths::{Facade, PrivatePath, at};
use crate::service::{Entry, Published, implementation, unreadable};
use crate::syntax::{self, Function, Kind, Outline};

/// The function, with its registration inside its body: if it is misplaced in an impl block, where the function is not in
/// scope, it gives one error and no more.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream, facade: Facade) -> TokenStream {
    let mut errors = Errors::default();
    let tokens = syntax::flat(item.clone());
    let outline = Outline::of(&tokens);
    let mut function = match (outline.kind, tokens.last()) {
        (Kind::Function, Some(TokenTree::Punct(_))) if takes_self(&tokens) => return refused(item, MISPLACED),
        // The compiler refuses a free function without a body.
        (Kind::Function, Some(TokenTree::Punct(_))) => return without_body(&item, &outline),
        (Kind::Function, _) => match Function::parse(&tokens) {
            Some(function) => function,
            None => return syntax::unreadable_function(tokens, &refusal(&outline, facade)),
        },
        _ => return refused(item, NO_FUNCTION),
    };
    let marks = ParameterMarks::lift(&mut function.signature);
    lift_receiver_docs(&mut function.signature);
    if let Some(FnArg::Receiver(receiver)) = function.signature.inputs.first() {
        errors.on(receiver, MISPLACED);
    } else {
        let options = Options::parse(&OF_FUNCTION, arguments, &mut errors);
        let named = options.text("crate", &mut errors);
        let private = PrivatePath::new(facade, named.as_ref(), &mut errors);
        let options = MethodOptions::new(&options, &mut errors);
        let method = method::parse(&function.attributes, &function.signature, marks, options, Place::Free, &mut errors);
        if let Some(method) = method.filter(|_| errors.is_empty()) {
            let registration = registration(&method, &private);
            function.attributes.extend(method::allowing(&method::lints_of(&method), method.ident.span()));
            // Its body becomes a block inside of one.
            function.attributes.push(parse_quote!(#[allow(unused_braces)]));
            function = function.preceded_by(registration);
        }
    }
    let errors = errors.into_tokens();
    quote!(#function #errors)
}

/// Whether a function has a `self`, in the parentheses behind its name.
fn takes_self(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            group.stream().into_iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == "self"))
        }
        _ => false,
    })
}

/// A function without a body. In a trait, which is no place for `#[expose]`, the constant is an error.
fn without_body(item: &TokenStream, outline: &Outline) -> TokenStream {
    let constant = quote_spanned!(outline.head.span()=> const _: () = (););
    quote!(#item #constant)
}

const MISPLACED: &str = "`#[expose]` on a method needs `#[rpc_service]` on its impl block";

const NO_FUNCTION: &str =
    "`#[expose]` goes on a free function, or on a method in an impl block that has `#[rpc_service]`";

fn registration(method: &Method, private: &PrivatePath) -> TokenStream {
    let here = at(Span::call_site());
    let root = private.at(Span::call_site());
    let service = Ident::new("__Function", here);
    let callee = method.ident.to_token_stream();
    let published = Published {
        name: method.ident.to_string(),
        prefix: String::new(),
        help: &Help::default(),
        max_concurrent: None,
        parts: &[],
        listed: &[],
        generics: &Generics::default(),
        unreadable: None,
        ty: service.to_token_stream(),
    };
    let implementation = implementation(&published, &[Entry { method, callee }], private);
    quote_spanned! {here=>
        const _: () = {
            struct #service;
            #implementation
            #root::inventory::submit! {
                #root::CataloguedFunction::new(|| #root::Arc::new(#service))
            }
        };
    }
}

/// The registration of a function that the macro cannot read.
fn refusal(outline: &Outline, facade: Facade) -> TokenStream {
    let place = outline.head.span();
    let private = PrivatePath::new(facade, None, &mut Errors::default());
    let (root, import, panic) = (private.at(place), private.import(), unreadable(place));
    quote_spanned! {at(place)=>
        const _: () = {
            #import
            #root::inventory::submit! {
                #root::CataloguedFunction::new(|| #panic)
            }
        };
    }
}

/// An item that `#[expose]` does not go on.
fn refused(item: TokenStream, message: &str) -> TokenStream {
    let mut errors = Errors::default();
    errors.on(item.clone().into_iter().take(1).collect::<TokenStream>(), message);
    let errors = errors.into_tokens();
    quote!(#item #errors)
}
