//! More calls and more connections than a server is set up for.

use std::thread;
use std::time::{Duration, Instant};

use xmlrpc_server::{Capacity, Server};

use crate::client::{Connection, call, exchange, post};
use crate::subject::{Running, Subject};

fn serve_with(capacity: Capacity) -> Running {
    Running::new(Server::new().mount(Subject::default()).workers(2).capacity(capacity))
}

/// Connections that have sent this call and wait for its answer.
fn calling(server: &Running, count: usize, method: &str, milliseconds: i32) -> Vec<Connection> {
    let mut connections: Vec<_> = (0..count).map(|_| Connection::open(server.address())).collect();
    for connection in &mut connections {
        connection.send(post(&call(method, &[milliseconds])));
    }
    connections
}

#[test]
fn calls_beyond_the_bound_wait_for_their_turn() {
    for method in ["nap", "sleep"] {
        let server = serve_with(Capacity { calls: 2, ..Capacity::default() });
        let started = Instant::now();
        for connection in &mut calling(&server, 6, method, 300) {
            assert_eq!(connection.response().int(), 300);
        }
        assert!(started.elapsed() >= Duration::from_millis(900), "{method}: {:?}", started.elapsed());
    }
}

#[test]
fn calls_beyond_the_queue_are_told_to_come_again() {
    for queue in [0, 2] {
        let server = serve_with(Capacity { calls: 1, queue, ..Capacity::default() });
        // A caller that has left the queue leaves room for others.
        for _ in 0..2 {
            let running = calling(&server, 1, "nap", 1200);
            thread::sleep(Duration::from_millis(300));
            let queued = calling(&server, queue, "nap", 1);
            thread::sleep(Duration::from_millis(300));
            let mut refused = Connection::open(server.address());
            let response = refused.send(post(&call("add", &[2, 3]))).response();
            assert_eq!((response.status, response.header("retry-after")), (503, Some("1")), "{response:?}");
            assert!(response.body.contains("`Capacity`"), "{response:?}");
            for mut connection in running.into_iter().chain(queued) {
                connection.response().int();
            }
            assert_eq!(refused.send(post(&call("add", &[2, 3]))).response().int(), 5, "the connection was kept");
        }
    }
}

#[test]
fn methods_that_block_share_the_threads_of_the_server() {
    let server = serve_with(Capacity { threads: 2, ..Capacity::default() });
    let started = Instant::now();
    let mut slow = calling(&server, 6, "sleep", 300);
    assert_eq!(exchange(server.address(), post(&call("nap", &[1]))).int(), 1);
    assert!(started.elapsed() < Duration::from_millis(800), "who needs no thread waits for none");
    for connection in &mut slow {
        assert_eq!(connection.response().int(), 300);
    }
    assert!(started.elapsed() >= Duration::from_millis(900), "two at a time: {:?}", started.elapsed());
}

#[test]
fn a_connection_beyond_the_bound_waits_until_another_is_closed() {
    let server = Running::new(Server::new().mount(Subject::default()).workers(1).max_connections(4));
    let mut open: Vec<_> = (0..4).map(|_| Connection::open(server.address())).collect();
    for connection in &mut open {
        assert_eq!(connection.send(post(&call("add", &[2, 3]))).response().int(), 5);
    }
    let mut waiting = Connection::open(server.address());
    waiting.send(post(&call("add", &[3, 4])));
    assert!(!waiting.has_answer_within(Duration::from_millis(500)));
    drop(open.pop());
    assert_eq!(waiting.response().int(), 7);
}
