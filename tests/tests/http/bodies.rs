//! Bodies: in one piece and in many, within the limit and beyond it.

use std::thread;
use std::time::Duration;

use xmlrpc_server::{Limits, Server};

use crate::client::{Connection, call, exchange, post, unframed_post};
use crate::subject::{Running, Subject, serve};

const LIMIT: usize = 20_000;
const CHUNKED: &str = "Transfer-Encoding: chunked\r\n";

fn serve_small() -> Running {
    let limits = Limits { body: LIMIT, ..Limits::default() };
    Running::new(Server::new().mount(Subject::default()).limits(limits).workers(1))
}

/// A call of this size, and the length of its argument.
fn call_of_size(size: usize) -> (String, usize) {
    let around = |text: &str| {
        format!(
            "<methodCall><methodName>length</methodName><params><param><value><string>{text}</string></value></param>\
             </params></methodCall>"
        )
    };
    let length = size - around("").len();
    (around(&"x".repeat(length)), length)
}

pub(crate) fn chunked(body: &str, size: usize) -> String {
    let chunks = body.as_bytes().chunks(size);
    let pieces = chunks.map(|chunk| format!("{:x}\r\n{}\r\n", chunk.len(), str::from_utf8(chunk).unwrap()));
    pieces.collect::<String>() + "0\r\n\r\n"
}

#[test]
fn a_body_of_the_limits_size_is_read_and_one_byte_more_is_not() {
    let server = serve_small();
    let (body, length) = call_of_size(LIMIT);
    assert_eq!(exchange(server.address(), post(&body)).int(), i32::try_from(length).unwrap());
    assert_eq!(exchange(server.address(), unframed_post(CHUNKED, &chunked(&body, 999))).int() as usize, length);

    let (body, _) = call_of_size(LIMIT + 1);
    for request in [post(&body), unframed_post(CHUNKED, &chunked(&body, 999))] {
        let mut connection = Connection::open(server.address());
        let response = connection.send(request).response();
        assert_eq!((response.status, response.header("connection")), (413, Some("close")));
        assert!(response.body.contains("20000 bytes") && response.body.contains("`Limits::body`"), "{response:?}");
        assert!(connection.is_closed());
    }
}

#[test]
fn a_length_beyond_the_limit_is_refused_before_the_body_comes() {
    let server = serve_small();
    for length in ["20001", "18446744073709551615"] {
        let mut connection = Connection::open(server.address());
        connection.send(unframed_post(&format!("Content-Length: {length}\r\n"), ""));
        assert_eq!(connection.response().status, 413);
        assert!(connection.is_closed());
    }
}

#[test]
fn a_body_without_end_is_cut_off() {
    let server = serve_small();
    let head = unframed_post(CHUNKED, "");
    for head in
        [head.clone(), head.replace("POST", "OPTIONS"), head.replace("POST", "GET"), head.replace("/RPC2", "/x")]
    {
        let mut connection = Connection::open(server.address());
        connection.send(&head);
        let piece = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
        assert!(connection.send_without_end(piece.as_bytes(), Duration::from_secs(10)), "the server reads on: {head}");
    }
}

#[test]
fn a_length_that_lies_costs_nothing() {
    let server = serve();
    let liars: Vec<_> = (0..200)
        .map(|_| {
            let mut connection = Connection::open(server.address());
            connection.send(unframed_post("Content-Length: 8000000\r\n", "<methodCall>"));
            connection
        })
        .collect();
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
    drop(liars);
}

#[test]
fn a_body_may_come_byte_by_byte() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for byte in post(&call("add", &[2, 3])).as_bytes().chunks(1) {
        connection.send(byte);
    }
    assert_eq!(connection.response().int(), 5);

    connection.send(unframed_post(CHUNKED, ""));
    for byte in call("add", &[20, 30]).as_bytes() {
        connection.send(format!("1;ext=1\r\n{}\r\n", *byte as char));
    }
    assert_eq!(connection.send("0\r\nTrailer: x\r\n\r\n").response().int(), 50);
}

#[test]
fn chunks_may_have_any_size_and_extensions() {
    let server = serve();
    let body = call("add", &[2, 3]);
    let (a, rest) = body.split_at(10);
    let (b, c) = rest.split_at(20);
    let chunks = [
        format!("a;x\r\n{a}\r\n00000014 ; y=\"z;\"\r\n{b}\r\n{:X}\t\r\n{c}\r\n000;last\r\nX: y\r\nZ:\r\n\r\n", c.len()),
        chunked(&body, 1),
        chunked(&body, 7),
        chunked(&body, 1 << 20),
    ];
    let mut connection = Connection::open(server.address());
    for chunks in chunks {
        assert_eq!(connection.send(unframed_post(CHUNKED, &chunks)).response().int(), 5, "{chunks}");
    }
}

#[test]
fn a_large_body_comes_whole() {
    let server = serve();
    let (body, length) = call_of_size(8 << 20);
    assert_eq!(exchange(server.address(), post(&body)).int() as usize, length);
}

#[test]
fn a_body_that_breaks_off_is_not_called() {
    let server = serve();
    let body = call("count", &[]);
    let mut connection = Connection::open(server.address());
    connection.send(unframed_post(&format!("Content-Length: {}\r\n", body.len() + 1), &body));
    thread::sleep(Duration::from_millis(50));
    assert_eq!(connection.finish_sending().response().status, 400);

    let mut connection = Connection::open(server.address());
    connection.send(unframed_post(CHUNKED, &format!("{:x}\r\n{body}\r\nno size\r\n", body.len())));
    assert_eq!(connection.response().status, 400);
    assert_eq!(exchange(server.address(), post(&body)).int(), 1);
}
