//! Refusals whose body has not been read: the connection ends in bounded time, however the body is framed.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use xmlrpc_server::{Limits, Server, Timeouts};

use crate::client::{Connection, call, exchange, post};
use crate::subject::{Running, Subject};

const BODY_LIMIT: usize = 20_000;
const DISCARD: Duration = Duration::from_millis(1500);
/// Until a client that sends nothing is cut off, with what a busy machine adds.
const PATIENCE: Duration = Duration::from_secs(8);

/// Every refusal that needs no byte of the body: status, request line, header lines.
const REFUSALS: [(u16, &str, &str); 14] = [
    (403, "POST /RPC2", "Host: evil.example\r\nContent-Type: text/xml\r\n"),
    (403, "POST /RPC2", "Host: localhost\r\nContent-Type: text/xml\r\nOrigin: http://evil.example\r\n"),
    (403, "PUT /RPC2", "Host: evil.example\r\n"),
    (404, "POST /elsewhere", "Host: localhost\r\nContent-Type: text/xml\r\n"),
    (405, "PUT /RPC2", "Host: localhost\r\n"),
    (405, "GET /RPC2", "Host: localhost\r\n"),
    (204, "OPTIONS /RPC2", "Host: localhost\r\n"),
    (415, "POST /RPC2", "Host: localhost\r\nContent-Type: text/plain\r\n"),
    (415, "POST /", "Host: localhost\r\nContent-Type: text/xml\r\nContent-Encoding: br\r\n"),
    (415, "POST /%52PC2", "Host: localhost\r\nContent-Type: text/plain\r\n"),
    (400, "POST /RPC2", "Host: localhost\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"),
    (200, "GET /healthz", "Host: localhost\r\n"),
    (405, "DELETE /healthz", "Host: localhost\r\n"),
    (404, "POST /%65lsewhere", "Host: localhost\r\n"),
];

/// Framings of a body that has not come whole: header lines, the beginning of the body, and how it goes on.
const FRAMINGS: [(&str, &str, &str); 6] = [
    ("Content-Length: 15000\r\n", "", "x"),
    ("Content-Length: 15000\r\n", "<methodCall>", "x"),
    ("Transfer-Encoding: chunked\r\n", "", "1\r\nx\r\n"),
    ("Transfer-Encoding: chunked\r\n", "5\r\n<meth", "x"),
    ("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n", "1\r\nx\r\n"),
    ("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\nX: y", "z"),
];

const EXPECTATIONS: [&str; 2] = ["", "Expect: 100-continue\r\n"];

fn serve() -> Running {
    let limits = Limits { body: BODY_LIMIT, ..Limits::default() };
    let timeouts = Timeouts { discard: DISCARD, ..Timeouts::default() };
    let server = Server::new().mount(Subject::default()).limits(limits).timeouts(timeouts).health_at("/healthz");
    Running::new(server.workers(1))
}

struct Refused {
    connection: Connection,
    description: String,
    status: u16,
    continuation: &'static str,
}

/// One connection for each refusal, framing and expectation.
fn all_refused(address: SocketAddr) -> Vec<Refused> {
    let mut all = Vec::new();
    for (status, line, headers) in REFUSALS {
        for (framing, body, continuation) in FRAMINGS {
            for expect in EXPECTATIONS {
                let request = format!("{line} HTTP/1.1\r\n{headers}{framing}{expect}\r\n{body}");
                let mut connection = Connection::open(address);
                connection.send(&request);
                all.push(Refused { connection, description: request, status, continuation });
            }
        }
    }
    // Refused for the body itself.
    for expect in EXPECTATIONS {
        for (status, framing, body, continuation) in [
            (413, "Content-Length: 20001\r\n", "", "x"),
            (413, "Content-Length: 20001\r\n", "<methodCall>", "x"),
            (411, "", "", "x"),
            (411, "", "<methodCall>", "x"),
        ] {
            let request = format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\n{framing}{expect}\r\n{body}");
            let mut connection = Connection::open(address);
            connection.send(&request);
            all.push(Refused { connection, description: request, status, continuation });
        }
        let chunk = format!("4e21\r\n{}", "x".repeat(20_001));
        let request = format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n{expect}\r\n");
        let mut connection = Connection::open(address);
        connection.send(format!("{request}{chunk}"));
        all.push(Refused { connection, description: request, status: 413, continuation: "x" });
    }
    all
}

fn assert_refused(refused: &mut Refused) {
    let Refused { connection, description, status, .. } = refused;
    let response = connection.final_response();
    assert_eq!(response.status, *status, "{description}");
    assert_eq!(response.header("connection"), Some("close"), "{description}");
}

#[test]
fn every_refusal_says_that_the_connection_closes_and_ends_it() {
    let server = serve();
    let mut all = all_refused(server.address());
    println!("{} connections", all.len());
    let started = Instant::now();
    for refused in &mut all {
        assert_refused(refused);
        assert!(refused.connection.is_closed(), "{}", refused.description);
    }
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    // The other half of the connection is closed too: the second of two writes finds that out.
    thread::sleep((DISCARD + Duration::from_millis(500)).saturating_sub(started.elapsed()));
    for refused in &mut all {
        assert!(!refused.connection.takes(refused.continuation), "it still reads: {}", refused.description);
    }
    assert_eq!(exchange(server.address(), post(&call("count", &[]))).int(), 1);
}

#[test]
fn a_body_that_drips_behind_a_refusal_is_cut_off() {
    let server = serve();
    let mut all = all_refused(server.address());
    for refused in &mut all {
        assert_refused(refused);
    }
    let started = Instant::now();
    while !all.is_empty() {
        assert!(started.elapsed() < PATIENCE, "{} read on, such as {}", all.len(), all[0].description);
        thread::sleep(Duration::from_millis(100));
        all.retain_mut(|refused| refused.connection.try_send(refused.continuation.as_bytes()));
    }
}

/// The most bytes that the system holds between two sockets.
fn system_buffers() -> usize {
    let largest = |name: &str| {
        let sizes = std::fs::read_to_string(format!("/proc/sys/net/ipv4/{name}")).ok()?;
        sizes.split_whitespace().next_back()?.parse::<usize>().ok()
    };
    largest("tcp_rmem").zip(largest("tcp_wmem")).map_or(16 << 20, |(receive, send)| receive + send)
}

#[test]
fn what_is_discarded_behind_a_refusal_is_bounded_in_size() {
    let server = serve();
    let piece = format!("1000\r\n{}\r\n", "x".repeat(0x1000)).repeat(16);
    let buffers = system_buffers();
    for (_, line, headers) in REFUSALS {
        for expect in EXPECTATIONS {
            let request = format!("{line} HTTP/1.1\r\n{headers}Transfer-Encoding: chunked\r\n{expect}\r\n");
            let mut connection = Connection::open(server.address());
            connection.send(&request);
            let mut sent = 0;
            let started = Instant::now();
            while connection.try_send(piece.as_bytes()) {
                sent += piece.len();
                assert!(started.elapsed() < PATIENCE, "{sent} bytes taken: {request}");
            }
            assert!(sent < 3 * BODY_LIMIT + buffers + (1 << 20), "{sent} bytes taken: {request}");
        }
    }
}

#[test]
fn a_client_that_writes_everything_before_it_reads_gets_its_refusal() {
    let server = serve();
    for framing in ["Content-Length: 50000\r\n", "Transfer-Encoding: chunked\r\n"] {
        for expect in EXPECTATIONS {
            let mut connection = Connection::open(server.address());
            connection.send(format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\n{framing}{expect}\r\n"));
            let (length, end) = if framing.starts_with('T') { ("1388\r\n", "\r\n") } else { ("", "") };
            for _ in 0..10 {
                connection.send(format!("{length}{}{end}", "x".repeat(5000)));
                thread::sleep(Duration::from_millis(60));
            }
            let response = connection.final_response();
            assert_eq!((response.status, response.header("connection")), (413, Some("close")), "{framing}{expect}");
            assert!(connection.is_closed());
        }
    }
}
