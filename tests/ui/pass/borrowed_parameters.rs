//! Parameters may be borrowed, in synchronous and asynchronous methods alike.

#![deny(warnings)]

use std::borrow::Cow;
use std::path::Path;

use serde::Deserialize;
use xmlrpc_server::{Service, rpc_service};

#[derive(Deserialize)]
struct Point {
    x: i32,
}

#[derive(Deserialize)]
struct Label<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
}

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn plain(&self, text: &str, path: &Path, bytes: &[u8], numbers: &[i32], point: &Point, count: &i32) -> usize {
        let sum: i32 = numbers.iter().sum::<i32>() + point.x + count;
        text.len() + path.as_os_str().len() + bytes.len() + usize::try_from(sum).unwrap_or(0)
    }

    #[expose]
    async fn pending(&self, text: &str, bytes: &[u8], points: &[Point]) -> usize {
        std::future::ready(()).await;
        text.len() + bytes.len() + points.len()
    }

    #[expose]
    fn optional(&self, text: Option<&str>, bytes: std::option::Option<&[u8]>, point: Option<&Point>) -> bool {
        text.is_some() || bytes.is_some() || point.is_some()
    }

    #[expose(inline)]
    fn lend<'a>(&'a self, text: &'a str) -> &'a str {
        text
    }

    #[expose(inline)]
    fn first(&self, text: &str) -> Option<char> {
        text.chars().next()
    }

    #[expose]
    async fn named<'a>(&self, label: Label<'a>, cow: Cow<'_, str>) -> Cow<'a, str> {
        let _ = cow;
        label.text
    }
}

fn main() {
    let forms = |index: usize| Store.info().methods()[index].wire_signature().unwrap().forms();
    assert_eq!(forms(0), [["i8", "string", "string", "base64", "array", "struct", "int"]]);
    assert_eq!(forms(1), [["i8", "string", "base64", "array"]]);
    assert_eq!(forms(2).last().unwrap(), &["boolean", "string", "base64", "struct"]);
    assert_eq!(forms(3), [["string", "string"]]);
    assert_eq!(forms(5), [["string", "struct", "string"]]);
}
