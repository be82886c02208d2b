//! Texts in Python's syntax.

use std::fmt::Write as _;

/// Python's keywords.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Whether Python reads the text as a name, in a class too, where it changes names that begin with two underscores.
pub(super) fn is_attribute(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.starts_with("__")
        && !is_keyword(name)
}

pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    let mut written = String::from("\"");
    escape(&mut written, text, true);
    written.push('"');
    written
}

/// A documentation string in its own lines.
pub(super) fn docstring(out: &mut String, indent: &str, text: &str) {
    out.push_str(indent);
    out.push_str("\"\"\"");
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(indent);
            }
        }
        escape(out, line, true);
    }
    if text.contains('\n') {
        out.push('\n');
        out.push_str(indent);
    }
    out.push_str("\"\"\"\n");
}

/// A comment of one line.
pub(super) fn comment(text: &str) -> String {
    let mut written = String::new();
    escape(&mut written, text.lines().next().unwrap_or_default(), false);
    written
}

fn escape(out: &mut String, text: &str, quotes: bool) {
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '"' if quotes => out.push_str("\\\""),
            '\t' => out.push_str("\\t"),
            c if c.is_control()
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                // Formatting into a string does not fail.
                let _ = write!(out, "\\U{:08x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_do_not_end_their_literals() {
        let mut out = String::new();
        docstring(&mut out, "    ", "a \"\"\" b\\\n\n  c\u{202e}");
        assert_eq!(out, "    \"\"\"a \\\"\\\"\\\" b\\\\\n\n      c\\U0000202e\n    \"\"\"\n");
        assert_eq!(literal("\"\n"), "\"\\\"\\U0000000a\"");
        assert_eq!(comment("one\nimport os"), "one");
    }

    #[test]
    fn attributes_are_names_that_python_leaves_alone() {
        for name in ["a", "_a1", "match"] {
            assert!(is_attribute(name), "{name}");
        }
        for name in ["", "1a", "a b", "é", "class", "None", "__init__", "a-b"] {
            assert!(!is_attribute(name), "{name}");
        }
    }
}
