//! The service of all measurements: one method for each shape of document.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use actix_web::rt::time::sleep;
use bytes::Bytes;
use serde::Deserialize;
use xmlrpc_server::{Base64, Dispatcher, rpc_service};

use crate::documents::Row;

/// The measured service.
#[derive(Debug)]
pub struct Measured;

/// A struct of three numbers.
#[derive(Deserialize)]
struct Stooges {
    moe: i32,
    larry: i32,
    curly: i32,
}

#[rpc_service(prefix = "examples")]
impl Measured {
    /// Adds two numbers on the event loop.
    #[expose(inline)]
    fn add(&self, a: i32, b: i32) -> i32 {
        a.wrapping_add(b)
    }

    /// Adds two numbers in a future.
    #[expose]
    async fn add_later(&self, a: i32, b: i32) -> i32 {
        a.wrapping_add(b)
    }

    /// Adds two numbers on a thread that may block.
    #[expose]
    fn add_elsewhere(&self, a: i32, b: i32) -> i32 {
        a.wrapping_add(b)
    }

    /// Waits in a future. The time is in milliseconds.
    #[expose]
    async fn wait_later(&self, milliseconds: u32) -> u32 {
        sleep(Duration::from_millis(milliseconds.into())).await;
        milliseconds
    }

    /// Waits on a thread that may block. The time is in milliseconds.
    #[expose]
    fn wait_elsewhere(&self, milliseconds: u32) -> u32 {
        thread::sleep(Duration::from_millis(milliseconds.into()));
        milliseconds
    }

    /// Adds the members of a struct.
    #[expose(inline)]
    fn stooges(&self, stooges: Stooges) -> i32 {
        stooges.moe.wrapping_add(stooges.larry).wrapping_add(stooges.curly)
    }

    /// Counts integers.
    #[expose(inline)]
    fn integers(&self, integers: Vec<i32>) -> usize {
        integers.len()
    }

    /// Returns integers unchanged.
    #[expose(inline)]
    fn echo_integers(&self, integers: Vec<i32>) -> Vec<i32> {
        integers
    }

    /// Counts records.
    #[expose(inline)]
    fn rows(&self, rows: Vec<Row>) -> usize {
        rows.len()
    }

    /// Returns records unchanged.
    #[expose(inline)]
    fn echo_rows(&self, rows: Vec<Row>) -> Vec<Row> {
        rows
    }

    /// Counts bytes.
    #[expose(inline)]
    fn bytes(&self, bytes: Base64) -> usize {
        bytes.len()
    }

    /// Returns bytes unchanged.
    #[expose(inline)]
    fn echo_bytes(&self, bytes: Base64) -> Base64 {
        bytes
    }

    /// Counts the bytes of a text.
    #[expose(inline)]
    fn text(&self, text: &str) -> usize {
        text.len()
    }
}

/// The response to a request for an inline method, without an async runtime.
pub fn response_to(dispatcher: &Dispatcher, request: Bytes) -> Bytes {
    match pin!(dispatcher.handle(request)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(response) => response,
        Poll::Pending => unreachable!("inline methods never wait"),
    }
}
