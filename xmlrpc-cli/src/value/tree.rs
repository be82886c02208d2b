//! A value as a tree of lines: `name: value` for members, `- value` for elements.

use std::fmt::Write;

use xmlrpc_core::{DateTime, Value};

use super::json_writer::encode_base64;
use crate::escape::{is_steering, quoted};

/// How much of bytes is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bytes {
    /// All, if the bytes are the whole result.
    Whole,
    /// The beginning.
    Cut,
}

/// The lines of a value, with a line feed behind each.
pub(crate) fn tree(value: &Value, bytes: Bytes) -> String {
    let mut lines = String::new();
    match value {
        Value::String(text) => lines.push_str(text),
        Value::Base64(content) if bytes == Bytes::Whole => lines.push_str(&encode_base64(content)),
        Value::Struct(members) if !members.is_empty() => write_block(value, 0, &mut lines),
        Value::Array(items) if !items.is_empty() => write_block(value, 0, &mut lines),
        scalar => lines.push_str(&scalar_text(scalar)),
    }
    if !lines.ends_with('\n') || matches!(value, Value::String(_)) {
        lines.push('\n');
    }
    lines
}

fn is_block(value: &Value) -> bool {
    match value {
        Value::Struct(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    }
}

/// Writes the lines of a struct or an array. The first is not indented: what stands before it is written already.
fn write_block(value: &Value, indent: usize, lines: &mut String) {
    let mut is_first = true;
    let mut begin = |lines: &mut String| {
        if !is_first {
            lines.extend(std::iter::repeat_n(' ', indent));
        }
        is_first = false;
    };
    match value {
        Value::Struct(members) => {
            for (name, member) in members.iter() {
                begin(lines);
                let name = if is_plain_name(name) { name.to_owned() } else { quoted(name) };
                if is_block(member) {
                    let _ = writeln!(lines, "{name}:");
                    lines.extend(std::iter::repeat_n(' ', indent + 2));
                    write_block(member, indent + 2, lines);
                } else {
                    let _ = writeln!(lines, "{name}: {}", scalar_text(member));
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                begin(lines);
                lines.push_str("- ");
                if is_block(item) {
                    write_block(item, indent + 2, lines);
                } else {
                    let _ = writeln!(lines, "{}", scalar_text(item));
                }
            }
        }
        _ => {}
    }
}

fn scalar_text(value: &Value) -> String {
    match value {
        Value::Int(number) => number.to_string(),
        Value::Long(number) => number.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Double(number) => format!("{number:?}"),
        Value::String(text) if is_plain(text) => text.clone(),
        Value::String(text) => quoted(text),
        Value::DateTime(date) => date.to_string(),
        Value::Base64(bytes) => {
            const SHOWN: usize = 48;
            let beginning = encode_base64(&bytes[..bytes.len().min(SHOWN)]);
            let rest = if bytes.len() > SHOWN { "…" } else { "" };
            format!("<{} bytes: {beginning}{rest}>", bytes.len())
        }
        Value::Struct(_) => "{}".into(),
        Value::Array(_) => "[]".into(),
        Value::Nil => "nil".into(),
    }
}

/// Whether a text reads as a text without quotes.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.chars().any(is_steering)
        && !text.starts_with(['"', '<', '{', '[', '#', '&', '*', '!', '|', '>', '%', '@', '`', '\''])
        && !text.starts_with("- ")
        && text != "-"
        && !text.ends_with(':')
        && !text.contains(": ")
        && !matches!(text, "nil" | "true" | "false")
        && text.parse::<f64>().is_err()
        && text.parse::<DateTime>().is_err()
}

fn is_plain_name(name: &str) -> bool {
    is_plain(name) && !name.contains(':') || name.parse::<f64>().is_ok() && !name.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use xmlrpc_core::{Base64, value};

    #[test]
    fn structs_and_arrays_are_blocks() {
        let value = value!({
            "name": "README.md",
            "size": 4096,
            "tags": ["text", "5", "", "a: b"],
            "nothing": Value::Nil,
            "list": [{ "a": 1, "b": [1, [2]] }, {}, []],
            "data": Base64::new(*b"hello"),
        });
        let expected = "\
name: README.md
size: 4096
tags:
  - text
  - \"5\"
  - \"\"
  - \"a: b\"
nothing: nil
list:
  - a: 1
    b:
      - 1
      - - 2
  - {}
  - []
data: <5 bytes: aGVsbG8=>
";
        assert_eq!(tree(&value, Bytes::Whole), expected);
    }

    #[test]
    fn a_whole_text_and_whole_bytes_are_themselves() {
        assert_eq!(tree(&Value::String("5".into()), Bytes::Whole), "5\n");
        assert_eq!(tree(&Value::String("line\n".into()), Bytes::Whole), "line\n\n");
        assert_eq!(tree(&Value::Base64(Base64::new(*b"hello")), Bytes::Whole), "aGVsbG8=\n");
        assert_eq!(tree(&Value::Base64(Base64::new(*b"hello")), Bytes::Cut), "<5 bytes: aGVsbG8=>\n");
        assert_eq!(tree(&Value::Double(1.0), Bytes::Whole), "1.0\n");
        assert_eq!(tree(&Value::Nil, Bytes::Whole), "nil\n");
        assert_eq!(tree(&Value::Array(Vec::new()), Bytes::Whole), "[]\n");
    }
}
