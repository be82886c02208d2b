//! A server that is a process: what it prints, and how signals end it.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Connection, call, exchange, post, post_with};

struct Process {
    child: Child,
    announcement: String,
    address: SocketAddr,
}

impl Process {
    fn start() -> Self {
        let mut child =
            Command::new(env!("CARGO_BIN_EXE_served")).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap()).lines();
        let announcement = stdout.find_map(|line| line.ok().filter(|line| line.contains("Serving "))).unwrap();
        // Whatever else it prints must find a reader.
        thread::spawn(move || stdout.for_each(drop));
        let port = announcement.split_once("127.0.0.1:").unwrap().1.split_once('/').unwrap().0;
        let address = SocketAddr::from(([127, 0, 0, 1], port.parse().unwrap()));
        Process { child, announcement, address }
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Waits for the end; whether it was a good one, and the log.
    fn end(mut self) -> (bool, String) {
        let success = self.child.wait().unwrap().success();
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (success, log)
    }
}

#[test]
fn it_prints_where_it_listens_and_logs_each_call() {
    let process = Process::start();
    assert!(process.announcement.contains(&format!(" at http://{}/RPC2 (Ctrl-C stops)", process.address)));
    assert!(process.announcement.contains(" methods "), "{}", process.announcement);
    exchange(process.address, post(&call("add", &[2, 3])));
    exchange(process.address, post(&call("no\tbody", &[])));
    exchange(process.address, post("nothing"));
    exchange(process.address, post(&call("panic_blocking", &[])));
    process.signal("TERM");
    let (success, log) = process.end();
    assert!(success, "{log}");
    for expected in ["127.0.0.1:", " \"add\" ok ", " B ", " ms\n", "\" fault -32601 ", " - fault -32700 ", "as asked"] {
        assert!(log.contains(expected), "no {expected:?} in {log}");
    }
    assert!(!log.contains('\t'), "{log}");
}

#[test]
fn each_quirk_of_a_client_is_logged_once() {
    let process = Process::start();
    let quirky = "<methodCall><methodName> add </methodName><params><param><INT>2</INT></param><value><int>3</int></value>\
        </params></methodCall>";
    for _ in 0..5 {
        assert_eq!(exchange(process.address, post_with("/", "X-Reading: tolerant\r\n", quirky)).int(), 5);
    }
    assert_eq!(exchange(process.address, post(quirky)).fault_code(), -32600);
    process.signal("TERM");
    let (success, log) = process.end();
    assert!(success, "{log}");
    for quirk in ["upper-case", "missing-value-element", "missing-param-element", "space-around-method-name"] {
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(&format!(" ({quirk});"))).collect();
        assert_eq!(lines.len(), 1, "{quirk}: {log}");
        assert!(lines[0].starts_with("127.0.0.1 \"add\" tolerated: "), "{}", lines[0]);
    }
    assert_eq!(log.matches(" tolerated: ").count(), 4, "{log}");
}

#[test]
fn both_signals_let_the_calls_in_flight_finish() {
    for signal in ["INT", "TERM"] {
        let process = Process::start();
        let mut idle = Connection::open(process.address);
        idle.send(post(&call("add", &[2, 3]))).response();
        let mut busy: Vec<_> = (0..4).map(|_| Connection::open(process.address)).collect();
        for connection in &mut busy {
            connection.send(post(&call("sleep", &[800])));
        }
        thread::sleep(Duration::from_millis(300));
        process.signal(signal);
        for connection in &mut busy {
            assert_eq!(connection.response().int(), 800, "{signal}");
        }
        assert!(idle.is_closed());
        let (success, log) = process.end();
        assert!(success, "{signal}: {log}");
    }
}

#[test]
fn a_second_signal_does_not_wait() {
    let process = Process::start();
    let mut busy = Connection::open(process.address);
    busy.send(post(&call("sleep", &[20_000])));
    thread::sleep(Duration::from_millis(300));
    let started = Instant::now();
    process.signal("INT");
    thread::sleep(Duration::from_millis(200));
    process.signal("INT");
    let (success, log) = process.end();
    assert!(success, "{log}");
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}
