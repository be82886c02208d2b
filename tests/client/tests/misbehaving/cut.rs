//! Responses that end too early.

use xmlrpc_client::{Client, Error, ErrorKind, Phase};
use xmlrpc_client_tests::scripted::{Scripted, response};

/// A server that sends the first response whole, if asked to, and then closes the connection in the middle of the next.
async fn call_cut(response: &[u8], length: usize, after_a_whole_one: bool) -> (Result<i32, Error>, usize) {
    let (whole, cut) = (response.to_vec(), response[..length].to_vec());
    let server = Scripted::start(move |mut connection| {
        if after_a_whole_one && connection.request().is_some() {
            connection.send(&whole);
        }
        if connection.request().is_some() {
            connection.send(&cut);
        }
    });
    let client = Client::new(&server.url()).unwrap();
    if after_a_whole_one {
        assert_eq!(client.call::<i32>("f", ()).await.unwrap(), 5);
    }
    let result = client.call("f", ()).await;
    (result, server.requests().len() - usize::from(after_a_whole_one))
}

#[tokio::test]
async fn a_response_that_is_cut_at_any_byte_is_an_error_and_sent_once() {
    let response = response("<value><int>5</int></value>");
    for length in 0..response.len() {
        let (result, sent) = call_cut(&response, length, false).await;
        let error = result.unwrap_err();
        let phase = if length == 0 { Phase::Wait } else { Phase::Read };
        assert_eq!((error.kind(), error.phase()), (ErrorKind::Transport, Some(phase)), "{length}: {error}");
        assert_eq!(sent, 1, "{length}: {error}");
        assert!(error.may_have_run());
    }
    assert_eq!(call_cut(&response, response.len(), false).await.0.unwrap(), 5);
}

#[tokio::test]
async fn on_a_kept_connection_only_one_without_any_byte_is_sent_again() {
    let response = response("<value><int>5</int></value>");
    for length in 1..response.len() {
        let (result, sent) = call_cut(&response, length, true).await;
        assert_eq!(result.unwrap_err().phase(), Some(Phase::Read), "{length}");
        assert_eq!(sent, 1, "{length}");
    }
    // The new connection has a whole response.
    let (result, sent) = call_cut(&response, 0, true).await;
    assert_eq!((result.unwrap(), sent), (5, 2));
}

#[tokio::test]
async fn a_document_without_a_length_that_is_cut_cannot_be_read() {
    let document = String::from_utf8(response("<value><int>5</int></value>")).unwrap();
    let (_, document) = document.split_once("\r\n\r\n").unwrap();
    for length in 1..document.len() {
        let server = Scripted::answering(format!("HTTP/1.0 200 OK\r\n\r\n{}", &document[..length]));
        let error = Client::new(&server.url()).unwrap().call::<i32>("f", ()).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Decode | ErrorKind::Http), "{length}: {error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn an_idempotent_call_is_sent_up_to_three_times() {
    for (failing, sent) in [(1, 2), (2, 3), (9, 3)] {
        let server = Scripted::start(move |mut connection| {
            if connection.request().is_some() && connection.index >= failing {
                connection.send(&response("<value><int>5</int></value>"));
            }
        });
        let client = Client::new(&server.url()).unwrap();
        let result = client.call::<i32>("f", ()).idempotent().await;
        assert_eq!((result.is_ok(), server.requests().len()), (failing < 3, sent), "{result:?}");
    }
}

#[tokio::test]
async fn a_wrong_length_is_an_error() {
    let document = "<methodResponse><params><param><value>a</value></param></params></methodResponse>";
    let answer = |length: &str| format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{document}");
    for (length, kind) in [
        ("20", ErrorKind::Decode),
        ("0", ErrorKind::Http),
        ("1000", ErrorKind::Transport),
        ("-1", ErrorKind::Transport),
        ("x", ErrorKind::Transport),
        ("99999999999999999999999", ErrorKind::Transport),
    ] {
        let server = Scripted::answering(answer(length));
        let error = Client::new(&server.url()).unwrap().call::<String>("f", ()).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{length}: {error}");
        assert_eq!(server.requests().len(), 1);
    }
}
