//! Requests that two readers might read in two ways: one of them may be a proxy that has let the other half through.
//!
//! Behind each, where its body ends for one reader and not for another, stands a call that counts. It must never run.

use std::net::SocketAddr;

use crate::client::{Connection, call, exchange, post};
use crate::subject::serve;

const HEAD: &str = "POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n";

/// The status of each response to `request`, after which the client sends no more.
fn statuses(address: SocketAddr, request: &str) -> Vec<u16> {
    let mut connection = Connection::open(address);
    connection.send(request).finish_sending();
    connection.all_that_comes().lines().filter_map(status).collect()
}

/// The status in a status line. A body never ends in a line end, so that one may follow it on its last line.
fn status(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("HTTP/1.1 ").or_else(|| line.split_once("HTTP/1.0 "))?;
    rest.get(..3)?.parse().ok()
}

/// Sends each request, and checks that it is refused at once, and that nothing in it was called.
fn assert_refused<'r>(requests: impl IntoIterator<Item = &'r String>) {
    let server = serve();
    for request in requests {
        assert_eq!(statuses(server.address(), request), [400], "{request}");
        assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
    }
    assert_eq!(exchange(server.address(), post(&call("count", &[]))).int(), 1, "a hidden call was run");
}

/// A request with these header lines whose body is a call for one reader, and hides another for the other.
fn with_headers(lines: &[&str]) -> Vec<String> {
    let hidden = post(&call("count", &[]));
    lines.iter().map(|lines| format!("{HEAD}{lines}\r\n\r\n0\r\n\r\n{hidden}")).collect()
}

#[test]
fn a_length_and_chunks_contradict_each_other() {
    assert_refused(&with_headers(&[
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 0\r\nTransfer-Encoding: chunked",
        "Content-Length: 5\r\nX: y\nTransfer-Encoding: chunked",
        "Content-Length: 5\r\ntRANSFER-eNCODING:chunked",
    ]));
}

#[test]
fn lengths_that_are_several_are_none() {
    assert_refused(&with_headers(&[
        "Content-Length: 5\r\nContent-Length: 500",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5\r\ncontent-length: 0",
        "Content-Length: 5, 5",
        "Content-Length: 5, 500",
    ]));
}

#[test]
fn lengths_that_are_no_numbers_are_none() {
    assert_refused(&with_headers(&[
        "Content-Length: -5",
        "Content-Length: +5",
        "Content-Length: 0x5",
        "Content-Length: 5.0",
        "Content-Length: 5 5",
        "Content-Length: 5_0",
        "Content-Length: five",
        "Content-Length: 5;",
        "Content-Length:",
        "Content-Length: 18446744073709551616",
        "Content-Length: 99999999999999999999999999",
    ]));
}

#[test]
fn transfer_codings_other_than_chunked_are_refused() {
    assert_refused(&with_headers(&[
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunkedx",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding:",
        "Transfer-Encoding: \u{b}chunked",
        "Transfer-Encoding: x\r\nContent-Length: 5",
    ]));
}

#[test]
fn header_lines_out_of_shape_are_refused() {
    assert_refused(&with_headers(&[
        "Content-Length : 5",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\t: chunked",
        " Content-Length: 5",
        "Content-Length: 5\r\n Transfer-Encoding: chunked",
        "Transfer-Encoding:\r\n chunked",
        "X: y\r\n\tz\r\nContent-Length: 5",
        "Content-Length: 5\rTransfer-Encoding: chunked",
        "Content\0-Length: 5",
        "Content-Length: 5\0",
        "Content-Length",
        ": 5",
        "Content-Length: 5\r\nHost: other",
    ]));
}

#[test]
fn versions_and_targets_out_of_shape_are_refused() {
    let hidden = post(&call("count", &[]));
    let requests = [
        "POST /RPC2\r\n",
        "POST /RPC2 HTTP/0.9\r\n",
        "POST /RPC2 HTTP/1.2\r\n",
        "POST /RPC2 HTTP/2.0\r\n",
        "POST /RPC2 HTTP/1.1 \r\n",
        "POST /RP C2 HTTP/1.1\r\n",
        "PO ST /RPC2 HTTP/1.1\r\n",
        "PRI * HTTP/2.0\r\n",
    ]
    .map(|line| format!("{line}Host: localhost\r\nContent-Length: 5\r\n\r\n0\r\n\r\n{hidden}"));
    assert_refused(&requests);
    // HTTP/1.0 knows no chunks.
    assert_refused(&[
        format!("POST /RPC2 HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"),
        format!("POST /RPC2 HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n{hidden}"),
    ]);
}

#[test]
fn chunks_out_of_shape_end_the_exchange() {
    let hidden = post(&call("count", &[]));
    let chunks = [
        "10000000000000005\r\nhello\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\rhello\r\n0\r\n\r\n",
        "5;a\nhello\r\n0\r\n\r\n",
        "5 5\r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhelloo\r\n0\r\n\r\n",
        "5\r\nhello\r\nx\r\n\r\n",
    ];
    assert_refused(&chunks.map(|chunks| format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n{chunks}{hidden}")));
}

#[test]
fn a_body_is_no_request_whatever_the_method() {
    let server = serve();
    let hidden = post(&call("count", &[]));
    for (method, expected) in [
        ("GET", 405),
        ("HEAD", 405),
        ("PUT", 405),
        ("DELETE", 405),
        ("TRACE", 405),
        ("PROPFIND", 405),
        ("OPTIONS", 204),
    ] {
        for headers in [&format!("Content-Length: {}", hidden.len()), "Transfer-Encoding: chunked"] {
            let body = match headers.starts_with('T') {
                true => format!("{:x}\r\n{hidden}\r\n0\r\n\r\n", hidden.len()),
                false => hidden.clone(),
            };
            let request = format!("{method} /RPC2 HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n{body}");
            assert_eq!(statuses(server.address(), &request), [expected], "{request}");
        }
    }
    assert_eq!(exchange(server.address(), post(&call("count", &[]))).int(), 1, "a hidden call was run");
}

#[test]
fn a_request_of_unusual_framing_is_answered_and_is_the_last_of_its_connection() {
    let server = serve();
    let hidden = post(&call("count", &[]));
    let body = call("add", &[2, 3]);
    let length = body.len();
    for head in [
        // Line ends of one character, which readers treat differently.
        format!("POST /RPC2 HTTP/1.1\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"),
        format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\nContent-Length: {length}\r\n\r\n"),
        format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\n\r\n"),
        format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\n"),
        format!("POST /RPC2 HTTP/1.1\nHost: localhost\nConnection: keep-alive\nContent-Length: {length}\n\n"),
        format!("POST /RPC2 HTTP/1.0\nConnection: keep-alive\nContent-Length: {length}\n\n"),
        // Some readers take this for a number in octal.
        format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0{length}\r\n\r\n"),
        format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 000{length}\r\n\r\n"),
    ] {
        for before in [0, 1, 3] {
            // The head before it may be remembered.
            let usual = post(&body).replace("Content-Type: text/xml\r\n", "");
            let mut connection = Connection::open(server.address());
            connection.send(format!("{}{head}{body}{hidden}", usual.repeat(before)));
            for _ in 0..before {
                assert_eq!(connection.response().header("connection"), None);
            }
            let response = connection.response();
            assert_eq!(response.int(), 5, "{head}");
            // HTTP/1.0 closes unless it says otherwise.
            let closes = if head.contains("HTTP/1.0") { None } else { Some("close") };
            assert_eq!(response.header("connection"), closes, "{head}");
            assert!(connection.is_closed(), "{head}");
        }
    }
    assert_eq!(exchange(server.address(), &hidden).int(), 1, "a hidden call was run");
    let zero = "POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(exchange(server.address(), zero).header("connection"), None, "a zero is as short as can be");
}

#[test]
fn targets_that_are_no_paths_are_refused() {
    let hidden = post(&call("count", &[]));
    let requests = ["localhost:80", "localhost", "RPC2", "user@host:1", "?a", "//[", "http:/RPC2", "/a\\b{c}\u{e4}"]
        .map(|target| {
            format!("POST {target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{hidden}", hidden.len())
        });
    let (none, odd): (Vec<_>, Vec<_>) = requests.iter().partition(|request| !request.starts_with("POST /"));
    assert_refused(none);
    let server = serve();
    for request in odd {
        assert!(matches!(statuses(server.address(), request)[..], [400 | 404]), "{request}");
    }
    assert_eq!(exchange(server.address(), post(&call("count", &[]))).int(), 1, "a hidden call was run");
}

#[test]
fn heads_that_only_the_http_library_refuses_get_their_response_before_the_end() {
    let server = serve();
    // httparse takes these targets, and `http::Uri` does not.
    let long = format!("/{}", "x".repeat(70_000));
    for target in ["/a\"b{c}\u{e4}", "http://[", "/<>", "http://a:b:c/", "http:///x", &long] {
        let mut connection = Connection::open(server.address());
        connection.send(format!("POST {target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n"));
        std::thread::sleep(std::time::Duration::from_millis(100));
        // The client writes everything before it reads. A reset would lose the response.
        for _ in 0..20 {
            assert!(connection.try_send(&[b' '; 100_000]), "the connection ended early: {target}");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let response = connection.response();
        assert_eq!((response.status, response.header("connection")), (400, Some("close")), "{response:?}");
        assert!(connection.is_closed(), "{target}");
    }
}

#[test]
fn tunnels_are_not_dug() {
    let server = serve();
    let hidden = post(&call("count", &[]));
    for request in [
        format!("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n{hidden}"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n{hidden}"),
        format!("{HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n{hidden}"),
        format!("{HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n{hidden}"),
    ] {
        let statuses = statuses(server.address(), &request);
        assert!(matches!(statuses[..], [400 | 404 | 405]), "{statuses:?} {request}");
    }
    assert_eq!(exchange(server.address(), post(&call("count", &[]))).int(), 1, "a hidden call was run");
}

#[test]
fn what_follows_a_request_without_a_length_is_no_request() {
    let server = serve();
    let hidden = post(&call("count", &[]));
    for (head, expected) in [
        ("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\n", 411),
        ("POST /RPC2 HTTP/1.0\r\n", 411),
        ("POST /%52PC2 HTTP/1.1\r\nHost: localhost\r\n", 411),
        ("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n", 415),
        ("POST /RPC2 HTTP/1.1\r\nHost: evil.example\r\n", 403),
        ("POST /elsewhere HTTP/1.1\r\nHost: localhost\r\n", 404),
        ("PUT /RPC2 HTTP/1.1\r\nHost: localhost\r\n", 405),
    ] {
        let mut connection = Connection::open(server.address());
        let response = connection.send(format!("{head}\r\n{hidden}")).response();
        assert_eq!((response.status, response.header("connection")), (expected, Some("close")), "{head}");
        assert!(connection.is_closed());
    }
    assert_eq!(exchange(server.address(), post(&call("count", &[]))).int(), 1, "a hidden call was run");
}

#[test]
fn a_length_in_characters_cuts_the_document_and_ends_the_connection() {
    let server = serve();
    for method in ["length", "length_blocking", "refuse"] {
        let body =
            call(method, &[]).replace("<params>", "<params><param><value><string>ääääääää</string></value></param>");
        let request = format!("{HEAD}Content-Length: {}\r\n\r\n{body}", body.chars().count());
        for behind in ["", &post(&call("count", &[]))] {
            let mut connection = Connection::open(server.address());
            let response = connection.send(request.clone() + behind).response();
            assert_eq!((response.fault_code(), response.header("connection")), (-32700, Some("close")), "{response:?}");
            assert!(response.body.contains("bytes, not characters"), "{response:?}");
            assert!(connection.is_closed());
        }
    }
    // Whatever else is wrong with a document, the connection stays.
    let mut connection = Connection::open(server.address());
    for body in ["<methodCall><methodName>add</methodname></methodCall>", "<a", "", "<html><p></html>"] {
        let response = connection.send(post(body)).response();
        assert_eq!((response.fault_code(), response.header("connection")), (-32700, None), "{body}: {response:?}");
    }
    assert_eq!(connection.send(post(&call("count", &[]))).response().int(), 1, "a hidden call was run");
}

#[test]
fn what_a_parser_skips_is_bounded() {
    let server = serve();
    let zeros = format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n{}", "0".repeat(1_000));
    for request in ["\r\n".repeat(10_000), "\n".repeat(20_000), zeros] {
        assert_eq!(statuses(server.address(), &request), [400], "{}", &request[..20]);
    }
    let mut connection = Connection::open(server.address());
    for n in 0..300 {
        let request = format!("\r\n\r\n{}\r\n", post(&call("add", &[n, 1])));
        assert_eq!(connection.send(request).response().int(), n + 1);
    }
}
