//! Connections that servers leave open, and close at the wrong moment.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use xmlrpc_client::{Client, ErrorKind};
use xmlrpc_client_tests::scripted::{Scripted, http, response};

fn five() -> Vec<u8> {
    response("<value><int>5</int></value>")
}

async fn call(client: &Client) -> i32 {
    client.call("f", ()).await.unwrap()
}

#[tokio::test]
async fn an_idle_connection_that_the_server_closed_is_not_used() {
    let server = Scripted::start(|mut connection| {
        connection.request();
        connection.send(&five());
    });
    let client = Client::new(&server.url()).unwrap();
    for count in 1..=5 {
        assert_eq!(call(&client).await, 5);
        assert_eq!((server.requests().len(), server.connections()), (count, count));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_server_that_closes_each_kept_connection_gets_each_call_at_most_twice() {
    // It reads the second request of each connection, and closes the connection without a response.
    let server = Scripted::start(|mut connection| {
        connection.request();
        connection.send(&five());
        connection.request();
    });
    let client = Client::new(&server.url()).unwrap();
    for count in 0..5 {
        assert_eq!(call(&client).await, 5);
        assert_eq!(server.requests().len(), 1 + 2 * count);
    }
}

#[tokio::test]
async fn a_replaced_connection_is_not_replaced_again() {
    static ANSWERED: AtomicUsize = AtomicUsize::new(0);
    // The first connection answers once; no other answers.
    let server = Scripted::start(|mut connection| {
        if connection.request().is_some() && ANSWERED.fetch_add(1, Ordering::SeqCst) == 0 {
            connection.send(&five());
            connection.request();
        }
    });
    let client = Client::new(&server.url()).unwrap();
    assert_eq!(call(&client).await, 5);
    let error = client.call::<i32>("f", ()).await.unwrap_err();
    assert_eq!((error.kind(), server.requests().len()), (ErrorKind::Transport, 3), "{error}");
}

#[tokio::test]
async fn bytes_behind_a_response_end_its_connection() {
    let server = Scripted::start(|mut connection| {
        while connection.request().is_some() {
            let twice = [five(), response("<value><int>6</int></value>")].concat();
            connection.send(&twice);
        }
    });
    let client = Client::new(&server.url()).unwrap();
    for count in 1..=3 {
        assert_eq!(call(&client).await, 5);
        assert_eq!(server.connections(), count);
    }
}

#[tokio::test]
async fn connections_are_kept_after_faults_and_error_statuses() {
    let server = Scripted::start(|mut connection| {
        while connection.request().is_some() {
            connection.send(&http("500 No", "Content-Type: text/html\r\n", b"<html>"));
        }
    });
    let client = Client::new(&server.url()).unwrap();
    for _ in 0..3 {
        client.call::<i32>("f", ()).await.unwrap_err();
    }
    assert_eq!((server.connections(), server.requests().len()), (1, 3));
}

#[tokio::test]
async fn ten_thousand_calls_go_over_one_connection() {
    let server = xmlrpc_server::Server::new().function("add", |a: i32, b: i32| a + b);
    let server = server.start("127.0.0.1:0").await.unwrap();
    let relay = xmlrpc_client_tests::relay::Relay::start(&server.url());
    let client = Client::new(&relay.url()).unwrap();
    for number in 0..10_000 {
        assert_eq!(client.call::<i32>("add", (number, 1)).await.unwrap(), number + 1);
    }
    assert_eq!(relay.connections(), 1);
    server.stop().await;
}

#[tokio::test]
async fn calls_at_once_have_connections_of_their_own_which_are_kept() {
    let server = Scripted::start(|mut connection| {
        while connection.request().is_some() {
            std::thread::sleep(Duration::from_millis(100));
            connection.send(&five());
        }
    });
    let client = Client::new(&server.url()).unwrap();
    for _ in 0..3 {
        let calls: Vec<_> =
            (0..4).map(|_| client.clone()).map(|client| tokio::spawn(async move { call(&client).await })).collect();
        for call in calls {
            assert_eq!(call.await.unwrap(), 5);
        }
    }
    assert_eq!(server.connections(), 4);
}

#[test]
fn a_client_outlives_the_runtime_of_its_connections() {
    let server = Scripted::start(|mut connection| {
        while connection.request().is_some() {
            connection.send(&five());
        }
    });
    let client = Client::new(&server.url()).unwrap();
    for _ in 0..3 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        assert_eq!(runtime.block_on(call(&client)), 5);
    }
    assert_eq!(server.requests().len(), 3);
}
