//! Reading items without their bodies.
//!
//! `syn` parses a whole item, bodies included, and fails at the first slip inside a body. The macros need the header
//! of a block and the signatures of its functions only. So bodies are taken out before `syn` reads an item, and are
//! written as they were read. Mistakes in a body are left to the compiler.
//!
//! The compiler parses an item before its attribute macros run, recovers from many mistakes, and parses what a macro
//! writes once more. It shows equal errors once. They are equal if all places that they mention are, so that groups of
//! tokens are kept where possible: a group that is made anew has one place instead of two for its delimiters. What
//! cannot be understood is left out, or has a stand-in, since the compiler has reported it.

mod attributes;
mod block;
mod function;
mod mended;
mod outline;
mod stand_in;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

pub(crate) use attributes::take_named;
pub(crate) use block::{Member, ServiceBlock};
pub(crate) use function::Function;
pub(crate) use outline::{Kind, Outline};

/// The names of the attribute that publishes a method.
pub(crate) const EXPOSE: &[&str] = &["expose", "service_expose"];

/// A free function whose signature cannot be understood; `first` is what its body does.
pub(crate) fn unreadable_function(tokens: Vec<TokenTree>, first: &TokenStream) -> TokenStream {
    stand_in::stand_in(&tokens, first).unwrap_or_else(|| attributes::stripped(tokens).into_iter().collect())
}

/// The tokens of an item, which may have come through a `macro_rules` fragment as a whole.
pub(crate) fn flat(item: TokenStream) -> Vec<TokenTree> {
    let tokens = Vec::from_iter(item);
    match &tokens[..] {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => flat(group.stream()),
        _ => tokens,
    }
}

/// The braces that a token is, also as a `macro_rules` fragment.
fn braces(token: &TokenTree) -> Option<Group> {
    let TokenTree::Group(group) = token else { return None };
    match group.delimiter() {
        Delimiter::Brace => Some(group.clone()),
        Delimiter::None => match &flat(group.stream())[..] {
            [token] => braces(token),
            _ => None,
        },
        _ => None,
    }
}

/// Inner attributes, and what follows them.
fn split_inner(braces: &Group) -> (Vec<TokenTree>, Vec<TokenTree>) {
    let mut tokens = Vec::from_iter(braces.stream());
    let mut end = 0;
    while let [TokenTree::Punct(hash), TokenTree::Punct(mark), TokenTree::Group(_), ..] = &tokens[end..]
        && hash.as_char() == '#'
        && mark.as_char() == '!'
    {
        end += 3;
    }
    let body = tokens.split_off(end);
    (tokens, body)
}

fn regrouped(group: &Group, tokens: TokenStream) -> TokenTree {
    let mut regrouped = Group::new(group.delimiter(), tokens);
    regrouped.set_span(group.span());
    TokenTree::Group(regrouped)
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn is_keyword(token: &TokenTree, keyword: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == keyword)
}
