//! Bodies that are compressed: requests as they come, answers as they are asked for.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use xmlrpc_server::{Limits, Server};
use xmlrpc_tests::python::run_code;

use crate::client::{Connection, Response, call, exchange, post, post_bytes, post_with};
use crate::subject::{Running, Subject, serve};

const GZIP: &str = "Content-Encoding: gzip\r\n";

pub(crate) fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zlib(text: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn raw_deflate(text: &str) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A call whose argument has this many bytes.
fn call_with_text(length: usize) -> String {
    let text = "abcdefghijklmnopqrstuvwxyz".chars().cycle().take(length).collect::<String>();
    call("length", &[1]).replace("<int>1</int>", &text)
}

fn ask_for_text(server: &Running, length: i32, headers: &str) -> Response {
    exchange(server.address(), post_with("/", headers, &call("text", &[length])))
}

#[test]
fn requests_are_read_in_every_coding() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for length in [10, 1_000, 600_000] {
        let document = call_with_text(length);
        for (coding, body) in [
            ("gzip", gzip(&document)),
            ("X-GZIP", gzip(&document)),
            ("deflate", zlib(&document)),
            ("deflate", raw_deflate(&document)),
            ("identity", document.clone().into_bytes()),
        ] {
            let request = post_bytes(&format!("Content-Encoding: {coding}\r\n"), &body);
            assert_eq!(connection.send(request).response().int() as usize, length, "{coding}");
        }
    }
}

#[test]
fn codings_that_are_not_spoken_are_refused_with_those_that_are() {
    let server = serve();
    let body = gzip(&call("add", &[2, 3]));
    for coding in ["br", "zstd", "compress", "gzip, gzip", "deflate, gzip"] {
        let mut connection = Connection::open(server.address());
        let response = connection.send(post_bytes(&format!("Content-Encoding: {coding}\r\n"), &body)).response();
        assert_eq!((response.status, response.header("accept-encoding")), (415, Some("gzip, deflate")), "{coding}");
        assert!(connection.is_closed());
    }
}

#[test]
fn damaged_bodies_are_no_calls() {
    let server = serve();
    let document = call("count", &[]);
    let (whole, plain) = (gzip(&document), document.as_bytes());
    let mut wrong_sum = whole.clone();
    let sum = wrong_sum.len() - 8;
    wrong_sum[sum] ^= 1;
    for (what, body) in [
        ("cut off", &whole[..whole.len() - 1]),
        ("garbage behind", &[&whole[..], b"\n"].concat()),
        ("two members", &[&whole[..], &whole[..]].concat()),
        ("wrong sum", &wrong_sum),
        ("not compressed", plain),
        ("empty", b""),
    ] {
        let response = exchange(server.address(), post_bytes(GZIP, body));
        assert_eq!(response.status, 400, "{what}: {response:?}");
        assert!(response.body.contains("Content-Encoding"), "{response:?}");
    }
    assert_eq!(exchange(server.address(), post(&document)).int(), 1);
}

#[test]
fn a_bomb_is_refused_for_its_size_and_for_its_ratio() {
    let limits = Limits { body: 3 << 20, ..Limits::default() };
    let server = Running::new(
        Server::new().mount(Subject::default()).limits(limits).workers(1).http(|http| http.inflation_ratio = 100),
    );
    let response = exchange(server.address(), post_bytes(GZIP, &gzip(&call_with_text(2 << 20))));
    assert_eq!(response.status, 413);
    assert!(response.body.contains("`HttpSettings::inflation_ratio`"), "{response:?}");
    let server = Running::new(
        Server::new().mount(Subject::default()).limits(limits).workers(1).http(|http| http.inflation_ratio = 2000),
    );
    let response = exchange(server.address(), post_bytes(GZIP, &gzip(&call_with_text(16 << 20))));
    assert_eq!(response.status, 413);
    assert!(response.body.contains("`Limits::body`"), "{response:?}");
    assert_eq!(exchange(server.address(), post_bytes(GZIP, &gzip(&call_with_text(2 << 20)))).int(), 2 << 20);
}

#[test]
fn answers_are_compressed_from_a_threshold_on_and_only_when_asked_for() {
    let server = serve();
    for (length, headers, coding, vary) in [
        (1_400, "Accept-Encoding: gzip\r\n", Some("gzip"), Some("accept-encoding")),
        (1_400, "Accept-Encoding: br, *;q=0.1\r\n", Some("gzip"), Some("accept-encoding")),
        (300_000, "Accept-Encoding: deflate\r\nAccept-Encoding: gzip;q=0.8\r\n", Some("gzip"), Some("accept-encoding")),
        (1_400, "Accept-Encoding: gzip;q=0\r\n", None, Some("accept-encoding")),
        (1_400, "Accept-Encoding: gzip;q=0.5, identity\r\n", None, Some("accept-encoding")),
        (1_400, "", None, Some("accept-encoding")),
        (1_000, "Accept-Encoding: gzip\r\n", None, None),
    ] {
        let response = ask_for_text(&server, length, headers);
        assert_eq!(response.header("content-encoding"), coding, "{length} {headers}");
        assert_eq!(response.header("vary"), vary, "{length} {headers}");
        assert_eq!(response.header("content-type"), Some("text/xml; charset=utf-8"));
        assert_eq!(response.header("transfer-encoding"), None);
        assert_eq!(response.string().len(), length as usize);
        if coding.is_some() {
            let sent: usize = response.header("content-length").unwrap().parse().unwrap();
            assert!(sent < length as usize / 5, "{sent}");
        }
    }
}

#[test]
fn compression_can_be_set_and_switched_off() {
    let ask = |server: Server, length| {
        let server = Running::new(server.mount(Subject::default()).workers(1));
        ask_for_text(&server, length, "Accept-Encoding: gzip\r\n").header("content-encoding").map(str::to_owned)
    };
    assert_eq!(ask(Server::new().compression(xmlrpc_server::Compression::AtLeast(200)), 400), Some("gzip".to_owned()));
    assert_eq!(ask(Server::new().compression(xmlrpc_server::Compression::AtLeast(100_000)), 50_000), None);
    assert_eq!(ask(Server::new().compression(xmlrpc_server::Compression::Off), 50_000), None);
}

#[test]
fn python_compresses_its_requests_and_reads_compressed_answers() {
    let server = serve();
    let code = "
import sys, xmlrpc.client

class Transport(xmlrpc.client.Transport):
    encode_threshold = 100
    def parse_response(self, response):
        print(response.getheader('Content-Encoding'), end=' ')
        return super().parse_response(response)

proxy = xmlrpc.client.ServerProxy(sys.argv[1], Transport())
print(proxy.length('x' * 500000))
print(len(proxy.text(500000)))
";
    assert_eq!(run_code(code, &[&server.handle.url()]), "None 500000\ngzip 500000\n");
}
