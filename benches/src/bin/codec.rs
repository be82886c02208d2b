//! Reads and writes each document once, for callgrind, which counts what happens in `measured`.
//!
//! `codec bars` takes the documents that bars are set for, `codec growth` those of growing sizes. One line is printed
//! for each time that `measured` is called: what is done, with which shape, and the bytes of the document.

use std::hint::black_box;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xmlrpc_benches::documents::{self, ITEMS, MEBIBYTE, bytes, integers, rows, text};
use xmlrpc_benches::{Measured, answered};
use xmlrpc_server::dialect::Dialect;
use xmlrpc_server::message::{read_response, write_call, write_response};
use xmlrpc_server::{Dispatcher, Limits, Value, value};

/// Bytes of the documents whose cost is to grow with their size; the last is the limit of a request's body.
const SIZES: [usize; 6] = [200, 2_000, 20_000, 200_000, 2_000_000, 8 << 20];

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    match std::env::args().nth(1).as_deref() {
        Some("bars") => bars(),
        Some("growth") => growth(),
        _ => Err("what is to be measured? bars or growth".into()),
    }
}

/// The one function in which callgrind counts, by its name.
#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) -> T {
    let value = work();
    black_box(&value);
    value
}

/// The function before which callgrind writes down what it has counted, by its name.
#[inline(never)]
fn counted<T>(value: T) {
    black_box(&value);
}

fn count<T>(what: &str, shape: &str, size: usize, work: impl Fn() -> T) {
    // What happens once in a process's life is no part of a document's cost.
    black_box(work());
    println!("{what} {shape} {size}");
    counted(measured(work));
}

fn bars() -> Outcome {
    codec("add", &5)?;
    codec("integers", &integers(ITEMS))?;
    codec("structs", &rows(ITEMS))?;
    codec("base64", &bytes(MEBIBYTE))?;
    codec("text", &text(MEBIBYTE))?;
    calls()
}

fn growth() -> Outcome {
    for size in SIZES {
        // Bytes of an item in a document, and those of the frame around it.
        let items = |each: usize| size.saturating_sub(150) / each + 1;
        codec("integers", &integers(items(34)))?;
        codec("structs", &rows(items(247)))?;
        codec("base64", &bytes(items(4) * 3))?;
        codec("text", &text(items(104) * 100))?;
        multicall(items(250))?;
    }
    Ok(())
}

/// Many calls in one request, of a method that may block: each goes to a thread of its own.
fn multicall(calls: usize) -> Outcome {
    let dispatcher = Dispatcher::new().mount(Measured).limits(Limits { multicall: usize::MAX, ..Limits::default() });
    let call = value!({ "methodName": "examples.add_elsewhere", "params": [2, 3] });
    let document = bytes::Bytes::from(write_call("system.multicall", (vec![call; calls],))?);
    count("call", "multicall", document.len(), || answered(&dispatcher, document.clone()));
    Ok(())
}

/// Reads and writes a value, typed and untyped.
fn codec<T: Serialize + DeserializeOwned>(shape: &str, value: &T) -> Outcome {
    let document = bytes::Bytes::from(write_response(value)?);
    let size = document.len();
    let untyped = read_response::<Value>(document.clone())??;
    count("read", shape, size, || read_response::<T>(document.clone()));
    // As Python's client breaks its lines, and with them its base64.
    let lines = bytes::Bytes::from(Dialect::cpython().write_response(value)?);
    count("read_lines", shape, lines.len(), || read_response::<T>(lines.clone()));
    count("write", shape, size, || write_response(value));
    count("read_value", shape, size, || read_response::<Value>(document.clone()));
    count("write_value", shape, size, || write_response(&untyped));
    Ok(())
}

/// Whole calls, from the bytes of a request to those of the answer.
fn calls() -> Outcome {
    let dispatcher = Dispatcher::new().mount(Measured);
    for (shape, document) in documents::calls()? {
        count("call", shape, document.len(), || answered(&dispatcher, document.clone()));
    }
    Ok(())
}
