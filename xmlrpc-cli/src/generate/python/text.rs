//! Literals, docstrings and identifiers of Python from any text.

use std::fmt::Write;

use super::super::names::sanitised;

const KEYWORDS: [&str; 36] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "self",
];

/// The name as an identifier that keeps its case.
pub(super) fn identifier(name: &str) -> String {
    let identifier = sanitised(name);
    if KEYWORDS.contains(&identifier.as_str()) { identifier + "_" } else { identifier }
}

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::from("\"");
    literal.push_str(&escaped(text));
    literal.push('"');
    literal
}

/// A docstring.
pub(super) fn docstring(text: &str, indent: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = text.trim_matches('\n').lines().map(|line| escaped(line.trim_end()));
    let mut doc = format!("{indent}\"\"\"{}", lines.next().unwrap_or_default());
    let mut has_more = false;
    for line in lines {
        has_more = true;
        doc.push('\n');
        if !line.is_empty() {
            doc.push_str(indent);
            doc.push_str(&line);
        }
    }
    if has_more {
        doc.push('\n');
        doc.push_str(indent);
    }
    doc.push_str("\"\"\"\n");
    doc
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            character if crate::escape::is_steering(character) => {
                let _ = write!(escaped, "\\U{:08x}", u32::from(character));
            }
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_literal() {
        assert_eq!(literal("a\"\\\n\u{1b}é"), r#""a\"\\\n\U0000001bé""#);
        assert_eq!(docstring("One.\n\nTwo \"\"\".", "    "), "    \"\"\"One.\n\n    Two \\\"\\\"\\\".\n    \"\"\"\n");
    }

    #[test]
    fn keywords_are_no_identifiers() {
        assert_eq!(identifier("class"), "class_");
        assert_eq!(identifier("__init__"), "x__init__");
        assert_eq!(identifier("startProcess"), "startProcess");
    }
}
