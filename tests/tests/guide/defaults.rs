//! The page of settings names every setting of these types, with the default that the code has.

use std::collections::BTreeMap;

use xmlrpc_server::{Capacity, Dialect, Limits, Reading, Server, Timeouts};

use super::page::Page;

/// The first two cells of each row: a setting and its default.
fn rows() -> BTreeMap<String, String> {
    let page = Page::read("docs/guide/settings.md");
    let rows = page.text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split('|');
        let name = cells.next()?.trim().trim_end_matches('`');
        let default = cells.next()?.trim();
        Some((name.to_owned(), default.replace('`', "")))
    });
    rows.collect()
}

/// The fields of a struct, as its `Debug` shows them, and their values in the page's words.
fn fields(debug: &str) -> Vec<(String, String)> {
    let (name, rest) = debug.split_once(" { ").expect("a struct with fields");
    let fields = rest.trim_end_matches(" }").split(", ");
    let fields = fields.map(|field| field.split_once(": ").expect("a field and its value"));
    fields.map(|(field, value)| (format!("{name}::{field}"), in_words(value))).collect()
}

fn in_words(value: &str) -> String {
    if let Some(seconds) = value.strip_suffix('s').filter(|seconds| seconds.parse::<u64>().is_ok()) {
        return format!("{seconds} s");
    }
    match value.parse::<u64>() {
        Ok(number) if number >= 1 << 20 && number % (1 << 20) == 0 => format!("{} MiB", number >> 20),
        Ok(number) => grouped(number),
        Err(_) if value == "0ns" => "0 s".to_owned(),
        Err(_) => value.to_owned(),
    }
}

/// A number with commas between groups of three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[test]
fn every_default_is_on_the_page() {
    let rows = rows();
    let mut expected = Vec::new();
    expected.extend(fields(&format!("{:?}", Limits::default())));
    expected.extend(fields(&format!("{:?}", Capacity::default())));
    expected.extend(fields(&format!("{:?}", Timeouts::default())));
    expected.extend(fields(&format!("{:?}", Reading::default())));
    expected.extend(fields(&format!("{:?}", Dialect::default())));
    for (name, default) in &expected {
        assert_eq!(rows.get(name), Some(default), "docs/guide/settings.md, the default of `{name}`");
    }
    for name in rows.keys().filter(|name| name.contains("::")) {
        assert!(expected.iter().any(|(known, _)| known == name), "docs/guide/settings.md: there is no `{name}`");
    }
}

#[test]
fn every_default_of_the_server_is_on_the_page() {
    let rows = rows();
    let server = format!("{:?}", Server::new());
    for (name, field) in SERVER {
        let start = server.find(&format!("{field}: ")).unwrap_or_else(|| panic!("{server} has no {field}"));
        let value = &server[start + field.len() + 2..];
        let value = value.split([',', '}']).next().unwrap_or_default().trim();
        let value = match value {
            "true" => "on".to_owned(),
            "false" => "off".to_owned(),
            value => in_words(value),
        };
        assert_eq!(rows.get(name), Some(&value), "docs/guide/settings.md, the default of `{name}`");
    }
}

/// Settings of the server, and the field that holds each.
const SERVER: [(&str, &str); 7] = [
    ("access_log", "access_log"),
    ("body_timeout", "timeout"),
    ("body_rate", "rate"),
    ("compression", "compression"),
    ("compression_threshold", "compression_threshold"),
    ("inflation_ratio", "inflation_ratio"),
    ("max_connections", "connections"),
];

#[test]
fn numbers_are_written_as_on_the_page() {
    assert_eq!([0, 999, 1_000, 500_000].map(grouped), ["0", "999", "1,000", "500,000"]);
    assert_eq!(in_words("8388608"), "8 MiB");
    assert_eq!(in_words("30s"), "30 s");
    assert_eq!(in_words("Refuse"), "Refuse");
}
