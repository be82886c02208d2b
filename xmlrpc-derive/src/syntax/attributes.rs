//! Attributes as tokens, of items that may be beyond `syn`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::Attribute;

use super::EXPOSE;
use super::regrouped;

/// Whether an attribute has this name, by any path.
fn named(attribute: &Attribute, names: &[&str]) -> bool {
    attribute.path().segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}

/// Takes the attributes of these names out of the list.
pub(crate) fn take_named(attributes: &mut Vec<Attribute>, names: &[&str]) -> Vec<Attribute> {
    attributes.extract_if(.., |attribute| named(attribute, names)).collect()
}

/// How many tokens the attributes at the start take.
pub(super) fn end_of_attributes(tokens: &[TokenTree]) -> usize {
    let mut end = 0;
    while attribute_at(tokens, end).is_some() {
        end += 2;
    }
    end
}

/// The brackets of the attribute that begins at this token.
pub(super) fn attribute_at(tokens: &[TokenTree], index: usize) -> Option<&Group> {
    match tokens.get(index..)? {
        [TokenTree::Punct(hash), TokenTree::Group(brackets), ..]
            if hash.as_char() == '#' && brackets.delimiter() == Delimiter::Bracket =>
        {
            Some(brackets)
        }
        _ => None,
    }
}

/// Whether the attribute in these brackets has one of these names, by any path.
pub(super) fn is_named(brackets: &Group, names: &[&str]) -> bool {
    let path = super::flat(brackets.stream());
    let last = path
        .iter()
        .take_while(|token| match token {
            TokenTree::Punct(punct) => punct.as_char() == ':',
            TokenTree::Ident(_) => true,
            _ => false,
        })
        .filter(|token| matches!(token, TokenTree::Ident(_)))
        .last();
    last.is_some_and(|last| names.contains(&last.to_string().as_str()))
}

/// A function without our attributes and without the doc comments of its parameters.
pub(super) fn stripped(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let tokens = without(&tokens, EXPOSE);
    let parameters = |token: TokenTree| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            let parameters = without(&Vec::from_iter(group.stream()), &["param", "doc"]);
            regrouped(&group, TokenStream::from_iter(parameters))
        }
        other => other,
    };
    tokens.into_iter().map(parameters).collect()
}

fn without(tokens: &[TokenTree], names: &[&str]) -> Vec<TokenTree> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while index < tokens.len() {
        if attribute_at(tokens, index).is_some_and(|brackets| is_named(brackets, names)) {
            index += 2;
        } else {
            kept.push(tokens[index].clone());
            index += 1;
        }
    }
    kept
}
