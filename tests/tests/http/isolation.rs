//! Calls that do not get into each other's way.

use std::collections::BTreeSet;
use std::time::Duration;

use xmlrpc_server::Server;

use crate::client::{Connection, call, exchange, post, wait_until};
use crate::subject::{Running, Subject, serve};

#[test]
fn a_method_that_blocks_holds_up_nobody() {
    let server = serve();
    let mut slow: Vec<_> = (0..4)
        .map(|_| {
            let mut connection = Connection::open(server.address());
            connection.send(post(&call("sleep", &[3000])));
            connection
        })
        .collect();
    wait_until(server.address(), "underway", 4);
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
    assert!(!slow[0].has_answer_within(Duration::from_millis(1)), "the calls have ended");
    for connection in &mut slow {
        assert_eq!(connection.response().int(), 3000);
    }
}

#[test]
fn one_instance_serves_all_workers() {
    let server = Running::new(Server::new().mount(Subject::default()).workers(4));
    let mut connections: Vec<_> = (0..16).map(|_| Connection::open(server.address())).collect();
    for connection in &mut connections {
        connection.send(post(&call("count", &[])));
    }
    let counts: BTreeSet<_> = connections.iter_mut().map(|connection| connection.response().int()).collect();
    assert_eq!(counts, (1..=16).collect());
}

#[test]
fn a_panic_is_a_fault_and_the_server_lives_on() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for method in ["panic_inline", "panic_blocking", "panic_async"] {
        let response = connection.send(post(&call(method, &[]))).response();
        assert_eq!(response.fault_code(), -32603, "{method}");
        assert!(!response.body.contains("as asked"), "{response:?}");
    }
    assert_eq!(connection.send(post(&call("add", &[2, 3]))).response().int(), 5);
}
