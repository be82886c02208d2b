//! The framing of requests, compared with hyper's: the server sees the same requests, or closes the connection.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use xmlrpc_server::{Server, rpc_service};

use crate::client::Connection;
use crate::subject::Running;

type Notes = Arc<Mutex<Vec<String>>>;

struct Recorder(Notes);

#[rpc_service]
impl Recorder {
    #[expose(inline)]
    fn note(&self, text: String) -> bool {
        self.0.lock().unwrap().push(text);
        true
    }
}

/// A call that notes this text.
fn document(text: &str) -> String {
    format!(
        "<methodCall><methodName>note</methodName><params><param><value>{text}</value></param></params></methodCall>"
    )
}

/// The text that a body notes, if it is such a call and nothing else.
fn noted(body: &[u8]) -> Option<String> {
    let body = str::from_utf8(body).ok()?.trim_end();
    let text = body.split_once("<value>")?.1.split_once("</value>")?.0;
    (document(text) == body).then(|| text.to_owned())
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

fn chunked(random: &mut Random, body: &str) -> String {
    let mut chunks = String::new();
    let mut rest = body;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at((1 + random.below(60)).min(rest.len()));
        let size = if random.one_in(60) { piece.len() + 1 } else { piece.len() };
        let extension = if random.one_in(6) { random.pick(&[" ", ";a=b", " ;a=\"b\"", "\t", ";a\n", ":"]) } else { "" };
        let end = if random.one_in(60) { random.pick(&["\n", "", "\r", "\r\n\r\n"]) } else { "\r\n" };
        chunks += &format!("{size:x}{extension}\r\n{piece}{end}");
        rest = behind;
    }
    chunks
        + random.pick(&[
            "0\r\n\r\n",
            "0\r\n\r\n",
            "000\r\n\r\n",
            "0;a\r\nX: y\r\n\r\n",
            "0\r\n",
            "0\r\n\r\r\n",
            "0\r\nX\n\r\n",
        ])
}

/// A request that notes `text`, mostly well-formed. Its body may look like another request.
fn request(random: &mut Random, text: &str) -> String {
    let mut body = document(text);
    if random.one_in(3) {
        let hidden = document(&format!("{text} hidden"));
        body += &format!(
            "\r\n\r\nPOST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{hidden}",
            hidden.len()
        );
    }
    let mut headers = Vec::new();
    if !random.one_in(8) {
        headers.push("Host: localhost".to_owned());
    }
    if random.one_in(4) {
        headers.push(
            random
                .pick(&["Connection: close", "Connection: keep-alive", "X: y", "Content-Type: text/xml", "X : y"])
                .to_owned(),
        );
    }
    let is_chunked = random.one_in(3);
    if is_chunked || random.one_in(12) {
        let coding = match random.one_in(6) {
            true => {
                random.pick(&["identity", "gzip, chunked", "chunked, chunked", "Chunked", " chunked\t", "xchunked"])
            }
            false => "chunked",
        };
        headers.push(format!("Transfer-Encoding: {coding}"));
    }
    let content = if is_chunked { chunked(random, &body) } else { body };
    if !is_chunked || random.one_in(12) {
        // The document alone, if something that looks like a request follows.
        let length = content.find("\r\n\r\nPOST").filter(|_| random.one_in(2)).unwrap_or(content.len());
        let length = if random.one_in(10) { length.saturating_sub(random.below(5)) } else { length };
        for _ in 0..if random.one_in(15) { 2 } else { 1 } {
            let length = match random.one_in(10) {
                true => {
                    random.pick(&["+", "0", "-", "0x", " ", ""]).to_owned()
                        + &length.to_string()
                        + random.pick(&["", " ", ",5", ".0"])
                }
                false => length.to_string(),
            };
            headers.push(format!("Content-Length: {length}"));
        }
    }
    let version = if random.one_in(8) { "HTTP/1.0" } else { "HTTP/1.1" };
    let end = if random.one_in(8) { "\n" } else { "\r\n" };
    let blank = if random.one_in(6) { "\r\n" } else { "" };
    format!("{blank}POST /RPC2 {version}{end}{}{end}{end}{content}", headers.join(end))
}

/// What hyper reads.
async fn seen_by_hyper(bytes: Vec<u8>) -> Vec<String> {
    let (client, server) = tokio::io::duplex(1 << 20);
    let notes = Notes::default();
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let notes = Arc::clone(&notes);
        async move {
            if let Some(text) = noted(&request.into_body().collect().await?.to_bytes()) {
                notes.lock().unwrap().push(text);
            }
            Ok::<_, hyper::Error>(hyper::Response::new(Empty::<Bytes>::new()))
        }
    });
    let (mut read, mut write) = tokio::io::split(client);
    let talk = async {
        let _ = write.write_all(&bytes).await;
        let _ = write.shutdown().await;
        let _ = read.read_to_end(&mut Vec::new()).await;
    };
    let connection = http1::Builder::new().half_close(true).serve_connection(TokioIo::new(server), service);
    let both = async { tokio::join!(connection, talk) };
    let _ = tokio::time::timeout(Duration::from_secs(5), both).await;
    notes.lock().unwrap().clone()
}

/// What our server reads, if the bytes come in pieces.
fn seen_by_us(address: SocketAddr, notes: &Notes, bytes: &[u8], random: &mut Random) -> Vec<String> {
    notes.lock().unwrap().clear();
    let mut connection = Connection::open(address);
    let (first, rest) = bytes.split_at(random.below(bytes.len()));
    connection.try_send(first);
    if !random.one_in(3) {
        std::thread::sleep(Duration::from_millis(1));
    }
    if connection.try_send(rest) {
        connection.try_finish_sending();
    }
    connection.all_that_comes();
    notes.lock().unwrap().clone()
}

#[test]
fn the_same_requests_are_seen_or_the_connection_is_closed() {
    const CASES: usize = 1_500;
    let notes = Notes::default();
    let server = Running::new(Server::new().mount(Recorder(Arc::clone(&notes))).workers(1));
    let mut random = Random(1);
    let (mut same, mut seen) = (0, 0);
    for case in 0..CASES {
        let bytes: String =
            (0..1 + random.below(4)).map(|index| request(&mut random, &format!("{case}.{index}"))).collect();
        let reference = server.runtime.block_on(seen_by_hyper(bytes.clone().into_bytes()));
        let ours = seen_by_us(server.address(), &notes, bytes.as_bytes(), &mut random);
        assert!(reference.starts_with(&ours), "ours: {ours:?}, hyper: {reference:?}\n{bytes}");
        same += usize::from(ours == reference);
        seen += ours.len();
    }
    println!("{CASES} cases, {same} seen alike, {seen} requests");
    assert!(same > CASES / 2 && seen > CASES / 2, "{same} of {CASES} cases are seen alike, {seen} requests in all");
}
