//! SCGI.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use xmlrpc_client::{Client, ErrorKind, Limits, Phase};

const DOCUMENT: &str = "<methodResponse><params><param><value><int>5</int></value></param></params></methodResponse>";

/// A server that reads one request, and sends these bytes and the end.
fn server(response: String) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("scgi://{}", listener.local_addr().unwrap());
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut bytes = [0; 4096];
        while !request.ends_with(b"</methodCall>\n") {
            let read = stream.read(&mut bytes).unwrap();
            request.extend_from_slice(&bytes[..read]);
        }
        let _ = stream.write_all(response.as_bytes());
        String::from_utf8(request).unwrap()
    });
    (address, thread)
}

#[tokio::test]
async fn a_call_is_a_netstring_and_the_response_a_cgi_document() {
    let length = DOCUMENT.len();
    for head in [
        format!("Status: 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n"),
        "Status: 200 OK\r\n\r\n".into(),
        String::new(),
    ] {
        let (address, thread) = server(format!("{head}{DOCUMENT}"));
        let client = Client::builder().basic_auth("me", "x").build(&address).unwrap();
        assert_eq!(client.call::<i32>("system.pid", ()).await.unwrap(), 5);
        let request = thread.join().unwrap();
        assert!(
            request.contains("REQUEST_URI\0/RPC2\0") && request.contains("HTTP_AUTHORIZATION\0Basic "),
            "{request}"
        );
    }
}

#[tokio::test]
async fn failures_are_errors_of_their_kinds() {
    let page = "<html>no</html>".to_owned();
    for (response, kind) in [
        ("Status: 500 No\r\nContent-Type: text/html\r\n\r\n<html>".to_owned(), ErrorKind::Http),
        (page, ErrorKind::Http),
        (String::new(), ErrorKind::Transport),
        ("Content-Length: 1000\r\n\r\n<x".to_owned(), ErrorKind::Transport),
        ("SSH-2.0".to_owned(), ErrorKind::Transport),
        (format!("Content-Length: 99999999999\r\n\r\n{DOCUMENT}"), ErrorKind::Limit),
        (format!("A: b\r\n\r\n{}", " ".repeat(20_000)), ErrorKind::Limit),
        ("x".repeat(100_000), ErrorKind::Limit),
    ] {
        let (address, _) = server(response.clone());
        let limits = Limits { body: 10_000, ..Limits::default() };
        let client = Client::builder().limits(limits).build(&address).unwrap();
        let error = client.call::<i32>("f", ()).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
    }
}

#[tokio::test]
async fn a_deadline_and_a_unix_socket() {
    let path = std::env::temp_dir().join(format!("xmlrpc-scgi-{}.sock", std::process::id()));
    let listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
    let client = Client::new(&format!("scgi+unix:{}", path.display())).unwrap();
    let error = client.call::<i32>("f", ()).timeout(Duration::from_millis(100)).await.unwrap_err();
    assert_eq!((error.kind(), error.phase()), (ErrorKind::Deadline, Some(Phase::Wait)));
    drop(listener);
    std::fs::remove_file(&path).unwrap();
}
