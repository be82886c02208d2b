//! Types that meet half-way: `Reading::lenient_types` and `Lenient`.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xmlrpc_service::reading::{Quirk, Reading};
use xmlrpc_service::schema::TypeShape;
use xmlrpc_service::{Base64, DateTime, Dialect, Dispatcher, Lenient, Limits, RpcType, Value, rpc_service, value};

use super::{form, run};

const LENIENT: Reading = Reading { lenient_types: true, ..Reading::standard() };

/// Reads a value from a document as a client does.
fn read<T: DeserializeOwned>(reading: Reading, sent: &Value) -> Result<T, String> {
    let document = Dialect::standard().write_response(sent).expect("a value");
    match reading.read_response(document, &Limits::default()) {
        Ok(Ok(value)) => Ok(value),
        other => Err(other.map(|_| "a fault".to_owned()).unwrap_or_else(|error| error.to_string())),
    }
}

/// A value is converted from a document and from a `Value` alike, and without the setting refused.
#[track_caller]
fn assert_converted<T: DeserializeOwned + PartialEq + Debug>(sent: Value, expected: T) {
    assert_eq!(read::<T>(LENIENT, &sent).as_ref(), Ok(&expected), "{sent:?}");
    assert_eq!(sent.to::<Lenient<T>>().map(Lenient::into_inner).as_ref().ok(), Some(&expected), "{sent:?}");
    assert_eq!(read::<Lenient<T>>(Reading::standard(), &sent).map(Lenient::into_inner).as_ref(), Ok(&expected));
    for base in [Reading::strict(), Reading::standard(), Reading::tolerant()] {
        let is_empty = matches!(&sent, Value::Array(all) if all.is_empty())
            || matches!(&sent, Value::Struct(all) if all.is_empty());
        assert!(read::<T>(base, &sent).is_err() || is_empty && base == Reading::tolerant(), "{sent:?}");
    }
    assert!(sent.to::<T>().is_err(), "{sent:?}");
}

#[track_caller]
fn assert_refused<T: DeserializeOwned + Debug>(sent: Value, wrong: &str) {
    let refused = read::<T>(LENIENT, &sent).expect_err("it loses something");
    assert!(refused.starts_with(wrong), "{refused}");
    let refused = sent.to::<Lenient<T>>().expect_err("it loses something").to_string();
    assert!(refused.starts_with(wrong), "{refused}");
}

/// A value that a type takes as it is stays as it is.
#[track_caller]
fn assert_kept<T: DeserializeOwned + PartialEq + Debug>(sent: Value, expected: T) {
    assert_eq!(read::<T>(LENIENT, &sent).as_ref(), Ok(&expected), "{sent:?}");
    assert_eq!(read::<T>(Reading::standard(), &sent).as_ref(), Ok(&expected), "{sent:?}");
    assert_eq!(sent.to::<Lenient<T>>().map(Lenient::into_inner).as_ref().ok(), Some(&expected), "{sent:?}");
}

#[test]
fn numbers() {
    assert_converted(value!("12"), 12);
    assert_converted(value!(" -7 "), -7i64);
    assert_converted(value!("255"), 255u8);
    assert_converted(value!(1.0), 1);
    assert_converted(value!("1.0"), 1u16);
    assert_converted(value!(true), 1);
    assert_converted(value!(false), 0u64);
    assert_converted(value!("1.5"), 1.5);
    assert_converted(value!("3"), 3.0f32);
    assert_converted(value!(true), 1.0);
    assert_kept(value!(3), 3.0);
    assert_refused::<u8>(value!("256"), "an integer out of range: expected 0 to 255");
    assert_refused::<i32>(value!("twelve"), "expected an int, found a string");
    assert_refused::<i32>(value!(""), "expected an int, found a string");
    assert_refused::<i32>(value!(1.5), "expected an int, found a double");
    assert_refused::<i64>(value!(1e300), "expected an int, found a double");
    assert_refused::<f64>(value!("nan"), "expected a double, found a string");
    assert_refused::<i32>(value!([]), "expected an int, found an array");
    assert_refused::<i32>(value!(null), "expected an int, found nil");
}

#[test]
fn booleans() {
    for (sent, expected) in [
        (value!(1), true),
        (value!(0), false),
        (value!("1"), true),
        (value!("0"), false),
        (value!("true"), true),
        (value!("False"), false),
        (value!(""), false),
        (value!(1.0), true),
    ] {
        assert_converted(sent, expected);
    }
    assert_refused::<bool>(value!(2), "expected a boolean, found an int");
    assert_refused::<bool>(value!("yes"), "expected a boolean, found a string");
    assert_refused::<bool>(value!(" "), "expected a boolean, found a string");
}

#[test]
fn texts_dates_and_characters() {
    let date: DateTime = "19980717T14:08:55".parse().expect("a date");
    assert_converted(value!(12), "12".to_owned());
    assert_converted(Value::Long(5_000_000_000), "5000000000".to_owned());
    assert_converted(value!(1.5), "1.5".to_owned());
    assert_converted(value!(date), "19980717T14:08:55".to_owned());
    assert_converted(value!(Base64::new("é")), "é".to_owned());
    assert_converted(value!(7), '7');
    assert_converted(value!("19980717T14:08:55"), date);
    assert_refused::<String>(value!(true), "expected a string, found a boolean");
    assert_refused::<String>(value!(Base64::new([0xff])), "expected a string, found base64");
    assert_refused::<DateTime>(value!("yesterday"), "expected a dateTime.iso8601, found a string");
    assert_refused::<Base64>(value!("eW91"), "expected base64, found a string");
}

#[test]
fn nothing_is_nil_where_the_type_takes_it_for_no_value() {
    assert_converted(value!(""), None::<i32>);
    assert_converted(value!(false), None::<i32>);
    assert_converted(value!(false), None::<String>);
    assert_converted(value!(""), None::<bool>);
    assert_converted(value!(""), None::<DateTime>);
    assert_converted(value!(false), None::<Vec<i32>>);
    assert_converted(value!(""), None::<BTreeMap<String, i32>>);
    assert_converted(value!(false), None::<Base64>);
    assert_converted(value!(""), ());
    assert_converted(value!("5"), Some(5));
    assert_converted(value!(true), Some(1));
    assert_kept(value!(false), Some(false));
    assert_kept(value!(""), Some(String::new()));
    assert_kept(value!(null), None::<i32>);
    assert_kept(value!([]), Some(Vec::<i32>::new()));
    assert_converted(
        value!([["", 1], [false, "2"], ["x", ""], ["3", false]]),
        vec![
            (Some(String::new()), Some(1)),
            (None, Some(2)),
            (Some("x".to_owned()), None),
            (Some("3".to_owned()), None),
        ],
    );
    assert_refused::<Option<i32>>(value!("x"), "expected an int, found a string");
}

#[test]
fn empty_collections() {
    assert_converted(value!([]), BTreeMap::<String, i32>::new());
    assert_converted(value!({}), Vec::<i32>::new());
    assert_refused::<BTreeMap<String, i32>>(value!([1]), "expected a struct, found an array");
    assert_refused::<Vec<i32>>(value!({ "a": 1 }), "expected an array, found a struct");
    assert_eq!(read::<BTreeMap<String, i32>>(Reading::tolerant(), &value!([])), Ok(BTreeMap::new()));
    assert_eq!(read::<Vec<i32>>(Reading::tolerant(), &value!({})), Ok(vec![]));
    assert!(read::<(i32,)>(LENIENT, &value!({})).is_err());
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Order {
    number: Number,
    #[serde(default)]
    parent: Option<i32>,
    prices: BTreeMap<String, f64>,
    state: State,
    lines: Vec<Line>,
    paid: bool,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Number(u32);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum State {
    #[serde(rename = "1")]
    New,
    Sent {
        at: Option<DateTime>,
        parcels: u8,
    },
    Lost(i32),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Line {
    amount: u8,
    note: Option<String>,
}

#[test]
fn inside_of_types_of_the_users() {
    let sent = |state: Value| {
        value!({
            "number": "7",
            "parent": false,
            "prices": { "net": "1.5", "gross": 2 },
            "state": state,
            "lines": [{ "amount": "2", "note": false }, [], { "amount": 0.0, "note": "x" }],
            "paid": 1,
        })
    };
    let order = |state| Order {
        number: Number(7),
        parent: None,
        prices: BTreeMap::from([("net".to_owned(), 1.5), ("gross".to_owned(), 2.0)]),
        state,
        lines: vec![Line { amount: 2, note: None }, Line::default(), Line { amount: 0, note: Some("x".to_owned()) }],
        paid: true,
    };
    assert_converted(sent(value!(1)), order(State::New));
    assert_converted(
        sent(value!({ "Sent": { "at": "", "parcels": "3" } })),
        order(State::Sent { at: None, parcels: 3 }),
    );
    assert_converted(sent(value!({ "Lost": true })), order(State::Lost(1)));
    assert_refused::<Order>(
        sent(value!({ "Sent": { "at": "", "parcels": "many" } })),
        "member \"state.Sent.parcels\": expected an int, found a string",
    );
}

/// A type that is inside of itself has options without end; each value is read a bounded number of times.
#[test]
fn recursive_types() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Tree {
        size: Option<i32>,
        next: Option<Box<Tree>>,
    }
    let mut sent = value!({ "size": "", "next": false });
    for _ in 0..40 {
        sent = value!({ "size": "1", "next": sent });
    }
    let tree = read::<Tree>(LENIENT, &sent).expect("a tree");
    assert_eq!(tree.size, Some(1));
}

struct Shop;

#[rpc_service]
impl Shop {
    #[expose(inline)]
    fn add(&self, a: i32, b: Option<i32>) -> i32 {
        a + b.unwrap_or(100)
    }

    #[expose(inline)]
    fn lenient(&self, count: Lenient<u8>, exact: u8, rest: Lenient<Option<String>>) -> String {
        format!("{} {exact} {:?}", *count, rest.0)
    }

    #[expose(inline)]
    fn find(&self, text: &str, #[param(default = 10)] limit: u8, #[param(default = true)] open: bool) -> String {
        format!("{text} {limit} {open}")
    }
}

fn call(dispatcher: &Dispatcher, name: &str, params: Vec<Value>) -> Result<Value, String> {
    run(dispatcher.call::<Value>(name, params))
        .map_err(|fault| fault.message().split(" (line").next().unwrap_or_default().to_owned())
}

#[test]
fn parameters_and_their_quirks() {
    let exact = Dispatcher::new().mount(Shop);
    assert_eq!(
        call(&exact, "add", vec![value!("1")]),
        Err("parameter 1 (a): expected an int, found a string".to_owned())
    );
    let lenient = Dispatcher::new().mount(Shop).reading(LENIENT);
    assert_eq!(call(&lenient, "add", vec![value!("1"), value!("")]), Ok(value!(101)));
    assert_eq!(call(&lenient, "add", vec![value!(true), value!(2.0)]), Ok(value!(3)));
    let counted: Vec<_> = lenient.quirks().collect();
    assert_eq!(
        counted,
        [
            (Quirk::TextForNumber, 1),
            (Quirk::BooleanForNumber, 1),
            (Quirk::DoubleForInteger, 1),
            (Quirk::EmptyTextForNil, 1)
        ]
    );
    let entries = value!([{ "methodName": "add", "params": ["5", false] }]);
    assert_eq!(call(&lenient, "system.multicall", vec![entries]), Ok(value!([[105]])));
}

#[test]
fn one_parameter() {
    let exact = Dispatcher::new().mount(Shop);
    assert_eq!(call(&exact, "lenient", vec![value!("1"), value!(2), value!(3)]), Ok(value!("1 2 Some(\"3\")")));
    assert_eq!(call(&exact, "lenient", vec![value!("1"), value!(2), value!(false)]), Ok(value!("1 2 None")));
    assert_eq!(call(&exact, "lenient", vec![value!("1"), value!(2)]), Ok(value!("1 2 None")));
    assert_eq!(
        call(&exact, "lenient", vec![value!("1"), value!("2")]),
        Err("parameter 2 (exact): expected an int, found a string".to_owned())
    );
    assert_eq!(form(&exact, "lenient"), ["string", "int", "int", "string"]);
    let described = TypeShape::described(<Lenient<Vec<Option<i32>>>>::describe).schema();
    assert_eq!(described, TypeShape::described(<Vec<Option<i32>>>::describe).schema());
}

#[test]
fn nil_skips_a_parameter_with_a_default() {
    let exact = Dispatcher::new().mount(Shop);
    assert_eq!(call(&exact, "find", vec![value!("a"), value!(null), value!(false)]), Ok(value!("a 10 false")));
    assert_eq!(call(&exact, "find", vec![value!("a"), value!(null), value!(null)]), Ok(value!("a 10 true")));
    assert_eq!(
        call(&exact, "find", vec![value!(null)]),
        Err("parameter 1 (text): expected a string, found nil".to_owned())
    );
    assert_eq!(
        call(&exact, "find", vec![value!("a"), value!([null])]),
        Err("parameter 2 (limit): expected an int, found an array".to_owned())
    );
    let entries = value!([{ "methodName": "find", "params": ["a", null, false] }]);
    assert_eq!(call(&exact, "system.multicall", vec![entries]), Ok(value!([["a 10 false"]])));
}
