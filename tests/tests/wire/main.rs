//! Documents in, documents out: what is read, what is refused with which fault, and what is written.

#![allow(clippy::panic, reason = "a test says so when what it needs is missing")]

mod faults;
mod lenient;
mod limits;
mod multicall;
mod structure;
mod types;
mod well_formedness;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};
use xmlrpc_server::message::read_response;
use xmlrpc_server::{Base64, DateTime, Dispatcher, Fault, Value, rpc_service};

/// Echoes of every type, and a count of how often a method ran.
#[derive(Default)]
struct Echo {
    calls: AtomicUsize,
}

/// A struct as users write them.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Person {
    name: String,
    age: Option<u8>,
    #[serde(default)]
    tags: Vec<String>,
}

/// An enum with every kind of variant.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Shape {
    Empty,
    Circle(f64),
    Line(i32, i32),
    Square { side: i32 },
}

#[rpc_service(prefix = "echo")]
impl Echo {
    #[expose(inline)]
    fn any(&self, value: Value) -> Value {
        self.calls.fetch_add(1, Ordering::Relaxed);
        value
    }

    #[expose(inline)]
    fn int(&self, value: i32) -> i32 {
        value
    }

    #[expose(inline)]
    fn long(&self, value: i64) -> i64 {
        value
    }

    #[expose(inline)]
    fn byte(&self, value: u8) -> u8 {
        value
    }

    #[expose(inline)]
    fn unsigned(&self, value: u64) -> u64 {
        value
    }

    #[expose(inline)]
    fn boolean(&self, value: bool) -> bool {
        value
    }

    #[expose(inline)]
    fn double(&self, value: f64) -> f64 {
        value
    }

    #[expose(inline)]
    fn text(&self, value: &str) -> String {
        value.to_owned()
    }

    #[expose(inline)]
    fn date(&self, value: DateTime) -> DateTime {
        value
    }

    #[expose(inline)]
    fn base64(&self, value: Base64) -> Base64 {
        value
    }

    #[expose(inline)]
    fn bytes(&self, value: &[u8]) -> Base64 {
        value.into()
    }

    #[expose(inline)]
    fn numbers(&self, value: Vec<u8>) -> Vec<u8> {
        value
    }

    #[expose(inline)]
    fn person(&self, value: Person) -> Person {
        value
    }

    #[expose(inline)]
    fn shape(&self, value: Shape) -> Shape {
        value
    }

    #[expose(inline)]
    fn map(&self, value: BTreeMap<String, i32>) -> BTreeMap<String, i32> {
        value
    }

    #[expose(inline)]
    fn pair(&self, value: (i32, String)) -> (i32, String) {
        value
    }

    #[expose(inline)]
    fn option(&self, value: Option<i32>) -> Option<i32> {
        value
    }

    #[expose(inline)]
    fn nothing(&self) {}

    #[expose(inline)]
    fn two(&self, first: i32, second: Option<i32>) -> i32 {
        first + second.unwrap_or(100)
    }

    #[expose(inline)]
    fn nan(&self) -> f64 {
        f64::NAN
    }

    #[expose(inline)]
    fn control(&self) -> String {
        "\u{1}".to_owned()
    }

    #[expose(inline)]
    fn huge(&self) -> u64 {
        u64::MAX
    }

    #[expose(inline)]
    fn panic(&self) {
        std::panic::resume_unwind(Box::new("a secret"))
    }

    #[expose(inline)]
    fn fail(&self, code: i32, text: String) -> Result<(), Fault> {
        Err(Fault::new(code, text).with_detail("a secret"))
    }

    #[expose(inline)]
    fn count(&self) -> i32 {
        self.calls.load(Ordering::Relaxed) as i32
    }
}

fn dispatcher() -> Dispatcher {
    Dispatcher::new().mount(Echo::default())
}

/// Runs a document through a dispatcher; the answer as text.
fn answer_of(dispatcher: &Dispatcher, document: impl Into<Vec<u8>>) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let answer = runtime.block_on(dispatcher.handle(document.into()));
    String::from_utf8(answer.to_vec()).expect("an answer in UTF-8")
}

/// The result or the fault that a document is answered with.
fn outcome(document: impl Into<Vec<u8>>) -> Result<Value, Fault> {
    read_response(answer_of(&dispatcher(), document)).expect("a method response")
}

/// The code of the fault that a document is answered with.
#[track_caller]
fn fault_of(document: impl Into<Vec<u8>>) -> Fault {
    let document = document.into();
    let shown = String::from_utf8_lossy(&document).into_owned();
    match outcome(document) {
        Err(fault) => fault,
        Ok(result) => panic!("{shown} was answered with {result:?}"),
    }
}

/// A call of a method with this between `<params>` and `</params>`.
fn call(method: &str, params: &str) -> String {
    format!("<methodCall><methodName>{method}</methodName><params>{params}</params></methodCall>")
}

/// A call of a method with one value.
fn call_with(method: &str, value: &str) -> String {
    call(method, &format!("<param><value>{value}</value></param>"))
}
