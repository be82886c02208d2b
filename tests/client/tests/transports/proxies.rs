//! Proxies.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use xmlrpc_client::{Client, ErrorKind, Phase};
use xmlrpc_client_tests::scripted::{Scripted, response};

#[tokio::test]
async fn a_proxy_gets_the_whole_address() {
    let proxy = Scripted::start(|mut connection| {
        while connection.request().is_some() {
            connection.send(&response("<value><int>5</int></value>"));
        }
    });
    let address = format!("http://me:x@127.0.0.1:{}", proxy.port());
    let client = Client::builder().proxy(&address).build("http://server.example:81/a?b").unwrap();
    for _ in 0..2 {
        assert_eq!(client.call::<i32>("f", ()).await.unwrap(), 5);
    }
    let request = &proxy.requests()[1];
    assert!(request.head.starts_with("POST http://server.example:81/a?b HTTP/1.1\r\n"), "{}", request.head);
    assert_eq!(request.header("Host"), Some("server.example:81"));
    assert_eq!(request.header("Proxy-Authorization"), Some("Basic bWU6eA=="));
    assert_eq!(request.header("Authorization"), None);
    assert_eq!(proxy.connections(), 1);
}

/// A proxy that answers a request for a tunnel with these bytes, and gives back what it got.
fn tunnel(answer: &'static str) -> (u16, thread::JoinHandle<(String, TcpStream)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        stream.write_all(answer.as_bytes()).unwrap();
        (String::from_utf8(head).unwrap(), stream)
    });
    (port, thread)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tunnel_is_asked_for_and_may_be_refused() {
    for (answer, phase, text) in [
        ("HTTP/1.1 407 No\r\n\r\n", Phase::Tunnel, "asks for a user name"),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", Phase::Tunnel, "HTTP/1.1 403 Forbidden"),
        ("", Phase::Tunnel, "refuses"),
        // The tunnel is there, and what is behind it closes the connection.
        ("HTTP/1.1 200 OK\r\nA: b\r\n\r\n", Phase::Tls, "handshake"),
    ] {
        let (port, thread) = tunnel(answer);
        let address = format!("http://me:x@127.0.0.1:{port}");
        let client = Client::builder().proxy(&address).build("https://server.example").unwrap();
        let call = tokio::spawn(async move { client.call::<i32>("f", ()).await.unwrap_err() });
        let (head, stream) = thread.join().unwrap();
        drop(stream);
        assert!(head.starts_with("CONNECT server.example:443 HTTP/1.1\r\nHost: server.example:443\r\n"), "{head}");
        assert!(head.contains("Proxy-Authorization: Basic bWU6eA==\r\n"), "{head}");
        let error = call.await.unwrap();
        assert_eq!((error.kind(), error.phase()), (ErrorKind::Transport, Some(phase)), "{error}");
        assert!(error.to_string().contains(text), "{error}");
        assert!(!error.may_have_run());
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_named() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = Client::builder().proxy(&closed.to_string()).build("http://server.example").unwrap();
    let error = client.call::<i32>("f", ()).await.unwrap_err();
    assert_eq!(error.phase(), Some(Phase::Connect));
    assert!(error.to_string().contains(&format!("the proxy {closed}")), "{error}");
}
