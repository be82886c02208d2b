//! Items with a mistake that the compiler reports and reads over, as the compiler reads them.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Path, Type};

use super::attributes::end_of_attributes;
use super::{braces, is_keyword, is_punct};

/// A block `impl Trait Type` with the `for` that it lacks.
pub(super) fn with_for(tokens: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let start = tokens.iter().position(|token| is_keyword(token, "impl"))? + 1;
    let start = start + end_of_generics(&tokens[start..]);
    let end = tokens.iter().position(|token| is_keyword(token, "where") || braces(token).is_some())?;
    let header = tokens.get(start..end)?;
    let split = (1..header.len()).find(|split| {
        let (first, second) = header.split_at(*split);
        let (first, second) = (first.iter().cloned().collect(), second.iter().cloned().collect());
        syn::parse2::<Path>(first).is_ok() && syn::parse2::<Type>(second).is_ok()
    })?;
    let mut mended = tokens.to_vec();
    mended.insert(start + split, TokenTree::Ident(Ident::new("for", Span::call_site())));
    Some(mended)
}

/// How many tokens the generics at the start take.
fn end_of_generics(tokens: &[TokenTree]) -> usize {
    if !tokens.first().is_some_and(|token| is_punct(token, '<')) {
        return 0;
    }
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        if is_punct(token, '<') {
            depth += 1;
        } else if is_punct(token, '>') {
            depth -= 1;
        }
        if depth == 0 {
            return index + 1;
        }
    }
    0
}

/// A constant whose value cannot be parsed, with another value of its type: the compiler would report it in other places
/// once more.
pub(super) fn constant(tokens: &[TokenTree]) -> Option<TokenStream> {
    let item = &tokens[end_of_attributes(tokens)..];
    let keyword = item.iter().position(|token| is_keyword(token, "const"))?;
    let TokenTree::Ident(name) = item.get(keyword + 1)? else { return None };
    let colon = item.get(keyword + 2).filter(|token| is_punct(token, ':'))?;
    let equals = item.iter().position(|token| is_punct(token, '='))?;
    let ty: TokenStream = item.get(keyword + 3..equals)?.iter().cloned().collect();
    let value = value_of(&syn::parse2(ty.clone()).ok()?);
    let start = &tokens[..tokens.len() - item.len() + keyword + 1];
    Some(quote!(#(#start)* #name #colon #ty = #value;))
}

fn value_of(ty: &Type) -> TokenStream {
    let name = match ty {
        Type::Reference(reference) => reference.elem.to_token_stream().to_string(),
        other => other.to_token_stream().to_string(),
    };
    match name.as_str() {
        "bool" => quote!(false),
        "f32" | "f64" => quote!(0.0),
        "str" => quote!(""),
        "String" => quote!(::std::string::String::new()),
        name if name.starts_with(['i', 'u']) && name[1..].parse::<u8>().is_ok() => quote!(0),
        "usize" | "isize" => quote!(0),
        _ => quote!(::core::panic!()),
    }
}
