//! A server that is a process: what it prints, and how signals end it.
#![cfg(unix)]

use std::os::unix::process::ExitStatusExt;
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{self, Connection, call, exchange, get, post, post_with, unframed_post};
use crate::served::{Served, wait_until};

#[test]
fn it_prints_where_it_listens_and_logs_each_call() {
    let process = Served::start(&[]);
    assert!(process.announcement.contains(&format!(" at http://{}/RPC2 (Ctrl-C stops)", process.address)));
    assert!(process.announcement.contains(" methods "), "{}", process.announcement);
    exchange(process.address, post(&call("add", &[2, 3])));
    exchange(process.address, post(&call("no\tbody", &[])));
    exchange(process.address, post("nothing"));
    exchange(process.address, post(&call("panic_blocking", &[])));
    process.signal("TERM");
    let (status, log) = process.end();
    assert!(status.success(), "{log}");
    for expected in ["127.0.0.1:", " \"add\" ok ", " B ", " ms in=", "\" fault -32601 ", " - fault -32700 ", "as asked"]
    {
        assert!(log.contains(expected), "no {expected:?} in {log}");
    }
    assert!(!log.contains('\t'), "{log}");
}

#[test]
fn each_quirk_of_a_client_is_logged_once() {
    let process = Served::start(&["--quiet"]);
    let quirky = "<methodCall><methodName> add </methodName><params><param><INT>2</INT></param>\
        <param><value><int>3</int></value></param></params></methodCall>";
    for _ in 0..5 {
        assert_eq!(exchange(process.address, post_with("/", "X-Reading: tolerant\r\n", quirky)).int(), 5);
    }
    assert_eq!(exchange(process.address, post(quirky)).fault_code(), -32600);
    process.signal("TERM");
    let (status, log) = process.end();
    assert!(status.success(), "{log}");
    for quirk in ["upper-case", "missing-value-element", "space-around-method-name"] {
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(&format!(" ({quirk});"))).collect();
        assert_eq!(lines.len(), 1, "{quirk}: {log}");
        assert!(lines[0].contains("Z 127.0.0.1 \"add\" tolerated: "), "{}", lines[0]);
    }
    assert_eq!(log.matches(" tolerated: ").count(), 3, "{log}");
}

#[test]
fn both_signals_let_the_calls_in_flight_finish_whoever_else_is_connected() {
    for (signal, calls) in [("TERM", 16), ("INT", 4)] {
        let process = Served::start(&["--quiet"]);
        let address = process.address;
        let mut idle: Vec<_> = (0..4).map(|_| Connection::open(address)).collect();
        for connection in &mut idle {
            connection.send(post(&call("add", &[2, 3]))).response();
        }
        let mut stalled: Vec<_> = [
            String::new(),
            "POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-".to_owned(),
            "POST /RPC2 HTTP/1.1\r\nContent-Length: 10\r\n".to_owned(),
            unframed_post("Content-Length: 1000\r\n", "<methodCall>"),
            unframed_post("Transfer-Encoding: chunked\r\n", "5\r\n<meth"),
            post(&call("text", &[40 << 20])),
        ]
        .map(|request| {
            let mut connection = Connection::open(address);
            connection.send(request);
            connection
        })
        .into();
        // As long as it is made, a large answer occupies its worker, which would take the calls late.
        assert!(stalled.last_mut().unwrap().has_answer_within(Duration::from_secs(30)));
        let mut busy: Vec<_> = (0..calls).map(|_| Connection::open(address)).collect();
        for (index, connection) in busy.iter_mut().enumerate() {
            let method = if index % 2 == 0 { "sleep" } else { "nap" };
            connection.send(post(&call(method, &[5000])));
        }
        client::wait_until(address, "underway", calls);

        process.signal(signal);
        let signalled = Instant::now();
        for connection in &mut idle {
            assert!(connection.is_closed(), "{signal}");
        }
        wait_until("no new connection", Duration::from_secs(4), || !Connection::is_accepted(address));
        assert!(!busy[0].has_answer_within(Duration::from_millis(1)), "they waited for the calls in flight");
        for connection in &mut busy {
            let response = connection.response();
            assert_eq!((response.int(), response.header("connection")), (5000, Some("close")), "{signal}");
        }
        let (status, log) = process.end();
        assert!(status.success(), "{signal}: {log}");
        assert!(signalled.elapsed() < Duration::from_secs(20), "{signal}: {:?}", signalled.elapsed());
        stalled.clear();
    }
}

#[test]
fn the_end_does_not_wait_for_bodies_that_were_refused() {
    for expect in ["", "Expect: 100-continue\r\n"] {
        let process = Served::start(&["--quiet"]);
        let head = format!("POST /RPC2 HTTP/1.1\r\nHost: evil.example\r\nTransfer-Encoding: chunked\r\n{expect}\r\n");
        let mut refused: Vec<_> = (0..20).map(|_| Connection::open(process.address)).collect();
        for connection in &mut refused {
            assert_eq!(connection.send(&head).final_response().status, 403);
        }
        process.signal("TERM");
        let signalled = Instant::now();
        let mut sending = refused;
        let drip = thread::spawn(move || {
            while !sending.is_empty() {
                sending.retain_mut(|connection| connection.try_send(b"1\r\nx\r\n"));
                thread::sleep(Duration::from_millis(50));
            }
        });
        assert!(process.end().0.success());
        assert!(signalled.elapsed() < Duration::from_secs(9), "{:?}", signalled.elapsed());
        drip.join().unwrap();
    }
}

#[test]
fn a_request_that_is_on_its_way_when_the_signal_comes_is_answered() {
    let process = Served::start(&["--quiet"]);
    let request = post(&call("add", &[2, 3]));
    let mut halves: Vec<_> = [20, request.len() - 20]
        .map(|position| {
            let mut connection = Connection::open(process.address);
            connection.send(&request[..position]);
            (connection, position)
        })
        .into();
    thread::sleep(Duration::from_millis(700));
    process.signal("TERM");
    thread::sleep(Duration::from_millis(300));
    for (connection, position) in &mut halves {
        assert_eq!(connection.send(&request[*position..]).response().int(), 5);
    }
    assert!(process.end().0.success());
}

#[test]
fn readiness_goes_first_and_calls_are_answered_until_the_delay_is_over() {
    let process = Served::start(&["--quiet", "--drain-delay", "5000"]);
    let address = process.address;
    let mut kept = Connection::open(address);
    assert_eq!(kept.send(get("/readyz")).response().status, 200);
    process.signal("TERM");
    let signalled = Instant::now();
    wait_until("503 from /readyz", Duration::from_secs(4), || exchange(address, get("/readyz")).status == 503);
    assert_eq!(exchange(address, get("/healthz")).status, 200);
    assert_eq!(exchange(address, post(&call("add", &[2, 3]))).int(), 5, "a new connection is still answered");
    let response = kept.send(post(&call("add", &[2, 3]))).response();
    assert_eq!((response.int(), response.header("connection")), (5, Some("close")), "and an old one sent away");
    assert!(kept.is_closed());
    assert!(process.end().0.success());
    assert!(signalled.elapsed() >= Duration::from_millis(4900), "{:?}", signalled.elapsed());
}

#[test]
fn a_second_signal_does_not_wait() {
    for options in [&["--quiet"][..], &["--quiet", "--drain-delay", "20000"]] {
        let mut process = Served::start(options);
        let mut busy = Connection::open(process.address);
        busy.send(post(&call("sleep", &[25_000])));
        client::wait_until(process.address, "underway", 1);
        assert!(process.signal_until_it_ends("INT", Duration::from_secs(15)));
        let (status, log) = process.end();
        assert_eq!(status.code(), Some(130), "{log}");
    }
}

#[test]
fn a_hangup_is_ignored() {
    let process = Served::start(&["--quiet"]);
    process.signal("HUP");
    thread::sleep(Duration::from_millis(300));
    assert_eq!(exchange(process.address, post(&call("add", &[2, 3]))).int(), 5);
    process.signal("TERM");
    assert!(process.end().0.success());
}

#[test]
fn after_the_server_the_signals_end_the_program_again() {
    let mut process = Served::start(&["--afterwards"]);
    process.signal("TERM");
    process.wait_for_line("served");
    assert!(process.signal_until_it_ends("TERM", Duration::from_secs(20)));
    let (status, _) = process.end();
    assert!(status.code() == Some(143) || status.signal() == Some(15), "{status:?}");
}
