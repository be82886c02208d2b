//! What a supervisor or a load balancer may ask.

use xmlrpc_server::{Capacity, Server};

use crate::client::{Connection, call, exchange, get, post};
use crate::subject::{Running, Subject, serve};

#[test]
fn health_and_readiness_are_answered_where_they_are_switched_on() {
    let server = Server::new().mount(Subject::default()).workers(1).health_at("/healthz").readiness_at("/app/ready");
    let server = Running::new(server);
    let mut connection = Connection::open(server.address());
    for (path, text) in [("/healthz", "alive\n"), ("/app/ready", "ready\n")] {
        let response = connection.send(get(path)).response();
        assert_eq!((response.status, &*response.body), (200, text));
        assert_eq!(response.header("content-type"), Some("text/plain; charset=utf-8"));
        assert_eq!(response.header("cache-control"), Some("no-store"));
        let response = connection.send(get(path).replace("GET", "HEAD")).response_without_body();
        assert_eq!(response.status, 200);
        assert_eq!(connection.send(get(path).replace("GET", "DELETE")).response().status, 405);
    }
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
}

#[test]
fn they_are_off_unless_asked_for() {
    let server = serve();
    for path in ["/healthz", "/readyz"] {
        assert_eq!(exchange(server.address(), get(path)).status, 404);
    }
}

#[test]
fn they_are_answered_while_calls_queue() {
    let capacity = Capacity { calls: 1, ..Capacity::default() };
    let server = Server::new().mount(Subject::default()).workers(1).capacity(capacity);
    let server = Running::new(server.health_at("/healthz").readiness_at("/readyz"));
    let mut busy: Vec<_> = (0..3).map(|_| Connection::open(server.address())).collect();
    for connection in &mut busy {
        connection.send(post(&call("nap", &[1000])));
    }
    for path in ["/healthz", "/readyz"] {
        assert_eq!(exchange(server.address(), get(path)).status, 200);
    }
    assert!(!busy[2].has_answer_within(std::time::Duration::from_millis(1)), "calls do queue");
    for connection in &mut busy {
        assert_eq!(connection.response().int(), 1000);
    }
}

#[test]
fn what_follows_a_request_for_health_is_not_taken_for_a_head() {
    let server = Server::new().mount(Subject::default()).workers(1).health_at("/healthz");
    let server = Running::new(server);
    let mut connection = Connection::open(server.address());
    // The body is not read: whatever it looks like, it is no request, and the connection closes behind the response.
    let inner = post(&call("count", &[]));
    let head = "GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    connection.send(format!("{head}{:x}\r\n", inner.len()));
    let response = connection.response();
    assert_eq!((response.status, response.header("connection")), (200, Some("close")));
    std::thread::sleep(std::time::Duration::from_millis(100));
    connection.send(&inner);
    std::thread::sleep(std::time::Duration::from_millis(100));
    connection.send(format!("\r\n0\r\n\r\n{inner}"));
    assert!(connection.is_closed());
    assert_eq!(exchange(server.address(), &inner).int(), 1, "a hidden call was run");
}
