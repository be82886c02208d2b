//! One call through a dispatcher, many times, for callgrind: `count SHAPE CALLS`.
//!
//! Instructions do not depend on what else a machine does. `benches/README.md` says how they are counted.

use std::future::Future;
use std::hint::black_box;

use xmlrpc_benches::{Row, bytes as blob, integers, rows, text};
use xmlrpc_server::message::write_call;
use xmlrpc_server::{Base64, Dispatcher, rpc_service};

struct Measured;

#[rpc_service]
impl Measured {
    #[expose(inline)]
    fn add(&self, a: i32, b: i32) -> i32 {
        a.wrapping_add(b)
    }

    #[expose(inline)]
    fn integers(&self, integers: Vec<i32>) -> usize {
        integers.len()
    }

    #[expose(inline)]
    fn rows(&self, rows: Vec<Row>) -> usize {
        rows.len()
    }

    #[expose(inline)]
    fn echo_rows(&self, rows: Vec<Row>) -> Vec<Row> {
        rows
    }

    #[expose(inline)]
    fn bytes(&self, bytes: Base64) -> usize {
        bytes.len()
    }

    #[expose(inline)]
    fn text(&self, text: &str) -> usize {
        text.len()
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let shape = arguments.next().unwrap_or_else(|| "add".to_owned());
    let calls: usize = arguments.next().map_or(Ok(1000), |count| count.parse())?;
    let document = match shape.as_str() {
        "add" => write_call("add", (2, 3)),
        "integers" => write_call("integers", (integers(),)),
        "rows" => write_call("rows", (rows(),)),
        "echo_rows" => write_call("echo_rows", (rows(),)),
        "bytes" => write_call("bytes", (blob(),)),
        "text" => write_call("text", (text(),)),
        other => return Err(format!("no shape {other}: add, integers, rows, echo_rows, bytes or text").into()),
    }?;
    let dispatcher = Dispatcher::new().mount(Measured);
    let document = bytes::Bytes::from(document);
    println!("{} bytes", document.len());
    for _ in 0..calls {
        let mut answer = std::pin::pin!(dispatcher.handle(document.clone()));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        if answer.as_mut().poll(&mut context).is_ready() {
            black_box(());
        }
    }
    Ok(())
}
