//! Reads and writes each document once, for callgrind, which counts the instructions of `measured`.
//!
//! `codec bars` measures the documents of the gate's limits, `codec growth` documents of growing sizes. Each call of
//! `measured` prints one line: the operation, the shape, and the bytes of the document.

use std::hint::black_box;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xmlrpc_benches::documents::{self, ITEMS, MEBIBYTE, bytes, integers, rows, text};
use xmlrpc_benches::{Measured, response_to};
use xmlrpc_server::message::read_response;
use xmlrpc_server::{Dialect, Dispatcher, Limits, Value, value};

/// Sizes of the growing documents, in bytes; the last is the default limit of a request's body.
const SIZES: [usize; 6] = [200, 2_000, 20_000, 200_000, 2_000_000, 8 << 20];

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    match std::env::args().nth(1).as_deref() {
        Some("bars") => bars(),
        Some("growth") => growth(),
        _ => Err("usage: codec bars|growth".into()),
    }
}

/// The function in which callgrind counts, chosen by its name.
#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) -> T {
    let value = work();
    black_box(&value);
    value
}

/// The function before which callgrind dumps its counts, chosen by its name.
#[inline(never)]
fn counted<T>(value: T) {
    black_box(&value);
}

fn count<T>(what: &str, shape: &str, size: usize, work: impl Fn() -> T) {
    // The first run pays for what happens once per process.
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
        // `each` is the size of an item in bytes; the frame around the items has about 150.
        let items = |each: usize| size.saturating_sub(150) / each + 1;
        codec("integers", &integers(items(34)))?;
        codec("structs", &rows(items(247)))?;
        codec("base64", &bytes(items(4) * 3))?;
        codec("text", &text(items(104) * 100))?;
        multicall(items(250))?;
    }
    Ok(())
}

/// Many calls of a blocking method in one request, each on a thread of its own.
fn multicall(calls: usize) -> Outcome {
    let dispatcher = Dispatcher::new().mount(Measured).limits(Limits { multicall: usize::MAX, ..Limits::default() });
    let call = value!({ "methodName": "examples.add_elsewhere", "params": [2, 3] });
    let document = bytes::Bytes::from(Dialect::standard().write_call("system.multicall", (vec![call; calls],))?);
    count("call", "multicall", document.len(), || response_to(&dispatcher, document.clone()));
    Ok(())
}

/// Reads and writes a value, typed and untyped.
fn codec<T: Serialize + DeserializeOwned>(shape: &str, value: &T) -> Outcome {
    let document = bytes::Bytes::from(Dialect::standard().write_response(value)?);
    let size = document.len();
    let untyped = read_response::<Value>(document.clone())??;
    count("read", shape, size, || read_response::<T>(document.clone()));
    // With the line feeds of Python's client, also in base64.
    let lines = bytes::Bytes::from(Dialect::cpython().write_response(value)?);
    count("read_lines", shape, lines.len(), || read_response::<T>(lines.clone()));
    count("write", shape, size, || Dialect::standard().write_response(value));
    count("read_value", shape, size, || read_response::<Value>(document.clone()));
    count("write_value", shape, size, || Dialect::standard().write_response(&untyped));
    Ok(())
}

/// Whole calls, from the bytes of the request to the bytes of the response.
fn calls() -> Outcome {
    let dispatcher = Dispatcher::new().mount(Measured);
    for (shape, document) in documents::calls()? {
        count("call", shape, document.len(), || response_to(&dispatcher, document.clone()));
    }
    Ok(())
}
