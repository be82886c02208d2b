//! Requests that become calls.

use crate::client::{Connection, call, exchange, post, post_with};
use crate::subject::serve;

#[test]
fn a_post_is_answered() {
    let server = serve();
    let response = exchange(server.address(), post(&call("add", &[2, 3])));
    assert_eq!(response.status, 200);
    assert_eq!(response.int(), 5);
    assert_eq!(response.header("content-type"), Some("text/xml; charset=utf-8"));
    assert_eq!(response.header("content-length"), Some(&*response.body.len().to_string()));
    assert_eq!(response.header("transfer-encoding"), None);
}

#[test]
fn both_paths_answer_and_a_query_is_ignored() {
    let server = serve();
    for path in ["/RPC2", "/", "/RPC2?x=1", "/?"] {
        let response = exchange(server.address(), post_with(path, "", &call("add", &[2, 3])));
        assert_eq!((response.status, response.int()), (200, 5), "{path}");
    }
}

#[test]
fn xml_types_and_none_are_read() {
    let server = serve();
    for headers in [
        "",
        "Content-Type: application/xml\r\n",
        "content-type: Text/XML; Charset=\"UTF-8\"\r\n",
        "Content-Type: application/rpc+xml\r\n",
        "Content-Type: text/xml\r\nContent-Encoding: identity\r\n",
        "Content-Type: text/xml\r\nOrigin: http://localhost\r\n",
    ] {
        assert_eq!(exchange(server.address(), post_with("/", headers, &call("add", &[2, 3]))).int(), 5, "{headers}");
    }
}

#[test]
fn the_character_set_of_the_content_type_is_used() {
    let server = serve();
    let mut request = post_with(
        "/",
        "Content-Type: text/xml; charset=ISO-8859-1\r\n",
        "<methodCall><methodName>length</methodName><params><param><value>x</value></param></params></methodCall>",
    )
    .into_bytes();
    let position = request.windows(10).position(|window| window == b"<value>x</").unwrap();
    request[position + 7] = 0xe9;
    assert_eq!(exchange(server.address(), request).int(), 2);
}

#[test]
fn a_client_that_asks_before_it_sends_is_told_to_go_on() {
    let server = serve();
    let body = call("add", &[2, 3]);
    let request = post_with("/", "Content-Type: text/xml\r\nExpect: 100-continue\r\n", &body);
    let mut connection = Connection::open(server.address());
    connection.send(&request[..request.len() - body.len()]);
    assert_eq!(connection.response_without_body().status, 100);
    assert_eq!(connection.send(body).response().int(), 5);
}

#[test]
fn a_method_sees_who_calls_with_which_headers() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    connection.send(post_with("/", "x-SUBJECT: seen\r\n", &call("caller", &[])));
    let response = connection.response();
    assert!(response.string().starts_with("127.0.0.1:"), "{response:?}");
    assert!(response.string().ends_with(" seen"), "{response:?}");
}

#[test]
fn bad_documents_are_faults_and_the_connection_goes_on() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for (body, code) in [
        ("", -32700),
        ("no xml", -32700),
        ("<methodCall/>", -32600),
        (&*call("nobody", &[]), -32601),
        (&*call("add", &[1]), -32602),
    ] {
        let response = connection.send(post(body)).response();
        assert_eq!((response.status, response.fault_code()), (200, code), "{body}");
    }
    assert_eq!(connection.send(post(&call("add", &[2, 3]))).response().int(), 5);
}
