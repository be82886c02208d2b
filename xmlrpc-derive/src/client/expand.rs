//! The type of a typed client, and its methods.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Generics, ItemTrait, TraitItem};

use super::model::{ClientKind, ClientMethod, ClientParameter, TypedClient};
use super::write::{Written, written};
use crate::method::rust_name;
use crate::paths::{ClientPath, at, local};

/// The code of a client. It implements the trait that it is made of, if one is given. `scope` stands before the methods.
pub(crate) fn client(
    client: &TypedClient,
    private: &ClientPath,
    definition: Option<&ItemTrait>,
    scope: Option<TokenStream>,
) -> TokenStream {
    let caller = caller_name(client);
    let parts = Parts::of(client, &caller, private);
    let item = parts.item(client);
    let own = parts.own(client);
    let methods = client.methods.iter().map(|method| inherent(method, client, private));
    let implementation = definition.map(|definition| of_trait(client, definition, &parts));
    let import = private.import();
    let root = private.at(Span::call_site());
    let Parts { ident, generics, arguments, bound, where_clause, .. } = &parts;
    let switches = &client.switches;
    let code = quote_spanned! {at(Span::call_site())=>
        #item

        #(#switches)*
        const _: () = {
            #import
            use #root::tiers::*;
            #scope
            #own

            #[automatically_derived]
            #[allow(deprecated, private_interfaces, private_bounds)]
            impl<#(#generics,)* #bound> #ident<#(#arguments),*> #where_clause {
                #(#methods)*
            }

            #implementation
        };
    };
    private.guarded(code)
}

/// The pieces of a client's type.
struct Parts<'c> {
    ident: &'c Ident,
    /// The parameter that stands for the caller.
    caller: Ident,
    /// The other parameters with their bounds, and without defaults: those of the item that the client is made of.
    generics: Vec<TokenStream>,
    /// Likewise, with their defaults.
    declared: Vec<TokenStream>,
    /// The names of all parameters, in the type's order.
    arguments: Vec<TokenStream>,
    /// The caller's bound.
    bound: TokenStream,
    where_clause: TokenStream,
    /// The marker's type, if there are parameters.
    marker: Option<TokenStream>,
    /// The path of the module, outside of the import.
    path: &'c TokenStream,
}

impl<'c> Parts<'c> {
    fn of(client: &'c TypedClient, caller: &Ident, private: &'c ClientPath) -> Self {
        let Generics { params, where_clause, .. } = &client.generics;
        let root = private.at(Span::call_site());
        let (mut generics, mut declared, mut arguments, mut marked) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for parameter in params {
            let mut bare = parameter.clone();
            let name = match &mut bare {
                GenericParam::Lifetime(parameter) => {
                    let lifetime = &parameter.lifetime;
                    marked.push(quote!(&#lifetime ()));
                    lifetime.to_token_stream()
                }
                GenericParam::Type(parameter) => {
                    parameter.default = None;
                    let ident = &parameter.ident;
                    marked.push(quote!(*const #ident));
                    ident.to_token_stream()
                }
                GenericParam::Const(parameter) => {
                    parameter.default = None;
                    parameter.ident.to_token_stream()
                }
            };
            generics.push(bare.to_token_stream());
            declared.push(parameter.to_token_stream());
            arguments.push(name);
        }
        let lifetimes = client.generics.lifetimes().count();
        arguments.insert(lifetimes, caller.to_token_stream());
        declared.insert(lifetimes, caller.to_token_stream());
        let bound = match client.kind {
            ClientKind::Async => quote!(#caller: #root::Caller),
            ClientKind::Blocking => quote!(#caller: #root::BlockingCaller),
        };
        let marker = (!marked.is_empty()).then(|| quote!(::core::marker::PhantomData<fn() -> (#(#marked,)*)>));
        Parts {
            ident: &client.ident,
            caller: caller.clone(),
            generics,
            declared,
            arguments,
            bound,
            where_clause: where_clause.to_token_stream(),
            marker,
            path: private.path(),
        }
    }

    /// The struct.
    fn item(&self, client: &TypedClient) -> TokenStream {
        let Parts { ident, caller, declared, where_clause, marker, path, .. } = self;
        let TypedClient { visibility, help, switches, .. } = client;
        let marker = marker.as_ref().map(|ty| quote!(types: #ty,));
        quote_spanned! {at(Span::call_site())=>
            #(#switches)*
            #[doc = #help]
            #visibility struct #ident<#(#declared),*> #where_clause {
                caller: #caller,
                prefix: #path::Prefix,
                #marker
            }
        }
    }

    /// What makes it, and the traits that every client has.
    fn own(&self, client: &TypedClient) -> TokenStream {
        let here = at(Span::call_site());
        let Parts { ident, caller, generics, arguments, bound, where_clause, marker, path, .. } = self;
        let visibility = &client.visibility;
        let marker = marker.as_ref().map(|_| quote!(types: ::core::marker::PhantomData,));
        let prefix = match client.prefix.as_str() {
            "" => String::from("Names get no prefix."),
            prefix => format!("Names get the prefix `{prefix}`."),
        };
        let new_help = format!("Makes a client that calls over `caller`. {prefix}");
        let name = ident.to_string();
        quote_spanned! {here=>
            #[automatically_derived]
            impl<#(#generics,)* #bound> #ident<#(#arguments),*> #where_clause {
                #[doc = #new_help]
                #visibility fn new(caller: #caller) -> Self {
                    #ident { caller, prefix: #path::Prefix::own(), #marker }
                }

                /// Makes a client of a service that is mounted under another prefix. An empty prefix gives bare names.
                #visibility fn with_prefix(
                    caller: #caller,
                    prefix: impl ::core::convert::Into<#path::String>,
                ) -> Self {
                    #ident { caller, prefix: #path::Prefix::other(prefix.into()), #marker }
                }
            }

            #[automatically_derived]
            impl<#(#generics,)* #caller: ::core::clone::Clone> ::core::clone::Clone for #ident<#(#arguments),*>
            #where_clause
            {
                fn clone(&self) -> Self {
                    #ident {
                        caller: ::core::clone::Clone::clone(&self.caller),
                        prefix: ::core::clone::Clone::clone(&self.prefix),
                        #marker
                    }
                }
            }

            #[automatically_derived]
            impl<#(#generics,)* #caller: ::core::fmt::Debug> ::core::fmt::Debug for #ident<#(#arguments),*>
            #where_clause
            {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.debug_struct(#name).field("caller", &self.caller).finish_non_exhaustive()
                }
            }
        }
    }
}

/// A name for the caller's type that the item does not use.
fn caller_name(client: &TypedClient) -> Ident {
    let mut names = HashSet::new();
    let mut note = |tokens: TokenStream| note_names(tokens, &mut names);
    note(client.generics.to_token_stream());
    note(client.generics.where_clause.to_token_stream());
    for method in &client.methods {
        note(method.generics.to_token_stream());
        note(method.generics.where_clause.to_token_stream());
        note(method.output.clone());
        for parameter in &method.parameters {
            note(parameter.ty.to_token_stream());
        }
    }
    let candidates = std::iter::once(String::from("C")).chain((1..).map(|number| format!("Caller{number}")));
    let free = candidates.into_iter().find(|name| !names.contains(name)).unwrap_or_default();
    Ident::new(&free, Span::call_site())
}

fn note_names(tokens: TokenStream, names: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                names.insert(ident.to_string());
            }
            TokenTree::Group(group) => note_names(group.stream(), names),
            _ => {}
        }
    }
}

/// The receiver, `async` and `.await` of a client's methods.
struct Manner {
    asynchronous: Option<TokenStream>,
    wait: Option<TokenStream>,
    call: &'static str,
}

impl Manner {
    fn of(kind: ClientKind, place: Span) -> Self {
        let here = at(place);
        match kind {
            ClientKind::Async => Manner {
                asynchronous: Some(quote_spanned!(here=> async)),
                wait: Some(quote_spanned!(here=> .await)),
                call: "call",
            },
            ClientKind::Blocking => Manner { asynchronous: None, wait: None, call: "call_blocking" },
        }
    }
}

/// A method of the client's own.
fn inherent(method: &ClientMethod, client: &TypedClient, private: &ClientPath) -> TokenStream {
    let place = method.ident.span();
    let here = at(place);
    let root = private.at(place);
    let ClientMethod { ident, attributes, generics, output, receiver, .. } = method;
    let visibility = &client.visibility;
    let (parameters, where_clause) = (inputs(method), &generics.where_clause);
    let full = method.full_name(&client.prefix);
    let name = if method.absolute {
        quote_spanned!(here=> #full)
    } else {
        let bare = &method.name;
        quote_spanned!(here=> &self.prefix.name(#full, #bare))
    };
    // The compiler shows a type that cannot be received wherever the future is mentioned: here, all of these are one place.
    let Manner { asynchronous, wait, call } = Manner::of(client.kind, method.result.span);
    let Written { count, statements } = written(method, private);
    let parameter_docs = parameter_docs(method);
    let writer = local("writer", Span::call_site());
    let result = method.result.span;
    let result_root = private.at(result);
    let outcome = quote_spanned!(at(method.result.error)=> #output);
    let (suffix, envelope) = match &method.answer {
        Some(envelope) => ("_enclosed", Some(quote_spanned!(at(envelope.span())=> #envelope,))),
        None => ("", None),
    };
    let call = Ident::new(&format!("{call}{suffix}"), at(result));
    let call = if method.result.may_be_a_date {
        quote_spanned!(at(result)=> (&&#result_root::Received::<<#outcome as #result_root::Outcome>::Value>::new()).tier().#call::<#envelope #outcome, _, _>)
    } else {
        quote_spanned!(at(result)=> #result_root::#call::<#envelope #outcome, _, _>)
    };
    quote_spanned! {at(result)=>
        #(#attributes)*
        #parameter_docs
        #visibility #asynchronous fn #ident #generics(&#receiver self #(, #parameters)*) -> #output #where_clause {
            #count
            #call(
                &self.caller,
                #name,
                #root::parameters(move |#writer| {
                    let _ = &#writer;
                    #statements
                    #root::Result::Ok(())
                }),
            )#wait
        }
    }
}

/// What is known of the parameters, behind the method's own docs.
fn parameter_docs(method: &ClientMethod) -> Option<TokenStream> {
    let lines = method.parameters.iter().filter_map(|ClientParameter { ident, help, .. }| {
        let (begin, help) = (format!("- `{}`: ", rust_name(ident)), help.as_ref()?);
        Some(quote!(#[doc = ::core::concat!(#begin, #help)]))
    });
    let lines: TokenStream = lines.collect();
    (!lines.is_empty()).then(|| quote!(#[doc = ""] #[doc = "# Parameters"] #[doc = ""] #lines))
}

fn inputs(method: &ClientMethod) -> Vec<TokenStream> {
    method.parameters.iter().map(|ClientParameter { ident, ty, .. }| quote!(#ident: #ty)).collect()
}

/// The implementation of the trait, which calls the client's own methods.
fn of_trait(client: &TypedClient, definition: &ItemTrait, parts: &Parts<'_>) -> TokenStream {
    let Parts { ident, generics, arguments, bound, .. } = parts;
    let name = &definition.ident;
    let (_, trait_arguments, where_clause) = definition.generics.split_for_impl();
    let supertraits = (!definition.supertraits.is_empty()).then(|| {
        let bounds = &definition.supertraits;
        quote!(Self: #bounds,)
    });
    let predicates = where_clause.map(|clause| {
        let predicates = clause.predicates.iter();
        quote!(#(#predicates,)*)
    });
    let methods = definition.items.iter().filter_map(|item| match item {
        TraitItem::Fn(function) => client.methods.iter().find(|method| method.ident == function.sig.ident),
        _ => None,
    });
    let methods = methods.map(|method| {
        let here = at(method.ident.span());
        let ClientMethod { ident, generics, output, receiver, parameters, .. } = method;
        let switches = method.switches();
        let inputs = inputs(method);
        let given = parameters.iter().map(|parameter| &parameter.ident);
        let where_clause = &generics.where_clause;
        let Manner { asynchronous, wait, .. } = Manner::of(client.kind, method.ident.span());
        quote_spanned! {here=>
            #(#switches)*
            #asynchronous fn #ident #generics(&#receiver self #(, #inputs)*) -> #output #where_clause {
                Self::#ident(self #(, #given)*)#wait
            }
        }
    });
    quote_spanned! {at(Span::call_site())=>
        #[automatically_derived]
        #[allow(deprecated)]
        impl<#(#generics,)* #bound> #name #trait_arguments for #ident<#(#arguments),*> where #supertraits #predicates {
            #(#methods)*
        }
    }
}
