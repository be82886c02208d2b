//! Large requests and answers, which are handled where they delay no other call.

use std::thread;
use std::time::{Duration, Instant};

use xmlrpc_server::{Limits, Server};

use crate::client::{Connection, Response, call, exchange, post, post_bytes, post_with, wait_until};
use crate::compression::gzip;
use crate::subject::{Running, Subject, serve};

/// A call with one text of this many bytes.
fn call_with_text(method: &str, length: usize) -> String {
    call(method, &[0]).replace("<int>0</int>", &format!("<string>{}</string>", "x".repeat(length)))
}

/// Checks that small requests are answered while large ones on the same event loop are not yet.
fn assert_that_nobody_waits(request: &[u8], check: fn(&Response)) {
    // A busy machine may stop everything for a while; an event loop that is held up is so every time.
    let attempts: Vec<_> =
        (0..3).map(|_| longest_wait(request, check)).take_while(|(longest, all)| *longest > *all / 3).collect();
    assert!(attempts.len() < 3, "the longest wait, and the time for the large requests: {attempts:?}");
}

/// Sends large requests, and small ones until the large ones are answered: the longest time that a small one took, and
/// the time for the large ones.
fn longest_wait(request: &[u8], check: fn(&Response)) -> (Duration, Duration) {
    let limits = Limits { body: 64 << 20, ..Limits::default() };
    let server =
        Server::new().mount(Subject::default()).limits(limits).http(|http| http.inflation_ratio = 2_000).workers(1);
    let server = Running::new(server);
    let mut large: Vec<_> = (0..2).map(|_| Connection::open(server.address())).collect();
    for connection in &mut large {
        connection.send(request);
    }
    let answered = thread::spawn(move || {
        let started = Instant::now();
        let responses: Vec<_> = large.iter_mut().map(Connection::response).collect();
        let elapsed = started.elapsed();
        responses.iter().for_each(check);
        elapsed
    });
    let mut small = Connection::open(server.address());
    let mut longest = Duration::ZERO;
    while !answered.is_finished() {
        let started = Instant::now();
        assert_eq!(small.send(post(&call("add", &[2, 3]))).response().int(), 5);
        longest = longest.max(started.elapsed());
    }
    (longest, answered.join().unwrap())
}

#[test]
fn reading_one_holds_up_nobody() {
    // Each attribute sends the reader out of its way.
    let values = "<value a='1'><int b='2'>7</int></value>".repeat(40_000);
    let body = call("size", &[0]).replace("<int>0</int>", &format!("<array><data>{values}</data></array>"));
    assert_that_nobody_waits(post(&body).as_bytes(), |response| assert_eq!(response.int(), 40_000));
}

#[test]
fn inflating_one_holds_up_nobody() {
    // Beyond the limit, so that inflating is all there is to do.
    let body = " ".repeat(70_000_000);
    let request = post_bytes("Content-Encoding: gzip\r\n", &gzip(&body));
    assert_that_nobody_waits(&request, |response| assert_eq!(response.status, 413));
}

#[test]
fn compressing_the_answer_holds_up_nobody() {
    let request = post_with("/", "Accept-Encoding: gzip\r\n", &call("text", &[20_000_000]));
    assert_that_nobody_waits(request.as_bytes(), |response| {
        assert_eq!(response.header("content-encoding"), Some("gzip"));
    });
}

#[test]
fn every_kind_of_method_takes_one() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for length in [100, 255_000, 300_000, 2_000_000] {
        for method in ["length", "length_blocking", "length_local"] {
            let response = connection.send(post(&call_with_text(method, length))).response();
            assert_eq!(response.int() as usize, length, "{method}");
        }
    }
}

#[test]
fn a_multicall_goes_to_and_fro_however_many_entries_run_together() {
    let text = "x".repeat(40_000);
    let methods =
        ["length_local", "length", "length_blocking", "nobody", "length_local", "length_local", "length_local"];
    let entries: String = methods
        .iter()
        .chain(&methods)
        .map(|method| {
            format!(
                "<value><struct><member><name>methodName</name><value>{method}</value></member><member><name>params\
                 </name><value><array><data><value>{text}</value></data></array></value></member></struct></value>"
            )
        })
        .collect();
    let body =
        call("system.multicall", &[0]).replace("<int>0</int>", &format!("<array><data>{entries}</data></array>"));
    for together in [1, 2, 3, 4, 8, 100] {
        let server = Running::new(Server::new().mount(Subject::default()).workers(1).multicall_concurrency(together));
        let response = exchange(server.address(), post(&body));
        assert_eq!(response.body.matches("<int>40000</int>").count(), 12, "{together}: {response:?}");
        assert_eq!(response.body.matches("<int>-32601</int>").count(), 2, "{together}: {response:?}");
    }
}

#[test]
fn faults_are_those_of_small_ones() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    let mut fault = |body: &str| connection.send(post(body)).response().fault_code();
    for (method, code) in
        [("nobody", -32601), ("add", -32602), ("refuse", -32602), ("nap", -32602), ("panic_inline", -32602)]
    {
        assert_eq!(fault(&call_with_text(method, 300_000)), code, "{method}");
    }
    let spaces = " ".repeat(300_000);
    for method in ["panic_inline", "panic_blocking", "panic_async"] {
        assert_eq!(fault(&(call(method, &[]) + &spaces)), -32603, "{method}");
    }
    // A fault of the method stands behind one of the document, however it runs.
    assert_eq!(fault(&(call_with_text("refuse", 300_000) + "<")), -32700);
    assert_eq!(fault(&(spaces + "no call")), -32700);
}

#[test]
fn its_method_sees_who_calls_with_which_headers() {
    let server = serve();
    let body = call("caller", &[]) + &" ".repeat(300_000);
    let response = exchange(server.address(), post_with("/", "X-Subject: seen\r\n", &body));
    assert!(response.string().starts_with("127.0.0.1:") && response.string().ends_with(" seen"), "{response:?}");
}

#[test]
fn it_is_given_up_when_its_client_vanishes() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    connection.send(post(&call_with_text("hang", 300_000)));
    wait_until(server.address(), "started", 1);
    connection.abort();
    wait_until(server.address(), "abandoned", 1);
}
