//! What a subscriber of `tracing` gets: events with fields.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use xmlrpc_server::Server;

/// The events of the server: their fields, level and target.
static EVENTS: Mutex<Vec<BTreeMap<&'static str, String>>> = Mutex::new(Vec::new());

struct Collector;

impl Subscriber for Collector {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("xmlrpc_server")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(BTreeMap::new());
        event.record(&mut fields);
        fields.0.insert("target", event.metadata().target().to_owned());
        fields.0.insert("level", event.metadata().level().to_string());
        EVENTS.lock().unwrap_or_else(PoisonError::into_inner).push(fields.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

fn post(url: &str, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(url.trim_start_matches("http://").split('/').next().unwrap()).unwrap();
    let length = body.len();
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

fn call(method: &str) -> String {
    format!("<methodCall><methodName>{method}</methodName></methodCall>")
}

/// The events that have a field with this value.
fn events(name: &str, value: &str) -> Vec<BTreeMap<&'static str, String>> {
    let all = EVENTS.lock().unwrap_or_else(PoisonError::into_inner);
    all.iter().filter(|event| event.get(name).is_some_and(|found| found == value)).cloned().collect()
}

#[derive(Debug, thiserror::Error)]
#[error("the order failed")]
struct OrderFailed(#[source] io::Error);

type AnyError = Box<dyn std::error::Error + Send + Sync>;

#[tokio::test(flavor = "multi_thread")]
async fn requests_and_faults_are_events_with_fields() {
    tracing::subscriber::set_global_default(Collector).unwrap();
    let order = || Err::<i32, AnyError>(OrderFailed(io::Error::other("no disk")).into());
    let server = Server::new().function("one", || 1).function("order", order).access_log(true);
    let server = server.start("127.0.0.1:0").await.unwrap();
    let url = server.url();
    let responses = tokio::task::spawn_blocking(move || {
        let multicall = "<methodCall><methodName>system.multicall</methodName><params><param><value><array><data><value>\
            <struct><member><name>methodName</name><value>one</value></member><member><name>params</name><value><array>\
            <data/></array></value></member></struct></value></data></array></value></param></params></methodCall>";
        let responses = [
            post(&url, "/RPC2", &call("one")),
            post(&url, "/RPC2", &call("order")),
            post(&url, "/RPC2", &call("a\u{202e}\"")),
            post(&url, "/nowhere", ""),
            post(&url, "/RPC2", multicall),
        ];
        // An event comes when the connection has the whole response.
        thread::sleep(Duration::from_millis(200));
        responses
    });
    let responses = responses.await.unwrap();
    server.stop().await;
    assert!(responses[1].contains("the order failed") && !responses[1].contains("no disk"), "{}", responses[1]);

    let one = &events("method", "one");
    assert_eq!(one.len(), 2, "{one:?}");
    for (name, value) in [
        ("target", "xmlrpc_server::access"),
        ("level", "INFO"),
        ("path", "/RPC2"),
        ("http_method", "POST"),
        ("outcome", "ok"),
        ("bytes_in", &call("one").len().to_string()),
    ] {
        assert_eq!(one[0].get(name).map(String::as_str), Some(value), "{name}: {one:?}");
    }
    assert!(one[0]["peer"].starts_with("127.0.0.1:") && one[0]["duration_ms"].parse::<f64>().unwrap() > 0.0, "{one:?}");
    assert!(one[0]["bytes_out"].parse::<usize>().unwrap() > 50 && !one[0].contains_key("fault_code"), "{one:?}");
    assert_eq!((one[0].get("multicall_entry"), one[1]["multicall_entry"].as_str()), (None, "true"));

    let order = &events("method", "order");
    assert_eq!(order.len(), 2, "{order:?}");
    let (fault, request) = (&order[0], &order[1]);
    assert_eq!((fault["target"].as_str(), fault["level"].as_str()), ("xmlrpc_server::fault", "WARN"));
    assert_eq!((fault["fault_code"].as_str(), fault["detail"].as_str()), ("-32500", "no disk"));
    assert_eq!(fault["message"], "the order failed");
    assert_eq!((request["outcome"].as_str(), request["fault_code"].as_str()), ("fault", "-32500"));
    assert_eq!(fault["request_id"], request["request_id"]);

    assert_eq!(events("method", r#"a\u{202e}\""#)[0]["fault_code"], "-32601");
    let refused = &events("path", "/nowhere")[0];
    assert_eq!((refused["outcome"].as_str(), refused["status"].as_str()), ("refused", "404"));
    assert!(refused["reason"].starts_with("nothing is served"), "{refused:?}");
}
