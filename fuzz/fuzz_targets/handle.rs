//! Any bytes are answered, and the answer is XML and a response.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Base64, DateTime, Dispatcher, Value};

/// The names are those that the corpus calls.
static DISPATCHER: LazyLock<Dispatcher> = LazyLock::new(|| {
    Dispatcher::new()
        .function("echo.any", |value: Value| value)
        .function("echo.int", |value: i32| value)
        .function("echo.long", |value: i64| value)
        .function("echo.byte", |value: u8| value)
        .function("echo.boolean", |value: bool| value)
        .function("echo.double", |value: f64| value)
        .function("echo.text", |value: String| value)
        .function("echo.date", |value: DateTime| value)
        .function("echo.base64", |value: Base64| value)
        .function("echo.numbers", |value: Vec<u8>| value)
        .function("echo.option", |value: Option<i32>| value)
        .function("echo.pair", |value: (i32, String)| value)
        .function("echo.map", |value: std::collections::BTreeMap<String, i32>| value)
        .function("echo.two", |first: i32, second: Option<i32>| first.wrapping_add(second.unwrap_or(100)))
        .function("echo.nothing", || ())
});

fuzz_target!(|document: &[u8]| {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let answer = runtime.block_on(DISPATCHER.handle(document.to_vec()));
    let text = std::str::from_utf8(&answer).expect("an answer in UTF-8");
    assert!(roxmltree::Document::parse(text).is_ok(), "the answer is no XML: {text}");
    assert!(read_response::<Value>(answer).is_ok(), "the answer is no response");
});
