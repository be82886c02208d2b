//! Servers that publish `echo`, `add` and `refuse`.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xmlrpc_client::{Base64, Client, DateTime, ErrorKind, Value, blocking};

use crate::report::Report;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Order {
    number: i32,
    customer: String,
    paid: bool,
    lines: Vec<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Line {
    article: String,
    price: f64,
}

pub(crate) async fn checks(report: &Report, client: &Client, address: &str, beyond_ascii: bool) {
    types(report, client).await;
    if beyond_ascii {
        echo(report, client, "beyond ASCII", "Grüße, 世界".to_owned()).await;
        echo(report, client, "beyond U+FFFF", "🦀".to_owned()).await;
    }
    composed(report, client).await;

    report.equal("add", client.call::<i32>("add", (2, 3)).await, 5);
    report.fails("fault", client.call::<String>("refuse", ("no way",)).await, |error| {
        error.fault().is_some_and(|fault| fault.code() == 42 && fault.message().contains("no way"))
    });
    report.fails("unknown method", client.call::<i32>("no.such.method", ()).await, |error| {
        error.kind() == ErrorKind::Fault || error.status() == Some(404)
    });
    report.that("listMethods", client.call::<Vec<String>>("system.listMethods", ()).await, |names| {
        ["add", "echo", "refuse"].iter().all(|name| names.iter().any(|listed| listed == name))
    });
    report.that("methodHelp", client.call::<String>("system.methodHelp", ("add",)).await, |help| {
        help.trim() == "Adds two numbers."
    });
    batch(report, client).await;
    many(report, client).await;

    let address = address.to_owned();
    let sum = tokio::task::spawn_blocking(move || blocking::Client::new(&address)?.call("add", (20, 22)));
    report.equal("blocking", sum.await.unwrap_or(Ok(0)), 42);
}

async fn echo<T>(report: &Report, client: &Client, check: &str, value: T)
where
    T: Serialize + DeserializeOwned + Debug + PartialEq + Send,
{
    report.equal(check, client.call("echo", (&value,)).await, value);
}

async fn types(report: &Report, client: &Client) {
    echo(report, client, "int", 5).await;
    echo(report, client, "largest int", i32::MAX).await;
    echo(report, client, "negative int", -2_000_000_000).await;
    echo(report, client, "i8", 5_000_000_000_i64).await;
    echo(report, client, "true", true).await;
    echo(report, client, "false", false).await;
    echo(report, client, "string", "plain text".to_owned()).await;
    echo(report, client, "empty string", String::new()).await;
    echo(report, client, "markup", "<a href=\"x\">&amp; 'b' ]]> </a>".to_owned()).await;
    echo(report, client, "white space", "  two  spaces\tand\nlines  ".to_owned()).await;
    echo(report, client, "long string", " 123456789".repeat(20_000).trim().to_owned()).await;
    echo(report, client, "double", 1.5).await;
    echo(report, client, "small double", -1.0e-7).await;
    let date = DateTime::new(2026, 1, 31, 12, 34, 56);
    echo(report, client, "dateTime", date.expect("a date of the calendar")).await;
    echo(report, client, "base64", Base64::new((0..=255).collect::<Vec<u8>>())).await;
    echo(report, client, "empty base64", Base64::new(Vec::new())).await;
    echo(report, client, "nil", Value::Nil).await;
}

async fn composed(report: &Report, client: &Client) {
    echo(report, client, "array", vec![1, 2, 3]).await;
    echo(report, client, "empty array", Vec::<i32>::new()).await;
    echo(report, client, "nested array", vec![vec![1], Vec::new(), vec![2, 3]]).await;
    echo(report, client, "long array", (0..5_000).collect::<Vec<i32>>()).await;
    let mixed = Value::from(vec![Value::from(1), Value::from("one"), Value::from(true), Value::from(1.5)]);
    echo(report, client, "mixed array", mixed).await;
    echo(report, client, "struct", BTreeMap::from([("a".to_owned(), 1), ("b c".to_owned(), 2)])).await;
    echo(report, client, "empty struct", BTreeMap::<String, i32>::new()).await;
    let line = Line { article: "nail & screw".into(), price: 0.25 };
    let order =
        Order { number: 7, customer: "Ann <ann@example.org>".into(), paid: false, lines: vec![line; 2], note: None };
    echo(report, client, "typed struct", order.clone()).await;
    echo(report, client, "array of typed structs", vec![order; 20]).await;
}

/// Three calls in one, the second of which fails.
async fn batch(report: &Report, client: &Client) {
    let mut batch = client.batch();
    let first = batch.call::<i32>("add", (1, 2));
    let second = batch.call::<String>("refuse", ("no way",));
    let third = batch.call::<String>("echo", ("x",));
    match batch.send().await {
        Ok(mut results) => {
            report.equal("batch", results.take(first), 3);
            report.fails("fault in a batch", results.take(second), |error| {
                error.fault().is_some_and(|fault| fault.message().contains("no way"))
            });
            report.equal("call after a fault in a batch", results.take(third), "x".to_owned());
        }
        Err(error) => report.equal("batch", Err(error), 3),
    }
}

/// Calls one after the other and at a time, as long as the server lives.
async fn many(report: &Report, client: &Client) {
    let mut sum = Ok(0);
    for n in 0..100 {
        sum = match (sum, client.call::<i32>("add", (n, 0)).await) {
            (Ok(sum), Ok(n)) => Ok(sum + n),
            (Err(error), _) | (_, Err(error)) => Err(error),
        };
    }
    report.equal("100 calls", sum, 4_950);

    let calls: Vec<_> = (0..8)
        .map(|n| {
            let client = client.clone();
            tokio::spawn(async move { client.call::<i32>("add", (n, n)).timeout(Duration::from_secs(5)).await })
        })
        .collect();
    let mut sums = Ok(Vec::new());
    for call in calls {
        let result = call.await.unwrap_or(Ok(-1));
        sums = sums.and_then(|mut sums: Vec<i32>| {
            sums.push(result?);
            Ok(sums)
        });
    }
    report.equal("8 calls at a time", sums, (0..8).map(|n| 2 * n).collect());
}
