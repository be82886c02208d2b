//! Responses in unusual forms that are read, and requests that are not sent.

use xmlrpc_client::{Client, ErrorKind, Reading, Value};
use xmlrpc_client_tests::scripted::{Scripted, http};

const DOCUMENT: &str = "<methodResponse><params><param><value><int>5</int></value></param></params></methodResponse>";

async fn call(response: impl Into<Vec<u8>>) -> i32 {
    let server = Scripted::answering(response);
    let client = Client::new(&server.url()).unwrap();
    client.call("f", ()).await.unwrap()
}

#[tokio::test]
async fn heads_of_old_servers_are_read() {
    for head in [
        "HTTP/1.0 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 200\r\n\r\n",
        "HTTP/1.1 200 OK\n\n",
        "HTTP/1.1 200 OK\r\nServer : old\r\nX-Folded: a\r\n b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n",
    ] {
        assert_eq!(call(format!("{head}{DOCUMENT}")).await, 5, "{head:?}");
    }
}

#[tokio::test]
async fn chunks_and_trailers_are_read() {
    let (a, b) = DOCUMENT.split_at(20);
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{a}\r\n{:X};x=y\r\n{b}\r\n0\r\nX-Sum: 1\r\n\r\n",
        a.len(),
        b.len()
    );
    assert_eq!(call(chunked).await, 5);
}

#[tokio::test]
async fn the_transport_names_the_character_set() {
    let document = b"<methodResponse><params><param><value>caf\xe9</value></param></params></methodResponse>";
    let server = Scripted::answering(http("200 OK", "Content-Type: text/xml; charset=ISO-8859-1\r\n", document));
    let client = Client::new(&server.url()).unwrap();
    assert_eq!(client.call::<String>("f", ()).await.unwrap(), "café");
}

#[tokio::test]
async fn blanks_before_the_declaration_need_the_tolerant_reading() {
    let document = format!("\n \n<?xml version='1.0'?>{DOCUMENT}");
    let server = Scripted::answering(http("200 OK", "", document.as_bytes()));
    let strict = Client::new(&server.url()).unwrap();
    assert_eq!(strict.call::<i32>("f", ()).await.unwrap_err().kind(), ErrorKind::Decode);
    let tolerant = Client::builder().reading(Reading::tolerant()).build(&server.url()).unwrap();
    assert_eq!(tolerant.call::<i32>("f", ()).await.unwrap(), 5);
}

#[tokio::test]
async fn what_cannot_be_written_is_not_sent() {
    let server = Scripted::answering(http("200 OK", "", DOCUMENT.as_bytes()));
    let client = Client::new(&server.url()).unwrap();
    let bad = Value::Struct([("a".to_owned(), Value::from("b\u{1}"))].into_iter().collect());
    let error = client.call::<i32>("f", (1, bad)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(error.to_string().contains("parameter 2.a"), "{error}");
    for method in ["a\u{1}b", "a\r\nb: c\0"] {
        assert_eq!(client.call::<i32>(method, ()).await.unwrap_err().kind(), ErrorKind::Usage);
    }
    let error = client.call::<i32>("f", ()).header("X-A", "b\r\nX-C: secret").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(!error.to_string().contains("secret"), "{error}");
    assert!(!error.may_have_run());
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn headers_are_of_the_client_and_of_the_call() {
    let server = Scripted::answering(http("200 OK", "", DOCUMENT.as_bytes()));
    let client = Client::builder().header("X-A", "1").header("X-B", "2").bearer("token").build(&server.url()).unwrap();
    let _: i32 = client.call("f", ()).header("x-b", "3").await.unwrap();
    let request = &server.requests()[0];
    let header = |name| request.header(name);
    assert_eq!((header("X-A"), header("X-B"), header("Authorization")), (Some("1"), Some("3"), Some("Bearer token")));
    assert_eq!(header("Content-Type"), Some("text/xml"));
    assert!(header("User-Agent").unwrap().starts_with("xmlrpc-client/"));
    assert_eq!(header("Host"), Some(format!("127.0.0.1:{}", server.port()).as_str()));
    assert!(request.head.starts_with("POST /RPC2 HTTP/1.1\r\n"), "{}", request.head);
    assert!(!format!("{client:?}").contains("token"));
}

#[tokio::test]
async fn user_info_of_the_address_is_sent_decoded() {
    let server = Scripted::answering(http("200 OK", "", DOCUMENT.as_bytes()));
    let url = format!("http://me:p%3F%23%40:x@127.0.0.1:{}/a?b=c", server.port());
    let client = Client::new(&url).unwrap();
    let _: i32 = client.call("f", ()).await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("Authorization"), Some("Basic bWU6cD8jQDp4"));
    assert!(request.head.starts_with("POST /a?b=c HTTP/1.1\r\n"), "{}", request.head);
    assert!(!format!("{client:?}").contains("me"), "{client:?}");
}

#[tokio::test]
async fn a_refusal_of_a_large_request_is_read_though_the_request_cannot_be_sent() {
    let server = Scripted::start(|mut connection| {
        // The head alone, and then a refusal and the end, with most of the request unread.
        use std::io::Read;
        let mut start = [0; 1000];
        connection.stream.read_exact(&mut start).unwrap();
        connection.send(&http("413 Too Large", "Connection: close\r\nContent-Type: text/plain\r\n", b"too large"));
    });
    let client = Client::new(&server.url()).unwrap();
    let error = client.call::<i32>("f", ("x".repeat(8 << 20),)).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Http, Some(413)), "{error}");
    assert_eq!(server.connections(), 1);
}
