//! The page of settings names every setting of these types, with the default that the code has.

use std::collections::BTreeMap;

use xmlrpc_server::reading::Quirk;
use xmlrpc_server::{Capacity, Dialect, HttpSettings, Limits, Reading, Server, Timeouts};

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
    let mut expected = http();
    for debug in [
        format!("{:?}", Limits::default()),
        format!("{:?}", Capacity::default()),
        format!("{:?}", Timeouts::default()),
        format!("{:?}", Reading::default()),
        format!("{:?}", Dialect::default()),
    ] {
        expected.extend(fields(&debug).into_iter().map(|(name, default)| (name, Some(default))));
    }
    for (name, default) in &expected {
        let row = rows.get(name).unwrap_or_else(|| panic!("docs/guide/settings.md has no row for `{name}`"));
        if let Some(default) = default {
            assert_eq!(row, default, "docs/guide/settings.md, the default of `{name}`");
        }
    }
    for name in rows.keys().filter(|name| name.contains("::")) {
        assert!(expected.iter().any(|(known, _)| known == name), "docs/guide/settings.md: there is no `{name}`");
    }

    let server = format!("{:?}", Server::new());
    let connections = server.split_once(" connections: ").and_then(|(_, rest)| rest.split_once(','));
    let connections = connections.map(|(number, _)| in_words(number));
    assert!(connections.is_some(), "{server}");
    assert_eq!(rows.get("max_connections"), connections.as_ref(), "docs/guide/settings.md, `max_connections`");
}

/// The settings of HTTP. Those that are sentences on the page have no default here.
fn http() -> Vec<(String, Option<String>)> {
    let HttpSettings {
        hosts: _,
        origins: _,
        trusted_proxies: _,
        requests_per_client,
        compression,
        inflation_ratio,
        body_timeout,
        body_rate,
        form_content_type,
        access_log,
        fault_log,
    } = HttpSettings::default();
    let defaults = [
        ("hosts", None),
        ("origins", None),
        ("trusted_proxies", None),
        ("requests_per_client", Some(requests_per_client.to_string())),
        ("compression", Some(format!("{compression:?}"))),
        ("inflation_ratio", Some(inflation_ratio.to_string())),
        ("body_timeout", Some(format!("{body_timeout:?}"))),
        ("body_rate", Some(body_rate.to_string())),
        ("form_content_type", Some(form_content_type.to_string())),
        ("access_log", Some(access_log.to_string())),
        ("fault_log", Some(fault_log.to_string())),
    ];
    defaults.map(|(name, value)| (format!("HttpSettings::{name}"), value.map(|value| in_words(&value)))).to_vec()
}

#[test]
fn every_quirk_is_on_the_page_of_clients() {
    let page = Page::read("docs/guide/clients.md");
    for quirk in Quirk::ALL {
        let name = quirk.name();
        assert!(page.text.contains(&format!("`{name}`")), "docs/guide/clients.md does not explain {name}");
    }
    let table = page.text.split_once("| name in the log |").map_or("", |(_, table)| table);
    for row in table.lines().skip(2).map_while(|line| line.strip_prefix("| `")) {
        let name = row.split('`').next().unwrap_or_default();
        assert!(Quirk::ALL.iter().any(|quirk| quirk.name() == name), "docs/guide/clients.md: there is no {name}");
    }
}

#[test]
fn numbers_are_written_as_on_the_page() {
    assert_eq!([0, 999, 1_000, 500_000].map(grouped), ["0", "999", "1,000", "500,000"]);
    assert_eq!(in_words("8388608"), "8 MiB");
    assert_eq!(in_words("30s"), "30 s");
    assert_eq!(in_words("Refuse"), "Refuse");
}
