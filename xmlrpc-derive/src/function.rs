//! `#[expose]` on a free function: a service of one method, catalogued for whoever links it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{FnArg, Generics, Item, ItemFn, Stmt, TraitItemFn};

use crate::doc::Help;
use crate::errors::Errors;
use crate::method::{self, Method, MethodOptions, OF_FUNCTION, ParameterMarks, Place, lift_receiver_docs};
use crate::options::Options;
use crate::runtime::{Front, Runtime, at};
use crate::service::{Entry, Published, implementation};

/// The function as it was, with its registration inside its body: misplaced in an impl block, where the function is
/// not in scope, it gives one error and no more.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream, front: Front) -> TokenStream {
    let mut errors = Errors::default();
    let Ok(mut function) = syn::parse2::<ItemFn>(item.clone()) else { return refused(item) };
    let marks = ParameterMarks::lift(&mut function.sig);
    lift_receiver_docs(&mut function.sig);
    if let Some(FnArg::Receiver(receiver)) = function.sig.inputs.first() {
        errors.on(receiver, MISPLACED);
    } else {
        let options = Options::parse(&OF_FUNCTION, arguments, &mut errors);
        let named = options.text("crate", &mut errors);
        let runtime = Runtime::new(front, named.as_ref(), &mut errors);
        let options = MethodOptions::new(&options, &mut errors);
        let method = method::parse(&function.attrs, &function.sig, marks, options, Place::Free, &mut errors);
        if let Some(method) = method {
            if errors.is_empty() {
                let registration = registration(&method, &runtime);
                function.block.stmts.insert(0, Stmt::Item(Item::Verbatim(registration)));
            }
        }
    }
    let errors = errors.into_tokens();
    quote!(#function #errors)
}

const MISPLACED: &str =
    "a method is published by its impl block: put `#[rpc_service]` on the block that this stands in";

fn registration(method: &Method, runtime: &Runtime) -> TokenStream {
    let here = at(Span::call_site());
    let rt = runtime.at(Span::call_site());
    let service = Ident::new("__Function", here);
    let callee = method.ident.to_token_stream();
    let published = Published {
        name: method.ident.to_string(),
        prefix: String::new(),
        help: &Help::default(),
        parts: &[],
        generics: &Generics::default(),
        ty: service.to_token_stream(),
    };
    let implementation = implementation(&published, &[Entry { method, callee }], runtime);
    quote_spanned! {here=>
        const _: () = {
            struct #service;
            #implementation
            #rt::inventory::submit! {
                #rt::CataloguedFunction::new(|| #rt::Arc::new(#service))
            }
        };
    }
}

/// Whatever else `#[expose]` was put on.
fn refused(item: TokenStream) -> TokenStream {
    let sentence = match syn::parse2::<TraitItemFn>(item.clone()) {
        Ok(_) => MISPLACED,
        Err(_) => "`#[expose]` goes on a free function, or on a method in an impl block that has `#[rpc_service]`",
    };
    let mut errors = Errors::default();
    errors.on(item.clone().into_iter().take(1).collect::<TokenStream>(), sentence);
    let errors = errors.into_tokens();
    quote!(#item #errors)
}
