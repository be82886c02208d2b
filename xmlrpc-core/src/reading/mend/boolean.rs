//! Booleans as words in capitals.

/// The digit for `True`, `FALSE` and the like; none for anything else, what the standard reading knows included.
pub(super) fn in_capitals(text: &str) -> Option<&'static str> {
    match text.trim_ascii() {
        "true" | "false" => None,
        word if word.eq_ignore_ascii_case("true") => Some("1"),
        word if word.eq_ignore_ascii_case("false") => Some("0"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        assert_eq!([" True ", "TRUE", "tRuE"].map(in_capitals), [Some("1"); 3]);
        assert_eq!(["False", "FALSE\n"].map(in_capitals), [Some("0"); 2]);
        assert_eq!(["true", "false", "1", "yes", "", "T", "True!"].map(in_capitals), [None; 7]);
    }
}
