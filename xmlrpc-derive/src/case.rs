//! The cases of names of several words, with serde's names for them.

use syn::LitStr;

use crate::errors::Errors;
use crate::nearest::nearest;

/// A way to write names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// The case of this name.
    pub(crate) fn named(text: &str) -> Option<Self> {
        CASES.iter().find(|(known, _)| *known == text).map(|(_, case)| *case)
    }

    /// The case that `rename_all = "…"` names.
    pub(crate) fn parse(name: &LitStr, errors: &mut Errors) -> Option<Self> {
        let text = name.value();
        let found = Case::named(&text);
        if found.is_none() {
            let names = CASES.map(|(name, _)| name);
            let hint = match nearest(&text, &names) {
                Some(near) => format!("did you mean \"{near}\"? "),
                None => String::new(),
            };
            let list = names.map(|name| format!("\"{name}\"")).join(", ");
            errors.on(name, format!("`rename_all` knows no case {text:?}: {hint}it knows {list}"));
        }
        found
    }

    /// A function's or a field's name, which Rust writes in snake case.
    pub(crate) fn of_field(self, name: &str) -> String {
        match self {
            Case::Lower | Case::Snake => name.to_owned(),
            Case::Upper | Case::ScreamingSnake => name.to_ascii_uppercase(),
            Case::Pascal => name.split('_').map(capitalized).collect(),
            Case::Camel => {
                let mut words = name.split('_').filter(|word| !word.is_empty());
                let first = words.next().unwrap_or_default().to_owned();
                words.map(capitalized).fold(first, |name, word| name + &word)
            }
            Case::Kebab => name.replace('_', "-"),
            Case::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// The name of a variant, which Rust writes in pascal case.
    pub(crate) fn of_variant(self, variant: &str) -> String {
        match self {
            Case::Pascal => variant.to_owned(),
            Case::Lower => variant.to_ascii_lowercase(),
            Case::Upper => variant.to_ascii_uppercase(),
            Case::Camel => uncapitalised(variant),
            Case::Snake => snake(variant),
            Case::ScreamingSnake => snake(variant).to_ascii_uppercase(),
            Case::Kebab => snake(variant).replace('_', "-"),
            Case::ScreamingKebab => snake(variant).to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn uncapitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(characters).collect()
}

fn snake(variant: &str) -> String {
    let mut name = String::new();
    for (index, character) in variant.char_indices() {
        if index > 0 && character.is_uppercase() {
            name.push('_');
        }
        name.push(character.to_ascii_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_serde_writes_them() {
        for (case, field, variant) in [
            ("lowercase", "first_name", "firstname"),
            ("UPPERCASE", "FIRST_NAME", "FIRSTNAME"),
            ("PascalCase", "FirstName", "FirstName"),
            ("camelCase", "firstName", "firstName"),
            ("snake_case", "first_name", "first_name"),
            ("SCREAMING_SNAKE_CASE", "FIRST_NAME", "FIRST_NAME"),
            ("kebab-case", "first-name", "first-name"),
            ("SCREAMING-KEBAB-CASE", "FIRST-NAME", "FIRST-NAME"),
        ] {
            let rule = Case::named(case);
            assert_eq!(rule.map(|rule| rule.of_field("first_name")).as_deref(), Some(field), "{case}");
            assert_eq!(rule.map(|rule| rule.of_variant("FirstName")).as_deref(), Some(variant), "{case}");
        }
        assert!(Case::named("Camel").is_none());
    }

    #[test]
    fn names_are_written_as_serde_writes_members() {
        let written = CASES.map(|(_, case)| case.of_field("list_all_names"));
        let expected = [
            "list_all_names",
            "LIST_ALL_NAMES",
            "ListAllNames",
            "listAllNames",
            "list_all_names",
            "LIST_ALL_NAMES",
            "list-all-names",
            "LIST-ALL-NAMES",
        ];
        assert_eq!(written, expected);
        assert_eq!(Case::Camel.of_field("_read_"), "read");
        assert_eq!(Case::Pascal.of_field("x"), "X");
    }
}
