//! Reading and writing, without a network: ours, the other libraries, and serde_json on the same values.
//!
//! Every result is checked before it is timed. A library with a wrong result is named with the reason, and not timed.

use std::fmt::Debug;

use bytes::Bytes;
use divan::{Bencher, black_box};
use xmlrpc_benches::documents::{ITEMS, MEBIBYTE, integers, text};
use xmlrpc_peers::codecs::{self, Outcome};
use xmlrpc_peers::{blob, json_blob, rows};

fn main() {
    divan::main();
}

/// Times reading a document, if it yields what it should.
fn reading<T>(
    bencher: Bencher<'_, '_>,
    (who, what): (&str, &str),
    document: &[u8],
    right: impl Fn(&T) -> bool,
    read: fn(&[u8]) -> Outcome<T>,
) {
    match read(document) {
        Ok(value) if right(&value) => bencher.bench_local(|| read(black_box(document))),
        Ok(_) => println!("left out: {who}, {what}: reads another value than was written"),
        Err(error) => println!("left out: {who}, {what}: {error}"),
    }
}

/// Times writing a value, if we read it as it was.
fn writing<T, R: PartialEq + Debug>(
    bencher: Bencher<'_, '_>,
    (who, what): (&str, &str),
    value: &T,
    write: fn(&T) -> Outcome<Vec<u8>>,
    back: fn(&[u8]) -> Outcome<R>,
    right: &R,
) {
    match write(value).and_then(|document| back(&document)) {
        Ok(read) if read == *right => bencher.bench_local(|| write(black_box(value))),
        Ok(_) => println!("left out: {who}, {what}: writes another value than it was given"),
        Err(error) => println!("left out: {who}, {what}: {error}"),
    }
}

/// Reads what a library has written: a response, or a call in its place.
fn read_back<T: serde::de::DeserializeOwned>(document: &[u8]) -> Outcome<T> {
    let text = String::from_utf8_lossy(document);
    let text = match text.split_once("<params>") {
        Some((_, params)) => format!("<methodResponse><params>{params}").replace("</methodCall>", "</methodResponse>"),
        None => text.into_owned(),
    };
    codecs::ours::read(Bytes::from(text))
}

macro_rules! shapes {
    ($($name:ident: $type:ty = $value:expr, $json:ty = $json_value:expr;)*) => {$(
        mod $name {
            use super::*;

            fn document() -> Bytes {
                codecs::ours::write(&$value).expect("a document").into()
            }

            mod read {
                use super::*;

                const WHAT: &str = concat!("reading ", stringify!($name));

                #[divan::bench]
                fn ours(bencher: Bencher<'_, '_>) {
                    let document = document();
                    assert_eq!(codecs::ours::read::<$type>(document.clone()), Ok($value));
                    bencher.bench_local(|| codecs::ours::read::<$type>(black_box(document.clone())));
                }

                #[divan::bench]
                fn dxr(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    let right = |read: &$type| *read == value;
                    reading(bencher, ("dxr", WHAT), &document(), right, codecs::dxr::read);
                }

                #[divan::bench]
                fn serde_xmlrpc(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    let right = |read: &$type| *read == value;
                    reading(bencher, ("serde_xmlrpc", WHAT), &document(), right, codecs::serde_xmlrpc::read);
                }

                #[divan::bench]
                fn xmlrpc(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    let right = |read: &$type| *read == value;
                    reading(bencher, ("xmlrpc", WHAT), &document(), right, codecs::xmlrpc::read);
                }

                #[divan::bench]
                fn json(bencher: Bencher<'_, '_>) {
                    let value: $json = $json_value;
                    let document = codecs::json::write(&value).expect("a document");
                    let right = |read: &$json| *read == value;
                    reading(bencher, ("json", WHAT), &document, right, codecs::json::read);
                }
            }

            mod write {
                use super::*;

                const WHAT: &str = concat!("writing ", stringify!($name));

                #[divan::bench]
                fn ours(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    writing(bencher, ("ours", WHAT), &value, codecs::ours::write, read_back, &value);
                }

                #[divan::bench]
                fn dxr(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    writing(bencher, ("dxr", WHAT), &value, codecs::dxr::write, read_back, &value);
                }

                #[divan::bench]
                fn serde_xmlrpc(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    writing(bencher, ("serde_xmlrpc", WHAT), &value, codecs::serde_xmlrpc::write, read_back, &value);
                }

                #[divan::bench]
                fn xmlrpc(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    writing(bencher, ("xmlrpc", WHAT), &value, codecs::xmlrpc::write, read_back, &value);
                }

                #[divan::bench]
                fn json(bencher: Bencher<'_, '_>) {
                    let value: $json = $json_value;
                    writing(bencher, ("json", WHAT), &value, codecs::json::write, codecs::json::read, &value);
                }
            }

            mod read_value {
                use super::*;

                const WHAT: &str = concat!("reading ", stringify!($name));

                #[divan::bench]
                fn ours(bencher: Bencher<'_, '_>) {
                    let document = document();
                    let value = codecs::ours::read::<xmlrpc_server::Value>(document.clone()).expect("a value");
                    assert_eq!(codecs::ours::write(&value).expect("a document"), document);
                    bencher.bench_local(|| codecs::ours::read::<xmlrpc_server::Value>(black_box(document.clone())));
                }

                #[divan::bench]
                fn dxr(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    let right = |read: &dxr::Value| dxr::TryFromValue::try_from_value(read).ok() == Some(value.clone());
                    reading(bencher, ("dxr", WHAT), &document(), right, codecs::dxr::read_value);
                }

                #[divan::bench]
                fn serde_xmlrpc(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    let right = |read: &serde_xmlrpc::Value| {
                        serde_xmlrpc::from_value(read.clone()).ok() == Some(value.clone())
                    };
                    reading(bencher, ("serde_xmlrpc", WHAT), &document(), right, codecs::serde_xmlrpc::read_value);
                }

                #[divan::bench]
                fn xmlrpc(bencher: Bencher<'_, '_>) {
                    let value: $type = $value;
                    let right = |read: &xmlrpc::Value| codecs::xmlrpc::Typed::from_value(read) == Some(value.clone());
                    reading(bencher, ("xmlrpc", WHAT), &document(), right, codecs::xmlrpc::read_value);
                }
            }
        }
    )*};
}

shapes! {
    add: i32 = 5, i32 = 5;
    integers: Vec<i32> = integers(ITEMS), Vec<i32> = integers(ITEMS);
    structs: Vec<xmlrpc_peers::Row> = rows(ITEMS), Vec<xmlrpc_peers::Row> = rows(ITEMS);
    base64: xmlrpc_peers::Blob = blob(MEBIBYTE), xmlrpc_peers::JsonBlob = json_blob(MEBIBYTE);
    text: String = text(MEBIBYTE), String = text(MEBIBYTE);
}
