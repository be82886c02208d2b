//! Names that a format allows, one for each name of the description.

use std::collections::BTreeMap;

/// Maps names to others of a narrower alphabet, no two of them to one.
#[derive(Debug, Default)]
pub(crate) struct UniqueNames<'n>(BTreeMap<&'n str, String>);

impl<'n> UniqueNames<'n> {
    /// Maps each name to what `narrow` makes of it, with a number behind it if that is taken or reserved.
    pub(crate) fn new(
        names: impl Iterator<Item = &'n str>,
        reserved: &[&str],
        narrow: impl Fn(&str) -> String,
    ) -> Self {
        let mut unique = UniqueNames::default();
        for name in names {
            if unique.0.contains_key(name) {
                continue;
            }
            let wanted = narrow(name);
            let taken =
                |candidate: &str| reserved.contains(&candidate) || unique.0.values().any(|other| other == candidate);
            let free = (2..).map(|number| format!("{wanted}_{number}")).find(|candidate| !taken(candidate));
            let chosen = if taken(&wanted) { free.unwrap_or_default() } else { wanted };
            unique.0.insert(name, chosen);
        }
        unique
    }

    /// What a name is mapped to; the name itself if it is unknown.
    pub(crate) fn of<'u>(&'u self, name: &'u str) -> &'u str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

/// ASCII letters, digits and underscores, beginning with no digit; anything else becomes an underscore.
pub(crate) fn identifier(name: &str) -> String {
    let mut text: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if text.is_empty() || text.starts_with(|c: char| c.is_ascii_digit()) {
        text.insert(0, '_');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_become_one() {
        let names = ["a b", "a.b", "a_b", "a_b_2", "1", "", "é", "self"];
        let unique = UniqueNames::new(names.into_iter(), &["self"], identifier);
        let mut all: Vec<&str> = names.iter().map(|name| unique.of(name)).collect();
        assert_eq!(unique.of("a b"), "a_b");
        assert_eq!(unique.of("1"), "_1");
        assert_eq!(unique.of("self"), "self_2");
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), names.len());
    }
}
