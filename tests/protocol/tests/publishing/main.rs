//! What is published under which names: services, functions, a fallback, and what introspection tells of them.

#![allow(clippy::panic, reason = "a test says so when what it needs is missing")]

mod aliases;
mod by_hand;
mod describing;
mod envelopes;
mod failures;
mod fallback;
mod functions;
mod introspection;
mod nested;
mod services;
mod transports;

use std::future::Future;

/// Runs a test's calls to their end.
fn run<T>(calls: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime").block_on(calls)
}
