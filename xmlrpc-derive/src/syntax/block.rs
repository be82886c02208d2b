//! An impl block as a header and a list of items.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::{Attribute, ImplItem, ItemImpl};

use super::attributes::{attribute_at, end_of_attributes, is_named, stripped};
use super::stand_in::stand_in;
use super::{EXPOSE, Function, braces, is_keyword, is_punct, regrouped, split_inner};

/// An impl block: its header, and its items.
pub(crate) struct ServiceBlock {
    /// The block without items.
    pub(crate) header: ItemImpl,
    pub(crate) members: Vec<Member>,
}

/// An item of an impl block.
pub(crate) enum Member {
    Function(Box<Function>),
    /// A constant, a type or a macro call.
    Other {
        /// The `#[expose]` that stood on it.
        expose: Vec<Attribute>,
        tokens: TokenStream,
        /// Whether it can be parsed.
        sound: bool,
    },
    /// A function whose signature cannot be understood.
    Unreadable {
        expose: Vec<Attribute>,
        tokens: Vec<TokenTree>,
    },
    /// What is no item.
    Stray(Span),
}

impl ServiceBlock {
    /// Parses a block. `None` if its header cannot be understood.
    pub(crate) fn parse(tokens: &[TokenTree]) -> Option<Self> {
        let (last, header) = tokens.split_last()?;
        let braces = braces(last)?;
        let (inner, items) = split_inner(&braces);
        let hollow = regrouped(&braces, inner.into_iter().collect());
        let header = syn::parse2(header.iter().cloned().chain([hollow]).collect()).ok()?;
        Some(ServiceBlock { header, members: split(items).into_iter().filter_map(Member::parse).collect() })
    }

    /// The block `impl Trait for Type` that `impl Trait Type` stands for. The compiler reports the mistake and reads it so.
    pub(crate) fn with_for(tokens: &[TokenTree]) -> Option<Self> {
        ServiceBlock::parse(&super::mended::with_for(tokens)?)
    }

    /// A block that cannot be understood, without our attributes.
    pub(crate) fn stripped(mut tokens: Vec<TokenTree>) -> TokenStream {
        if let Some(braces) = tokens.last().and_then(braces) {
            let items = split(Vec::from_iter(braces.stream())).into_iter().flat_map(stripped);
            let items = regrouped(&braces, items.collect());
            tokens.pop();
            tokens.push(items);
        }
        tokens.into_iter().collect()
    }
}

impl ToTokens for ServiceBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let mut block = self.header.clone();
        let is_trait = block.trait_.is_some();
        // The compiler would leave out what follows an item that it cannot parse.
        let (last, first): (Vec<&Member>, Vec<&Member>) =
            self.members.iter().partition(|member| matches!(member, Member::Other { sound: false, .. }));
        let mut items: Vec<ImplItem> = first.into_iter().filter_map(|member| member.item(is_trait)).collect();
        let mut last: Vec<ImplItem> = last.into_iter().filter_map(|member| member.item(is_trait)).collect();
        if is_trait {
            items.append(&mut last);
        }
        block.items = items;
        block.to_tokens(tokens);
        if !last.is_empty() {
            block.items = last;
            block.to_tokens(tokens);
        }
    }
}

impl Member {
    fn parse(tokens: Vec<TokenTree>) -> Option<Self> {
        let (attributes, item) = tokens.split_at(end_of_attributes(&tokens));
        let (ours, others) = split_attributes(attributes);
        if is_function(item) {
            return Some(match Function::parse(&tokens) {
                Some(function) => Member::Function(Box::new(function)),
                None => Member::Unreadable { expose: parsed(ours), tokens },
            });
        }
        let place = tokens.first()?.span();
        let complete = tokens.last().is_some_and(|last| is_punct(last, ';') || braces(last).is_some());
        let is_macro = item.windows(2).any(|pair| is_punct(&pair[0], '!') && matches!(pair[1], TokenTree::Group(_)));
        if !complete || !(is_value(item) || is_macro) {
            return Some(Member::Stray(place));
        }
        let tokens: TokenStream = others.into_iter().chain(item.iter().cloned()).collect();
        let sound = syn::parse2::<ImplItem>(tokens.clone()).is_ok();
        let mended = if sound { None } else { super::mended::constant(&Vec::from_iter(tokens.clone())) };
        let (sound, tokens) = mended.map_or((sound, tokens), |mended| (true, mended));
        Some(Member::Other { expose: parsed(ours), tokens, sound })
    }

    /// What is written for it. A stand-in would not suit a trait.
    fn item(&self, is_trait: bool) -> Option<ImplItem> {
        let tokens = match self {
            Member::Function(function) => function.to_token_stream(),
            Member::Other { tokens, .. } => tokens.clone(),
            Member::Unreadable { tokens, .. } => {
                let has_body = tokens.last().is_some_and(|last| braces(last).is_some());
                let stand_in = if has_body && !is_trait { stand_in(tokens, &quote!()) } else { None };
                stand_in.unwrap_or_else(|| stripped(tokens.clone()).into_iter().collect())
            }
            Member::Stray(_) => return None,
        };
        Some(ImplItem::Verbatim(tokens))
    }
}

/// The tokens of `#[expose]`, and those of other attributes.
fn split_attributes(attributes: &[TokenTree]) -> (TokenStream, Vec<TokenTree>) {
    let (mut ours, mut others) = (TokenStream::new(), Vec::new());
    for attribute in attributes.chunks(2) {
        if attribute_at(attribute, 0).is_some_and(|brackets| is_named(brackets, EXPOSE)) {
            ours.extend(attribute.iter().cloned());
        } else {
            others.extend(attribute.iter().cloned());
        }
    }
    (ours, others)
}

fn parsed(attributes: TokenStream) -> Vec<Attribute> {
    Attribute::parse_outer.parse2(attributes).unwrap_or_default()
}

/// Whether `fn` comes before anything that no function begins with.
fn is_function(tokens: &[TokenTree]) -> bool {
    tokens.iter().take_while(|token| !matches!(token, TokenTree::Punct(_))).any(|token| is_keyword(token, "fn"))
}

/// Whether it is a constant or a type.
fn is_value(tokens: &[TokenTree]) -> bool {
    let start = || tokens.iter().take_while(|token| !matches!(token, TokenTree::Punct(_)));
    start().any(|token| is_keyword(token, "const") || is_keyword(token, "type")) && !is_function(tokens)
}

/// The tokens of each item. An item ends with a semicolon or with braces.
fn split(tokens: Vec<TokenTree>) -> Vec<Vec<TokenTree>> {
    let mut items = Vec::new();
    let mut start = 0;
    for index in 0..tokens.len() {
        let end = match &tokens[index] {
            token if is_punct(token, ';') => index + 1,
            token if braces(token).is_some() && !goes_on(&tokens[start..index], tokens.get(index + 1)) => index + 1,
            _ if lacks_semicolon(&tokens[start..index], &tokens[index..]) => index,
            _ => continue,
        };
        items.push(tokens[start..end].to_vec());
        start = end;
    }
    items.push(tokens[start..].to_vec());
    items.retain(|item| !item.is_empty());
    items
}

/// Whether an item goes on after braces: these are a constant in a type, or the value of a constant.
fn goes_on(item: &[TokenTree], next: Option<&TokenTree>) -> bool {
    let is_argument = next.is_some_and(|next| is_punct(next, '>') || is_punct(next, ','));
    is_argument || is_value(&item[end_of_attributes(item)..])
}

/// Whether a constant or a type ends where another item begins.
fn lacks_semicolon(item: &[TokenTree], next: &[TokenTree]) -> bool {
    let begins = attribute_at(next, 0).is_some()
        || is_keyword(&next[0], "pub")
        || (is_keyword(&next[0], "fn") && matches!(next.get(1), Some(TokenTree::Ident(_))));
    let item = &item[end_of_attributes(item)..];
    begins && is_value(item) && item.iter().any(|token| matches!(token, TokenTree::Punct(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<String> {
        let tokens: TokenStream = text.parse().expect("tokens");
        split(tokens.into_iter().collect()).into_iter().map(|item| TokenStream::from_iter(item).to_string()).collect()
    }

    #[test]
    fn items_end_with_braces_or_a_semicolon() {
        let text = "const A: B = { 1 } + { 2 }; type T = X<{ 3 }>; make! { a } make!(b); pub const fn f() {} fn g();";
        assert_eq!(items(text).len(), 6);
    }

    #[test]
    fn braces_in_a_signature_end_no_item() {
        assert_eq!(
            items("fn f<const N: u8 = { 1 }>(a: X<{ N }, { 2 }>) -> X<{ N }, u8> where Y<{ N }>: Z { } fn g() {}")
                .len(),
            2
        );
    }

    #[test]
    fn a_body_is_no_concern_of_the_parser() {
        let tokens: TokenStream =
            "#[doc = \"x\"] pub async fn f(&self) -> X { #![a] let x = ; )".parse().unwrap_or_default();
        assert!(tokens.is_empty(), "the compiler lets no such tokens through");
        let tokens: TokenStream = "#[a] pub async fn f(&self) -> X { #![b] let x = ; @ }".parse().expect("tokens");
        let shown = tokens.to_string();
        let Some(Member::Function(function)) = Member::parse(tokens.into_iter().collect()) else {
            panic!("it is a function")
        };
        assert_eq!(function.attributes.len(), 2);
        assert_eq!(function.to_token_stream().to_string().replace(" ", ""), shown.replace(" ", ""));
    }

    #[test]
    fn a_function_beyond_us_has_a_stand_in() {
        let text = "#[x] #[rpc::expose(name = )] pub async fn f<T>(&self, #[param(rest)] #[doc = \"z\"] a: , b: X<T, T>) -> T { b }";
        let tokens: TokenStream = text.parse().expect("tokens");
        let member = Member::parse(tokens.into_iter().collect()).expect("an item");
        let Member::Unreadable { expose, .. } = &member else { panic!("it cannot be read") };
        assert!(expose.len() == 1);
        let inherent = "pub async fn f < T , __Any1 > (& self , _ : __Any1 , _ : X < T , T >) -> T { loop { } }";
        assert_eq!(member.item(false).to_token_stream().to_string(), inherent);
        let of_trait = "# [x] pub async fn f < T > (& self , a : , b : X < T , T >) -> T { b }";
        assert_eq!(member.item(true).to_token_stream().to_string(), of_trait);
    }

    #[test]
    fn what_lacks_its_semicolon_takes_nothing_with_it() {
        assert_eq!(
            items(
                "const A: u8 = 1 pub fn f() {} type T = X #[a] fn g() {} const F: fn(u8) -> u8 = h; x: u8, fn i() {}"
            )
            .len(),
            6
        );
    }
}
