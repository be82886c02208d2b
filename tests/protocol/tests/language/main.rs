//! What a service author can say in an impl block, and what callers then see.

#![allow(clippy::panic, reason = "a test says so when what it needs is missing")]

mod catalogue;
mod context;
mod envelope;
mod names;
mod overloads;
mod parameters;
mod parts;
mod remarks;
mod spread;

use std::future::Future;

use serde::de::DeserializeOwned;
use xmlrpc_service::Dispatcher;

/// Runs a test's calls to their end.
fn run<T>(calls: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime").block_on(calls)
}

/// Asks introspection about a method.
fn ask<T: DeserializeOwned>(dispatcher: &Dispatcher, question: &str, name: &str) -> T {
    run(dispatcher.call(question, (name,))).expect("an answer")
}

/// The signatures of a method.
fn forms(dispatcher: &Dispatcher, name: &str) -> Vec<Vec<String>> {
    ask(dispatcher, "system.methodSignature", name)
}

/// The names that are published besides the dispatcher's own.
fn names(dispatcher: &Dispatcher) -> Vec<String> {
    dispatcher.method_names().into_iter().filter(|name| !name.starts_with("system.")).collect()
}
