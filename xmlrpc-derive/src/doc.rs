//! Doc comments as help texts.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Attribute, Expr, LitStr, Meta};

use crate::options::literal_text;
use crate::paths::at;

/// The help text in the attributes of an item.
#[derive(Default)]
pub(crate) struct Help(Vec<Piece>);

enum Piece {
    Text(String),
    /// `include_str!(…)` and the like: only the compiler knows their text.
    Expression(Expr),
}

impl Help {
    /// The help text in `attributes`.
    pub(crate) fn of(attributes: &[Attribute]) -> Self {
        let mut pieces = Vec::new();
        let mut lines = Vec::new();
        for value in attributes.iter().filter_map(doc_value) {
            if let Some(text) = literal_text(value) {
                lines.extend(comment_lines(&text.value()));
            } else {
                push_text(&mut pieces, &mut lines);
                pieces.push(Piece::Expression(value.clone()));
            }
        }
        push_text(&mut pieces, &mut lines);
        Help(pieces)
    }

    /// Takes the doc comments out of `attributes`.
    pub(crate) fn lift(attributes: &mut Vec<Attribute>) -> Self {
        let help = Help::of(attributes);
        attributes.retain(|attribute| !attribute.path().is_ident("doc"));
        help
    }

    /// A text written as such.
    pub(crate) fn given(text: &LitStr) -> Self {
        let text = text.value();
        Help(if text.is_empty() { Vec::new() } else { vec![Piece::Text(text)] })
    }

    /// The call `.help("…")`, or nothing if there is no text.
    pub(crate) fn call(&self, place: Span) -> TokenStream {
        match self.text(place) {
            Some(text) => quote_spanned!(at(place)=> .help(#text)),
            None => TokenStream::new(),
        }
    }

    /// The text, as an expression.
    pub(crate) fn text(&self, place: Span) -> Option<TokenStream> {
        Some(match self.0.as_slice() {
            [] => return None,
            [Piece::Text(text)] => quote_spanned!(at(place)=> #text),
            pieces => {
                let parts = pieces.iter().enumerate().map(|(index, piece)| {
                    let line_end = if index == 0 { "" } else { "\n" };
                    match piece {
                        Piece::Text(text) => quote_spanned!(at(place)=> #line_end, #text),
                        Piece::Expression(expression) => quote_spanned!(at(place)=> #line_end, #expression),
                    }
                });
                quote_spanned!(at(place)=> ::core::concat!(#(#parts),*))
            }
        })
    }
}

/// The value of `#[doc = …]`; `#[doc(hidden)]` and its like have none.
fn doc_value(attribute: &Attribute) -> Option<&Expr> {
    match &attribute.meta {
        Meta::NameValue(doc) if doc.path.is_ident("doc") => Some(&doc.value),
        _ => None,
    }
}

fn push_text(pieces: &mut Vec<Piece>, lines: &mut Vec<String>) {
    let text = text_of(lines);
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    lines.clear();
}

/// The lines of one doc comment, without the space after its marker and without a block comment's gutter.
fn comment_lines(comment: &str) -> Vec<String> {
    let lines: Vec<&str> = comment.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let Some((first, rest)) = lines.split_first() else { return Vec::new() };
    let has_gutter = rest.iter().all(|line| line.trim_start().starts_with('*') || is_blank(line));
    let indentation = common_indentation(rest.iter().copied());
    let rest = rest.iter().map(|line| {
        if has_gutter {
            after_marker(line.trim_start().trim_start_matches('*'))
        } else {
            line.get(indentation..).unwrap_or_default()
        }
    });
    std::iter::once(after_marker(first)).chain(rest).map(str::to_owned).collect()
}

fn after_marker(line: &str) -> &str {
    line.strip_prefix(' ').unwrap_or(line)
}

/// The lines as one text: common indentation removed, blank lines at both ends dropped.
fn text_of(lines: &[String]) -> String {
    let Some(first) = lines.iter().position(|line| !is_blank(line)) else { return String::new() };
    let last = lines.iter().rposition(|line| !is_blank(line)).unwrap_or(first);
    let lines = &lines[first..=last];
    let indentation = common_indentation(lines.iter().map(String::as_str));
    let outdented: Vec<&str> = lines.iter().map(|line| line.get(indentation..).unwrap_or_default()).collect();
    outdented.join("\n").trim_end().to_owned()
}

fn common_indentation<'l>(lines: impl Iterator<Item = &'l str>) -> usize {
    let indentation = |line: &str| line.bytes().take_while(|byte| *byte == b' ').count();
    lines.filter(|line| !is_blank(line)).map(indentation).min().unwrap_or(0)
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use quote::quote;
    use syn::parse::Parser;

    use super::*;

    fn help(tokens: TokenStream) -> String {
        let attributes = Attribute::parse_outer.parse2(tokens).expect("attributes");
        Help::of(&attributes).call(Span::call_site()).to_string()
    }

    fn text(comments: &[&str]) -> String {
        let lines: Vec<String> = comments.iter().flat_map(|comment| comment_lines(comment)).collect();
        text_of(&lines)
    }

    #[test]
    fn one_space_after_the_marker_goes() {
        assert_eq!(text(&[" List the names.", "", " The order is theirs."]), "List the names.\n\nThe order is theirs.");
    }

    #[test]
    fn indentation_inside_the_text_stays() {
        assert_eq!(text(&[" - one", "   two", "     three"]), "- one\n  two\n    three");
    }

    #[test]
    fn indentation_that_all_lines_share_goes() {
        assert_eq!(text(&["    one", "      two"]), "one\n  two");
    }

    #[test]
    fn blank_lines_at_both_ends_go() {
        assert_eq!(text(&["", "  ", " text", "", ""]), "text");
    }

    #[test]
    fn the_space_before_the_end_of_a_block_comment_goes() {
        assert_eq!(text(&[" The directory to read. "]), "The directory to read.");
    }

    #[test]
    fn a_block_comment_loses_its_gutter() {
        assert_eq!(text(&[" One.\n     * Two.\n     *\n     *   Three.\n     "]), "One.\nTwo.\n\n  Three.");
    }

    #[test]
    fn a_block_comment_without_gutter_loses_its_indentation() {
        assert_eq!(text(&["\n        One.\n          * two\n    "]), "One.\n  * two");
        assert_eq!(text(&[" One.\n        Two.\n    "]), "One.\nTwo.");
    }

    #[test]
    fn text_beyond_ascii_is_kept_whole() {
        assert_eq!(text(&[" Größe", " ✓ y"]), "Größe\n✓ y");
        assert_eq!(text(&[" x\n é\n  ü"]), "x\né\n ü");
    }

    #[test]
    fn attributes_without_text_are_left_out() {
        assert_eq!(help(quote!(#[doc(hidden)] #[inline] #[doc(alias = "x")])), "");
        assert_eq!(help(quote!(#[doc = ""])), "");
    }

    #[test]
    fn an_included_text_is_put_together_by_the_compiler() {
        let tokens = help(quote!(#[doc = " Before."] #[doc = include_str!("x.md")]));
        assert_eq!(tokens, r#". help (:: core :: concat ! ("" , "Before." , "\n" , include_str ! ("x.md")))"#);
    }
}
