//! How long a client may take: for the head of a request, between two calls, for reading its answer.

use std::thread;
use std::time::{Duration, Instant};

use xmlrpc_server::{Server, Timeouts};

use crate::client::{Connection, call, exchange, post};
use crate::subject::{Running, Subject};

const SHORT: Duration = Duration::from_millis(400);
const LONG: Duration = Duration::from_secs(60);

/// A server whose clocks are all long but those that `timeouts` sets.
fn serve_with(set: impl FnOnce(&mut Timeouts)) -> Running {
    let mut timeouts = Timeouts { head: LONG, keep_alive: LONG, write: LONG, ..Timeouts::default() };
    set(&mut timeouts);
    Running::new(Server::new().mount(Subject::default()).workers(1).timeouts(timeouts))
}

/// Whether the clock struck when it should: not early, and at some time.
fn assert_struck(started: Instant) {
    let elapsed = started.elapsed();
    assert!(elapsed >= SHORT - Duration::from_millis(20) && elapsed < Duration::from_secs(5), "{elapsed:?}");
}

/// Sends a head that never ends, a byte now and then, until the server has had enough.
fn drip(connection: &mut Connection) {
    let started = Instant::now();
    for byte in b"POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nX: ".iter().chain([b'x'; 1000].iter()) {
        if !connection.try_send(&[*byte]) || connection.has_answer_within(Duration::from_millis(20)) {
            assert_struck(started);
            return;
        }
    }
    panic!("the server goes on reading");
}

#[test]
fn a_head_that_drips_is_cut_off_on_every_turn_of_a_connection() {
    let server = serve_with(|timeouts| timeouts.head = SHORT);
    for turns in 0..3 {
        let mut connection = Connection::open(server.address());
        for n in 0..turns {
            assert_eq!(connection.send(post(&call("add", &[n, 1]))).response().int(), n + 1);
            thread::sleep(SHORT + SHORT / 2);
        }
        drip(&mut connection);
        let response = connection.response();
        assert_eq!((response.status, response.header("connection")), (408, Some("close")), "{turns} {response:?}");
        assert!(response.body.contains("`Timeouts::head`"), "{response:?}");
        assert!(connection.is_closed());
    }
}

#[test]
fn a_head_that_is_looked_at_as_a_whole_has_the_same_clock() {
    let server = serve_with(|timeouts| timeouts.head = SHORT);
    let mut connection = Connection::open(server.address());
    let started = Instant::now();
    connection.send("POST /RPC2 HTTP/1.1\r\nContent-Length: 0\r\n");
    assert_eq!(connection.response().status, 408);
    assert_struck(started);
}

#[test]
fn a_connection_that_says_nothing_is_closed() {
    let server = serve_with(|timeouts| timeouts.head = SHORT);
    let started = Instant::now();
    assert!(Connection::open(server.address()).is_closed());
    assert_struck(started);
}

#[test]
fn an_idle_connection_is_closed_and_one_in_use_is_not() {
    const IDLE: Duration = Duration::from_secs(2);
    let server = serve_with(|timeouts| timeouts.keep_alive = IDLE);
    let mut connection = Connection::open(server.address());
    for n in 0..6 {
        thread::sleep(IDLE / 5);
        assert_eq!(connection.send(post(&call("add", &[n, 1])) + "\r\n").response().int(), n + 1);
    }
    assert_eq!(connection.send(post(&call("nap", &[2200]))).response().int(), 2200, "a call is not idle");
    let answered = Instant::now();
    // Line ends behind a body are no beginning of a request.
    connection.send("\r\n");
    assert!(connection.is_closed());
    let elapsed = answered.elapsed();
    assert!(elapsed >= IDLE - Duration::from_millis(100) && elapsed < 5 * IDLE, "{elapsed:?}");
}

#[test]
fn a_client_that_does_not_read_is_cut_off_and_one_that_reads_slowly_is_not() {
    // Longer than a busy machine may hold this test up.
    const UNREAD: Duration = Duration::from_secs(1);
    let server = serve_with(|timeouts| timeouts.write = UNREAD);
    let mut deaf = Connection::open(server.address());
    let mut slow = Connection::open(server.address());
    let long = post(&call("text", &[40 << 20]));
    deaf.send(&long);
    slow.send(&long);
    // On a busy machine the answers take their time.
    assert!(deaf.has_answer_within(LONG) && slow.has_answer_within(LONG));
    let started = Instant::now();
    let mut taken = 0;
    while started.elapsed() < 3 * UNREAD {
        taken += slow.take(64 << 10);
        thread::sleep(SHORT / 20);
    }
    assert!(taken > 0);
    assert!(deaf.is_reset_after_reading(), "it was cut off long ago");
    assert!(taken + slow.take((40usize << 20).saturating_sub(taken)) >= 40 << 20, "the slow one gets all of it");
    assert_eq!(exchange(server.address(), post(&call("add", &[2, 3]))).int(), 5);
}

/// How many bytes of a response of 40 MiB a client gets that always reads, but not fast.
fn read_slowly(write_rate: u32) -> usize {
    const LENGTH: usize = 40 << 20;
    let server = serve_with(|timeouts| {
        timeouts.write = SHORT;
        timeouts.write_rate = write_rate;
    });
    let mut connection = Connection::open(server.address());
    connection.send(post(&call("text", &[LENGTH as i32])));
    assert!(connection.has_answer_within(LONG));
    let started = Instant::now();
    let mut taken = 0;
    while started.elapsed() < 5 * SHORT {
        taken += connection.take(128 << 10);
        thread::sleep(SHORT / 20);
    }
    taken + connection.take(LENGTH.saturating_sub(taken))
}

#[test]
fn a_client_that_reads_too_slowly_is_cut_off() {
    assert!(read_slowly(0) >= 40 << 20, "without a rate it only has to go on");
    let taken = read_slowly(1 << 30);
    assert!(taken < 30 << 20, "{taken} bytes");
}

#[test]
fn the_defaults_are_those_of_the_documentation() {
    let Timeouts { head, keep_alive, write, write_rate, discard, drain_delay, incomplete, shutdown } =
        Timeouts::default();
    let seconds =
        [head, keep_alive, write, discard, drain_delay, incomplete, shutdown].map(|timeout| timeout.as_secs());
    assert_eq!(seconds, [5, 15, 30, 10, 0, 2, 30]);
    assert_eq!(write_rate, 1_000);
}
