//! The service under test: it answers with what it is called with.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};
use xmlrpc_service::{Base64, DateTime, Dispatcher, Fault, Value, rpc_service};

/// Echoes of every type, and a count of how often a method ran.
#[derive(Debug, Default)]
pub struct Echo {
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

    /// All parameters, however many.
    #[expose(inline)]
    fn all(&self, #[param(rest)] values: Vec<Value>) -> Vec<Value> {
        values
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
    fn short(&self, value: i16) -> i16 {
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

    #[expose(inline, absolute = "multiply args")]
    fn spaced(&self, first: i32, second: i32) -> i32 {
        first.wrapping_mul(second)
    }

    #[expose(inline, absolute = "größe")]
    fn umlauts(&self, value: i32) -> i32 {
        value
    }

    #[expose(inline, absolute = "a-b")]
    fn hyphen(&self, value: i32) -> i32 {
        value
    }

    /// Every kind of character that the specification allows in a name.
    #[expose(inline, absolute = "az_AZ.09:/")]
    fn specified(&self, value: i32) -> i32 {
        value
    }
}

/// A dispatcher with the service.
pub fn dispatcher() -> Dispatcher {
    Dispatcher::new().mount(Echo::default())
}
