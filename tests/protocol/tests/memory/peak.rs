//! The most memory that a request takes while it is answered.

use std::fmt::Write;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use xmlrpc_protocol_tests::wire::echo::Echo;
use xmlrpc_service::{Dispatcher, Limits, Value};

use super::inputs::{self, Input};

/// What a request may take besides its body and its answer.
const MOST: u64 = 64 << 20;

/// What an input may take in time, in a build without optimisation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

fn dispatcher() -> Dispatcher {
    Dispatcher::new()
        .mount(Echo::default())
        .function("any", |value: Value| value)
        .function("text", |text: String| text)
        .function("texts", |texts: Vec<String>| texts)
        .function("none", || ())
        .function("large", || "x".repeat(60_000))
        .function("larger", || "x".repeat(80_000))
}

fn check(inputs: Vec<Input>) {
    let dispatcher = dispatcher();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let mut table = String::new();
    let mut beyond = 0;
    for input in inputs {
        assert!(input.document.len() <= Limits::default().body, "{}", input.name);
        let body = bytes::Bytes::from(input.document);
        let started = Instant::now();
        let mut answer = bytes::Bytes::new();
        let allocated = measure(|| answer = runtime.block_on(dispatcher.handle(body)));
        let elapsed = started.elapsed();
        let besides = allocated.bytes_max.saturating_sub(answer.len() as u64);
        let fits = besides <= MOST && elapsed <= PATIENCE;
        beyond += usize::from(!fits);
        let mark = if fits { "" } else { "  BEYOND" };
        let (kib, answer) = (besides >> 10, answer.len() >> 10);
        let _ = writeln!(table, "{:50} {kib:8} KiB besides {answer:8} KiB of answer, {elapsed:?}{mark}", input.name);
    }
    println!("{table}");
    assert_eq!(beyond, 0, "\n{table}");
}

#[test]
fn many_values_stay_within_the_bound() {
    check(inputs::values());
}

#[test]
fn long_texts_stay_within_the_bound() {
    check(inputs::texts());
}

#[test]
fn many_calls_stay_within_the_bound() {
    check(inputs::multicalls());
}

#[test]
fn a_value_is_small() {
    assert!(size_of::<Value>() <= 32, "{} bytes", size_of::<Value>());
}
