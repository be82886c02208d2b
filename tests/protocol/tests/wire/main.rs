//! Documents in, documents out: what is read, what is refused with which fault, and what is written.

#![allow(clippy::panic, reason = "a test says so when what it needs is missing")]

mod faults;
mod lenient;
mod limits;
mod multicall;
mod structure;
mod types;
mod well_formedness;

use xmlrpc_protocol_tests::wire::echo::{Echo, dispatcher};
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dispatcher, Fault, Value};

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
