//! The closure that writes the parameters of a call.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Type};

use super::model::{ClientMethod, ClientParameter, ClientPresence, Form};
use crate::method::{in_option, lent_option, peeled};
use crate::paths::{ClientPath, at, local};

/// The statement that counts the optional parameters that are sent, and the closure's body.
pub(super) struct Written {
    pub(super) count: Option<TokenStream>,
    pub(super) statements: TokenStream,
}

pub(super) fn written(method: &ClientMethod, private: &ClientPath) -> Written {
    let place = method.ident.span();
    let given = local("given", place);
    let writer = local("writer", Span::call_site());
    let optional: Vec<&ClientParameter> = method.parameters.iter().filter(|parameter| parameter.is_counted()).collect();
    let only_rest = optional.iter().all(|parameter| matches!(parameter.presence, ClientPresence::Rest));
    let count = (!only_rest).then(|| {
        let root = private.at(place);
        let flags = optional.iter().map(|ClientParameter { ident, presence, .. }| match presence {
            ClientPresence::Rest => quote_spanned!(at(ident.span())=> !#ident.is_empty()),
            _ => quote_spanned!(at(ident.span())=> #ident.is_some()),
        });
        quote_spanned!(at(place)=> let #given = #root::given(&[#(#flags),*]);)
    });
    let mut index = 0_usize;
    let statements = method.parameters.iter().map(|parameter| {
        let here = at(parameter.ident.span());
        let ident = &parameter.ident;
        let statement = match &parameter.presence {
            ClientPresence::Required | ClientPresence::Option => {
                sent(&parameter.ty, parameter.form, &quote!(#ident), private)
            }
            ClientPresence::Default(default, ty) => or_default(parameter, default.as_ref(), ty, private),
            ClientPresence::Members => {
                let root = private.at(parameter.ty.span());
                let is_last = is_last(&method.parameters, parameter, &given);
                return quote_spanned!(at(parameter.ty.span())=> #root::send_members(#writer, &#ident, #is_last)?;);
            }
            ClientPresence::Keywords => {
                let root = private.at(parameter.ty.span());
                return quote_spanned!(at(parameter.ty.span())=> #root::send_keywords(#writer, &#ident)?;);
            }
            ClientPresence::Rest => {
                let item = local("item", ident.span());
                let send = item_sent(parameter, &item, private);
                return quote_spanned!(here=> for #item in #ident.iter() { #send });
            }
        };
        if !parameter.is_counted() {
            return statement;
        }
        let number = index;
        index += 1;
        quote_spanned!(here=> if #given > #number { #statement })
    });
    let statements = statements.collect();
    Written { count, statements }
}

/// Whether nothing is sent behind a parameter.
fn is_last(parameters: &[ClientParameter], parameter: &ClientParameter, given: &Ident) -> TokenStream {
    let behind = parameters.iter().skip_while(|other| other.ident != parameter.ident).skip(1);
    let (mut is_last, mut counts) = (true, false);
    let mut rest = TokenStream::new();
    for other in behind {
        match other.presence {
            ClientPresence::Required | ClientPresence::Members => is_last = false,
            ClientPresence::Option | ClientPresence::Default(..) => counts = true,
            ClientPresence::Rest => {
                let ident = &other.ident;
                rest = quote!(&& #ident.is_empty());
            }
            ClientPresence::Keywords => {}
        }
    }
    match (is_last, counts) {
        (false, _) => quote!(false),
        (true, true) => quote!(#given == 0),
        (true, false) => quote!(true #rest),
    }
}

/// Sends what stands in `value`, a variable of this type.
fn sent(ty: &Type, form: Form, value: &TokenStream, private: &ClientPath) -> TokenStream {
    let place = ty.span();
    let here = at(place);
    let root = private.at(place);
    let writer = local("writer", Span::call_site());
    match (form, peeled(ty)) {
        (Form::Serde, _) => quote_spanned!(here=> #root::send(#writer, &#value)?;),
        (Form::Bytes, _) => quote_spanned!(here=> #root::send_bytes(#writer, &#value)?;),
        (Form::PerhapsDate, _) if lent_option(ty).is_some() => {
            quote_spanned!(here=> (&&#root::Sent::of_option(&#value)).tier().send_option(#writer, #value)?;)
        }
        (Form::PerhapsDate, Type::Reference(_)) => {
            quote_spanned!(here=> (&&#root::Sent::of(#value)).tier().send(#writer, #value)?;)
        }
        (Form::PerhapsDate, _) => quote_spanned!(here=> (&&#root::Sent::of(&#value)).tier().send(#writer, &#value)?;),
    }
}

fn item_sent(parameter: &ClientParameter, item: &Ident, private: &ClientPath) -> TokenStream {
    let place = parameter.ty.span();
    let here = at(place);
    let root = private.at(place);
    let writer = local("writer", Span::call_site());
    if parameter.form == Form::PerhapsDate {
        quote_spanned!(here=> (&&#root::Sent::of(#item)).tier().send(#writer, #item)?;)
    } else {
        quote_spanned!(here=> #root::send(#writer, #item)?;)
    }
}

/// Sends what is in an `Option`, or the value that the method takes in its place.
fn or_default(parameter: &ClientParameter, default: Option<&Expr>, ty: &Type, private: &ClientPath) -> TokenStream {
    let ident = &parameter.ident;
    let here = at(ident.span());
    let root = private.at(ident.span());
    let given = local("value", ident.span());
    let inner = in_option(&parameter.ty).unwrap_or(&parameter.ty);
    let send = sent(inner, parameter.form, &quote!(#given), private);
    let value = match default {
        Some(value) => quote!(#value),
        None => quote_spanned!(here=> ::core::default::Default::default()),
    };
    let send_default = sent(ty, parameter.form, &quote!(#given), private);
    quote_spanned! {here=>
        match #ident {
            #root::Option::Some(#given) => { #send }
            #root::Option::None => {
                let #given: #ty = #value;
                #send_default
            }
        }
    }
}

impl ClientParameter {
    /// Whether it is one of the optional parameters at the end.
    fn is_counted(&self) -> bool {
        matches!(self.presence, ClientPresence::Option | ClientPresence::Default(..) | ClientPresence::Rest)
    }
}
