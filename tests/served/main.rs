//! A server that is a process of its own, for the tests of what it prints and how signals end it.

use std::thread;
use std::time::Duration;

use xmlrpc_server::{Reading, Server, rpc_service};

struct Subject;

#[rpc_service]
impl Subject {
    #[expose(inline)]
    fn add(&self, a: i32, b: i32) -> i32 {
        a.wrapping_add(b)
    }

    /// Blocks its thread.
    #[expose]
    fn sleep(&self, milliseconds: u32) -> u32 {
        thread::sleep(Duration::from_millis(milliseconds.into()));
        milliseconds
    }

    #[expose]
    #[expect(clippy::panic, reason = "that is what it is for")]
    fn panic_blocking(&self) -> i32 {
        panic!("as asked")
    }
}

fn main() -> xmlrpc_server::Result {
    Server::new()
        .mount(Subject)
        .workers(2)
        .access_log(true)
        .adapt(|caller, wire| {
            if caller.header("X-Reading") == Some("tolerant") {
                wire.reading = Reading::tolerant();
            }
        })
        .serve_forever("127.0.0.1:0")
}
