//! Doc comments and literals of Rust from any text.

use crate::escape::escaped;

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// A doc comment, a line for each line of the text. The text is shown as it is, whatever Markdown would make of it.
pub(super) fn doc(text: &str, is_name: bool, indent: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = escaped(&text);
    let lines = || text.trim_matches('\n').lines().map(str::trim_end);
    let mut comment = String::new();
    let mut line = |line: &str| {
        comment.push_str(indent);
        comment.push_str(if line.is_empty() { "///" } else { "/// " });
        comment.push_str(line);
        comment.push('\n');
    };
    if is_name {
        line(&format!("`{}`", lines().collect::<Vec<_>>().join(" ").replace('`', "'")));
        return comment;
    }
    // Indented lines would be code that rustdoc compiles.
    let is_layout = lines().any(|line| line.starts_with([' ', '\t']) || line.contains("```"));
    if is_layout {
        let longest = lines().map(|line| line.chars().filter(|c| *c == '`').count()).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        line(&format!("{fence}text"));
        lines().for_each(&mut line);
        line(&fence);
    } else {
        lines().for_each(|text| line(&plain(text)));
    }
    comment
}

/// A line without HTML, links and code.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    for character in line.chars() {
        if matches!(character, '<' | '>' | '[' | ']' | '`' | '\\' | '*' | '~') {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_comment() {
        assert_eq!(
            doc("List <names>.\r\n\r\nMore\rlines.", false, ""),
            "/// List \\<names\\>.\n///\n/// More\n/// lines.\n"
        );
        assert_eq!(doc("Use:\n    f()\n```", false, ""), "/// ````text\n/// Use:\n///     f()\n/// ```\n/// ````\n");
        assert_eq!(doc("a\u{2028}b\u{1b}", true, ""), "/// `a\\u{2028}b\\u{1b}`\n");
    }
}
