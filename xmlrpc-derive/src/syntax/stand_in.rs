//! The stand-in for a function whose signature the macro cannot read.
//!
//! The compiler has found the mistake before the macro runs. It would report it again, in other places, if the function
//! were written as it is. The stand-in takes the same number of parameters, so that calls of the function stay valid.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::parse::Parser;
use syn::{Attribute, Generics, ReturnType, Type, Visibility};

use super::attributes::end_of_attributes;
use super::function::Pieces;
use super::{is_keyword, is_punct};

/// The stand-in; `first` is what its body holds.
pub(super) fn stand_in(tokens: &[TokenTree], first: &TokenStream) -> Option<TokenStream> {
    let (attributes, tokens) = tokens.split_at(end_of_attributes(tokens));
    let Pieces { start, name, generics, parentheses, end, .. } = Pieces::of(tokens)?;
    let switches = attributes.chunks(2).filter_map(switch);
    let visibility = (0..start.len()).rev().find_map(|end| parsed::<Visibility>(&start[..end]));
    let asynchronous = start.iter().find(|token| is_keyword(token, "async"));
    let mut generics = parsed::<Generics>(&generics).unwrap_or_default();
    let inputs = parameters(Vec::from_iter(parentheses.stream()));
    let inputs: Vec<TokenStream> =
        inputs.iter().enumerate().map(|(index, input)| parameter(input, index, &name, &mut generics)).collect();
    let result = end.iter().take_while(|token| !is_keyword(token, "where")).cloned().collect();
    let result = match syn::parse2(result) {
        Ok(ReturnType::Default) => TokenStream::new(),
        Ok(ReturnType::Type(arrow, ty))
            if !ty.to_token_stream().into_iter().any(|token| is_keyword(&token, "impl")) =>
        {
            quote!(#arrow #ty)
        }
        _ => quote!(-> !),
    };
    Some(quote!(#(#switches)* #visibility #asynchronous fn #name #generics (#(#inputs),*) #result { #first loop {} }))
}

fn switch(attribute: &[TokenTree]) -> Option<Attribute> {
    let attribute = Attribute::parse_outer.parse2(attribute.iter().cloned().collect()).ok()?.pop()?;
    attribute.path().is_ident("cfg").then_some(attribute)
}

fn parsed<T: syn::parse::Parse>(tokens: &[TokenTree]) -> Option<T> {
    syn::parse2(tokens.iter().cloned().collect()).ok()
}

/// The tokens of each parameter.
fn parameters(tokens: Vec<TokenTree>) -> Vec<Vec<TokenTree>> {
    let mut depth = 0_usize;
    let mut parameters: Vec<Vec<TokenTree>> = vec![Vec::new()];
    for token in tokens {
        if depth == 0 && is_punct(&token, ',') {
            parameters.push(Vec::new());
            continue;
        }
        if is_punct(&token, '<') {
            depth += 1;
        } else if is_punct(&token, '>') {
            depth = depth.saturating_sub(1);
        }
        if let Some(parameter) = parameters.last_mut() {
            parameter.push(token);
        }
    }
    parameters.retain(|parameter| !parameter.is_empty());
    parameters
}

/// `self`, or a parameter of any type if its own cannot be understood.
fn parameter(tokens: &[TokenTree], index: usize, name: &Ident, generics: &mut Generics) -> TokenStream {
    let tokens = &tokens[end_of_attributes(tokens)..];
    let colon = tokens.iter().position(|token| is_punct(token, ':'));
    if index == 0 && colon.is_none() && tokens.last().is_some_and(|last| is_keyword(last, "self")) {
        return tokens.iter().cloned().collect();
    }
    let ty = colon.and_then(|colon| parsed::<Type>(&tokens[colon + 1..])).unwrap_or_else(|| {
        let any = format_ident!("__Any{index}", span = name.span());
        generics.params.push(syn::parse_quote!(#any));
        syn::parse_quote!(#any)
    });
    quote!(_: #ty)
}
