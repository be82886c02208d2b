//! What a server process writes on stderr: one line for each request, whatever its end.
#![cfg(unix)]

use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Connection, call, exchange, get, post, post_with, unframed_post, wait_until};
use crate::served::Served;

/// The lines of the requests, by their paths.
fn line<'l>(log: &'l str, path: &str) -> &'l str {
    let field = format!(" path=\"{path}\"");
    let lines: Vec<&str> = log.lines().filter(|line| line.contains(&field)).collect();
    assert_eq!(lines.len(), 1, "{path}:\n{log}");
    lines[0]
}

#[test]
fn every_request_has_a_line_whatever_its_end() {
    let process = Served::start(&[]);
    let address = process.address;
    let request = |path: &str, headers: &str, body: &str| exchange(address, post_with(path, headers, body)).status;
    assert_eq!(request("/nowhere", "", &call("add", &[2, 3])), 404);
    assert_eq!(exchange(address, get("/RPC2/")).status, 405);
    assert_eq!(request("/", "Content-Type: text/html\r\n", ""), 415);

    let mut half = Connection::open(address);
    half.send(unframed_post("Content-Length: 1000\r\n", "<methodCall>").replacen("/RPC2", "/RPC2//", 1));
    thread::sleep(Duration::from_millis(700));
    half.abort();
    for (path, method) in [("//RPC2", "sleep"), ("///RPC2", "nap")] {
        let mut gone = Connection::open(address);
        gone.send(post_with(path, "", &call(method, &[1500])));
        wait_until(address, "underway", 1);
        gone.abort();
        wait_until(address, "underway", 0);
    }
    let mut unread = Connection::open(address);
    unread.send(post_with("//RPC2//", "", &call("text", &[40 << 20])));
    assert!(unread.has_answer_within(Duration::from_secs(30)));
    unread.abort();
    thread::sleep(Duration::from_millis(1000));
    process.signal("TERM");
    let (status, log) = process.end();
    assert!(status.success(), "{log}");

    for (path, expected) in [
        ("/nowhere", [" - refused 404 ", " http=POST ", " reason=\"nothing is served"]),
        ("/RPC2/", [" - refused 405 ", " http=GET ", " reason=\"this HTTP method"]),
        ("/", [" - refused 415 ", " in=0 ", " reason=\"the request's content type"]),
        ("/RPC2//", [" - aborted ", " in=12 ", " reason=\"the connection ended before the body"]),
        ("//RPC2", [" \"sleep\" aborted ", " 0 B ", "; the method ran to its end\""]),
        ("///RPC2", [" \"nap\" aborted ", " 0 B ", " while the call waited or ran\""]),
        ("//RPC2//", [" \"text\" aborted ", " ms ", " reason=\"the connection ended before the response"]),
    ] {
        let line = line(&log, path);
        for text in expected {
            assert!(line.contains(text), "no {text:?} in {line}");
        }
    }
    // The method that blocked ran to its end.
    let ran = line(&log, "//RPC2").split(" B ").nth(1).and_then(|rest| rest.split_once(" ms")).unwrap().0;
    assert!(ran.parse::<f64>().unwrap() >= 1500.0, "{ran}");
}

#[test]
fn heads_that_are_refused_have_a_line() {
    let process = Served::start(&[]);
    let address = process.address;
    let large = format!("POST / HTTP/1.1\r\nA: {}\r\n\r\n", "x".repeat(200 << 10));
    for request in
        ["no request\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 2\r\n\r\n", &large, "POST /"]
    {
        let mut connection = Connection::open(address);
        connection.try_send(request.as_bytes());
        connection.all_that_comes();
    }
    process.signal("TERM");
    let (_, log) = process.end();
    for (status, count) in [(400, 2), (431, 1), (408, 1)] {
        assert_eq!(log.matches(&format!(" - refused {status} ")).count(), count, "{status}:\n{log}");
    }
    assert_eq!(log.matches(" reason=\"").count(), 4, "{log}");
}

#[test]
fn a_method_name_cannot_forge_a_line_or_a_field() {
    let process = Served::start(&[]);
    let name = "x\" ok 187 B 0.042 ms\u{61c}\u{200b}\u{feff}\\";
    exchange(process.address, post(&call(name, &[])));
    process.signal("TERM");
    let (_, log) = process.end();
    let line = line(&log, "/RPC2");
    assert!(line.contains(r#" "x\" ok 187 B 0.042 ms\u{61c}\u{200b}\u{feff}\\" fault -32601 "#), "{line}");
}

#[test]
fn a_log_that_is_not_read_stops_no_worker() {
    let process = Served::start(&[]);
    let address = process.address;
    let started = Instant::now();
    let callers: Vec<_> = (0..4)
        .map(|_| {
            thread::spawn(move || {
                let mut connection = Connection::open(address);
                for n in 0..5_000 {
                    assert_eq!(connection.send(post(&call("add", &[n, 1]))).response().int(), n + 1);
                }
            })
        })
        .collect();
    for caller in callers {
        caller.join().unwrap();
    }
    let elapsed = started.elapsed();
    process.signal("TERM");
    let (status, log) = process.end();
    assert!(status.success());
    // Far more than a pipe holds was written or dropped, and what was dropped is counted.
    let dropped = log.lines().filter_map(|line| line.split_once(" lines were dropped here")?.0.split(' ').nth(1));
    let dropped: usize = dropped.map(|number| number.parse::<usize>().unwrap()).sum();
    let written = log.matches(" \"add\" ok ").count();
    // The notice of the end may be among them.
    assert!((20_000..=20_001).contains(&(written + dropped)), "{written} + {dropped} in {elapsed:?}");
    assert!(dropped > 0, "{written}");
}

#[test]
fn panics_hold_no_thread_while_the_log_is_not_read() {
    let mut process = Served::start(&["--quiet"]);
    let mut connections: Vec<_> = (0..20).map(|_| Connection::open(process.address)).collect();
    for _ in 0..60 {
        for connection in &mut connections {
            connection.send(post(&call("panic_blocking", &[])));
        }
        for connection in &mut connections {
            assert_eq!(connection.response().fault_code(), -32603);
        }
    }
    process.signal("TERM");
    assert!(process.ends_within(Duration::from_secs(10)), "a thread waits for the reader of the log");
    let (status, log) = process.end();
    assert!(status.success());
    let line = log.lines().find(|line| line.contains("\"panic_blocking\" failed")).unwrap();
    assert!(line.contains(": panic: as asked (at tests/served/main.rs:"), "{line}");
    assert!(!log.contains("panicked at"), "Rust printed its own message, too: {log}");
}

#[test]
fn panics_outside_of_methods_are_printed_as_ever() {
    let process = Served::start(&["--quiet"]);
    for method in ["panic_blocking", "panic_outside", "panic_caught"] {
        exchange(process.address, post(&call(method, &[])));
    }
    process.signal("TERM");
    let (_, log) = process.end();
    assert_eq!(log.matches(" panicked at ").count(), 1, "{log}");
    assert!(log.contains("\noutside of methods\n"), "{log}");
    let caught = " a method caught a panic itself: \"caught inside (at tests/served/main.rs:";
    assert_eq!(log.matches(caught).count(), 1, "{log}");
}

#[test]
fn the_messages_of_rust_can_be_kept() {
    let process = Served::start(&["--quiet", "--panic-messages"]);
    exchange(process.address, post(&call("panic_blocking", &[])));
    process.signal("TERM");
    let (_, log) = process.end();
    assert_eq!(log.matches(" panicked at ").count(), 1, "{log}");
    assert!(log.contains(": panic: as asked (at tests/served/main.rs:"), "{log}");
}

#[test]
fn a_panic_hook_of_the_program_sees_panics_of_methods() {
    let process = Served::start(&["--quiet", "--own-panic-hook"]);
    exchange(process.address, post(&call("panic_blocking", &[])));
    process.signal("TERM");
    let (_, log) = process.end();
    assert_eq!(log.matches("the program's hook: as asked\n").count(), 1, "{log}");
    assert!(log.contains(": panic: as asked (at tests/served/main.rs:"), "{log}");
}
