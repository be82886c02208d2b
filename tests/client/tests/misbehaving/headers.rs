//! Cookies and trace identifiers.

use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use xmlrpc_client::Client;
use xmlrpc_client_tests::scripted::{Scripted, http, response};

#[tokio::test]
async fn cookies_go_back_if_the_client_keeps_them() {
    let server = Scripted::start(|mut connection| {
        while connection.request().is_some() {
            let document = response("<value><int>5</int></value>");
            let text = String::from_utf8(document).unwrap();
            let (head, body) = text.split_once("\r\n\r\n").unwrap();
            connection.send(format!("{head}\r\nSet-Cookie: session=17; Path=/\r\n\r\n{body}").as_bytes());
        }
    });
    for (keeps, expected) in [(true, Some("session=17")), (false, None)] {
        let client = Client::builder().cookies(keeps).build(&server.url()).unwrap();
        for _ in 0..2 {
            let _: i32 = client.call("f", ()).await.unwrap();
        }
        assert_eq!(server.requests().last().unwrap().header("Cookie"), expected);
    }
    let client = Client::builder().cookies(true).build(&server.url()).unwrap();
    let _: i32 = client.call("f", ()).await.unwrap();
    let _: i32 = client.call("f", ()).header("Cookie", "own=1").await.unwrap();
    assert_eq!(server.requests().last().unwrap().header("Cookie"), Some("own=1"));
}

/// Collects the fields of spans.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<String>>>);

impl Visit for Spans {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.lock().unwrap().push(format!("{}={value:?}", field.name()));
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("xmlrpc_client")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0.lock().unwrap().push(span.metadata().name().to_owned());
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_call_is_a_span_and_may_send_its_identifier() {
    let server = Scripted::answering(http("404 No", "", b""));
    let client = Client::builder().traceparent(true).bearer("secret").build(&server.url()).unwrap();
    let spans = Spans::default();
    let guard = tracing::subscriber::set_default(spans.clone());
    client.call::<i32>("f", ()).await.unwrap_err();
    client.call::<i32>("f", ()).header("traceparent", "mine").await.unwrap_err();
    drop(guard);
    let fields = spans.0.lock().unwrap().clone();
    let header = server.requests()[0].header("traceparent").unwrap().to_owned();
    assert!(fields.contains(&"xmlrpc.call".to_owned()) && fields.contains(&"method=\"f\"".to_owned()), "{fields:?}");
    assert!(fields.contains(&format!("peer=\"127.0.0.1:{}\"", server.port())), "{fields:?}");
    assert!(fields.contains(&format!("trace_id={:?}", header.split('-').nth(1).unwrap())), "{fields:?}");
    assert!(fields.iter().any(|field| field.starts_with("error=f: HTTP 404")), "{fields:?}");
    assert!(!fields.iter().any(|field| field.contains("secret")), "{fields:?}");
    assert_eq!(server.requests()[1].header("traceparent"), Some("mine"));
}
