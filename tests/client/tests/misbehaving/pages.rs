//! Responses that are no XML-RPC.

use xmlrpc_client::{Client, Error, ErrorKind, Value};
use xmlrpc_client_tests::scripted::{Scripted, fault, http};

async fn error_of(response: impl Into<Vec<u8>>) -> Error {
    let server = Scripted::answering(response);
    let client = Client::new(&server.url()).unwrap();
    let error = client.call::<Value>("f", ()).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    error
}

#[tokio::test]
async fn a_page_is_an_error_of_http_whatever_its_status() {
    for status in ["200 OK", "403 Forbidden", "404 Not Found", "500 Internal Server Error", "503 Busy"] {
        let page = http(status, "Content-Type: text/html; charset=utf-8\r\n", b"<html><p>No.\x1b[31m</html>");
        let error = error_of(page).await;
        assert_eq!(error.kind(), ErrorKind::Http, "{error}");
        assert_eq!(error.status(), status[..3].parse().ok());
        assert_eq!(error.content_type(), Some("text/html; charset=utf-8"));
        assert_eq!(error.body_start(), Some(&b"<html><p>No.\x1b[31m</html>"[..]));
        assert!(error.to_string().contains("<html><p>No.\\u{1b}[31m</html>"), "{error}");
    }
}

#[tokio::test]
async fn statuses_come_with_advice() {
    for (status, advice) in [
        ("400 Bad Request", "unknown method"),
        ("401 Unauthorized", "`basic_auth` or `bearer`"),
        ("404 Not Found", "no such method"),
        ("503 Busy", "try again later"),
    ] {
        let error = error_of(http(status, "Content-Type: text/plain\r\n", b"no")).await;
        assert!(error.to_string().contains(advice) && error.to_string().ends_with("begins with: no"), "{error}");
    }
}

#[tokio::test]
async fn a_fault_may_come_with_an_error_status() {
    let answer = fault(4, "no");
    let text = String::from_utf8(answer).unwrap().replace("200 OK", "500 Internal Server Error");
    let error = error_of(text).await;
    assert_eq!(error.fault().map(|fault| (fault.code(), fault.message())), Some((4, "no")));
}

#[tokio::test]
async fn a_damaged_document_is_an_error_of_decoding_with_its_place() {
    let document = b"<?xml version='1.0'?>\n<methodResponse><params><param><value><int>5</string></value>";
    let error = error_of(http("200 OK", "Content-Type: text/xml\r\n", document)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.position().map(|place| place.line), Some(2));
    assert!(error.to_string().contains("</int>"), "{error}");
}

#[tokio::test]
async fn an_empty_response_is_nil_if_asked_for() {
    let error = error_of(http("200 OK", "", b"")).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Http, Some(200)));
    assert!(error.to_string().contains("`empty_is_nil`"), "{error}");

    for answer in [http("200 OK", "", b""), b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()] {
        let server = Scripted::answering(answer);
        let client = Client::builder().empty_is_nil(true).build(&server.url()).unwrap();
        assert_eq!(client.call::<Option<i32>>("f", ()).await.unwrap(), None);
        assert_eq!(client.call::<()>("f", ()).await.map_err(|error| error.kind()), Ok(()));
    }
}

#[tokio::test]
async fn another_protocol_is_an_error_of_the_transport() {
    for greeting in ["SSH-2.0-OpenSSH_9.6\r\n", "220 mail ESMTP\r\n", "\x15\x03\x01\x00\x02\x02\x28", "\0\0\0\0"] {
        let error = error_of(greeting).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    }
}

#[tokio::test]
async fn redirects_that_would_lose_the_document_are_refused_with_a_sentence() {
    for status in ["301 Moved", "302 Found", "303 See Other"] {
        let error = error_of(http(status, "Location: https://example.org/\r\n", b"")).await;
        assert_eq!((error.kind(), error.status()), (ErrorKind::Http, status[..3].parse().ok()));
        assert!(error.to_string().contains("redirects to https://example.org/"), "{error}");
    }
}
