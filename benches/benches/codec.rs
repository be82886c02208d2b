//! Reading and writing, without a network: our documents against serde_json on the same values.
//!
//! Run with `cargo bench -p xmlrpc-benches`. Every answer is checked before it is timed.

use divan::{Bencher, black_box};
use serde::Serialize;
use serde::de::DeserializeOwned;
use xmlrpc_benches::{bytes, integers, rows, text};
use xmlrpc_server::Value;
use xmlrpc_server::message::{read_response, write_response};

fn main() {
    divan::main();
}

fn read<T: DeserializeOwned + Serialize + PartialEq>(bencher: Bencher<'_, '_>, value: T) {
    let document: Vec<u8> = write_response(&value).expect("a document");
    assert!(read_response::<T>(document.clone()).is_ok_and(|read| read.is_ok_and(|read| read == value)));
    bencher
        .with_inputs(|| document.clone())
        .bench_values(|document| read_response::<T>(black_box(document)).expect("a value"));
}

fn write<T: Serialize + Sync>(bencher: Bencher<'_, '_>, value: T) {
    bencher.bench(|| write_response(black_box(&value)).expect("a document"));
}

fn read_json<T: DeserializeOwned + Serialize>(bencher: Bencher<'_, '_>, value: T) {
    let document = serde_json::to_vec(&value).expect("a document");
    bencher.bench(|| serde_json::from_slice::<T>(black_box(&document)).expect("a value"));
}

fn write_json<T: Serialize + Sync>(bencher: Bencher<'_, '_>, value: T) {
    bencher.bench(|| serde_json::to_vec(black_box(&value)).expect("a document"));
}

macro_rules! shapes {
    ($($name:ident: $value:expr;)*) => {$(
        mod $name {
            use super::*;

            #[divan::bench]
            fn typed_read(bencher: Bencher<'_, '_>) {
                read(bencher, $value);
            }

            #[divan::bench]
            fn typed_write(bencher: Bencher<'_, '_>) {
                write(bencher, $value);
            }

            #[divan::bench]
            fn value_read(bencher: Bencher<'_, '_>) {
                let document = write_response(&$value).expect("a document");
                read(bencher, read_response::<Value>(document).expect("a response").expect("a value"));
            }

            #[divan::bench]
            fn json_read(bencher: Bencher<'_, '_>) {
                read_json(bencher, $value);
            }

            #[divan::bench]
            fn json_write(bencher: Bencher<'_, '_>) {
                write_json(bencher, $value);
            }
        }
    )*};
}

shapes! {
    one_integer: 5;
    thousand_integers: integers();
    thousand_structs: rows();
    base64: bytes();
    long_text: text();
}
