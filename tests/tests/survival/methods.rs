//! Methods that sleep, and methods that panic.

use std::time::{Duration, Instant};

use crate::beside::{connections, survives};
use crate::client::{Connection, call, post};
use crate::served::Served;

/// Calls a method on this many connections at once; the answers.
fn call_at_once(server: &Served, count: usize, request: &str, check: impl Fn(&mut Connection)) {
    let mut connections: Vec<_> = (0..count).map(|_| Connection::open(server.address)).collect();
    for connection in &mut connections {
        connection.send(request);
    }
    connections.iter_mut().for_each(check);
}

#[test]
fn three_hundred_methods_that_sleep() {
    survives(|server| {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(2) {
            call_at_once(server, connections(300), &post(&call("sleep", &[200])), |connection| {
                assert_eq!(connection.response().int(), 200);
            });
        }
    });
}

#[test]
fn five_hundred_methods_that_panic() {
    survives(|server| {
        call_at_once(server, connections(500), &post(&call("panic_blocking", &[])), |connection| {
            let response = connection.response();
            assert_eq!((response.status, response.fault_code()), (200, -32603));
        });
        std::thread::sleep(Duration::from_millis(1500));
    });
}
