//! Values as the corpus writes them: `5`, `5i8`, `2.5`, `true`, `nil`, `"text"`, `date"19980717T14:08:55"`,
//! `base64"eW91"`, `[1, 2]` and `{"name": 1}`.
//!
//! A value has one notation, in which two readers of one document can be compared.

use std::fmt::Write;

use xmlrpc_service::{Base64, DateTime, Value, value::Struct};

/// Writes a value, its members in the order of their names.
pub fn show(value: &Value) -> String {
    let mut text = String::new();
    write_value(&mut text, value);
    text
}

/// The value without what a client that knows one kind of integer cannot tell.
pub fn blurred(value: &Value) -> Value {
    match value {
        Value::Int(number) => Value::Long((*number).into()),
        Value::Array(elements) => Value::Array(elements.iter().map(blurred).collect()),
        Value::Struct(members) => {
            Value::Struct(members.iter().map(|(name, value)| (name, blurred(value))).collect::<Struct>())
        }
        other => other.clone(),
    }
}

fn write_value(text: &mut String, value: &Value) {
    // Writing into a `String` cannot fail.
    match value {
        Value::Int(number) => drop(write!(text, "{number}")),
        Value::Long(number) => drop(write!(text, "{number}i8")),
        Value::Boolean(boolean) => drop(write!(text, "{boolean}")),
        Value::Double(number) => drop(write!(text, "{number:?}")),
        Value::String(string) => write_string(text, string),
        Value::DateTime(date) => drop(write!(text, "date\"{date}\"")),
        Value::Base64(bytes) => drop(write!(text, "base64\"{}\"", encoded(bytes))),
        Value::Nil => text.push_str("nil"),
        Value::Array(elements) => {
            text.push('[');
            for (index, element) in elements.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                write_value(text, element);
            }
            text.push(']');
        }
        Value::Struct(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            text.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                write_string(text, name);
                text.push_str(": ");
                write_value(text, value);
            }
            text.push('}');
        }
    }
}

fn write_string(text: &mut String, string: &str) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            ' '..='~' => text.push(character),
            other => drop(write!(text, "\\u{{{:x}}}", u32::from(other))),
        }
    }
    text.push('"');
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes in base64, by a hand of its own: the codec is what is tested.
pub fn encoded(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = ALPHABET[(group >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= chunk.len() { digit.into() } else { '=' });
        }
    }
    text
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for group in text.as_bytes().chunks(4) {
        let digits = group.iter().filter(|digit| **digit != b'=').count();
        let number = group.iter().try_fold(0u32, |number, digit| {
            let value = ALPHABET.iter().position(|own| own == digit).or((*digit == b'=').then_some(0))?;
            Some(number << 6 | u32::try_from(value).ok()?)
        })?;
        if group.len() != 4 || digits < 2 {
            return None;
        }
        bytes.extend_from_slice(&number.to_be_bytes()[1..digits]);
    }
    Some(bytes)
}

/// Reads a value's notation.
///
/// # Errors
///
/// Where the text leaves the notation.
pub fn parse(text: &str) -> Result<Value, String> {
    let mut scan = Scan { rest: text };
    let value = scan.value()?;
    scan.spaces();
    if scan.rest.is_empty() { Ok(value) } else { Err(format!("{:?} follows the value", scan.rest)) }
}

struct Scan<'a> {
    rest: &'a str,
}

impl Scan<'_> {
    fn spaces(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    fn eat(&mut self, literal: &str) -> bool {
        match self.rest.strip_prefix(literal) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn value(&mut self) -> Result<Value, String> {
        self.spaces();
        for (word, value) in [("nil", Value::Nil), ("true", Value::Boolean(true)), ("false", Value::Boolean(false))] {
            if self.eat(word) {
                return Ok(value);
            }
        }
        if self.rest.starts_with('"') {
            return self.string().map(Value::String);
        }
        if self.eat("date") {
            let text = self.string()?;
            return text.parse::<DateTime>().map(Value::DateTime).map_err(|error| format!("{text:?}: {error}"));
        }
        if self.eat("base64") {
            let text = self.string()?;
            return decoded(&text)
                .map(|bytes| Value::Base64(Base64::from(bytes)))
                .ok_or(format!("{text:?}: no base64"));
        }
        if self.eat("[") {
            return self.list("]", Self::value).map(Value::Array);
        }
        if self.eat("{") {
            let members = self.list("}", |scan| {
                scan.spaces();
                let name = scan.string()?;
                if !scan.eat(":") {
                    return Err(format!("no colon at {:?}", scan.rest));
                }
                Ok((name, scan.value()?))
            })?;
            return Ok(Value::Struct(members.into_iter().collect()));
        }
        self.number()
    }

    fn list<T>(&mut self, end: &str, item: fn(&mut Self) -> Result<T, String>) -> Result<Vec<T>, String> {
        let mut items = Vec::new();
        self.spaces();
        if self.eat(end) {
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            self.spaces();
            if self.eat(end) {
                return Ok(items);
            }
            if !self.eat(",") {
                return Err(format!("neither a comma nor {end} at {:?}", self.rest));
            }
        }
    }

    fn string(&mut self) -> Result<String, String> {
        let begin = self.rest;
        if !self.eat("\"") {
            return Err(format!("no string at {begin:?}"));
        }
        let mut string = String::new();
        loop {
            let mut characters = self.rest.chars();
            let character = characters.next().ok_or(format!("the string at {begin:?} does not end"))?;
            self.rest = characters.as_str();
            match character {
                '"' => return Ok(string),
                '\\' => string.push(self.escape().ok_or(format!("no escape at {:?}", self.rest))?),
                other => string.push(other),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        if self.eat("u{") {
            let (digits, rest) = self.rest.split_once('}')?;
            self.rest = rest;
            return char::from_u32(u32::from_str_radix(digits, 16).ok()?);
        }
        [('"', "\""), ('\\', "\\"), ('\n', "n"), ('\r', "r"), ('\t', "t")]
            .into_iter()
            .find_map(|(character, escape)| self.eat(escape).then_some(character))
    }

    fn number(&mut self) -> Result<Value, String> {
        let end = self.rest.find([',', ' ', ']', '}']).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        let value = match number.strip_suffix("i8") {
            Some(long) => long.parse().ok().map(Value::Long),
            None => number.parse().ok().map(Value::Int).or_else(|| number.parse().ok().map(Value::Double)),
        };
        value.ok_or(format!("no value at {number:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notation_is_read_and_written_alike() {
        for text in [
            "5",
            "-5i8",
            "2.5",
            "-0.0",
            "1e300",
            "true",
            "nil",
            r#""a\"\\\n\u{1f600}""#,
            r#"date"1998-07-17T14:08:55Z""#,
            r#"base64"""#,
            r#"base64"AA==""#,
            r#"base64"AAE=""#,
            r#"base64"AAEC/w==""#,
            "[]",
            "[1, [2, nil]]",
            r#"{"": {}, "a": [1]}"#,
        ] {
            assert_eq!(parse(text).map(|value| show(&value)).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_notation() {
        for text in ["", "1 2", "[1", "[1,]", "{1: 2}", r#""a"#, r#""\x""#, r#"date"yesterday""#, "tru", "base64\"A\""]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
