//! Servers that stop in each phase of a call.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use xmlrpc_client::{Base64, Client, ErrorKind, Phase};
use xmlrpc_client_tests::scripted::{Scripted, response};

const TIMEOUT: Duration = Duration::from_millis(300);

/// Calls with a large or a small request; the phase in which the time ran out.
async fn phase_of(url: &str, size: usize) -> Option<Phase> {
    let client = Client::builder().timeout(TIMEOUT).build(url).unwrap();
    let call = client.call::<i32>("f", (Base64::new(vec![0; size]),));
    let begin = Instant::now();
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Deadline, "{error}");
    assert!(begin.elapsed() >= TIMEOUT && begin.elapsed() < Duration::from_secs(10));
    assert!(error.to_string().contains("no result within 0.3 s"), "{error}");
    error.phase()
}

#[tokio::test]
async fn a_server_that_reads_nothing_stalls_the_sending() {
    // Connections are accepted by the system, and nothing reads them.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    assert_eq!(phase_of(&url, 24 << 20).await, Some(Phase::Send));
    assert_eq!(phase_of(&url, 1).await, Some(Phase::Wait));
}

#[tokio::test]
async fn a_server_that_stops_at_any_byte_is_waited_for_until_the_deadline() {
    let response = response("<value><int>5</int></value>");
    let places = [0, 1, 12, 17, 40, response.len() - 30, response.len() - 1];
    for length in places {
        let start = response[..length].to_vec();
        let server = Scripted::start(move |mut connection| {
            connection.request();
            connection.send(&start);
            connection.stall();
        });
        let phase = if length == 0 { Phase::Wait } else { Phase::Read };
        assert_eq!(phase_of(&server.url(), 1).await, Some(phase), "{length}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn bytes_that_trickle_in_do_not_move_the_deadline() {
    let server = Scripted::start(|mut connection| {
        connection.request();
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        for _ in 0..10_000 {
            connection.send(b" ");
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    assert_eq!(phase_of(&server.url(), 1).await, Some(Phase::Read));
}

#[tokio::test]
async fn retries_share_the_deadline() {
    let server = Scripted::start(|mut connection| {
        connection.request();
        std::thread::sleep(Duration::from_millis(200));
    });
    let client = Client::builder().timeout(TIMEOUT).build(&server.url()).unwrap();
    let error = client.call::<i32>("f", ()).idempotent().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_call_that_is_dropped_closes_its_connection() {
    let (send, receive) = std::sync::mpsc::channel();
    let server = Scripted::start(move |mut connection| {
        connection.request();
        connection.stall();
        send.send(()).unwrap();
    });
    let client = Client::new(&server.url()).unwrap();
    let call = client.call::<i32>("f", ()).into_future();
    assert!(tokio::time::timeout(TIMEOUT, call).await.is_err());
    let closed = tokio::task::spawn_blocking(move || receive.recv_timeout(Duration::from_secs(20)));
    closed.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_call_may_have_no_deadline() {
    let server = Scripted::start(|mut connection| {
        connection.request();
        std::thread::sleep(2 * TIMEOUT);
        connection.send(&response("<value><int>5</int></value>"));
    });
    let client = Client::builder().timeout(TIMEOUT).build(&server.url()).unwrap();
    assert_eq!(client.call::<i32>("f", ()).no_timeout().await.unwrap(), 5);
}
