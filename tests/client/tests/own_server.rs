//! The client against this project's server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use xmlrpc_client::{Caller, Client, ErrorKind, Result, Value};
use xmlrpc_server::{Fault, Server};

async fn server() -> xmlrpc_server::Handle {
    let server = Server::new()
        .function("add", |a: i32, b: i32| a + b)
        .function("echo", |value: Value| value)
        .function("fail", |code: i32| -> Result<i32, Fault> { Err(Fault::new(code, "no")) });
    server.start("127.0.0.1:0").await.unwrap()
}

#[tokio::test]
async fn a_call_has_a_typed_result() {
    let server = server().await;
    let client = Client::new(&server.url()).unwrap();
    for number in 0..100 {
        let sum: i32 = client.call("add", (number, 3)).await.unwrap();
        assert_eq!(sum, number + 3);
    }
    let given = BTreeMap::from([("a".to_owned(), vec![1, 2]), ("é".to_owned(), vec![])]);
    let echoed: BTreeMap<String, Vec<i32>> = client.call("echo", (&given,)).await.unwrap();
    assert_eq!(echoed, given);
    server.stop().await;
}

#[tokio::test]
async fn a_fault_is_an_error_of_its_own_kind() {
    let server = server().await;
    let client = Client::new(&server.url()).unwrap();
    let error = client.call::<i32>("fail", (17,)).await.unwrap_err();
    assert_eq!((error.kind(), error.fault()), (ErrorKind::Fault, Some(&Fault::new(17, "no"))));
    assert_eq!(error.to_string(), "fail: fault 17: no");
    let error = client.call::<String>("add", (2, 3)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("expected a string, found an int (line 2,"), "{error}");
    server.stop().await;
}

#[tokio::test]
async fn futures_are_send_and_generic_code_can_call() {
    async fn sum<C: Caller>(caller: C) -> Result<i32> {
        caller.call("add", (2, 3)).await
    }
    let server = server().await;
    let client = Client::new(&server.url()).unwrap();
    let of_client = client.clone();
    let spawned = tokio::spawn(async move { sum(&of_client).await });
    assert_eq!(spawned.await.unwrap().unwrap(), 5);
    assert_eq!(sum(std::sync::Arc::new(client)).await.unwrap(), 5);
    server.stop().await;
}
