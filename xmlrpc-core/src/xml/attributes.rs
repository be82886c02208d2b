//! Attributes of start tags, which quick-xml does not check (XML 1.0, productions 10 and 40 to 44).

use super::characters::{is_allowed, is_name, is_space};
use crate::error::Error;
use crate::fault::{INVALID_CHARACTER, NOT_WELL_FORMED};
use crate::reading::Rules;

/// The namespace of Apache's extensions: `ex:nil`, `ex:i8` and their like.
pub(crate) const EXTENSIONS: &str = "http://ws.apache.org/xmlrpc/namespaces/extensions";

/// The name at the start of a tag, and what follows it.
pub(super) fn split_name(tag: &str) -> (&str, &str) {
    let end = tag.bytes().position(is_space).unwrap_or(tag.len());
    tag.split_at(end)
}

/// Checks the attributes: what follows the name in a start tag.
pub(super) fn check_attributes(mut rest: &str, rules: &Rules) -> Result<(), Error> {
    let mut names: Vec<&str> = Vec::new();
    loop {
        let trimmed = rest.trim_start_matches(|character: char| character.is_ascii() && is_space(character as u8));
        if trimmed.is_empty() {
            return Ok(());
        }
        if trimmed.len() == rest.len() {
            return Err(ill("white space is missing before an attribute"));
        }
        let (name, value, after) = attribute(trimmed)?;
        if names.contains(&name) {
            return Err(ill("an attribute stands twice in one tag"));
        }
        if names.len() == rules.limits.attributes {
            return Err(rules.limits.too_many_attributes());
        }
        names.push(name);
        check_value(value, rules)?;
        rest = after;
    }
}

/// The prefixes that checked attributes declare, and whether each stands for Apache's extensions.
pub(crate) fn declared_prefixes(mut rest: &str) -> impl Iterator<Item = (&str, bool)> {
    std::iter::from_fn(move || {
        let (name, value, after) = attribute(rest.trim_start()).ok()?;
        rest = after;
        Some((name, value))
    })
    .filter_map(|(name, value)| Some((name.strip_prefix("xmlns:")?, value == EXTENSIONS)))
}

/// `name = "value"`, and what follows.
fn attribute(text: &str) -> Result<(&str, &str, &str), Error> {
    let (name, value) = text.split_once('=').ok_or_else(|| ill("an attribute has no value"))?;
    let name = name.trim_end_matches([' ', '\t', '\n', '\r']);
    if !is_name(name) {
        return Err(ill("an attribute has a malformed name"));
    }
    let value = value.trim_start_matches([' ', '\t', '\n', '\r']);
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let quote = quote.ok_or_else(|| ill("an attribute's value must be quoted"))?;
    let (value, after) = value[1..].split_once(quote).ok_or_else(|| ill("an attribute's value does not end"))?;
    Ok((name, value, after))
}

/// Characters and references of a value; no `<`.
fn check_value(value: &str, rules: &Rules) -> Result<(), Error> {
    if value.contains('<') {
        return Err(ill("an attribute's value may not contain <"));
    }
    // A character that the reading would replace does not matter here: no attribute is read as a text.
    let is_allowed = |character| rules.reading.replaces_forbidden() || is_allowed(character);
    if !value.chars().all(is_allowed) {
        return Err(Error::new(INVALID_CHARACTER, "a character that XML does not allow, in an attribute"));
    }
    for piece in value.split('&').skip(1) {
        let known = piece.split_once(';').is_some_and(|(name, _)| {
            matches!(name, "lt" | "gt" | "amp" | "apos" | "quot")
                || super::references::character_reference(name).is_some_and(is_allowed)
        });
        if !known {
            return Err(ill("an attribute has a reference that XML does not know"));
        }
    }
    Ok(())
}

fn ill(reason: &str) -> Error {
    Error::new(NOT_WELL_FORMED, format!("not well-formed: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(attributes: &str) -> bool {
        check_attributes(attributes, &Rules::within(crate::limits::Limits::default())).is_ok()
    }

    #[test]
    fn attributes_that_are_well_made() {
        assert!(check("") && check("  ") && check(" a='1'") && check("\na = \"<\"".replace('<', "&lt;").as_str()));
        assert!(check(" a='1' b='\"' c=\"&#65;\" xml:lang='en' "));
        let declarations = format!(" a='1' xmlns:ex='{EXTENSIONS}' xmlns='b' xmlns:c = \"d\"");
        assert_eq!(declared_prefixes(&declarations).collect::<Vec<_>>(), [("ex", true), ("c", false)]);
    }

    #[test]
    fn attributes_that_are_not() {
        for ill in [
            " a",
            " a=",
            " a=1",
            " a='1",
            " a='1'b='2'",
            " a='1' a='2'",
            " a='<'",
            " a='&'",
            " a='&x;'",
            " 1='1'",
            "/",
            " /a='1'",
        ] {
            assert!(!check(ill), "{ill}");
        }
        let many: String = (0..65).map(|number| format!(" a{number}=''")).collect();
        assert!(!check(&many));
    }
}
