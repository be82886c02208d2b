//! More calls and more connections than a server is set up for.

use std::thread;
use std::time::{Duration, Instant};

use xmlrpc_server::{Capacity, Dispatcher, Server, TrustedProxies, rpc_service};

use crate::client::{Connection, call, exchange, get, post, post_with, wait_until};
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

/// A connection with a call that only ends with it. It is the call with this number.
fn hanging(server: &Running, number: i32) -> Connection {
    let mut connection = Connection::open(server.address());
    connection.send(post(&call("hang", &[])));
    wait_until(server.address(), "started", number);
    connection
}

/// Waits until readiness has this status.
fn wait_for_readiness(server: &Running, status: u16) {
    let started = Instant::now();
    while exchange(server.address(), get("/readyz")).status != status {
        assert!(started.elapsed() < Duration::from_secs(20), "readiness does not become {status}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn calls_beyond_the_queue_are_told_to_come_again() {
    for queue in [0, 2] {
        let capacity = Capacity { calls: 1, queue, ..Capacity::default() };
        let server = Server::new().mount(Subject::default()).workers(2).capacity(capacity);
        let server = Running::new(server.readiness_at("/readyz"));
        // A call that has left the queue leaves room for others.
        for turn in 1..3 {
            let running = hanging(&server, turn);
            let queued = calling(&server, queue, "nap", 1);
            wait_for_readiness(&server, 503);
            let mut refused = Connection::open(server.address());
            let response = refused.send(post(&call("nap", &[1]))).response();
            assert_eq!((response.status, response.header("retry-after")), (503, Some("1")), "{response:?}");
            assert!(response.body.contains("`Capacity`"), "{response:?}");
            assert_eq!(
                refused.send(post(&call("add", &[2, 3]))).response().int(),
                5,
                "an inline method needs no permit"
            );
            running.abort();
            for mut connection in queued {
                connection.response().int();
            }
            wait_for_readiness(&server, 200);
            assert_eq!(refused.send(post(&call("nap", &[1]))).response().int(), 1, "the connection was kept");
        }
    }
}

#[test]
fn methods_that_block_share_the_threads_of_the_server() {
    let server = serve_with(Capacity { threads: 2, ..Capacity::default() });
    let started = Instant::now();
    let mut slow = calling(&server, 6, "sleep", 1000);
    wait_until(server.address(), "underway", 1);
    assert_eq!(exchange(server.address(), post(&call("nap", &[1]))).int(), 1);
    let waiting = slow
        .iter_mut()
        .map(|connection| connection.has_answer_within(Duration::from_millis(1)))
        .filter(|answered| !answered)
        .count();
    assert!(waiting > 0, "a call that needs no thread waited for one");
    for connection in &mut slow {
        assert_eq!(connection.response().int(), 1000);
    }
    assert!(started.elapsed() >= Duration::from_millis(3000), "two at a time: {:?}", started.elapsed());
}

/// Whether this process may open so many connections to a server within itself.
fn may_open(connections: u64) -> bool {
    let files = rustix::process::getrlimit(rustix::process::Resource::Nofile).maximum;
    let may = files.is_none_or(|files| files > 2 * connections + 200);
    if !may {
        println!("not checked: the hard limit of files is too low");
    }
    may
}

#[test]
fn a_slow_method_leaves_places_to_others() {
    if !may_open(1_100) {
        return;
    }
    let server = Running::new(Server::new().mount(Subject::default()).workers(1));
    let mut slow = calling(&server, 1_100, "nap", 15_000);
    wait_until(server.address(), "underway", 500);
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
    assert!(exchange(server.address(), post(&call("system.listMethods", &[]))).body.contains("<string>add</string>"));
    assert_eq!(exchange(server.address(), post(&call("length_local", &[]))).fault_code(), -32602);
    let text = call("length_local", &[0]).replace("<int>0</int>", "<string>four</string>");
    assert_eq!(exchange(server.address(), post(&text)).int(), 4, "another asynchronous method");
    assert!(!slow[0].has_answer_within(Duration::from_millis(1)), "the slow calls still run");
}

#[test]
fn a_slow_method_leaves_threads_to_others() {
    let server = Running::new(Server::new().mount(Subject::default()).workers(1));
    let mut slow = calling(&server, 300, "sleep", 15_000);
    wait_until(server.address(), "underway", 128);
    let text = call("length_blocking", &[0]).replace("<int>0</int>", "<string>four</string>");
    assert_eq!(exchange(server.address(), post(&text)).int(), 4);
    assert!(!slow[0].has_answer_within(Duration::from_millis(1)), "the slow calls still run");
}

#[test]
fn the_queue_of_a_server_with_defaults_has_an_end() {
    if !may_open(1_250) {
        return;
    }
    let server = Running::new(Server::new().mount(Subject::default()).workers(1).readiness_at("/readyz"));
    let _slow = calling(&server, 500 + 750, "nap", 15_000);
    wait_until(server.address(), "underway", 500);
    let response = exchange(server.address(), post(&call("nap", &[1])));
    assert_eq!((response.status, response.header("retry-after")), (503, Some("1")), "{response:?}");
}

#[test]
fn a_call_waits_for_a_limited_time() {
    let server = serve_with(Capacity { calls: 1, queue_time: Duration::from_millis(300), ..Capacity::default() });
    let mut running = calling(&server, 1, "nap", 15_000);
    wait_until(server.address(), "underway", 1);
    let started = Instant::now();
    let response = exchange(server.address(), post(&call("nap", &[1])));
    assert_eq!((response.status, response.header("retry-after")), (503, Some("1")), "{response:?}");
    assert!(response.body.contains("`Capacity::queue_time`"), "{response:?}");
    assert!(started.elapsed() >= Duration::from_millis(290), "{:?}", started.elapsed());
    assert!(!running[0].has_answer_within(Duration::from_millis(1)), "it waited for the end of the other call");
}

#[test]
fn a_client_that_leaves_leaves_the_queue() {
    let server = serve_with(Capacity { calls: 1, queue: 2, ..Capacity::default() });
    let mut running = calling(&server, 1, "nap", 3000);
    wait_until(server.address(), "underway", 1);
    let mut left = calling(&server, 1, "nap", 60_000);
    thread::sleep(Duration::from_millis(200));
    left[0].finish_sending();
    drop(left);
    thread::sleep(Duration::from_millis(200));
    let mut queued = calling(&server, 1, "nap", 1);
    assert_eq!(queued[0].response().int(), 1, "the call of the client that left did not run");
    assert_eq!(running[0].response().int(), 3000);
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
    let running = hanging(&server, 1);
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
    drop(running);
}

#[test]
fn readiness_turns_while_the_queue_is_full() {
    let capacity = Capacity { calls: 1, queue: 0, ..Capacity::default() };
    let server = Server::new().mount(Subject::default()).workers(1).capacity(capacity);
    let server = Running::new(server.health_at("/healthz").readiness_at("/readyz"));
    let status = |path| exchange(server.address(), get(path)).status;
    assert_eq!((status("/healthz"), status("/readyz")), (200, 200));
    let running = hanging(&server, 1);
    wait_for_readiness(&server, 503);
    assert_eq!(status("/healthz"), 200);
    running.abort();
    wait_for_readiness(&server, 200);
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
    let started = Instant::now();
    let request = post(&call("add", &[2, 3]));
    let is_answered = || {
        let mut connection = Connection::open(server.address());
        connection.try_send(request.as_bytes()) && connection.take(1) > 0
    };
    while !is_answered() {
        assert!(started.elapsed() < Duration::from_secs(20), "a connection that has ended still counts");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn requests_beyond_those_of_a_client_behind_a_proxy_are_refused() {
    let server = Server::new().mount(Subject::default()).workers(1).access_log(true);
    let proxies = TrustedProxies::x_forwarded_for(["127.0.0.0/8"]);
    let server = Running::new(server.trusted_proxies(proxies).http(|http| http.requests_per_client = 3));
    let from = |client: &str, method: &str, arguments: &[i32]| {
        let header = if client.is_empty() { String::new() } else { format!("X-Forwarded-For: {client}\r\n") };
        let mut connection = Connection::open(server.address());
        connection.send(post_with("/RPC2", &header, &call(method, arguments)));
        connection
    };
    // In an IPv6 network, the addresses of one client.
    for (client, same, other) in
        [("192.0.2.1", "192.0.2.1", "192.0.2.2"), ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")]
    {
        let mut running: Vec<_> = (0..3).map(|_| from(client, "nap", &[60_000])).collect();
        wait_until(server.address(), "underway", 3);
        for (path, method) in [("/RPC2", "add"), ("/%52PC2", "nap")] {
            let mut connection = Connection::open(server.address());
            let request = post_with(path, &format!("X-Forwarded-For: {same}\r\n"), &call(method, &[1, 2]));
            let response = connection.send(request).response();
            assert_eq!((response.status, response.header("retry-after")), (429, Some("1")), "{response:?}");
            assert!(response.body.contains("`HttpSettings::requests_per_client`"), "{response:?}");
        }
        assert_eq!(from(other, "add", &[1, 2]).response().int(), 3);
        assert_eq!(from("", "add", &[1, 2]).response().int(), 3, "the proxy has no limit");
        running.drain(..).for_each(Connection::abort);
        wait_until(server.address(), "underway", 0);
        assert_eq!(from(same, "add", &[1, 2]).response().int(), 3, "a place is free again");
    }
}

#[test]
fn a_connection_beyond_the_bound_waits_until_another_is_closed() {
    let server =
        Running::new(Server::new().mount(Subject::default()).workers(1).max_connections(4).max_connections_per_peer(4));
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
