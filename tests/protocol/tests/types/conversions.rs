//! `Value::to` and `Value::of`: the same as through a document.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xmlrpc_service::message::{Error, ErrorKind, read_response};
use xmlrpc_service::{Base64, DateTime, Dialect, Value, as_datetime, value};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Point(i16, f32);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Shape {
    Empty,
    Circle(f64),
    Line(i32, i32),
    Box { width: u8, label: Option<String> },
    Nothing(()),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Record {
    shapes: Vec<Shape>,
    by_number: BTreeMap<i64, Point>,
    #[serde(with = "as_datetime")]
    changed: SystemTime,
    picture: Base64,
    flags: (bool, char),
    wide: i64,
    any: Value,
}

fn record() -> Record {
    Record {
        shapes: vec![
            Shape::Empty,
            Shape::Circle(1e300),
            Shape::Line(-1, i32::MAX),
            Shape::Box { width: 255, label: None },
            Shape::Box { width: 0, label: Some("é<".to_owned()) },
            Shape::Nothing(()),
        ],
        by_number: [(-7, Point(1, 0.1)), (1 << 40, Point(i16::MIN, 2.0))].into_iter().collect(),
        changed: SystemTime::UNIX_EPOCH + Duration::from_secs(900_684_535),
        picture: Base64::new(*b"GIF89a"),
        flags: (true, 'x'),
        wide: i64::MIN,
        any: value!([1, { "long": (Value::Long(1)), "when": (DateTime::new(1998, 7, 17, 14, 8, 55).unwrap()) }, null]),
    }
}

/// A value as it arrives from a document.
fn sent<T: Serialize>(value: &T) -> Value {
    read_response(Dialect::standard().write_response(value).unwrap()).unwrap().unwrap()
}

#[track_caller]
fn assert_same<T: Serialize + DeserializeOwned + PartialEq + Debug>(own: &T) {
    let value = Value::of(own).unwrap();
    assert_eq!(value, sent(own));
    assert_eq!(value.to::<T>().unwrap(), *own);
}

#[test]
fn what_is_converted_is_what_is_sent() {
    assert_same(&record());
    assert_same(&Some(vec![0.1f32, 1.5]));
    assert_same(&(u8::MAX, i8::MIN, u32::MAX, u64::from(u32::MAX), i128::from(i64::MIN)));
    assert_same(&[Value::Nil, Value::Long(5), value!({ "a": {} })]);
    assert_same(&());
}

#[test]
fn what_does_not_fit_is_refused_as_from_a_document() {
    #[track_caller]
    fn assert_refused<T: DeserializeOwned + Debug>(value: &Value, expected: &str) {
        let error = value.to::<T>().unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Data, expected));
        let read = read_response::<T>(Dialect::standard().write_response(value).unwrap()).unwrap_err();
        assert!(read.to_string().starts_with(expected), "{read}");
    }
    assert_refused::<i8>(&value!(128), "an integer out of range: expected -128 to 127");
    assert_refused::<u64>(&value!(-1), "an integer out of range: expected 0 to 9223372036854775807");
    assert_refused::<String>(&value!(1), "expected a string, found an int");
    assert_refused::<DateTime>(&value!("19980717T14:08:55"), "expected a dateTime.iso8601, found a string");
    assert_refused::<(i32,)>(&value!([1, 2]), "the array has more elements than expected");
    assert_refused::<Shape>(&value!({}), "expected a struct of one member, found none");
    assert_refused::<Shape>(&value!(1), "expected a string, or a struct of one member, found an int");
    assert_refused::<Shape>(&value!("Circle"), "the variant has data: expected a struct of one member, found a string");
    assert_refused::<Shape>(
        &value!({ "Box": { "width": 256 } }),
        "member \"Box.width\": an integer out of range: expected 0 to 255",
    );
    assert_refused::<BTreeMap<String, Vec<Option<bool>>>>(
        &value!({ "a": [true], "b": [null, 1] }),
        "member \"b[1]\": expected a boolean, found an int",
    );
}

#[test]
fn what_cannot_be_converted_is_named() {
    let refused = |error: Error| {
        assert_eq!((error.kind(), error.code(), error.position()), (ErrorKind::Unsupported, -32603, None));
        error.to_string()
    };
    let wide: BTreeMap<&str, Vec<u64>> = [("sizes", vec![1, u64::MAX])].into_iter().collect();
    assert!(refused(Value::of(&wide).unwrap_err()).starts_with("member \"sizes[1]\": an integer is beyond"));
    let keys: BTreeMap<(), i32> = [((), 1)].into_iter().collect();
    assert!(refused(Value::of(&keys).unwrap_err()).contains("keys that are not strings"));
}

#[test]
fn borrowed_text_is_not_copied() {
    let value = value!({ "a": "text" });
    let texts: BTreeMap<&str, &str> = value.to().unwrap();
    assert_eq!(texts["a"].as_ptr(), value["a"].as_str().unwrap().as_ptr());
}
