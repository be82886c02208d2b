//! The server that the resilience suite attacks: the defaults, and one method of each kind.
//!
//! `attacked [--workers NUMBER] [--memory-budget BYTES] [--multicall-concurrency ENTRIES] [--access-log]`

use std::env;
use std::fmt;
use std::thread;
use std::time::Duration;

use xmlrpc_server::{Capacity, Fault, IntoFault, RpcType, Server, Value, rpc_service};

struct Subject;

#[derive(Clone, serde::Serialize, RpcType)]
struct Record {
    id: i32,
    good: bool,
}

#[rpc_service]
impl Subject {
    /// What honest clients call during an attack.
    #[expose(inline)]
    fn add(&self, a: i32, b: i32) -> i32 {
        a.wrapping_add(b)
    }

    /// Returns its argument.
    #[expose(inline)]
    fn echo(&self, text: String) -> String {
        text
    }

    /// The same, on a thread that may block.
    #[expose]
    fn echo_elsewhere(&self, text: String) -> String {
        text
    }

    /// The same, in a future.
    #[expose]
    async fn echo_later(&self, text: String) -> String {
        tokio::task::yield_now().await;
        text
    }

    /// A fault with this text.
    #[expose(inline)]
    fn refuse(&self, text: String) -> Result<i32, Fault> {
        Err(Fault::new(1, text))
    }

    /// So many numbers.
    #[expose(inline)]
    fn numbers(&self, count: usize) -> Vec<i32> {
        vec![7; count]
    }

    /// So many structs.
    #[expose(inline)]
    fn records(&self, count: usize) -> Vec<Record> {
        vec![Record { id: 7, good: true }; count]
    }

    /// So many letters at random, the same ones each time.
    #[expose(inline)]
    fn noise(&self, length: usize) -> String {
        let mut state = 1_u32;
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'0' + (state >> 26) as u8)
        };
        (0..length).map(|_| letter()).collect()
    }

    /// Blocks its thread with its argument.
    #[expose]
    fn keep(&self, text: String, milliseconds: u32) -> usize {
        thread::sleep(Duration::from_millis(milliseconds.into()));
        text.len()
    }

    /// A text of this length.
    #[expose(inline)]
    fn text(&self, length: usize) -> String {
        "x".repeat(length)
    }

    /// The same, on a thread that may block.
    #[expose]
    fn long_text(&self, length: usize) -> String {
        "x".repeat(length)
    }

    #[expose(inline)]
    fn count(&self, values: Vec<Value>) -> usize {
        values.len()
    }

    #[expose(inline)]
    fn length(&self, text: &str) -> usize {
        text.len()
    }

    /// Blocks its thread.
    #[expose]
    fn sleep(&self, milliseconds: u32) -> u32 {
        thread::sleep(Duration::from_millis(milliseconds.into()));
        milliseconds
    }

    /// Another method that needs a thread.
    #[expose]
    fn subtract(&self, a: i32, b: i32) -> i32 {
        a.wrapping_sub(b)
    }

    /// Waits and blocks nothing.
    #[expose]
    async fn nap(&self, milliseconds: u32) -> u32 {
        tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
        milliseconds
    }

    /// Keeps its argument for as long.
    #[expose]
    async fn hold(&self, values: Vec<Value>, milliseconds: u32) -> usize {
        tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
        values.len()
    }

    /// Another method that waits.
    #[expose]
    async fn negate(&self, a: i32) -> i32 {
        tokio::task::yield_now().await;
        a.wrapping_neg()
    }

    /// Fails for a reason that clients must not see.
    #[expose(inline)]
    fn fail(&self) -> Result<i32, OrderError> {
        Err(OrderError(Cause))
    }
}

#[derive(Debug, IntoFault)]
#[fault(code = 17)]
struct OrderError(Cause);

impl fmt::Display for OrderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the order failed")
    }
}

impl std::error::Error for OrderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[derive(Debug)]
struct Cause;

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the warehouse is closed")
    }
}

impl std::error::Error for Cause {}

fn main() -> xmlrpc_server::Result {
    let options: Vec<String> = env::args().skip(1).collect();
    let has = |name: &str| options.iter().any(|option| option == name);
    let value = |name: &str| options.iter().position(|option| option == name).and_then(|at| options.get(at + 1));
    let number = |name: &str| value(name).and_then(|text| text.parse().ok());

    let capacity = Capacity { memory: number("--memory-budget"), ..Capacity::default() };
    let mut server = Server::new()
        .mount(Subject)
        .multicall_concurrency(number("--multicall-concurrency").unwrap_or(1))
        .capacity(capacity)
        .access_log(has("--access-log"))
        .health_at("/healthz")
        .readiness_at("/readyz");
    if let Some(workers) = number("--workers") {
        server = server.workers(workers);
    }
    server.serve_forever(value("--listen").map_or("127.0.0.1:0", String::as_str))
}
