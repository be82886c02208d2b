//! The byte budget: what a server holds for its clients, and who is given up when it is used up.

use std::thread;
use std::time::{Duration, Instant};

use xmlrpc_server::{Capacity, Compression, Server, Timeouts};

use crate::client::{Connection, call, exchange, get, post, post_with};
use crate::subject::{Running, Subject};

const MIB: usize = 1 << 20;

fn serve(memory: usize) -> Running {
    let capacity = Capacity { memory: Some(memory), ..Capacity::default() };
    let server = Server::new().mount(Subject::default()).workers(2).capacity(capacity);
    Running::new(server.compression(Compression::Off).readiness_at("/readyz"))
}

fn call_with_text(length: usize) -> String {
    let text = "x".repeat(length);
    post(&call("length", &[0]).replace("<int>0</int>", &format!("<string>{text}</string>")))
}

/// A client that sends all of a large call but its last bytes, and waits.
fn holding(server: &Running, length: usize) -> Connection {
    let request = call_with_text(length);
    let mut connection = Connection::open(server.address());
    connection.send(&request[..request.len() - 100]);
    connection
}

#[test]
fn bodies_beyond_the_budget_are_refused_and_small_calls_are_answered() {
    let server = serve(4 * MIB);
    let request = call_with_text(5 * MIB / 4);
    let (first, rest) = request.as_bytes().split_at(MIB);
    let mut holders: Vec<_> = (0..2).map(|_| Connection::open(server.address())).collect();
    for holder in &mut holders {
        holder.send(first);
    }
    // A holder that makes progress is not given up.
    let mut pieces = rest.chunks(8 << 10);
    let mut progress = || {
        let piece = pieces.next().unwrap();
        for holder in &mut holders {
            holder.send(piece);
        }
        thread::sleep(Duration::from_millis(200));
    };
    let asking = post_with("/", "Content-Type: text/xml\r\nExpect: 100-continue\r\n", &"x".repeat(5 * MIB / 2));
    let head = &asking[..asking.len() - 5 * MIB / 2];
    let refused = (0..20).any(|_| {
        progress();
        Connection::open(server.address()).send(head).response_without_body().status == 503
    });
    assert!(refused, "it is refused before the body is sent");
    progress();
    let response = exchange(server.address(), call_with_text(5 * MIB / 2));
    assert_eq!((response.status, response.header("retry-after")), (503, Some("1")), "{response:?}");
    assert_eq!(response.header("connection"), Some("close"));
    assert!(response.body.contains("`Capacity::memory`"), "{response:?}");
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
}

#[test]
fn a_body_that_makes_no_progress_is_given_up_for_others() {
    let server = serve(4 * MIB);
    let mut idle = holding(&server, 5 * MIB / 2);
    thread::sleep(Duration::from_millis(1500));
    assert_eq!(exchange(server.address(), call_with_text(MIB)).status, 503);
    let response = idle.response();
    assert_eq!((response.status, response.header("connection")), (503, Some("close")), "{response:?}");
    assert_eq!(exchange(server.address(), call_with_text(MIB)).int() as usize, MIB);
}

#[test]
fn a_response_that_is_not_read_counts_and_is_given_up_for_others() {
    let server = serve(24 * MIB);
    let mut deaf = Connection::open(server.address());
    deaf.send(post(&call("text", &[23 * MIB as i32])));
    assert!(deaf.has_answer_within(Duration::from_secs(10)));
    assert_eq!(exchange(server.address(), get("/readyz")).status, 503, "the server is saturated");
    thread::sleep(Duration::from_millis(1500));
    assert_eq!(exchange(server.address(), call_with_text(2 * MIB)).status, 503);
    // The connection ends soon, on a busy machine a little later.
    let deadline = Instant::now() + Duration::from_secs(5);
    while exchange(server.address(), get("/readyz")).status == 503 {
        assert!(Instant::now() < deadline, "the response is still held");
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(exchange(server.address(), call_with_text(2 * MIB)).int() as usize, 2 * MIB);
    assert!(deaf.is_reset_after_reading(), "the connection ends with its response");
}

#[test]
fn large_heads_count() {
    let capacity = Capacity { memory: Some(4 * MIB), ..Capacity::default() };
    let timeouts = Timeouts { head: Duration::from_secs(60), ..Timeouts::default() };
    let server = Server::new().mount(Subject::default()).workers(2).capacity(capacity).timeouts(timeouts);
    let server = Running::new(server.readiness_at("/readyz"));
    let part = format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nX: {}", "x".repeat(100 << 10));
    let mut heads: Vec<_> = (0..60).map(|_| Connection::open(server.address())).collect();
    for head in &mut heads {
        head.try_send(part.as_bytes());
    }
    let deadline = Instant::now() + Duration::from_secs(20);
    while exchange(server.address(), get("/readyz")).status == 200 {
        assert!(Instant::now() < deadline, "the heads do not count");
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
    let body = call("add", &[2, 3]);
    let end = format!("\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let (mut refused, mut answered) = (0, 0);
    for head in &mut heads {
        head.try_send(end.as_bytes());
        let response = head.response();
        if response.status == 200 {
            answered += 1;
            continue;
        }
        assert_eq!((response.status, response.header("retry-after")), (503, Some("1")), "{response:?}");
        assert_eq!(response.header("connection"), Some("close"));
        assert!(response.body.contains("`Capacity::memory`"), "{response:?}");
        refused += 1;
    }
    assert!(refused > 0 && answered >= 10, "{refused} refused, {answered} answered");
    assert_eq!(exchange(server.address(), call_with_text(MIB)).int() as usize, MIB, "no head is counted any more");
}

#[test]
fn what_ends_is_no_longer_counted() {
    let server = serve(6 * MIB);
    let mut connection = Connection::open(server.address());
    for _ in 0..20 {
        assert_eq!(connection.send(call_with_text(MIB)).response().int() as usize, MIB);
        assert_eq!(connection.send(post(&call("text", &[4 * MIB as i32]))).response().string().len(), 4 * MIB);
        drop(holding(&server, MIB));
    }
}
