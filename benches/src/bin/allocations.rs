//! Allocations of calls, and of reading and writing documents, each done once: a line for each, with what is done, the
//! shape and the count.

use std::fmt::Debug;

use allocation_counter::measure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use xmlrpc_benches::documents::{self, ITEMS, MEBIBYTE, bytes, integers, rows, text};
use xmlrpc_benches::{Measured, answered};
use xmlrpc_server::Dispatcher;
use xmlrpc_server::message::{read_response, write_response, write_response_into};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    codec("add", &5)?;
    codec("integers", &integers(ITEMS))?;
    codec("structs", &rows(ITEMS))?;
    codec("base64", &bytes(MEBIBYTE))?;
    codec("text", &text(MEBIBYTE))?;
    calls()
}

/// Calls with their answers.
fn calls() -> Outcome {
    let dispatcher = Dispatcher::new().mount(Measured);
    for (shape, document) in documents::calls()? {
        // The first clone of what was a vector allocates the count of its owners.
        let _shared = document.clone();
        let counted = measure(|| drop(answered(&dispatcher, document.clone())));
        println!("call {shape} {}", counted.count_total);
    }
    Ok(())
}

fn codec<T: Serialize + DeserializeOwned + PartialEq + Debug>(shape: &str, value: &T) -> Outcome {
    let document = bytes::Bytes::from(write_response(value)?);
    let _shared = document.clone();
    let mut read = None;
    let counted = measure(|| read = Some(read_response::<T>(document.clone())));
    assert!(matches!(&read, Some(Ok(Ok(read))) if read == value), "{shape} comes back as it was");
    println!("read {shape} {}", counted.count_total);
    let counted = measure(|| drop(write_response(value)));
    println!("write {shape} {}", counted.count_total);
    let mut buffer = Vec::new();
    write_response_into(value, &mut buffer)?;
    let counted = measure(|| {
        buffer.clear();
        drop(write_response_into(value, &mut buffer));
    });
    assert_eq!(buffer, document, "{shape} is written again as it was");
    println!("rewrite {shape} {}", counted.count_total);
    Ok(())
}
