//! A function as a signature and a body of tokens.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{AttrStyle, Attribute, ImplItemFn, Signature};

use super::attributes::{attribute_at, end_of_attributes, is_named};
use super::{braces, is_keyword, is_punct, regrouped, split_inner};

/// A function. What is not changed is written as it was read, so that mistakes in it are shown where they are.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) signature: Signature,
    pieces: Pieces,
    /// Whether there are attributes in the parentheses.
    has_marks: bool,
}

/// The tokens of a function after its attributes.
pub(super) struct Pieces {
    /// From the visibility to the keyword `fn`.
    pub(super) start: Vec<TokenTree>,
    pub(super) name: Ident,
    pub(super) generics: Vec<TokenTree>,
    pub(super) parentheses: Group,
    /// The result and the conditions.
    pub(super) end: Vec<TokenTree>,
    /// The braces, or a semicolon.
    pub(super) body: TokenTree,
}

impl Function {
    /// Parses a function. `None` if its signature cannot be understood, or if it has no body.
    pub(crate) fn parse(tokens: &[TokenTree]) -> Option<Self> {
        let mut pieces = Pieces::of(&tokens[end_of_attributes(tokens)..])?;
        let braces = braces(&pieces.body)?;
        let (inner, rest) = split_inner(&braces);
        if ends_in_doc_comment(&rest) {
            let rest = &rest[..rest.len() - 2];
            pieces.body = regrouped(&braces, inner.iter().chain(rest).cloned().collect());
        }
        let (_, signature) = tokens.split_last()?;
        let body = Group::new(Delimiter::Brace, inner.into_iter().collect());
        let hollow = signature.iter().cloned().chain([TokenTree::Group(body)]).collect();
        let ImplItemFn { attrs, sig, .. } = syn::parse2(hollow).ok()?;
        let has_marks = pieces.parentheses.stream().into_iter().any(|token| is_punct(&token, '#'));
        Some(Function { attributes: attrs, signature: sig, pieces, has_marks })
    }

    /// The function with `first` in front of what its body does.
    pub(crate) fn preceded_by(mut self, first: TokenStream) -> Self {
        if let Some(body) = braces(&self.pieces.body) {
            let (inner, rest) = split_inner(&body);
            // As a block of its own, what the body does keeps its braces, where the compiler shows some mistakes.
            let rest = if inner.is_empty() { body.to_token_stream() } else { rest.into_iter().collect() };
            self.pieces.body = regrouped(&body, inner.into_iter().chain(first).chain(rest).collect());
        }
        self
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let outer = self.attributes.iter().filter(|attribute| matches!(attribute.style, AttrStyle::Outer));
        outer.for_each(|attribute| attribute.to_tokens(tokens));
        let Pieces { start, name, generics, parentheses, end, body } = &self.pieces;
        let parentheses = if self.has_marks {
            let Signature { inputs, variadic, .. } = &self.signature;
            regrouped(parentheses, quote!(#inputs #variadic))
        } else {
            TokenTree::Group(parentheses.clone())
        };
        quote!(#(#start)* #name #(#generics)* #parentheses #(#end)* #body).to_tokens(tokens);
    }
}

impl Pieces {
    /// Takes a function apart at the parentheses behind its name and generics.
    pub(super) fn of(tokens: &[TokenTree]) -> Option<Self> {
        let keyword = tokens.iter().position(|token| is_keyword(token, "fn"))?;
        let (start, rest) = tokens.split_at(keyword + 1);
        let [TokenTree::Ident(name), rest @ .., body] = rest else { return None };
        let index = parentheses(rest)?;
        let TokenTree::Group(parentheses) = &rest[index] else { return None };
        Some(Pieces {
            start: start.to_vec(),
            name: name.clone(),
            generics: rest[..index].to_vec(),
            parentheses: parentheses.clone(),
            end: rest[index + 1..].to_vec(),
            body: body.clone(),
        })
    }
}

/// Whether a doc comment ends a body. The compiler has refused it, and would refuse its attribute in other words.
fn ends_in_doc_comment(body: &[TokenTree]) -> bool {
    let end = body.len().saturating_sub(2);
    attribute_at(body, end).is_some_and(|brackets| is_named(brackets, &["doc"]))
}

/// The first parentheses that are not inside of generics.
fn parentheses(tokens: &[TokenTree]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut arrow = false;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Punct(punct) => {
                match punct.as_char() {
                    '<' => depth += 1,
                    '>' if !arrow => depth = depth.saturating_sub(1),
                    _ => {}
                }
                arrow = punct.as_char() == '-';
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis && depth == 0 => return Some(index),
            _ => arrow = false,
        }
    }
    None
}
