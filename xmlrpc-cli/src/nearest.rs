//! The names nearest to one that does not exist.

/// At most three candidates that may have been meant, the nearest first.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c String>) -> Vec<&'c str> {
    const SHOWN: usize = 3;
    let lower = word.to_lowercase();
    // The last part of a dotted name alone finds the method behind a forgotten prefix.
    let last = last_part(&lower);
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 256)
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let whole = distance(&lower, &other);
            let part = distance(last, last_part(&other));
            let is_near = whole <= allowed(&lower) || part <= allowed(last);
            is_near.then_some((whole.min(part + 1), candidate.as_str()))
        })
        .collect();
    found.sort();
    found.truncate(SHOWN);
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

fn allowed(word: &str) -> usize {
    word.chars().count().div_ceil(3)
}

fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Insertions, removals and replacements between two words; neighbours swapped count once.
fn distance(left: &str, right: &str) -> usize {
    strsim::osa_distance(left, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_finds_its_method() {
        let names: Vec<String> =
            ["dir.list", "dir.lists", "system.listMethods", "add"].iter().map(ToString::to_string).collect();
        assert_eq!(nearest("dir.lsit", &names), ["dir.list", "dir.lists"]);
        assert_eq!(nearest("list", &names), ["dir.list", "dir.lists"]);
        assert_eq!(nearest("listmethods", &names), ["system.listMethods"]);
        assert!(nearest("something.else", &names).is_empty());
        assert!(nearest("", &names).is_empty());
    }
}
