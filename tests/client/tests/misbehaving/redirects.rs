//! Redirects.

use xmlrpc_client::{Client, ErrorKind};
use xmlrpc_client_tests::scripted::{Scripted, http, response};

#[tokio::test]
async fn those_to_the_same_origin_are_followed_with_the_document() {
    let server = Scripted::start(|mut connection| {
        let port = connection.stream.local_addr().unwrap().port();
        while let Some(request) = connection.request() {
            let answer = match request.head.split(' ').nth(1).unwrap() {
                "/RPC2" => http("307 Elsewhere", "Location: /two?x=y\r\n", b""),
                "/two?x=y" => http("308 Moved", &format!("Location: http://127.0.0.1:{port}/three\r\n"), b""),
                _ => response("<value><int>5</int></value>"),
            };
            connection.send(&answer);
        }
    });
    let client = Client::builder().bearer("token").build(&server.url()).unwrap();
    assert_eq!(client.call::<i32>("f", ()).await.unwrap(), 5);
    let requests = server.requests();
    assert_eq!((requests.len(), server.connections()), (3, 1));
    assert!(requests[2].head.starts_with("POST /three "));
    assert_eq!(requests[2].header("Authorization"), Some("Bearer token"));
    assert!(requests.iter().all(|request| request.body == requests[0].body));
}

#[tokio::test]
async fn all_others_are_errors_and_lead_nowhere() {
    let other = Scripted::answering(response("<value><int>5</int></value>"));
    for (status, location) in [
        ("307 A", other.url()),
        ("308 A", other.url().replace("http:", "https:")),
        ("307 A", format!("//127.0.0.1:{}/", other.port())),
        ("301 A", "/x".into()),
        ("302 A", "/x".into()),
        ("303 A", "/x".into()),
        ("304 A", "/x".into()),
    ] {
        let server = Scripted::answering(http(status, &format!("Location: {location}\r\n"), b""));
        let error = Client::new(&server.url()).unwrap().call::<i32>("f", ()).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Http, status[..3].parse().ok()), "{error}");
        assert!(error.to_string().contains(&location) && error.to_string().contains("that address"), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn a_circle_ends() {
    let server = Scripted::start(|mut connection| {
        while connection.request().is_some() {
            connection.send(&http("307 Again", "Location: /RPC2\r\n", b""));
        }
    });
    let error = Client::new(&server.url()).unwrap().call::<i32>("f", ()).await.unwrap_err();
    assert!(error.to_string().contains("in a circle"), "{error}");
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn a_redirect_without_a_place_is_an_error() {
    let server = Scripted::answering(http("307 Elsewhere", "", b""));
    let error = Client::new(&server.url()).unwrap().call::<i32>("f", ()).await.unwrap_err();
    assert!(error.to_string().contains("does not say where to"), "{error}");
}
