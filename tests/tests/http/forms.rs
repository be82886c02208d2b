//! Forms of HTTP that real clients send and actix-web alone would not answer, or not with a word.

use xmlrpc_server::{Dispatcher, Limits, Server};

use crate::client::{Connection, call, exchange, post, post_with, unframed_post};
use crate::subject::{Running, Subject, serve};

fn without_host(request: &str) -> String {
    request.replacen("Host: localhost\r\n", "", 1)
}

#[test]
fn a_request_without_a_host_is_answered_on_every_turn_of_a_connection() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for n in 0..3 {
        assert_eq!(connection.send(without_host(&post(&call("add", &[n, 1])))).response().int(), n + 1);
        assert_eq!(connection.send(post(&call("add", &[n, 2]))).response().int(), n + 2);
    }
}

#[test]
fn a_request_without_a_host_may_come_byte_by_byte_or_with_line_ends_around_it() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for byte in without_host(&post(&call("add", &[2, 3]))).as_bytes().chunks(1) {
        connection.send(byte);
    }
    assert_eq!(connection.response().int(), 5);
    let request = format!("\r\n{}\r\n", without_host(&post(&call("add", &[3, 4]))));
    assert_eq!(connection.send(request).response().int(), 7);
    let request = without_host(&post(&call("add", &[4, 5]))).replacen("\r\n", "\n", 2);
    assert_eq!(connection.send(request).response().int(), 9);
}

#[test]
fn a_large_body_behind_a_head_without_a_host_comes_whole() {
    let server = serve();
    let text = "x".repeat(100_000);
    let body = call("length", &[]).replace("<params>", &format!("<params><param><value>{text}</value></param>"));
    assert_eq!(exchange(server.address(), without_host(&post(&body))).int(), 100_000);
}

#[test]
fn what_is_added_to_a_head_never_gets_into_a_body() {
    let server = serve();
    let address = server.address();
    let inner = "POST / HTTP/1.1\r\n\r\nPOST / HTTP/1.0\r\n\r\n";
    let mut connection = Connection::open(address);
    let body = call("length", &[]).replace("<params>", &format!("<params><param><value>{inner}</value></param>"));
    let request = post(&body);
    let (head, body) = request.split_at(request.len() - body.len());
    connection.send(head);
    std::thread::sleep(std::time::Duration::from_millis(100));
    // XML reads the two characters of a line end as one.
    assert_eq!(connection.send(body).response().int() as usize, inner.replace("\r\n", "\n").len());
    assert_eq!(connection.send(without_host(&post(&call("count", &[])))).response().int(), 1);
}

#[test]
fn http_1_0_without_a_length_is_told_what_is_missing() {
    let server = serve();
    for host in ["", "Host: localhost\r\n"] {
        let mut connection = Connection::open(server.address());
        let request = format!("POST /RPC2 HTTP/1.0\r\n{host}\r\n{}", call("count", &[]));
        let response = connection.send(request).response();
        assert_eq!(response.status, 411, "{response:?}");
        assert!(response.body.contains("Content-Length"), "{response:?}");
        assert!(connection.is_closed());
    }
    assert_eq!(exchange(server.address(), post(&call("count", &[]))).int(), 1);
}

#[test]
fn a_client_that_asks_to_send_too_much_is_refused_before_it_does() {
    let server = serve();
    for length in ["8388609", "18446744073709551615"] {
        let mut connection = Connection::open(server.address());
        connection.send(unframed_post(&format!("Expect: 100-continue\r\nContent-Length: {length}\r\n"), ""));
        let response = connection.response();
        assert_eq!((response.status, response.header("connection")), (413, Some("close")), "{response:?}");
        assert!(response.body.contains("`Limits::body`"), "{response:?}");
        assert!(connection.is_closed());
    }
}

#[test]
fn a_client_that_asks_to_send_is_refused_by_what_its_head_says_and_by_the_limits_of_its_path() {
    let limits = Limits { body: 9 << 20, ..Limits::default() };
    let wide = Dispatcher::new().mount(Subject::default()).limits(limits);
    let server = Server::new().mount(Subject::default()).workers(1).dispatcher_at("/wide", wide);
    let server = Running::new(server.health_at("/healthz"));
    let ask = unframed_post("Expect: 100-continue\r\nContent-Length: 8388609\r\n", "");
    for (head, status) in [
        (ask.replace("/RPC2", "/wide"), 100),
        (ask.replace("/RPC2", "/%77ide"), 100),
        (ask.replace("/RPC2", "/%52PC2"), 413),
        (ask.replace("/RPC2", "/%52%50C2").replace("text/xml", "text/plain"), 415),
        (ask.clone(), 413),
        (ask.replace("Host: localhost", "Host: elsewhere.example"), 403),
        (ask.replace("text/xml", "text/plain"), 415),
        (ask.replace("/RPC2", "/elsewhere"), 404),
        (ask.replace("/RPC2", "/%65lsewhere"), 404),
        (ask.replace("POST", "PUT"), 405),
        (ask.replace("POST", "GET"), 405),
        (ask.replace("POST", "OPTIONS"), 204),
        (ask.replace("POST /RPC2", "DELETE /%52PC2"), 405),
        (ask.replace("POST", "PUT").replace("Host: localhost", "Host: elsewhere.example"), 403),
        (ask.replace("POST /RPC2", "PUT /healthz"), 405),
        (ask.replace("POST /RPC2", "PUT /%68ealthz"), 405),
    ] {
        let mut connection = Connection::open(server.address());
        let response = connection.send(&head).response_without_body();
        assert_eq!(response.status, status, "{head}");
        assert_eq!(response.header("connection"), (status != 100).then_some("close"), "{head}");
    }
}

#[test]
fn what_is_no_http_is_told_so() {
    let server = serve();
    let long = format!("POST / HTTP/1.1\r\nHost: x\r\nX: {}", "x".repeat(128 << 10));
    let many = format!("POST / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X: y\r\n".repeat(100));
    let twice = post_with("/", "Content-Length: 1\r\n", "");
    for (request, status, hint) in [
        ("GET\r\n\r\n", 400, "first line"),
        (twice.as_str(), 400, "framing"),
        ("POST / HTTP/1.1\r\nHost : x\r\n\r\n", 400, "headers"),
        (&many, 431, "96 headers"),
        (&long[..128 << 10], 431, "128 KiB"),
    ] {
        let mut connection = Connection::open(server.address());
        let response = connection.send(request).response();
        assert_eq!((response.status, response.header("connection")), (status, Some("close")), "{response:?}");
        assert_eq!(response.header("content-type"), Some("text/plain; charset=utf-8"));
        assert!(response.body.contains(hint), "{response:?}");
        assert!(response.header("date").is_some());
        assert!(connection.is_closed());
    }
}

#[test]
fn other_protocols_are_refused_at_their_first_impossible_byte() {
    let server = serve();
    for (bytes, name) in [
        (&b"\x16"[..], "TLS"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "TLS"),
        (b"70:", "SCGI"),
        (b"PRI * HTTP/2", "HTTP/2"),
        (b"Bin\0\0\0\0\x04", "BIN-RPC"),
        (b"\xd7\xd6\xe2\xe3\x40\x61\xd9\xd7\xc3\xf2", "EBCDIC"),
        (b"<?xml version='1.0'?><methodCall>", "an XML document"),
        (b"\x05\x01\x00", "SOCKS"),
        (b"\xff\xff", "first line"),
    ] {
        let mut connection = Connection::open(server.address());
        // Neither waits for the other, until the head's timeout.
        let response = connection.send(bytes).response();
        assert_eq!((response.status, response.header("connection")), (400, Some("close")), "{bytes:?}");
        assert!(response.body.contains(name), "{name}: {}", response.body);
        assert!(connection.is_closed());
    }
}
