//! Requests that become no call: a status, one sentence, and no byte of theirs taken for the next request.

use std::net::SocketAddr;

use crate::client::{Connection, Response, call, exchange, post, post_with, unframed_post};
use crate::subject::serve;

fn assert_refused(response: &Response, status: u16) {
    assert_eq!(response.status, status, "{response:?}");
    assert_eq!(response.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(response.body.lines().count(), 1, "{response:?}");
}

fn assert_refused_and_closed(address: SocketAddr, request: impl AsRef<[u8]>, status: u16) -> Response {
    let mut connection = Connection::open(address);
    let response = connection.send(request).response();
    assert_refused(&response, status);
    assert_eq!(response.header("connection"), Some("close"));
    assert!(connection.is_closed());
    response
}

#[test]
fn other_methods_are_told_what_is_allowed() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for method in ["GET", "DELETE"] {
        let response = connection.send(format!("{method} /RPC2 HTTP/1.1\r\nHost: localhost\r\n\r\n")).response();
        assert_refused(&response, 405);
        assert_eq!(response.header("allow"), Some("POST, OPTIONS"));
    }
    let response = connection.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n").response_without_body();
    assert_eq!((response.status, response.header("allow")), (405, Some("POST, OPTIONS")));
    let response = connection.send("OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n").response();
    assert_eq!((response.status, response.header("allow")), (204, Some("POST, OPTIONS")));
    assert_eq!(connection.send(post(&call("add", &[2, 3]))).response().int(), 5);
}

#[test]
fn other_paths_are_not_found() {
    let server = serve();
    assert_refused_and_closed(server.address(), post_with("/elsewhere", "", &call("add", &[2, 3])), 404);
    assert_refused(&exchange(server.address(), "GET /elsewhere HTTP/1.1\r\nHost: localhost\r\n\r\n"), 404);
}

#[test]
fn types_that_are_not_xml_are_refused() {
    let server = serve();
    let body = call("add", &[2, 3]);
    for headers in [
        "Content-Type: text/plain\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n",
        "Content-Type: multipart/form-data; boundary=text/xml\r\n",
        "Content-Type: application/json\r\n",
        "Content-Type:\r\n",
        "Content-Type: text/xml\r\nContent-Encoding: compress\r\n",
        "Origin: http://localhost\r\n",
    ] {
        assert_refused_and_closed(server.address(), post_with("/", headers, &body), 415);
    }
}

#[test]
fn a_body_without_a_known_end_is_never_read_as_the_next_request() {
    let server = serve();
    let address = server.address();
    assert_refused_and_closed(address, unframed_post("", ""), 411);
    assert_refused_and_closed(address, unframed_post("", &call("add", &[2, 3])), 411);
    assert_refused_and_closed(address, unframed_post("", &post(&call("count", &[]))), 411);
    assert_eq!(exchange(address, post(&call("count", &[]))).int(), 1);
}

#[test]
fn a_refused_body_is_never_read_as_the_next_request() {
    let server = serve();
    let address = server.address();
    let inner = post(&call("count", &[]));
    assert_refused_and_closed(address, post_with("/", "Content-Type: text/plain\r\n", &inner), 415);
    assert_refused_and_closed(address, post_with("/elsewhere", "", &inner), 404);
    assert_refused_and_closed(address, post(&inner).replacen("POST", "PUT", 1), 405);
    assert_eq!(exchange(address, post(&call("count", &[]))).int(), 1);
}

#[test]
fn a_web_socket_is_refused_at_once() {
    let server = serve();
    for upgrade in ["Upgrade: WebSocket\r\n", "Upgrade: h2c\r\nUpgrade: websocket\r\n"] {
        let headers = format!("Content-Type: text/xml\r\nConnection: Upgrade\r\n{upgrade}");
        assert_refused_and_closed(server.address(), post_with("/", &headers, &call("add", &[2, 3])), 400);
    }
}
