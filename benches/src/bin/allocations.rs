//! Counts allocations of calls and of reading and writing documents. Prints a line for each: the operation, the shape and
//! the count.

use std::fmt::Debug;

use allocation_counter::measure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use xmlrpc_benches::documents::{self, ITEMS, MEBIBYTE, bytes, integers, rows, text};
use xmlrpc_benches::{Measured, response_to};
use xmlrpc_server::message::read_response;
use xmlrpc_server::{Dialect, Dispatcher};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    codec("add", &5)?;
    codec("integers", &integers(ITEMS))?;
    codec("structs", &rows(ITEMS))?;
    codec("base64", &bytes(MEBIBYTE))?;
    codec("text", &text(MEBIBYTE))?;
    calls()
}

/// Whole calls.
fn calls() -> Outcome {
    let dispatcher = Dispatcher::new().mount(Measured);
    for (shape, document) in documents::calls()? {
        // The first clone of bytes from a vector allocates their reference count.
        let _shared = document.clone();
        let counted = measure(|| drop(response_to(&dispatcher, document.clone())));
        println!("call {shape} {}", counted.count_total);
    }
    Ok(())
}

fn codec<T: Serialize + DeserializeOwned + PartialEq + Debug>(shape: &str, value: &T) -> Outcome {
    let document = bytes::Bytes::from(Dialect::standard().write_response(value)?);
    let _shared = document.clone();
    let mut read = None;
    let counted = measure(|| read = Some(read_response::<T>(document.clone())));
    assert!(matches!(&read, Some(Ok(Ok(read))) if read == value), "{shape} is read as it was written");
    println!("read {shape} {}", counted.count_total);
    let counted = measure(|| drop(Dialect::standard().write_response(value)));
    println!("write {shape} {}", counted.count_total);
    let mut buffer = Vec::new();
    Dialect::standard().write_response_into(value, &mut buffer)?;
    let counted = measure(|| {
        buffer.clear();
        drop(Dialect::standard().write_response_into(value, &mut buffer));
    });
    assert_eq!(buffer, document, "{shape} is written in the same way");
    println!("rewrite {shape} {}", counted.count_total);
    Ok(())
}
