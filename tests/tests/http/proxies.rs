//! The client's address, as trusted proxies report it.
#![cfg(unix)]

use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Connection, call, exchange, post, post_with};
use crate::served::Served;

/// The peer that a call sees, and the log's.
fn peers(process: Served, request: &str) -> (String, String) {
    let mut connection = Connection::open(process.address);
    let seen = connection.send(request).response().string().to_owned();
    // A second request on the same connection comes from the same client.
    assert_eq!(connection.send(post(&call("add", &[2, 3]))).response().int(), 5);
    process.signal("TERM");
    let (_, log) = process.end();
    let line = log.lines().find(|line| line.contains(" \"peer\" ok ")).unwrap();
    (seen, line.split(' ').nth(1).unwrap().to_owned())
}

fn block(command: u8, family: u8, addresses: &[u8]) -> Vec<u8> {
    let length = (addresses.len() as u16).to_be_bytes();
    [b"\r\n\r\n\0\r\nQUIT\n", &[command, family][..], &length, addresses].concat()
}

#[test]
fn headers_of_a_trusted_proxy_name_the_client() {
    for (trusted, header) in [
        ("x-forwarded-for=127.0.0.1", "X-Forwarded-For: 198.51.100.9, 192.0.2.1\r\n"),
        ("forwarded=127.0.0.0/8", "Forwarded: for=198.51.100.9, for=192.0.2.1\r\n"),
    ] {
        let request = post_with("/RPC2", header, &call("peer", &[]));
        let expected = ("192.0.2.1:0".to_owned(), "192.0.2.1:0".to_owned());
        assert_eq!(peers(Served::start(&["--trust", trusted]), &request), expected);
        // Through the app, which knows other spellings of the path.
        let request = post_with("/%52PC2", header, &call("peer", &[]));
        assert_eq!(peers(Served::start(&["--trust", trusted]), &request), expected);
        let untrusted = trusted.replace("=127.", "=10.");
        let (seen, logged) = peers(Served::start(&["--trust", &untrusted]), &request);
        assert!(seen.starts_with("127.0.0.1:") && seen == logged, "{seen} {logged}");
    }
}

#[test]
fn a_trusted_proxy_names_the_request_in_the_log() {
    let request = post_with("/RPC2", "X-Forwarded-For: 192.0.2.1\r\nX-Request-Id: 7f-a1\r\n", &call("add", &[2, 3]));
    for (trusted, is_taken) in [("x-forwarded-for=127.0.0.1", true), ("x-forwarded-for=10.0.0.1", false)] {
        let process = Served::start(&["--trust", trusted]);
        exchange(process.address, &request);
        process.signal("TERM");
        let (_, log) = process.end();
        assert_eq!(log.contains(" id=7f-a1\n"), is_taken, "{log}");
    }
}

#[test]
fn a_connection_of_a_trusted_proxy_begins_with_its_header() {
    let v4 = [192, 0, 2, 1, 10, 0, 0, 1, 0x13, 0x88, 0, 80];
    let unix = [b'/'; 216];
    for (header, expected) in [
        (b"PROXY TCP4 192.0.2.1 10.0.0.1 5000 80\r\n".to_vec(), "192.0.2.1:5000"),
        (b"PROXY TCP6 2001:db8::7 ::1 5000 80\r\n".to_vec(), "[2001:db8::7]:5000"),
        (b"PROXY UNKNOWN\r\n".to_vec(), "127.0.0.1:"),
        (block(0x21, 0x11, &v4), "192.0.2.1:5000"),
        (block(0x21, 0x11, &[&v4[..], &[4, 0, 1, 7]].concat()), "192.0.2.1:5000"),
        (block(0x21, 0x31, &unix), "127.0.0.1:"),
        (block(0x20, 0x00, &[]), "127.0.0.1:"),
    ] {
        let process = Served::start(&["--quiet", "--trust", "proxy-protocol=127.0.0.1"]);
        let request = post(&call("peer", &[]));
        let whole = [&header[..], request.as_bytes()].concat();
        // In one piece, and cut at every position of the header and a little behind it.
        for cut in 0..header.len() + 3 {
            let mut connection = Connection::open(process.address);
            connection.send(&whole[..cut]);
            if cut > 0 {
                thread::sleep(Duration::from_millis(2));
            }
            let peer = connection.send(&whole[cut..]).response();
            assert!(peer.string().starts_with(expected), "{cut}: {}", peer.body);
            assert_eq!(connection.send(post(&call("add", &[2, 3]))).response().int(), 5);
        }
    }
}

#[test]
fn a_connection_without_the_header_is_refused() {
    let process = Served::start(&["--trust", "proxy-protocol=127.0.0.1"]);
    for bytes in [
        post(&call("add", &[2, 3])).into_bytes(),
        b"PROXY TCP4 nonsense\r\n".to_vec(),
        [b"PROXY UNKNOWN ", &[b'x'; 200][..]].concat(),
        block(0x21, 0x11, &[0; 4097]),
        block(0x22, 0x11, &[0; 12]),
    ] {
        let mut connection = Connection::open(process.address);
        let response = connection.send(&bytes).all_that_comes();
        assert!(response.starts_with("HTTP/1.1 400 ") && response.contains("PROXY protocol"), "{response}");
    }
    // One that never comes is waited for as long as a head is.
    let started = Instant::now();
    let mut silent = Connection::open(process.address);
    assert!(silent.send(b"PROXY TCP4 192").all_that_comes().starts_with("HTTP/1.1 400 "));
    assert!((4..8).contains(&started.elapsed().as_secs()), "{:?}", started.elapsed());
    process.signal("TERM");
    let (_, log) = process.end();
    assert_eq!(log.matches(" - refused 400 ").count(), 6, "{log}");
}

#[test]
fn a_client_that_is_no_proxy_cannot_use_the_header() {
    let process = Served::start(&["--quiet", "--trust", "proxy-protocol=10.0.0.1"]);
    let request = [b"PROXY TCP4 192.0.2.1 10.0.0.1 5000 80\r\n", post(&call("add", &[2, 3])).as_bytes()].concat();
    let response = Connection::open(process.address).send(&request).all_that_comes();
    assert!(response.starts_with("HTTP/1.1 400 "), "{response}");
    assert_eq!(exchange(process.address, post(&call("add", &[2, 3]))).int(), 5);
}
