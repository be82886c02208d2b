//! The event loop is never held for long by what a client sends.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Connection, call, post};
use crate::subject::serve;

/// What a short call may take in the median beside four clients that try to hold the loop. This is a build without
/// optimisation: with it, the figure is some milliseconds.
const BOUND: Duration = Duration::from_millis(75);
/// On a slow machine, the bound is so many times the time of the shortest request that the clients send.
const SHORTEST: u32 = 8;

fn median_beside(requests: &[String]) -> Duration {
    let server = serve();
    let over = AtomicBool::new(false);
    let mut taken = thread::scope(|scope| {
        for request in requests {
            let mut connection = Connection::open(server.address());
            let over = &over;
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    connection.send(request).response();
                }
            });
        }
        let mut connection = Connection::open(server.address());
        let started = Instant::now();
        let mut taken = Vec::new();
        while started.elapsed() < Duration::from_secs(3) {
            let started = Instant::now();
            assert_eq!(connection.send(post(&call("add", &[2, 3]))).response().int(), 5);
            taken.push(started.elapsed());
            thread::sleep(Duration::from_millis(2));
        }
        over.store(true, Ordering::Relaxed);
        taken
    });
    taken.sort_unstable();
    taken[taken.len() / 2]
}

/// How long the shortest of the requests takes if the server does nothing else.
fn shortest_alone(requests: &[String]) -> Duration {
    let server = serve();
    let mut connection = Connection::open(server.address());
    let request = requests.iter().min_by_key(|request| request.len()).unwrap();
    let mut times = || {
        let started = Instant::now();
        connection.send(request).response();
        started.elapsed()
    };
    (0..5).map(|_| times()).min().unwrap()
}

fn assert_quick(requests: &[String]) {
    let bound = BOUND.max(shortest_alone(requests) * SHORTEST);
    let attempts: Vec<_> = (0..3).map(|_| median_beside(requests)).take_while(|median| *median > bound).collect();
    assert!(attempts.len() < 3, "the median of a short call: {attempts:?}, at most {bound:?}");
}

#[test]
fn documents_that_are_slow_to_read_hold_no_short_call() {
    // Each attribute sends the reader to its slow path.
    let value = "<value a='1'><int b='2'>7</int></value>";
    let requests = [250_000, 120_000, 60_000, 30_000].map(|bytes| {
        let values = value.repeat(bytes / value.len());
        post(&call("size", &[0]).replace("<int>0</int>", &format!("<array><data>{values}</data></array>")))
    });
    assert_quick(&requests);
}

#[test]
fn multicalls_of_inline_methods_hold_no_short_call() {
    let entry = "<value><struct><member><name>methodName</name><value>add</value></member><member><name>params</name>\
        <value><array><data><value><int>1</int></value><value><int>2</int></value></data></array></value></member>\
        </struct></value>";
    let requests = [900; 4].map(|entries| {
        let calls = format!("<array><data>{}</data></array>", entry.repeat(entries));
        post(&call("system.multicall", &[0]).replace("<int>0</int>", &calls))
    });
    assert_quick(&requests);
}
