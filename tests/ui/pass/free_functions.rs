//! Free functions are catalogued, wherever they stand.

#![deny(warnings)]

use xmlrpc_server::{Dispatcher, expose};

/// Multiplies.
#[expose(name = "multiply args")]
fn multiply(x: i32, y: i32) -> i32 {
    x * y
}

mod inner {
    use xmlrpc_server::{Fault, expose};

    #[expose]
    pub(crate) async fn length(text: &str) -> Result<usize, Fault> {
        #![allow(clippy::unused_async)]
        Ok(text.len())
    }
}

fn main() {
    #[expose(inline)]
    const fn zero() -> i32 {
        0
    }

    multiply(1, zero());
    drop(inner::length(""));
    let dispatcher = Dispatcher::new().discover();
    let mut names: Vec<_> = dispatcher.discovered().iter().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["length", "multiply args", "zero"]);
}
