//! How connections go on and end.

use xmlrpc_server::Server;

use crate::client::{Connection, call, exchange, get, post, post_with, unframed_post, wait_until};
use crate::subject::{Running, Subject, serve};

#[test]
fn a_connection_carries_many_calls() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for n in 0..10 {
        assert_eq!(connection.send(post(&call("add", &[n, n]))).response().int(), 2 * n);
    }
}

#[test]
fn browsers_must_not_guess_the_type_of_any_response() {
    let server = Running::new(Server::new().mount(Subject::default()).workers(1).health_at("/healthz"));
    let long = post_with("/", "Content-Type: text/xml\r\nAccept-Encoding: gzip\r\n", &call("text", &[100_000]));
    let options = "OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned();
    let calls = ["add", "nap", "missing"].map(|method| post(&call(method, &[1, 2])));
    for request in calls.into_iter().chain([long, options, get("/healthz"), get("/"), get("/missing"), post("<x>")]) {
        let response = exchange(server.address(), &request);
        let headers = response.head.to_ascii_lowercase();
        assert_eq!(headers.matches("\r\nx-content-type-options: nosniff\r\n").count(), 1, "{request}{headers}");
        let status_line = response.head.lines().next();
        assert!(!headers.starts_with("http/1.1 200") || status_line == Some("HTTP/1.1 200 OK"), "{headers}");
    }
}

#[test]
fn a_hundred_calls_in_one_packet_are_answered_in_order() {
    let server = serve();
    let requests: String = (0..100).map(|n| post(&call("add", &[n, 1_000]))).collect();
    let mut connection = Connection::open(server.address());
    connection.send(requests);
    for n in 0..100 {
        assert_eq!(connection.response().int(), 1_000 + n);
    }
}

#[test]
fn two_calls_in_one_packet_are_answered_in_order() {
    let server = serve();
    let requests = post(&call("nap", &[200])) + &post(&call("add", &[1, 2]));
    let mut connection = Connection::open(server.address());
    connection.send(requests);
    assert_eq!(connection.response().int(), 200);
    assert_eq!(connection.response().int(), 3);
}

#[test]
fn http_1_0_is_answered_with_a_length_and_a_close() {
    let server = serve();
    let body = call("add", &[2, 3]);
    let mut connection = Connection::open(server.address());
    connection.send(format!("POST /RPC2 HTTP/1.0\r\nContent-Length: {}\r\n\r\n{body}", body.len()));
    assert_eq!(connection.response().int(), 5);
    assert!(connection.is_closed());
}

#[test]
fn a_close_among_the_connection_headers_counts_whatever_else_they_say() {
    let server = serve();
    for headers in [
        "Connection: close\r\n",
        "Connection: keep-alive\r\nConnection: close\r\n",
        "Connection: close\r\nConnection: keep-alive\r\n",
        "Connection: Keep-Alive, Close\r\n",
        "TE: trailers\r\nConnection: TE, close\r\n",
    ] {
        let mut connection = Connection::open(server.address());
        let response = connection.send(post_with("/", headers, &call("add", &[2, 3]))).response();
        assert_eq!((response.int(), response.header("connection")), (5, Some("close")), "{headers}");
        assert!(connection.is_closed());
    }
}

#[test]
fn http_1_0_may_keep_the_connection() {
    let server = serve();
    let request = post_with("/", "Connection: Keep-Alive\r\n", &call("add", &[2, 3])).replace("HTTP/1.1", "HTTP/1.0");
    let mut connection = Connection::open(server.address());
    for _ in 0..3 {
        let response = connection.send(&request).response();
        assert_eq!((response.int(), response.header("connection")), (5, Some("keep-alive")));
    }
}

/// A client that sends the head and the body of a request in one write each, and lets the system wait for the head to be
/// acknowledged, which takes 40 ms if the server's system waits for a response to send with it.
#[cfg(target_os = "linux")]
#[test]
fn a_body_behind_its_head_does_not_wait_for_the_acknowledgement() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    connection.delay_small_writes();
    let body = call("add", &[2, 3]);
    let chunks = unframed_post("Transfer-Encoding: chunked\r\n", &format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len()));
    for request in [post(&body), chunks] {
        let (head, body) = request.split_at(request.find("\r\n\r\n").unwrap() + 4);
        let mut times: Vec<_> = (0..21)
            .map(|_| {
                let started = std::time::Instant::now();
                connection.send(head).send(body);
                assert_eq!(connection.response().int(), 5);
                started.elapsed()
            })
            .collect();
        times.sort_unstable();
        assert!(times[10].as_millis() < 30, "the median of {times:?}");
    }
}

#[test]
fn an_upgrade_to_what_is_not_spoken_is_a_call_like_any_other() {
    let server = serve();
    for headers in [
        "Upgrade: h2c\r\n",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
        "Connection: Upgrade\r\nUpgrade: TLS/1.0, HTTP/1.1\r\n",
        "Connection: Upgrade\r\n",
    ] {
        let mut connection = Connection::open(server.address());
        let response = connection.send(post_with("/", headers, &call("add", &[2, 3]))).response();
        assert_eq!((response.status, response.int()), (200, 5), "{headers}");
        assert_eq!(response.header("upgrade"), None);
        match response.header("connection") {
            None => assert_eq!(connection.send(post(&call("add", &[2, 4]))).response().int(), 6, "{headers}"),
            said => {
                assert_eq!(said, Some("close"), "{headers}");
                assert!(connection.is_closed());
            }
        }
    }
}

#[test]
fn a_client_that_has_stopped_sending_gets_its_answer() {
    let server = serve();
    for method in ["sleep", "nap"] {
        let mut connection = Connection::open(server.address());
        connection.send(post(&call(method, &[200]))).finish_sending();
        assert_eq!(connection.response().int(), 200, "{method}");
        assert!(connection.is_closed());
    }
}

#[test]
fn clients_that_vanish_harm_nobody() {
    let server = serve();
    let body = call("sleep", &[50]);
    for request in [
        "POST /RPC2 HT".to_owned(),
        unframed_post("Content-Length: 1000\r\n", &body),
        unframed_post("Transfer-Encoding: chunked\r\n", "5\r\nhel"),
        post(&body),
        post(&body).repeat(3),
        post(&call("text", &[5_000_000])),
    ] {
        for _ in 0..5 {
            let mut connection = Connection::open(server.address());
            connection.send(&request);
            connection.abort();
        }
    }
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
}

#[test]
fn an_asynchronous_call_is_given_up_when_its_client_vanishes() {
    let server = serve();
    let mut connections: Vec<_> = (0..10).map(|_| Connection::open(server.address())).collect();
    for connection in &mut connections {
        connection.send(post(&call("hang", &[])));
    }
    wait_until(server.address(), "started", 10);
    connections.into_iter().for_each(Connection::abort);
    wait_until(server.address(), "abandoned", 10);
}
