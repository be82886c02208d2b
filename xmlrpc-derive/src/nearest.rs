//! Suggestions for misspelt names.

/// The candidate nearest to `word`, if one is near enough to be meant.
pub(crate) fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let allowed = word.chars().count().div_ceil(3);
    candidates
        .iter()
        .map(|candidate| (distance(word, candidate), *candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Insertions, removals and replacements between two words; neighbours swapped count once.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut rows = vec![vec![0; right.len() + 1]; left.len() + 1];
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            rows[i][j] = match (i, j) {
                (0, _) => j,
                (_, 0) => i,
                _ => {
                    let replaced = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
                    let shortest = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    let swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                    if swapped { shortest.min(rows[i - 2][j - 2] + 1) } else { shortest }
                }
            };
        }
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_edits() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("name", "name"), 0);
        assert_eq!(distance("nmae", "name"), 1);
        assert_eq!(distance("names", "name"), 1);
        assert_eq!(distance("prefix", "perfect"), 4);
    }

    #[test]
    fn a_typo_finds_its_option() {
        let options = ["name", "inline", "crate"];
        assert_eq!(nearest("nmae", &options), Some("name"));
        assert_eq!(nearest("in_line", &options), Some("inline"));
        assert_eq!(nearest("create", &options), Some("crate"));
    }

    #[test]
    fn something_else_finds_nothing() {
        assert_eq!(nearest("timeout", &["name", "inline"]), None);
        assert_eq!(nearest("x", &["name", "inline"]), None);
    }
}
