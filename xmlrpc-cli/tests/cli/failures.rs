//! Servers that cannot be reached, are slow, or send something else.

use std::io::Write;
use std::net::TcpListener;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{command, raw_server, read_request, replying, run, server, xmlrpc};

#[test]
fn what_is_no_response_is_exit_code_3() {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port is free");
    for address in [
        format!("http://{free}"),
        "unix:/does/not/exist.sock".into(),
        replying("200 OK", "text/html", "<html>\u{1b}[31m</html>"),
        replying("502 Bad Gateway", "text/html", "<html>"),
        replying("200 OK", "text/xml", ""),
        replying("200 OK", "text/xml", "<?xml version='1.0'?><methodResponse><params><param>"),
        raw_server(drop),
    ] {
        let ending = xmlrpc([address.as_str(), "call", "m"]);
        assert_eq!((ending.code, ending.stdout.as_str()), (Some(3), ""), "{address}: {}", ending.stderr);
        assert!(ending.stderr.starts_with("xmlrpc: ") && !ending.stderr.contains('\u{1b}'), "{}", ending.stderr);
    }
}

#[test]
fn an_unknown_method_may_be_an_error_page() {
    let address = replying("404 Not Found", "text/plain", "no such method");
    let ending = xmlrpc([address.as_str(), "call", "m", "1"]);
    assert_eq!(ending.code, Some(3));
    assert!(ending.stderr.contains("404"), "{}", ending.stderr);
}

#[test]
fn the_time_limit_is_that_of_the_whole_command() {
    let start = Instant::now();
    let ending = xmlrpc([server(), "--timeout", "300ms", "call", "slow"]);
    assert_eq!(ending.code, Some(4), "{}", ending.stderr);
    assert!(ending.stderr.contains("0.3 s") && ending.stderr.contains("--timeout"), "{}", ending.stderr);
    // Each step is in time by itself: the signature, and then the call.
    let address = raw_server(|mut stream| {
        while read_request(&mut stream).is_some() {
            thread::sleep(Duration::from_millis(600));
            let body = "<methodResponse><params><param><value>undef</value></param></params></methodResponse>";
            let length = body.len();
            let _ =
                write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n{body}");
        }
    });
    assert_eq!(xmlrpc([address.as_str(), "call", "m", "1", "--timeout", "1s"]).code, Some(4));
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn standard_input_that_does_not_end_counts() {
    let mut command = command();
    let mut child = command
        .args([server(), "--timeout", "300ms", "call", "echo", "@-"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let stdin = child.stdin.take();
    let ending = child.wait_with_output().expect("the command ends");
    drop(stdin);
    assert_eq!(ending.status.code(), Some(4));
}

#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let mut command = command();
    command.args([server(), "list"]).stdout(full);
    assert_eq!(run(&mut command).code, Some(3));
}
