//! Identifiers for names that may be anything. In one scope, two names never get the same identifier.

use std::collections::HashSet;

/// The identifiers of one scope.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// A scope in which some identifiers are taken.
    pub(super) fn with<'n>(reserved: impl IntoIterator<Item = &'n str>) -> Scope {
        Scope { taken: reserved.into_iter().map(str::to_owned).collect() }
    }

    /// An identifier of its own: the candidate, or the candidate with a number behind it.
    pub(super) fn take(&mut self, candidate: String) -> String {
        self.take_all(candidate, "_", |identifier| vec![identifier.to_owned()])
    }

    /// The name of a type of its own.
    pub(super) fn take_type(&mut self, candidate: String) -> String {
        self.take_all(candidate, "", |identifier| vec![identifier.to_owned()])
    }

    /// The name of a type that takes several names: none of them is taken before.
    pub(super) fn take_types(&mut self, candidate: String, all: impl Fn(&str) -> Vec<String>) -> String {
        self.take_all(candidate, "", all)
    }

    fn take_all(&mut self, candidate: String, between: &str, all: impl Fn(&str) -> Vec<String>) -> String {
        let mut identifier = candidate.clone();
        let mut number = 1;
        while all(&identifier).iter().any(|one| self.taken.contains(one)) {
            number += 1;
            identifier = format!("{candidate}{between}{number}");
        }
        self.taken.extend(all(&identifier));
        identifier
    }
}

/// The longest identifier that is made: names can have any length.
const LONGEST: usize = 80;

/// The name with `_` for what no identifier can have. It begins with a letter.
pub(super) fn sanitised(name: &str) -> String {
    let mut identifier: String =
        name.chars().take(LONGEST).map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if !identifier.starts_with(|c: char| c.is_ascii_alphabetic()) {
        identifier.insert(0, 'x');
    }
    identifier
}

/// The name in snake case: `startProcess` as `start_process`.
pub(super) fn snake_case(name: &str) -> String {
    let name: Vec<char> = sanitised(name).chars().collect();
    let mut snake = String::new();
    for (index, character) in name.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| name.get(before));
        let after = name.get(index + 1);
        let begins_word = character.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase)
            });
        if begins_word {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    while snake.contains("__") {
        snake = snake.replace("__", "_");
    }
    snake.trim_end_matches('_').to_owned()
}

/// The name in Pascal case: `process_info` as `ProcessInfo`.
pub(super) fn pascal_case(name: &str) -> String {
    let words = sanitised(name);
    let words = words.split('_').filter(|word| !word.is_empty());
    words
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers() {
        assert_eq!(snake_case("startProcess"), "start_process");
        assert_eq!(snake_case("getHTTPStatus"), "get_http_status");
        assert_eq!(snake_case("<script>"), "x_script");
        assert_eq!(snake_case("__init__"), "x_init");
        assert_eq!(snake_case(""), "x");
        assert_eq!(snake_case("日本"), "x");
        assert_eq!(pascal_case("process_info"), "ProcessInfo");
        assert_eq!(pascal_case("supervisor"), "Supervisor");
        assert_eq!(pascal_case("9"), "X9");
        assert_eq!(sanitised(&"a".repeat(1000)).len(), LONGEST);
    }

    #[test]
    fn two_names_never_share_an_identifier() {
        let mut scope = Scope::with(["new"]);
        let names = ["a", "A", "a-", "a_2", "a", "new", "a_2"];
        let identifiers: Vec<String> = names.map(|name| scope.take(snake_case(name))).to_vec();
        assert_eq!(identifiers.iter().collect::<HashSet<_>>().len(), names.len(), "{identifiers:?}");
        assert!(!identifiers.contains(&"new".to_owned()));
    }
}
