//! Ways to write a name of several words, called as serde calls them.

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
    /// The case that `rename_all = "…"` names.
    pub(crate) fn parse(name: &LitStr, errors: &mut Errors) -> Option<Self> {
        let text = name.value();
        let found = CASES.iter().find(|(known, _)| *known == text).map(|(_, case)| *case);
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

    /// A Rust function's name in this case: serde's rule for a struct's members.
    pub(crate) fn apply(self, name: &str) -> String {
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
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_serde_writes_members() {
        let written = CASES.map(|(_, case)| case.apply("list_all_names"));
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
        assert_eq!(Case::Camel.apply("_read_"), "read");
        assert_eq!(Case::Pascal.apply("x"), "X");
    }
}
