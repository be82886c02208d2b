//! Calls that block.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::thread;
use std::time::{Duration, Instant};

use xmlrpc_client::{BlockingCaller, ErrorKind, Result, blocking};
use xmlrpc_client_tests::scripted::Scripted;
use xmlrpc_server::{Fault, Server};

/// A server on a thread of its own.
fn served() -> String {
    let (send, receive) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let server = Server::new().function("add", |a: i32, b: i32| a + b).start("127.0.0.1:0").await.unwrap();
            send.send(server.url()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    receive.recv().unwrap()
}

#[test]
fn threads_share_a_client() {
    let client = blocking::Client::new(&served()).unwrap();
    thread::scope(|scope| {
        for thread in 0..4 {
            let client = &client;
            scope.spawn(move || {
                for number in 0..50 {
                    assert_eq!(client.call::<i32>("add", (thread, number)).unwrap(), thread + number);
                }
            });
        }
    });
    let mut batch = client.batch();
    let sum = batch.call::<i32>("add", (2, 3));
    assert_eq!(batch.send().unwrap().take(sum).unwrap(), 5);
}

#[test]
fn a_deadline_holds_without_a_runtime() {
    let server = Scripted::start(|mut connection| connection.stall());
    let client = blocking::Client::new(&server.url()).unwrap();
    let begin = Instant::now();
    let error = client.prepare::<i32>("add", (2, 3)).timeout(Duration::from_millis(200)).send().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert!(begin.elapsed() < Duration::from_secs(10));
}

#[test]
fn generic_code_can_call() {
    fn sum(caller: impl BlockingCaller) -> Result<i32> {
        caller.call("add", (2, 3))
    }
    assert_eq!(sum(blocking::Client::new(&served()).unwrap()).unwrap(), 5);
}

#[tokio::test]
async fn within_a_task_it_is_an_error_and_no_panic() {
    let client = blocking::Client::new("http://127.0.0.1:1").unwrap();
    let error = client.call::<i32>("add", (2, 3)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(error.to_string().contains("use `xmlrpc_client::Client` there"), "{error}");
    // Dropped here, within the task.
    drop(client);
}

#[tokio::test]
async fn methods_of_a_service_can_call() {
    let url = served();
    let client = blocking::Client::new(&url).unwrap();
    let service = Server::new().function("twice", move |number: i32| -> std::result::Result<i32, Fault> {
        Ok(client.call("add", (number, number))?)
    });
    let server = service.start("127.0.0.1:0").await.unwrap();
    let client = xmlrpc_client::Client::new(&server.url()).unwrap();
    assert_eq!(client.call::<i32>("twice", (4,)).await.unwrap(), 8);
    server.stop().await;
}
