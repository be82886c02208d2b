//! Rust types as parameters and results, through a dispatcher, and the schemas that they have.

#![allow(clippy::panic, reason = "a test says so when its table is damaged")]

mod conversions;
mod dates;
mod enums;
mod error_kinds;
mod foreign_scalars;
mod lenient_types;
#[cfg(all(feature = "chrono", feature = "jiff", feature = "time", feature = "uuid", feature = "bytes"))]
mod other_crates;
mod paths;
mod schemas;
mod values;

use xmlrpc_service::schema::Signature;
use xmlrpc_service::{Dispatcher, Value};

/// The types of a method, as signatures name them: the result's first.
fn form(dispatcher: &Dispatcher, name: &str) -> Vec<&'static str> {
    signature(dispatcher, name).forms().pop().expect("one form at least")
}

fn signature(dispatcher: &Dispatcher, name: &str) -> Signature {
    dispatcher.method(name).and_then(|method| method.signature()).expect("a method with a signature")
}

/// What comes back for one parameter.
async fn answer(dispatcher: &Dispatcher, name: &str, parameter: impl Into<Value>) -> Result<Value, String> {
    dispatcher.call(name, (parameter.into(),)).await.map_err(|fault| fault.message().to_owned())
}

/// Calls with a value and makes sure that it comes back.
#[track_caller]
fn assert_echo(dispatcher: &Dispatcher, name: &str, value: impl Into<Value>) {
    let value = value.into();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    assert_eq!(runtime.block_on(answer(dispatcher, name, value.clone())), Ok(value), "{name}");
}

/// Runs a test's calls to their end.
fn run<T>(calls: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(calls)
}
