//! The implementation of `RpcParams`, and that of `CheckParams` unless it is the user's.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::DeriveInput;
use syn::spanned::Spanned;

use super::{Check, Member, Params, Presence};
use crate::paths::{PrivatePath, at, local};
use crate::source_text::source_text;

/// Implements the traits, in a block of their own. Without parameters, since an error is shown already, as stubs.
pub(super) fn implementation(input: &DeriveInput, params: Option<&Params>, private: &PrivatePath) -> TokenStream {
    let here = at(Span::call_site());
    let root = private.at(Span::call_site());
    let import = private.import();
    let ident = &input.ident;
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    let (arguments, shapes) = (local("__arguments", Span::call_site()), local("__shapes", Span::call_site()));
    let members = params.map(|params| params.members.as_slice()).unwrap_or_default();
    let rows = members.iter().map(|member| row(member, private));
    let types = members.iter().map(|member| shape(member, private));
    let read = match params {
        Some(_) => {
            let fields = members.iter().map(|member| read(member, private));
            quote_spanned!(here=> #root::Result::Ok(Self { #(#fields),* }))
        }
        None => quote_spanned!(here=> #root::Result::Err(#root::Fault::internal(""))),
    };
    let policy = match params.map(|params| &params.check) {
        Some(Check::Own | Check::Function(_)) => quote_spanned!(here=> Checked),
        None | Some(Check::Nothing) => quote_spanned!(here=> Unchecked),
    };
    let check = check(input, params, private);
    quote_spanned! {here=>
        const _: () = {
            #import
            use #root::tiers::*;

            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics #root::RpcParams for #ident #ty_generics #where_clause {
                const PARAMETERS: &'static [#root::ParameterInfo] = &[#(#rows),*];
                type Check = #root::#policy;

                fn shapes(#shapes: &mut #root::Vec<#root::TypeShape>) {
                    #(#shapes.push(#types);)*
                }

                fn read(#arguments: &mut #root::Arguments<'_>) -> #root::Result<Self, #root::Fault> {
                    #read
                }
            }

            #check
        };
    }
}

fn row(member: &Member, private: &PrivatePath) -> TokenStream {
    let place = member.ident.span();
    let root = private.at(place);
    let (name, help) = (&member.name, member.help.call(place));
    let optional = (!matches!(member.presence, Presence::Required)).then(|| quote_spanned!(at(place)=> .optional()));
    let default = match &member.presence {
        Presence::Default(Some(value)) => {
            let source = source_text(value.to_token_stream());
            Some(quote_spanned!(at(place)=> .default_value(#source)))
        }
        _ => None,
    };
    quote_spanned!(at(place)=> #root::ParameterInfo::new(#name) #optional #default #help)
}

fn shape(member: &Member, private: &PrivatePath) -> TokenStream {
    let ty = &member.ty;
    let root = private.at(ty.span());
    let optional = matches!(member.presence, Presence::Default(_)).then(|| quote_spanned!(at(ty.span())=> .optional()));
    quote_spanned!(at(ty.span())=> (&&&#root::SchemaOf::<#ty>::new()).shape() #optional)
}

fn read(member: &Member, private: &PrivatePath) -> TokenStream {
    let Member { ident, name, ty, .. } = member;
    let here = at(ty.span());
    let root = private.at(ty.span());
    let arguments = local("__arguments", ty.span());
    let format = quote_spanned!(here=> (&&#root::Format::<#ty>::new()).tier());
    let Presence::Default(default) = &member.presence else {
        return quote_spanned!(here=> #ident: #format.named(#arguments, #name)?);
    };
    let given = local("__given", ty.span());
    let default = match default {
        Some(value) => value.to_token_stream(),
        None => quote_spanned!(here=> ::core::default::Default::default()),
    };
    quote_spanned! {here=>
        #ident: match #format.named_if_any(#arguments, #name)? {
            #root::Option::Some(#given) => #given,
            #root::Option::None => #default,
        }
    }
}

/// The check for all services. A check of the user's own is demanded where a method takes the struct.
fn check(input: &DeriveInput, params: Option<&Params>, private: &PrivatePath) -> Option<TokenStream> {
    let here = at(Span::call_site());
    let root = private.at(Span::call_site());
    let context = local("__context", Span::call_site());
    let body = match params.map(|params| &params.check) {
        None | Some(Check::Own | Check::Nothing) => return None,
        Some(Check::Function(path)) => {
            let root = private.at(path.span());
            let result = local("__result", path.span());
            quote_spanned! {at(path.span())=>
                let #result = #path(self, #context);
                (&&&&#root::Returned::of(&#result)).tier().value(#result)
            }
        }
    };
    let ident = &input.ident;
    let service = local("__Service", Span::call_site());
    let (_, ty_generics, where_clause) = input.generics.split_for_impl();
    let parameters = &input.generics.params;
    let separator = (!parameters.is_empty() && !parameters.trailing_punct()).then(|| quote!(,));
    Some(quote_spanned! {here=>
        #[automatically_derived]
        #[allow(deprecated)]
        impl<#parameters #separator #service: ?::core::marker::Sized> #root::CheckParams<#service> for #ident #ty_generics
        #where_clause
        {
            fn check(&self, _: &#service, #context: &#root::CallContext) -> #root::Result<(), #root::Fault> {
                #body
            }
        }
    })
}
