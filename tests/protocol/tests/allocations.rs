//! What a call costs in allocations, counted on this thread alone.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use xmlrpc_service::{Dispatcher, InProcess, Request, rpc_service};

struct Sums;

#[rpc_service(prefix = "sums")]
impl Sums {
    #[expose(inline)]
    fn add(&self, a: i32, b: i32) -> i32 {
        a + b
    }

    #[expose]
    async fn add_later(&self, a: i32, b: i32) -> i32 {
        a + b
    }

    #[expose(inline, name = "either")]
    fn one(&self, a: i32) -> i32 {
        a
    }

    #[expose(inline, name = "either")]
    fn two(&self, text: &str, b: i32) -> usize {
        text.len() + b.unsigned_abs() as usize
    }
}

/// The allocations from a request's bytes to those of its answer.
fn allocations(dispatcher: &Dispatcher, call: &'static str) -> u64 {
    let request = Request::from(call);
    let mut answer = Vec::new();
    let counted = measure(|| answer = at_once(dispatcher.handle_from(request, &InProcess)).body);
    let answer = String::from_utf8(answer).expect("an answer is a text");
    assert!(answer.contains("<int>5</int>") || answer.contains("<i4>5</i4>"), "{answer}");
    counted.count_total
}

/// Runs a future that waits for nothing.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

/// A call with these parameters.
macro_rules! call {
    ($name:literal, $($value:literal)*) => {
        concat!(
            "<?xml version=\"1.0\"?><methodCall><methodName>", $name, "</methodName><params>",
            $("<param><value>", $value, "</value></param>",)*
            "</params></methodCall>",
        )
    };
}

#[test]
fn an_inline_call_allocates_the_answer_and_nothing_else() {
    let dispatcher = Dispatcher::new().mount(Sums);
    assert_eq!(allocations(&dispatcher, call!("sums.add", "<int>2</int>" "<int>3</int>")), 1);
}

#[test]
fn an_asynchronous_call_allocates_its_future_and_its_state_besides() {
    let dispatcher = Dispatcher::new().mount(Sums);
    assert_eq!(allocations(&dispatcher, call!("sums.add_later", "<int>2</int>" "<int>3</int>")), 3);
}

#[test]
fn choosing_among_overloads_allocates_nothing() {
    let dispatcher = Dispatcher::new().mount(Sums);
    assert_eq!(allocations(&dispatcher, call!("sums.either", "<int>5</int>")), 1);
}
