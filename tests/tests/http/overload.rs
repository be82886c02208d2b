//! More calls and more connections than a server is set up for.

use std::thread;
use std::time::{Duration, Instant};

use xmlrpc_server::{Capacity, Dispatcher, Server, rpc_service};

use crate::client::{Connection, call, exchange, get, post};
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
        // A call that has left the queue leaves room for others.
        for _ in 0..2 {
            let running = calling(&server, 1, "nap", 1200);
            thread::sleep(Duration::from_millis(300));
            let queued = calling(&server, queue, "nap", 1);
            thread::sleep(Duration::from_millis(300));
            let mut refused = Connection::open(server.address());
            let response = refused.send(post(&call("nap", &[1]))).response();
            assert_eq!((response.status, response.header("retry-after")), (503, Some("1")), "{response:?}");
            assert!(response.body.contains("`Capacity`"), "{response:?}");
            assert_eq!(
                refused.send(post(&call("add", &[2, 3]))).response().int(),
                5,
                "an inline method needs no permit"
            );
            for mut connection in running.into_iter().chain(queued) {
                connection.response().int();
            }
            assert_eq!(refused.send(post(&call("nap", &[1]))).response().int(), 1, "the connection was kept");
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
fn a_slow_method_leaves_places_to_others() {
    let server = Running::new(Server::new().mount(Subject::default()).workers(1));
    let mut slow = calling(&server, 1_100, "nap", 4_000);
    thread::sleep(Duration::from_millis(300));
    let started = Instant::now();
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
    assert!(exchange(server.address(), post(&call("system.listMethods", &[]))).body.contains("<string>add</string>"));
    assert_eq!(exchange(server.address(), post(&call("length_local", &[]))).fault_code(), -32602);
    let text = call("length_local", &[0]).replace("<int>0</int>", "<string>four</string>");
    assert_eq!(exchange(server.address(), post(&text)).int(), 4, "another asynchronous method");
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    assert!(!slow[0].has_answer_within(Duration::from_millis(1)), "the slow calls still run");
}

#[test]
fn a_slow_method_leaves_threads_to_others() {
    let server = Running::new(Server::new().mount(Subject::default()).workers(1));
    let mut slow = calling(&server, 300, "sleep", 4_000);
    thread::sleep(Duration::from_millis(300));
    let started = Instant::now();
    let text = call("length_blocking", &[0]).replace("<int>0</int>", "<string>four</string>");
    assert_eq!(exchange(server.address(), post(&text)).int(), 4);
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    assert!(!slow[0].has_answer_within(Duration::from_millis(1)), "the slow calls still run");
}

#[test]
fn the_queue_of_a_server_with_defaults_has_an_end() {
    let server = Running::new(Server::new().mount(Subject::default()).workers(1));
    let _slow = calling(&server, 500 + 750, "nap", 6_000);
    thread::sleep(Duration::from_millis(500));
    let response = exchange(server.address(), post(&call("nap", &[1])));
    assert_eq!((response.status, response.header("retry-after")), (503, Some("1")), "{response:?}");
}

#[test]
fn a_call_waits_for_a_limited_time() {
    let server = serve_with(Capacity { calls: 1, queue_time: Duration::from_millis(300), ..Capacity::default() });
    let mut running = calling(&server, 1, "nap", 1500);
    thread::sleep(Duration::from_millis(100));
    let started = Instant::now();
    let response = exchange(server.address(), post(&call("nap", &[1])));
    assert_eq!((response.status, response.header("retry-after")), (503, Some("1")), "{response:?}");
    assert!(response.body.contains("`Capacity::queue_time`"), "{response:?}");
    assert!((300..1200).contains(&started.elapsed().as_millis()), "{:?}", started.elapsed());
    assert_eq!(running[0].response().int(), 1500);
}

#[test]
fn a_client_that_leaves_leaves_the_queue() {
    let server = serve_with(Capacity { calls: 1, queue: 2, ..Capacity::default() });
    let mut running = calling(&server, 1, "nap", 1500);
    thread::sleep(Duration::from_millis(200));
    let mut left = calling(&server, 1, "nap", 60_000);
    thread::sleep(Duration::from_millis(200));
    left[0].finish_sending();
    drop(left);
    thread::sleep(Duration::from_millis(200));
    let mut queued = calling(&server, 1, "nap", 1);
    assert_eq!(queued[0].response().int(), 1, "the call of the client that left did not run");
    assert_eq!(running[0].response().int(), 1500);
}

#[test]
fn limits_of_methods_services_and_dispatchers_hold() {
    struct Limited;

    #[rpc_service(max_concurrent = 3)]
    impl Limited {
        #[expose(max_concurrent = 2, alias = "other_name")]
        async fn narrow(&self, milliseconds: u32) -> u32 {
            tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
            milliseconds
        }

        #[expose]
        fn wide(&self, milliseconds: u32) -> u32 {
            thread::sleep(Duration::from_millis(milliseconds.into()));
            milliseconds
        }
    }

    // Six calls of 200 ms take 600 ms if two of them run at once, and 400 ms if three do.
    for (methods, waves) in
        [([["narrow", "other_name"]; 3], 3), ([["wide", "wide"]; 3], 2), ([["narrow", "wide"]; 3], 2)]
    {
        let server = Running::new(Server::new().mount(Limited).workers(2));
        let started = Instant::now();
        let mut calls: Vec<_> =
            methods.as_flattened().iter().flat_map(|method| calling(&server, 1, method, 200)).collect();
        calls.iter_mut().for_each(|connection| assert_eq!(connection.response().int(), 200));
        assert!(started.elapsed() >= Duration::from_millis(200 * waves), "{methods:?}: {:?}", started.elapsed());
    }
    let dispatcher = Dispatcher::new().mount(Subject::default()).max_concurrent(1);
    let server = Running::new(Server::from(dispatcher).workers(2));
    let started = Instant::now();
    let mut calls = calling(&server, 2, "nap", 200);
    calls.extend(calling(&server, 1, "sleep", 200));
    calls.iter_mut().for_each(|connection| assert_eq!(connection.response().int(), 200));
    assert!(started.elapsed() >= Duration::from_millis(600), "{:?}", started.elapsed());
}

#[test]
fn entries_of_a_multicall_count_as_calls() {
    let server = serve_with(Capacity { calls: 1, queue: 0, ..Capacity::default() });
    let mut running = calling(&server, 1, "nap", 1000);
    thread::sleep(Duration::from_millis(200));
    let entry = |method: &str| {
        format!(
            "<value><struct><member><name>methodName</name><value>{method}</value></member><member><name>params</name>\
             <value><array><data><value><int>1</int></value></data></array></value></member></struct></value>"
        )
    };
    let calls = format!("<array><data>{}{}</data></array>", entry("nap"), entry("system.listMethods"));
    let body = call("system.multicall", &[0]).replace("<int>0</int>", &calls);
    let response = exchange(server.address(), post(&body));
    assert_eq!(response.status, 200);
    assert!(response.body.contains("-32400") && response.body.contains("`Capacity`"), "{response:?}");
    assert_eq!(running[0].response().int(), 1000);
}

#[test]
fn readiness_turns_while_the_queue_is_full() {
    let capacity = Capacity { calls: 1, queue: 0, ..Capacity::default() };
    let server = Server::new().mount(Subject::default()).workers(1).capacity(capacity);
    let server = Running::new(server.health_at("/healthz").readiness_at("/readyz"));
    let status = |path| exchange(server.address(), get(path)).status;
    assert_eq!((status("/healthz"), status("/readyz")), (200, 200));
    let mut running = calling(&server, 1, "nap", 800);
    thread::sleep(Duration::from_millis(200));
    assert_eq!((status("/healthz"), status("/readyz")), (200, 503));
    running[0].response();
    assert_eq!((status("/healthz"), status("/readyz")), (200, 200));
}

#[test]
fn connections_beyond_those_of_one_client_are_reset() {
    let server = Running::new(Server::new().mount(Subject::default()).workers(1).max_connections_per_peer(3));
    let mut open: Vec<_> = (0..3).map(|_| Connection::open(server.address())).collect();
    for connection in &mut open {
        assert_eq!(connection.send(post(&call("add", &[2, 3]))).response().int(), 5);
    }
    assert!(Connection::open(server.address()).is_reset_after_reading());
    drop(open.pop());
    thread::sleep(Duration::from_millis(200));
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
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
