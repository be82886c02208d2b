//! Compressed documents in both directions.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use xmlrpc_client::{Client, ErrorKind, Limits};
use xmlrpc_client_tests::scripted::{Scripted, http, response};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn document(value: &str) -> String {
    format!("<methodResponse><params><param><value>{value}</value></param></params></methodResponse>")
}

fn answering(encoding: &str, body: &[u8]) -> Scripted {
    Scripted::answering(http("200 OK", &format!("Content-Type: text/xml\r\nContent-Encoding: {encoding}\r\n"), body))
}

#[tokio::test]
async fn a_compressed_response_is_read() {
    let text = "x".repeat(1 << 20);
    for encoding in ["gzip", "x-gzip", "GZIP"] {
        let server = answering(encoding, &gzip(document(&text).as_bytes()));
        let client = Client::new(&server.url()).unwrap();
        assert_eq!(client.call::<String>("f", ()).await.unwrap(), text);
        assert_eq!(server.requests()[0].header("Accept-Encoding"), Some("gzip"));
    }
}

#[tokio::test]
async fn a_bomb_ends_at_the_limit() {
    let bomb = gzip(&vec![b' '; 32 << 20]);
    let server = answering("gzip", &bomb);
    let client = Client::builder().limits(Limits { body: 1 << 20, ..Limits::default() }).build(&server.url()).unwrap();
    let error = client.call::<String>("f", ()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    assert!(bomb.len() < 1 << 20);
}

#[tokio::test]
async fn damage_and_other_encodings_are_errors() {
    let whole = gzip(document("a").as_bytes());
    for (encoding, body) in [("gzip", &whole[..whole.len() - 3]), ("gzip", b"<xml/>"), ("br", &whole)] {
        let server = answering(encoding, body);
        let error = Client::new(&server.url()).unwrap().call::<String>("f", ()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn requests_are_compressed_from_a_size_on() {
    let server = Scripted::start(|mut connection| {
        while connection.request().is_some() {
            connection.send(&response("<value>a</value>"));
        }
    });
    let client = Client::builder().compress_from(1000).build(&server.url()).unwrap();
    for length in [1, 2000] {
        let _: String = client.call("f", ("x".repeat(length),)).await.unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests[0].header("Content-Encoding"), None);
    assert_eq!(requests[1].header("Content-Encoding"), Some("gzip"));
    let mut text = String::new();
    GzDecoder::new(&requests[1].body[..]).read_to_string(&mut text).unwrap();
    assert!(text.contains(&"x".repeat(2000)));
}
