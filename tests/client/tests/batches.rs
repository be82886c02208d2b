//! Several calls in one request, and single calls where a server has no multicall.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use xmlrpc_client::{Client, ErrorKind, Fault, Value};
use xmlrpc_client_tests::scripted::{Scripted, fault, response};
use xmlrpc_server::Server;

fn server() -> Server {
    Server::new()
        .function("add", |a: i32, b: i32| a.wrapping_add(b))
        .function("fail", |code: i32| -> Result<i32, Fault> { Err(Fault::new(code, "no")) })
}

async fn check(client: &Client) {
    let mut batch = client.batch();
    let sum = batch.call::<i32>("add", (2, 3));
    let failed = batch.call::<i32>("fail", (17,));
    let wrong = batch.call::<String>("add", (2, 3));
    let unknown = batch.call::<i32>("nothing", ());
    let last = batch.call::<i64>("add", (i32::MAX, 1));
    let mut results = batch.send().await.unwrap();
    assert_eq!(results.len(), 5);
    assert_eq!(results.take(last).unwrap(), i64::from(i32::MIN));
    assert_eq!(results.take(sum).unwrap(), 5);
    let error = results.take(failed).unwrap_err();
    assert_eq!((error.fault().map(Fault::code), error.method()), (Some(17), Some("fail")));
    assert_eq!(results.take(wrong).unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(results.take(unknown).unwrap_err().fault().map(Fault::code), Some(-32601));
}

#[tokio::test]
async fn one_request_has_typed_results_and_faults_by_entry() {
    let server = server().start("127.0.0.1:0").await.unwrap();
    let client = Client::new(&server.url()).unwrap();
    check(&client).await;
    server.stop().await;
}

#[tokio::test]
async fn without_multicall_each_call_is_sent_by_itself_in_order() {
    let server = Scripted::start(|mut connection| {
        while let Some(request) = connection.request() {
            let body = String::from_utf8(request.body).unwrap();
            let answer = if body.contains("system.multicall") {
                fault(1, "<class 'Exception'>:method \"system.multicall\" is not supported")
            } else if body.contains("fail") {
                fault(17, "no")
            } else {
                response("<value><int>5</int></value>")
            };
            connection.send(&answer);
        }
    });
    let client = Client::new(&server.url()).unwrap();
    for round in 1..=2 {
        let mut batch = client.batch();
        let (sum, failed) = (batch.call::<i32>("add", (2, 3)), batch.call::<i32>("fail", ()));
        let mut results = batch.send().await.unwrap();
        assert_eq!(results.take(sum).unwrap(), 5);
        assert_eq!(results.take(failed).unwrap_err().fault().map(Fault::code), Some(17));
        // The lack of it is remembered.
        assert_eq!(server.requests().len(), 1 + 2 * round);
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_fault_that_may_come_from_an_entry_repeats_nothing() {
    let server = Scripted::answering(fault(-32601, "unknown method: add"));
    let client = Client::new(&server.url()).unwrap();
    let mut batch = client.batch();
    batch.call::<i32>("first", ());
    batch.call::<i32>("add", (2, 3));
    assert_eq!(batch.send().await.unwrap_err().fault().map(Fault::code), Some(-32601));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn mistakes_send_nothing() {
    let server = Scripted::answering(response("<value/>"));
    let client = Client::new(&server.url()).unwrap();
    assert!(client.batch().send().await.unwrap().is_empty());

    let mut batch = client.batch();
    batch.call::<Value>("good", ());
    batch.call::<Value>("bad", (1, u64::MAX));
    let error = batch.send().await.unwrap_err();
    assert_eq!((error.kind(), error.method()), (ErrorKind::Usage, Some("bad")));
    assert!(error.to_string().contains("parameter 2"), "{error}");
    assert_eq!(server.requests().len(), 0);
}
