//! Requests that are none.

use std::env;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::beside::{on_threads, survives};
use crate::client::{call, post, unframed_post};

/// The status that a request is answered with, if it is answered at all, and not with a reset.
fn status(address: SocketAddr, request: &[u8]) -> Option<u16> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    // Both may fail when the server has had enough.
    let _ = stream.write_all(request);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let line = String::from_utf8_lossy(answer.get(..12)?).into_owned();
    line.strip_prefix("HTTP/1.1 ")?.parse().ok()
}

#[test]
fn floods_of_headers() {
    survives(|server| {
        let many = unframed_post(&"X-Header: value\r\n".repeat(5_000), "");
        let long = unframed_post(&format!("X-Header: {}\r\n", "x".repeat(4 << 20)), "");
        let end = Instant::now() + Duration::from_secs(2);
        on_threads(4, |number| {
            while Instant::now() < end {
                for request in [&many, &long] {
                    let status = status(server.address, request.as_bytes());
                    assert!(matches!(status, None | Some(400 | 431)), "{number}: {status:?}");
                }
            }
        });
    });
}

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

/// A request with something wrong about it.
fn damaged(numbers: &mut Numbers) -> Vec<u8> {
    let call = call("add", &[2, 3]);
    let mut request = match numbers.below(5) {
        0 => post(&call),
        1 => unframed_post("Transfer-Encoding: chunked\r\n", &format!("{:x}\r\n{call}\r\n0\r\n\r\n", call.len())),
        2 => post(&call).replace("Host: localhost\r\n", ""),
        3 => post(&call).replace("HTTP/1.1", "HTTP/1.0"),
        _ => post(&call) + &post(&call),
    }
    .into_bytes();
    for _ in 0..=numbers.below(4) {
        if request.len() < 2 {
            break;
        }
        let position = numbers.below(request.len());
        match numbers.below(4) {
            0 => request[position] = u8::try_from(numbers.below(256)).unwrap(),
            1 => drop(request.remove(position)),
            2 => request.insert(position, b"\r\n :<>\0"[numbers.below(7)]),
            _ => request.truncate(position.max(1)),
        }
    }
    request
}

/// `XMLRPC_STORM_SECONDS` says for how long; 3 seconds unless set.
#[test]
fn a_storm_of_malformed_requests() {
    let seconds = env::var("XMLRPC_STORM_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    survives(|server| {
        let end = Instant::now() + Duration::from_secs(seconds);
        on_threads(2, |number| {
            let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 + number);
            while Instant::now() < end {
                let request = damaged(&mut numbers);
                let status = status(server.address, &request);
                assert!(status.is_none_or(|status| status < 500), "{status:?}: {}", request.escape_ascii());
            }
        });
    });
}
