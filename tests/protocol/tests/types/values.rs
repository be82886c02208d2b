//! Numbers of all widths, texts, collections, enums, bytes.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use xmlrpc_service::{Base64, Dispatcher, Value, rpc_service, value};

use super::{answer, assert_echo, form};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
    Green,
}

#[derive(Serialize, Deserialize)]
struct Picture {
    #[serde(with = "xmlrpc_service::as_base64")]
    content: Vec<u8>,
    #[serde(default, with = "xmlrpc_service::as_base64")]
    thumbnail: Option<Box<[u8]>>,
    #[serde(with = "xmlrpc_service::as_base64")]
    check: [u8; 2],
}

struct Echo;

macro_rules! echo {
    ($($name:ident: $type:ty),* $(,)?) => {
        #[rpc_service]
        impl Echo {
            $(#[expose(inline)]
            fn $name(&self, value: $type) -> $type {
                value
            })*
        }
    };
}

echo! {
    i8: i8, i16: i16, i32: i32, i64: i64, i128: i128, isize: isize,
    u8: u8, u16: u16, u32: u32, u64: u64, u128: u128, usize: usize,
    f32: f32, f64: f64, character: char, path: PathBuf, text: String,
    hash_map: HashMap<String, i32>, tree_map: BTreeMap<String, Option<bool>>, by_number: BTreeMap<u16, String>,
    pair: (i32, String), triple: (f64, bool, Vec<i32>), fixed: [i32; 3],
    colour: Colour, maybe: Option<i32>, nested: Vec<Vec<String>>, picture: Picture, bytes: Vec<u8>, base64: Base64,
}

fn dispatcher() -> Dispatcher {
    Dispatcher::new().mount(Echo)
}

#[test]
fn numbers_come_back_at_the_ends_of_their_ranges() {
    let echo = dispatcher();
    macro_rules! ends {
        ($($type:ident)*) => {$(
            assert_echo(&echo, stringify!($type), i64::try_from($type::MIN).expect("it fits"));
            assert_echo(&echo, stringify!($type), i64::try_from($type::MAX).unwrap_or(i64::MAX));
        )*};
    }
    ends!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize u128);
    assert_echo(&echo, "i128", i64::MIN);
    assert_echo(&echo, "f64", f64::MIN_POSITIVE);
    assert_echo(&echo, "f32", 0.1);
}

#[tokio::test]
async fn a_number_out_of_range_is_refused() {
    let echo = dispatcher();
    for (name, number) in [
        ("i8", 128i64),
        ("i8", -129),
        ("i16", 1 << 15),
        ("i32", 1 << 31),
        ("u8", 256),
        ("u8", -1),
        ("u16", 1 << 16),
        ("u32", 1 << 32),
        ("u32", -1),
        ("u64", -1),
        ("u128", -1),
        ("usize", -1),
    ] {
        let refusal = answer(&echo, name, number).await.expect_err(name);
        assert!(refusal.starts_with("parameter 1 (value): "), "{name}: {refusal}");
    }
}

#[test]
fn texts_and_collections_come_back() {
    let echo = dispatcher();
    assert_echo(&echo, "character", "é");
    assert_echo(&echo, "path", "/tmp/a b");
    assert_echo(&echo, "hash_map", value!({ "a": 1 }));
    assert_echo(&echo, "tree_map", value!({ "a": null, "b": true }));
    assert_echo(&echo, "by_number", value!({ "7": "seven" }));
    assert_echo(&echo, "pair", value!([1, "a"]));
    assert_echo(&echo, "triple", value!([1.5, true, [1, 2]]));
    assert_echo(&echo, "fixed", value!([1, 2, 3]));
    assert_echo(&echo, "maybe", 1);
    assert_echo(&echo, "maybe", Value::Nil);
    assert_echo(&echo, "nested", value!([["a"], []]));
    assert_echo(&echo, "colour", "green");
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let echo = dispatcher();
    for (name, value) in [
        ("character", "ab".into()),
        ("colour", "blue".into()),
        ("pair", value!([1])),
        ("pair", value!([1, "a", 2])),
        ("fixed", value!([1, 2])),
        ("by_number", value!({ "x": "" })),
        ("f64", "1".into()),
    ] {
        assert!(answer(&echo, name, value).await.is_err(), "{name}");
    }
}

#[tokio::test]
async fn bytes_are_numbers_unless_told_otherwise() {
    let echo = dispatcher();
    let bytes = || Base64::from(vec![1, 255]);
    assert_eq!(answer(&echo, "bytes", bytes()).await, Ok(value!([1, 255])));
    assert_eq!(answer(&echo, "bytes", value!([1, 255])).await, Ok(value!([1, 255])));
    assert_echo_later(&echo, "base64", bytes().into()).await;
    let mut picture = value!({ "content": bytes(), "thumbnail": null, "check": bytes() });
    assert_echo_later(&echo, "picture", picture.clone()).await;
    picture = value!({ "content": bytes(), "check": bytes() });
    assert!(answer(&echo, "picture", picture).await.is_ok());
    let short = value!({ "content": bytes(), "check": Base64::from(vec![1]) });
    let refusal = answer(&echo, "picture", short).await.expect_err("too short");
    assert!(refusal.contains("expected 2 bytes, found 1"), "{refusal}");
}

async fn assert_echo_later(echo: &Dispatcher, name: &str, value: Value) {
    assert_eq!(answer(echo, name, value.clone()).await, Ok(value));
}

#[test]
fn signatures_name_the_types() {
    let echo = dispatcher();
    for (name, expected) in [
        ("i8", "int"),
        ("u32", "i8"),
        ("i128", "i8"),
        ("f32", "double"),
        ("character", "string"),
        ("path", "string"),
        ("hash_map", "struct"),
        ("pair", "array"),
        ("fixed", "array"),
        ("colour", "string"),
        ("maybe", "int"),
        ("picture", "struct"),
        ("bytes", "array"),
        ("base64", "base64"),
    ] {
        assert_eq!(form(&echo, name), [expected, expected], "{name}");
    }
}
