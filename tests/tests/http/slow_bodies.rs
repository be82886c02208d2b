//! Bodies that come slowly.

use std::thread;
use std::time::{Duration, Instant};

use xmlrpc_server::Server;

use crate::client::{Connection, call, exchange, post, unframed_post};
use crate::subject::{Running, Subject};

const CHUNKED: &str = "Transfer-Encoding: chunked\r\n";

fn serve(timeout: Duration, rate: u32) -> Running {
    Running::new(Server::new().mount(Subject::default()).workers(1).http(|http| {
        http.body_timeout = timeout;
        http.body_rate = rate;
    }))
}

#[test]
fn a_body_that_stops_is_refused_and_its_connection_closed() {
    let server = serve(Duration::from_millis(300), 1_000);
    let body = call("count", &[]);
    let framed = format!("Content-Length: {}\r\n", body.len());
    let started = Instant::now();
    let mut waiting = [
        unframed_post(&framed, ""),
        unframed_post(&framed, &body[..body.len() - 1]),
        // No last chunk; then trailers without end.
        unframed_post(CHUNKED, &format!("{:x}\r\n{body}\r\n", body.len())),
        unframed_post(CHUNKED, &format!("{:x}\r\n{body}\r\n0\r\nX: y", body.len())),
    ]
    .map(|request| {
        let mut connection = Connection::open(server.address());
        connection.send(request);
        connection
    });
    for connection in &mut waiting {
        let response = connection.response();
        assert_eq!((response.status, response.header("connection")), (408, Some("close")));
        assert!(
            response.body.contains("0.3 s") && response.body.contains("`HttpSettings::body_timeout`"),
            "{response:?}"
        );
        assert!(started.elapsed() >= Duration::from_millis(290), "{:?}", started.elapsed());
    }
    assert!(waiting.iter_mut().all(Connection::is_closed));
    assert_eq!(exchange(server.address(), post(&body)).int(), 1);
}

#[test]
fn a_body_that_drips_is_refused() {
    let server = serve(Duration::from_millis(300), 1_000);
    let mut connection = Connection::open(server.address());
    connection.send(unframed_post("Content-Length: 100000\r\n", ""));
    let started = Instant::now();
    let stopped = (0..500).any(|_| {
        thread::sleep(Duration::from_millis(20));
        !connection.try_send(b" ")
    });
    assert!(stopped, "it dripped for {:?}", started.elapsed());
}

#[test]
fn a_burst_earns_no_more_than_the_timeout() {
    let server = serve(Duration::from_millis(300), 1_000);
    let mut connection = Connection::open(server.address());
    connection.send(unframed_post("Content-Length: 2000000\r\n", &" ".repeat(1_999_999)));
    let started = Instant::now();
    assert_eq!(connection.response().status, 408);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn a_body_that_keeps_up_has_the_time_it_needs() {
    let server = serve(Duration::from_secs(2), 100);
    let body = call("add", &[2, 3]) + &" ".repeat(8_000);
    let (first, rest) = body.split_at(1_000);
    let mut connection = Connection::open(server.address());
    connection.send(unframed_post(&format!("Content-Length: {}\r\n", body.len()), first));
    for piece in rest.as_bytes().chunks(200) {
        connection.send(piece);
        thread::sleep(Duration::from_millis(75));
    }
    assert_eq!(connection.response().int(), 5);
}

#[test]
fn a_call_that_takes_long_is_not_a_slow_body() {
    let server = serve(Duration::from_millis(100), 0);
    assert_eq!(exchange(server.address(), post(&call("nap", &[400]))).int(), 400);
}

#[cfg(target_os = "linux")]
#[test]
fn hundreds_of_dripping_bodies_hold_up_nobody_and_take_little_memory() {
    let process = crate::served::Served::start(&[]);
    assert_eq!(exchange(process.address, post(&call("add", &[2, 3]))).int(), 5);
    let before = process.memory();
    let mut dripping: Vec<_> = (0..400)
        .map(|_| {
            let mut connection = Connection::open(process.address);
            connection.send(unframed_post("Content-Length: 8000000\r\n", "<"));
            connection
        })
        .collect();
    for _ in 0..5 {
        for connection in &mut dripping {
            connection.send("m");
        }
        assert_eq!(exchange(process.address, post(&call("add", &[2, 3]))).int(), 5);
    }
    // A connection has a task, a buffer to read into and one to write from.
    let each = process.memory().saturating_sub(before) / dripping.len() as u64;
    assert!(each < 64 << 10, "{each} bytes a connection");
}
