//! Two blocks that each make the same type a service.
//!
//! The compiler would report two implementations of a private trait. A macro sees one block at a time, so that the places
//! of the blocks before are kept, and the text between two of them shows whether they stand in the same scope: there, the
//! same name is the same type.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use quote::ToTokens;
use syn::Type;
use syn::spanned::Spanned;

/// Line and column, counted from 1.
type Place = (usize, usize);

/// Blocks by file and type.
type Blocks = HashMap<(PathBuf, String), Vec<Place>>;

/// The blocks so far.
static BLOCKS: Mutex<Option<Blocks>> = Mutex::new(None);

/// Whether a block before this one, in the same scope, makes the type a service.
pub(super) fn is_service_already(ty: &Type) -> bool {
    if !proc_macro::is_available() {
        return false;
    }
    // Outside of the compiler, where this would panic, the function has returned.
    let span = ty.span().unwrap();
    let Some(file) = span.local_file() else { return false };
    let place = (span.line(), span.column());
    let before = {
        let Ok(mut blocks) = BLOCKS.lock() else { return false };
        let places =
            blocks.get_or_insert_default().entry((file.clone(), ty.to_token_stream().to_string())).or_default();
        let before: Vec<Place> = places.iter().copied().filter(|known| *known < place).collect();
        places.push(place);
        before
    };
    if before.is_empty() {
        return false;
    }
    let Ok(text) = fs::read_to_string(file) else { return false };
    before.iter().any(|before| are_in_one_scope(&text, *before, place))
}

/// Whether no scope ends between two places.
fn are_in_one_scope(text: &str, first: Place, second: Place) -> bool {
    let (Some(first), Some(second)) = (offset(text, first), offset(text, second)) else { return false };
    let Some(between) = text.get(first..second) else { return false };
    let mut depth = 0_usize;
    let mut rest = between;
    while let Some(character) = rest.chars().next() {
        if let Some(behind) = behind_text(rest) {
            rest = behind;
            continue;
        }
        match character {
            '{' => depth += 1,
            '}' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
        rest = &rest[character.len_utf8()..];
    }
    depth == 0
}

/// What follows a comment or a literal, if the text begins with one. Braces in it count for nothing.
fn behind_text(text: &str) -> Option<&str> {
    if let Some(comment) = text.strip_prefix("//") {
        return Some(comment.split_once('\n').map_or("", |(_, behind)| behind));
    }
    if let Some(comment) = text.strip_prefix("/*") {
        return Some(behind_comment(comment));
    }
    if let Some(literal) = text.strip_prefix('"') {
        return Some(behind_quote(literal, '"'));
    }
    if let Some(raw) = text.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        let end = format!("\"{}", "#".repeat(marks));
        let literal = raw[marks..].strip_prefix('"')?;
        return Some(literal.split_once(&end).map_or("", |(_, behind)| behind));
    }
    // A lifetime has no second mark behind its first character.
    let literal = text.strip_prefix('\'')?;
    let is_character = literal.starts_with('\\') || literal.chars().nth(1) == Some('\'');
    is_character.then(|| behind_quote(literal, '\''))
}

fn behind_comment(mut rest: &str) -> &str {
    let mut depth = 1;
    while depth > 0 {
        let (open, close) = (rest.find("/*"), rest.find("*/"));
        match (open, close) {
            (Some(open), Some(close)) if open < close => (depth, rest) = (depth + 1, &rest[open + 2..]),
            (_, Some(close)) => (depth, rest) = (depth - 1, &rest[close + 2..]),
            (_, None) => return "",
        }
    }
    rest
}

fn behind_quote(text: &str, mark: char) -> &str {
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if character == mark {
            return &text[index + character.len_utf8()..];
        }
    }
    ""
}

fn offset(text: &str, (line, column): Place) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let within = text.get(start..)?.char_indices().nth(column.checked_sub(1)?)?;
    Some(start + within.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(text: &str) -> bool {
        let mut places = text.lines().enumerate().filter_map(|(line, text)| Some((line + 1, text.find("Api")? + 1)));
        let (first, second) = (places.next().expect("a block"), places.next().expect("another block"));
        are_in_one_scope(text, first, second)
    }

    #[test]
    fn blocks_beside_each_other_are_in_one_scope() {
        assert!(scope("impl Api {\n fn f() { 1 }\n}\nmod a { }\nimpl Api { }"));
        assert!(scope("mod a {\n impl Api {\n }\n impl Api {\n }\n}"));
        assert!(scope(
            "impl Api { const A: char = '}'; /* } /* } */ */ // }\n}\nfn f<'a>() { r#\"}\"#; \"\\\"}\"; }\nimpl Api { }"
        ));
    }

    #[test]
    fn blocks_in_different_modules_and_functions_are_not() {
        assert!(!scope("mod a {\n impl Api { }\n}\nmod b {\n impl Api { }\n}"));
        assert!(!scope("impl Api { }\nmod b {\n impl Api { }\n}"));
        assert!(!scope("fn f() {\n impl Api { }\n}\nfn g() {\n impl Api { }\n}"));
    }
}
