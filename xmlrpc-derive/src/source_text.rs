//! The source of an expression as a text for documentation.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The expression in one line, with blanks only where readers expect them: `Speed::Normal`, `1 + 1`, `f(a, b)`.
pub(crate) fn source_text(tokens: TokenStream) -> String {
    let mut text = String::new();
    write(tokens, &mut text);
    text
}

fn write(tokens: TokenStream, text: &mut String) {
    let mut before = Before::Nothing;
    for token in tokens {
        before = match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                if before == Before::Word && group.delimiter() == Delimiter::Brace {
                    text.push(' ');
                }
                text.push_str(open);
                write(group.stream(), text);
                text.push_str(close);
                Before::Word
            }
            TokenTree::Punct(punct) => {
                let character = punct.as_char();
                let is_binary = matches!(character, '+' | '-' | '*' | '/' | '%' | '=' | '|' | '^');
                let joined = punct.spacing() == Spacing::Joint || before == Before::Operator;
                if is_binary && before == Before::Word {
                    text.push(' ');
                }
                text.push(character);
                if character == ',' || (is_binary && before == Before::Word && !joined) {
                    text.push(' ');
                }
                if is_binary && before == Before::Word && joined { Before::Operator } else { Before::Mark }
            }
            word => {
                if before == Before::Word {
                    text.push(' ');
                }
                text.push_str(&word.to_string());
                Before::Word
            }
        };
    }
}

/// What stands before a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// A name, a literal or a group.
    Word,
    /// The first half of an operator.
    Operator,
    /// Any other mark.
    Mark,
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn blanks_stand_where_readers_expect_them() {
        for (tokens, text) in [
            (quote!(Speed::Normal), "Speed::Normal"),
            (quote!(1 + 1), "1 + 1"),
            (quote!(-1), "-1"),
            (quote!("a b"), "\"a b\""),
            (quote!(f(a, &b)), "f(a, &b)"),
            (quote!(vec![1, 2]), "vec![1, 2]"),
            (quote!(x.y()), "x.y()"),
        ] {
            assert_eq!(source_text(tokens), text);
        }
    }
}
