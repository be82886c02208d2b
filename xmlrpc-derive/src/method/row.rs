//! A method's row of the table.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::arm::check_policy;
use super::types::with_static_lifetimes;
use super::{Execution, Method, Parameter, Presence, SharedFunctions, StructParameter, WireName, WireParameter, shape};
use crate::paths::{PrivatePath, at};
use crate::source_text::source_text;

/// The row: what the table has about the method.
pub(crate) fn row(method: &Method, functions: &mut SharedFunctions, private: &PrivatePath) -> TokenStream {
    let place = method.ident.span();
    let here = at(place);
    let root = private.at(place);
    let name = method.name.text();
    let execution = match method.execution {
        Execution::Async => quote_spanned!(here=> Async),
        Execution::Blocking => quote_spanned!(here=> Blocking),
        Execution::Inline => quote_spanned!(here=> Inline),
    };
    let help = method.help.call(place);
    let naming = naming(method);
    let remarks = remarks(method);
    let parameters = parameters(method, private);
    let signature = shape::signature(method, functions, private);
    let faults = shape::faults(method, functions, private);
    let takes = takes(method, private);
    let answer = method.answer.as_ref().map(|ty| answer(ty, private));
    let limit = method.max_concurrent.as_ref().map(|calls| quote_spanned!(here=> .max_concurrent(#calls)));
    let source = source(place);
    quote_spanned! {here=>
        #root::MethodInfo::new(#name, #root::Execution::#execution)
            #naming
            #help
            #remarks
            #parameters
            #signature
            #faults
            #takes
            #answer
            #limit
            .source_location(#source)
    }
}

fn naming(method: &Method) -> TokenStream {
    let here = at(method.ident.span());
    let aliases = method.aliases.iter().map(WireName::text);
    let aliases = (!method.aliases.is_empty()).then(|| quote_spanned!(here=> .aliases(&[#(#aliases),*])));
    let absolute = method.name.absolute.then(|| quote_spanned!(here=> .absolute()));
    let hidden = method.remarks.hidden.then(|| quote_spanned!(here=> .hidden()));
    quote!(#aliases #absolute #hidden)
}

fn remarks(method: &Method) -> TokenStream {
    let here = at(method.ident.span());
    let returns = method.remarks.returns.as_ref().map(|text| quote_spanned!(here=> .returns(#text)));
    let deprecated = method.remarks.deprecated.as_ref().map(|deprecated| {
        let note = deprecated.text();
        quote_spanned!(here=> .deprecated(#note))
    });
    quote!(#returns #deprecated)
}

fn parameters(method: &Method, private: &PrivatePath) -> Option<TokenStream> {
    let place = method.ident.span();
    let root = private.at(place);
    let rows: Vec<TokenStream> = method
        .parameters
        .iter()
        .filter_map(|parameter| {
            let WireParameter { name, help, presence, .. } = match parameter {
                Parameter::Wire(parameter) => &**parameter,
                Parameter::Spread(parameter) => return Some(members(parameter, private)),
                Parameter::Context | Parameter::Keywords(_) => return None,
            };
            let help = help.call(place);
            let presence = match presence {
                Presence::Required => TokenStream::new(),
                Presence::Default(Some(value)) => {
                    let source = source_text(value.to_token_stream());
                    quote_spanned!(at(place)=> .optional().default_value(#source))
                }
                Presence::Option | Presence::Default(None) => quote_spanned!(at(place)=> .optional()),
                Presence::Rest => quote_spanned!(at(place)=> .rest()),
            };
            Some(quote_spanned!(at(place)=> #root::ParameterInfo::new(#name) #presence #help))
        })
        .collect();
    (!rows.is_empty()).then(|| quote_spanned!(at(place)=> .parameters(const { &[#(#rows),*] })))
}

/// The row of a struct of parameters.
fn members(StructParameter { name, passing, .. }: &StructParameter, private: &PrivatePath) -> TokenStream {
    let ty = with_static_lifetimes(passing.outermost());
    let root = private.at(ty.span());
    quote_spanned! {at(ty.span())=>
        #root::ParameterInfo::new(#name).members(<#ty as #root::RpcParams>::PARAMETERS)
    }
}

/// The envelope of the method's results.
fn answer(ty: &Type, private: &PrivatePath) -> TokenStream {
    let root = private.at(ty.span());
    quote_spanned! {at(ty.span())=>
        .answer_in(const { &#root::EnvelopeInfo::new(<#ty as #root::Envelope>::failure, <#ty as #root::Envelope>::describe) })
    }
}

/// The context and the keywords that a method takes. A check of parameters takes the context, too.
fn takes(method: &Method, private: &PrivatePath) -> TokenStream {
    let here = at(method.ident.span());
    let context = method.takes_context().then(|| quote_spanned!(here=> .wants_context()));
    let checks = method.spread_parameters().map(|parameter| {
        let ty = with_static_lifetimes(parameter.passing.outermost());
        let root = private.at(ty.span());
        let policy = check_policy(&ty, private);
        quote_spanned! {at(ty.span())=>
            .wants_context_if(<#policy as #root::CheckPolicy<#ty, Self>>::TAKES_CONTEXT)
        }
    });
    let keywords = method.takes_keywords.then(|| quote_spanned!(here=> .keywords()));
    quote!(#context #(#checks)* #keywords)
}

/// File and line of `place`. The compiler gives a macro call the line of its span, if the span is the user's own.
fn source(place: Span) -> TokenStream {
    let file = quote_spanned!(place=> ::core::file!());
    let line = quote_spanned!(place=> ::core::line!());
    quote!(#file, #line)
}
