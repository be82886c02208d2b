//! A name that is no identifier, and a function that is published without being mounted.

use std::env;

use xmlrpc_server::{Fault, Server, expose};

/// Multiply two numbers.
#[expose(name = "multiply args", inline)]
fn multiply(a: i32, b: i32) -> Result<i32, Fault> {
    a.checked_mul(b).ok_or(Fault::new(1, "the product does not fit into 32 bits"))
}

fn main() -> xmlrpc_server::Result {
    // `discover` publishes every free function marked `#[expose]` and logs the names it found.
    let server = Server::new().discover().access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
