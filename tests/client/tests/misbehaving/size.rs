//! Responses without end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use xmlrpc_client::{Client, Error, ErrorKind, Limits};
use xmlrpc_client_tests::scripted::Scripted;

/// Sends a head and then pieces until the client closes the connection; how many bytes went out.
async fn endless(head: &'static str, piece: Vec<u8>) -> (Error, usize) {
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = sent.clone();
    let server = Scripted::start(move |mut connection| {
        use std::io::Write;
        connection.request();
        connection.send(head.as_bytes());
        while connection.stream.write_all(&piece).is_ok() {
            counter.fetch_add(piece.len(), Ordering::Relaxed);
        }
    });
    let limits = Limits { body: 1 << 20, ..Limits::default() };
    let client = Client::builder().limits(limits).build(&server.url()).unwrap();
    let error = client.call::<String>("f", ()).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    (error, sent.load(Ordering::Relaxed))
}

#[tokio::test]
async fn a_declared_length_beyond_the_limit_is_refused_at_once() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 9999999999\r\n\r\n";
    let (error, sent) = endless(head, vec![b' '; 4096]).await;
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("1048576 bytes that `Limits::body`"), "{error}");
    assert!(sent < 16 << 20, "{sent}");
}

#[tokio::test]
async fn a_body_without_end_is_read_up_to_the_limit() {
    for head in [
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n",
    ] {
        let piece = if head.contains("chunked") {
            [b"1000\r\n".to_vec(), vec![b' '; 4096], b"\r\n".to_vec()].concat()
        } else {
            vec![b' '; 4096]
        };
        let (error, sent) = endless(head, piece).await;
        assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
        assert!(sent < 32 << 20, "{sent}");
    }
}

#[tokio::test]
async fn a_page_without_end_is_an_error_of_http() {
    let (error, sent) = endless("HTTP/1.1 500 No\r\nContent-Type: text/html\r\n\r\n", vec![b'x'; 4096]).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Http, Some(500)));
    assert!(error.body_start().is_some_and(|start| start.starts_with(b"xxx")), "{error}");
    assert!(sent < 32 << 20, "{sent}");
}

#[tokio::test]
async fn a_head_without_end_is_bounded() {
    let (error, sent) = endless("HTTP/1.1 200 OK\r\nX-A: ", vec![b'x'; 4096]).await;
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    assert!(sent < 16 << 20, "{sent}");
    let (error, _) = endless("HTTP/1.1 200 OK\r\n", b"X-A: b\r\n".to_vec()).await;
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    let (error, _) = endless("", b"HTTP/1.1 100 Continue\r\n\r\n".to_vec()).await;
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
}

#[tokio::test]
async fn limits_inside_a_document_name_themselves() {
    let values = "<value>a</value>".repeat(100);
    let document = format!(
        "<methodResponse><params><param><value><array><data>{values}</data></array></value></param></params></methodResponse>"
    );
    let server = Scripted::answering(xmlrpc_client_tests::scripted::http("200 OK", "", document.as_bytes()));
    let limits = Limits { values: 50, ..Limits::default() };
    let client = Client::builder().limits(limits).build(&server.url()).unwrap();
    let error = client.call::<Vec<String>>("f", ()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("`Limits::values`"), "{error}");
}
