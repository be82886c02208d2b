//! `as_datetime` is for types of dates.

use serde::Deserialize;

#[derive(Deserialize)]
struct Entry {
    #[serde(with = "xmlrpc_server::as_datetime")]
    changed: String,
}

fn main() {
    let _ = |entry: Entry| entry.changed;
}
