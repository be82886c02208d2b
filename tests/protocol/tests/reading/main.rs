//! The three readings, and the settings that go with each of them.

mod adapt;
mod multicall;
mod options;
mod places;
mod quirks;
mod strict;

use serde::Deserialize;
use xmlrpc_service::message::read_response;
use xmlrpc_service::reading::Quirk;
use xmlrpc_service::{Dispatcher, Fault, Reading, Value, rpc_service};

struct Echo;

#[derive(Deserialize)]
struct Known {
    a: i32,
}

#[rpc_service]
impl Echo {
    #[expose(inline)]
    fn any(&self, value: Value) -> Value {
        value
    }

    #[expose(inline)]
    fn all(&self, #[param(rest)] values: Vec<Value>) -> Vec<Value> {
        values
    }

    #[expose(inline)]
    fn option(&self, value: Option<i32>) -> Option<i32> {
        value
    }

    #[expose(inline)]
    fn int(&self, value: i32) -> i32 {
        value
    }

    #[expose(inline)]
    fn known(&self, value: Known) -> i32 {
        value.a
    }

    #[expose(inline)]
    fn is_nan(&self, value: f64) -> bool {
        value.is_nan()
    }

    #[expose(inline)]
    fn is_infinite(&self, value: f32) -> bool {
        value.is_infinite()
    }

    /// On another thread, with a part of the request that is shared with it.
    #[expose]
    fn blocking(&self, value: &str) -> String {
        value.to_owned()
    }

    #[expose(name = "overloaded")]
    fn overloaded_1(&self, a: i32) -> i32 {
        a
    }

    #[expose(name = "overloaded")]
    fn overloaded_2(&self, a: i32, b: i32) -> i32 {
        a + b
    }
}

fn dispatcher(reading: Reading) -> Dispatcher {
    Dispatcher::new().mount(Echo).reading(reading)
}

fn answer(dispatcher: &Dispatcher, document: impl Into<Vec<u8>>) -> Result<Value, Fault> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let answer = runtime.block_on(dispatcher.handle(document.into()));
    read_response(answer).expect("a method response")
}

/// The answer, and which quirks were tolerated on the way to it.
fn answer_in(reading: Reading, document: impl Into<Vec<u8>>) -> (Result<Value, Fault>, Vec<Quirk>) {
    let dispatcher = dispatcher(reading);
    let answer = answer(&dispatcher, document);
    (answer, dispatcher.quirks().map(|(quirk, _)| quirk).collect())
}

fn code_in(reading: Reading, document: impl Into<Vec<u8>>) -> Result<Value, i32> {
    answer_in(reading, document).0.map_err(|fault| fault.code())
}

/// A call of a method with this between `<params>` and `</params>`.
fn call(method: &str, params: &str) -> String {
    format!("<methodCall><methodName>{method}</methodName><params>{params}</params></methodCall>")
}

/// A call with one value.
fn call_with(method: &str, value: &str) -> String {
    call(method, &format!("<param><value>{value}</value></param>"))
}
