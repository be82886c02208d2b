//! What is sent for each form of parameter.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use xmlrpc_client::{Base64, DateTime, Result, Value, rpc_client, value};

use crate::recorder::Recorder;

#[rpc_client]
trait Forms {
    async fn bytes(&self, data: &[u8], more: Option<&[u8]>) -> Result<Value>;
    async fn dates(
        &self,
        one: SystemTime,
        lent: &SystemTime,
        several: &[SystemTime],
        list: Vec<SystemTime>,
        perhaps: Option<&SystemTime>,
        own: DateTime,
    ) -> Result<Value>;
    async fn date(&self, date: SystemTime) -> Result<SystemTime>;
    async fn dates_back(&self, dates: &[SystemTime]) -> Result<Vec<SystemTime>>;
    async fn no_date(&self, date: SystemTime) -> Result<Option<SystemTime>>;
    async fn optional(&self, a: i32, b: Option<&str>, #[param(default)] c: Option<bool>) -> Result<Value>;
    async fn in_between(&self, a: Option<i32>, b: i32) -> Result<Value>;
    async fn rest(&self, first: &str, limit: Option<i32>, #[param(rest)] more: &[i64]) -> Result<Value>;
    async fn all(&self, #[param(rest, name = "any")] all: Vec<SystemTime>) -> Result<Value>;
    async fn structs(&self, map: &BTreeMap<String, i32>, value: &Value, base64: Base64) -> Result<Value>;
    #[allow(clippy::too_many_arguments)]
    async fn fourteen(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
        g: i32,
        h: i32,
        i: i32,
        j: i32,
        k: i32,
        l: i32,
        m: i32,
        n: i32,
    ) -> Result<Vec<i32>>;
}

fn time(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn date(text: &str) -> Value {
    Value::DateTime(text.parse().expect("a date"))
}

#[tokio::test]
async fn borrowed_bytes_are_base64() {
    let recorder = Recorder::default();
    let client = FormsClient::new(&recorder);
    client.bytes(b"ab", Some(b"c")).await.unwrap();
    assert_eq!(recorder.last().1, [Value::Base64(b"ab".to_vec().into()), Value::Base64(b"c".to_vec().into())]);
    client.bytes(b"", None).await.unwrap();
    assert_eq!(recorder.last().1, [Value::Base64(vec![].into())]);
}

#[tokio::test]
async fn dates_are_dates_both_ways() {
    let recorder = Recorder::default();
    let client = FormsClient::new(&recorder);
    let (first, second) = (date("19700101T00:00:00"), date("19700101T00:00:01"));
    let own: DateTime = "20260131T12:34:56".parse().unwrap();
    let lent = time(1);
    let sent = client.dates(time(0), &lent, &[time(0), time(1)], vec![time(1)], Some(&lent), own).await.unwrap();
    let several = Value::Array(vec![first.clone(), second.clone()]);
    let list = Value::Array(vec![second.clone()]);
    assert_eq!(sent, Value::Array(vec![first, second.clone(), several, list, second, Value::DateTime(own)]));
    assert_eq!(client.date(time(5)).await.unwrap(), time(5));
    assert_eq!(client.no_date(time(5)).await.unwrap(), Some(time(5)));
    assert_eq!(client.dates_back(&[time(1), time(2)]).await.unwrap(), [time(1), time(2)]);
}

#[tokio::test]
async fn trailing_options_are_left_out() {
    let recorder = Recorder::default();
    let client = FormsClient::new(&recorder);
    for (b, c, sent) in [
        (None, None, vec![1.into()]),
        (Some("b"), None, vec![1.into(), "b".into()]),
        (None, Some(true), vec![1.into(), Value::Nil, true.into()]),
        (Some("b"), Some(false), vec![1.into(), "b".into(), false.into()]),
    ] {
        client.optional(1, b, c).await.unwrap();
        assert_eq!(recorder.last().1, sent);
    }
    client.in_between(None, 2).await.unwrap();
    assert_eq!(recorder.last().1, [Value::Nil, 2.into()]);
}

#[tokio::test]
async fn each_item_of_the_rest_is_a_parameter() {
    let recorder = Recorder::default();
    let client = FormsClient::new(&recorder);
    client.rest("a", None, &[]).await.unwrap();
    assert_eq!(recorder.last().1, ["a".into()]);
    client.rest("a", Some(2), &[]).await.unwrap();
    assert_eq!(recorder.last().1, ["a".into(), 2.into()]);
    client.rest("a", None, &[3, 4]).await.unwrap();
    assert_eq!(recorder.last().1, ["a".into(), Value::Nil, 3.into(), 4.into()]);
    client.all(vec![time(0), time(1)]).await.unwrap();
    assert_eq!(recorder.last().1, [date("19700101T00:00:00"), date("19700101T00:00:01")]);
    client.all(vec![]).await.unwrap();
    assert!(recorder.last().1.is_empty());
}

#[tokio::test]
async fn any_number_of_values_of_any_type_is_sent() {
    let recorder = Recorder::default();
    let client = FormsClient::new(&recorder);
    let map = BTreeMap::from([("a".to_owned(), 1)]);
    let sent = client.structs(&map, &value!([null]), Base64::from(vec![1])).await.unwrap();
    assert_eq!(sent, Value::Array(vec![value!({"a": 1}), value!([null]), Value::Base64(vec![1].into())]));
    let many = client.fourteen(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14).await.unwrap();
    assert_eq!(many, Vec::from_iter(1..=14));
}
