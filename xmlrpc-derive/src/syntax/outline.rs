//! What kind of item an attribute stands on.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::attributes::end_of_attributes;

/// The kind of an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// An impl block.
    Block,
    /// A function.
    Function,
    /// A struct, an enum or a union.
    Type,
    /// A trait.
    Trait,
    /// Something else.
    Other,
}

/// An item before it is parsed.
pub(crate) struct Outline {
    pub(crate) kind: Kind,
    /// The token that is underlined if the item is refused: its name, if it has one.
    pub(crate) head: TokenStream,
}

impl Outline {
    pub(crate) fn of(tokens: &[TokenTree]) -> Self {
        let item = &tokens[end_of_attributes(tokens)..];
        let idents = item.iter().take_while(|token| !matches!(token, TokenTree::Punct(_)));
        let idents: Vec<Option<&Ident>> = idents.map(as_ident).collect();
        for pair in idents.windows(2) {
            let &[Some(keyword), next] = pair else { continue };
            let kind = match (keyword.to_string().as_str(), next) {
                ("fn", Some(_)) => Kind::Function,
                ("struct" | "enum" | "union", Some(_)) => Kind::Type,
                ("trait", Some(_)) => Kind::Trait,
                _ => continue,
            };
            return Outline { kind, head: next.to_token_stream() };
        }
        let is_block = idents.iter().flatten().any(|ident| *ident == "impl");
        let kind = if is_block { Kind::Block } else { Kind::Other };
        Outline { kind, head: tokens.first().to_token_stream() }
    }
}

fn as_ident(token: &TokenTree) -> Option<&Ident> {
    match token {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> (Kind, String) {
        let tokens: TokenStream = text.parse().expect("tokens");
        let outline = Outline::of(&Vec::from_iter(tokens));
        (outline.kind, outline.head.to_string())
    }

    #[test]
    fn the_keyword_tells_the_kind() {
        assert_eq!(outline("#[a] pub(crate) async fn f() -> i32;").0, Kind::Function);
        assert_eq!(outline("pub extern \"C\" fn f() {}").1, "f");
        assert_eq!(outline("struct fns(fn());"), (Kind::Type, "fns".to_owned()));
        assert_eq!(outline("union U { a: i32 }"), (Kind::Type, "U".to_owned()));
        assert_eq!(outline("pub unsafe trait T {}"), (Kind::Trait, "T".to_owned()));
        assert_eq!(outline("unsafe impl<F: Fn()> T for fn() {}").0, Kind::Block);
        assert_eq!(outline("const F: fn() = f;").0, Kind::Other);
        assert_eq!(outline("macro_rules! m { (fn f) => {} }").0, Kind::Other);
        assert_eq!(outline("mod m { fn f() {} }").0, Kind::Other);
    }
}
