//! Faults say where in a parameter or a response a value does not fit, and what would.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dialect, Dispatcher, Value, rpc_service, value};

use super::run;

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "shown")]
#[serde(deny_unknown_fields)]
struct Query {
    #[serde(default)]
    permissive: bool,
    #[serde(default)]
    range: Option<(i32, i32)>,
    #[serde(default)]
    by_name: BTreeMap<String, Vec<u8>>,
    #[serde(default)]
    order: Option<Order>,
    #[serde(default)]
    shape: Option<Shape>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Order {
    Ascending,
    Descending,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "shown")]
enum Shape {
    Circle(f64),
    Line { from: (i32, i32) },
}

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "shown")]
#[serde(untagged)]
enum Key {
    Id(i64),
    Name(String),
    Composite { vendor: String, number: u8 },
}

struct Search;

#[rpc_service]
impl Search {
    #[expose(inline)]
    fn search(&self, query: Query) -> String {
        format!("{query:?}")
    }

    #[expose(inline)]
    fn names(&self, list: Vec<Named>) -> String {
        list.into_iter().map(|named| named.name).collect()
    }

    #[expose(inline)]
    fn keys(&self, first: Key, #[param(rest)] more: Vec<Vec<Key>>) -> String {
        format!("{first:?} {more:?}")
    }

    #[expose(inline)]
    fn pair(&self, pair: (i32, String)) -> String {
        format!("{pair:?}")
    }
}

fn refusal(method: &str, params: Vec<Value>) -> String {
    let fault = run(Dispatcher::new().mount(Search).call::<Value>(method, params)).expect_err("it does not fit");
    assert_eq!(fault.code(), -32602);
    fault.message().split(" (line").next().unwrap_or_default().to_owned()
}

fn query(query: Value) -> String {
    refusal("search", vec![query])
}

#[test]
fn members_elements_and_variants_are_named() {
    assert_eq!(query(value!({ "permissive": 1 })), "parameter 1 (query).permissive: expected a boolean, found an int");
    assert_eq!(query(value!({ "range": [1, "2"] })), "parameter 1 (query).range[1]: expected an int, found a string");
    assert_eq!(
        query(value!({ "by_name": { "a": [], "b\n": [1, 2, 256] } })),
        "parameter 1 (query).by_name.b\\u{a}[2]: an integer out of range: expected 0 to 255"
    );
    assert_eq!(
        query(value!({ "shape": { "Circle": "wide" } })),
        "parameter 1 (query).shape.Circle: expected a double, found a string"
    );
    assert_eq!(
        query(value!({ "shape": { "Line": { "from": [1, 2, 3] } } })),
        "parameter 1 (query).shape.Line.from: the array has more elements than expected"
    );
    assert_eq!(
        refusal("names", vec![value!([{ "name": "a" }, { "name": "b" }, { "name": "c" }, { "name": 4 }])]),
        "parameter 1 (list)[3].name: expected a string, found an int"
    );
    assert_eq!(refusal("names", vec![value!([{}])]), "parameter 1 (list)[0]: the struct has no member \"name\"");
}

#[test]
fn unknown_members_and_variants_are_named_with_the_known_ones() {
    assert_eq!(
        query(value!({ "permisive": true })),
        "parameter 1 (query): unknown member \"permisive\": expected one of \"permissive\", \"range\", \"by_name\", \
         \"order\", \"shape\""
    );
    assert_eq!(
        query(value!({ "order": "up" })),
        "parameter 1 (query).order: unknown variant \"up\": expected one of \"ascending\", \"descending\""
    );
    let long = "x".repeat(200);
    let refused = query(value!({ "shape": { (long): 1 } }));
    assert!(refused.starts_with("parameter 1 (query).shape: unknown variant \"xxx"), "{refused}");
    assert!(refused.contains("…\": expected one of \"Circle\", \"Line\""), "{refused}");
}

#[test]
fn untagged_enums_say_which_types_they_take() {
    assert_eq!(
        refusal("keys", vec![value!(true)]),
        "parameter 1 (first): expected an int, a string or a struct, found a boolean"
    );
    assert_eq!(
        refusal("keys", vec![value!(1), value!(["a", 2]), value!([2, [3]])]),
        "parameter 3 (more)[1]: expected an int, a string or a struct, found an array"
    );
    assert_eq!(
        refusal("keys", vec![value!({ "vendor": "x", "number": 1000 })]),
        "parameter 1 (first): expected an int, a string or a struct with other members, found a struct"
    );
}

#[test]
fn rusts_names_stay_out() {
    assert_eq!(
        refusal("pair", vec![value!([1])]),
        "parameter 1 (pair): expected an array of 2 elements, found 1 element"
    );
}

#[test]
fn entries_of_a_multicall_say_it_too() {
    let entries = value!([{ "methodName": "search", "params": [{ "range": [1, true] }] }]);
    let answers: Value =
        run(Dispatcher::new().mount(Search).call("system.multicall", (entries,))).expect("an answer for each");
    assert_eq!(
        answers[0]["faultString"].as_str(),
        Some("parameter 1 (query).range[1]: expected an int, found a boolean")
    );
}

fn response_error<T: DeserializeOwned>(result: impl Serialize) -> String {
    let document = Dialect::standard().write_response(&result).expect("a result");
    let error = read_response::<T>(document).map(|_| ()).expect_err("it does not fit");
    error.to_string().split(" (line").next().unwrap_or_default().to_owned()
}

#[test]
fn clients_read_it_of_responses_and_values() {
    let results = value!({ "list": [1, 2, { "name": 3 }] });
    assert_eq!(
        response_error::<BTreeMap<String, (i32, i32, BTreeMap<String, String>)>>(&results),
        "member \"list[2].name\": expected a string, found an int"
    );
    assert_eq!(
        response_error::<Vec<Key>>(value!([1, 2.5])),
        "member \"[1]\": expected an int, a string or a struct, found a double"
    );
    assert_eq!(response_error::<i32>("x"), "expected an int, found a string");
    let error = value!([1, "a", [true]]).to::<(Key, Key, Vec<Key>)>().map(|_| ()).unwrap_err();
    assert_eq!(error.to_string(), "member \"[2][0]\": expected an int, a string or a struct, found a boolean");
}

#[test]
fn a_date_as_a_text_is_explained() {
    let date: xmlrpc_service::DateTime = "19980717T14:08:55".parse().expect("a date");
    let refused = refusal("names", vec![value!([{ "name": date }])]);
    assert!(
        refused.starts_with("parameter 1 (list)[0].name: expected a string, found a dateTime.iso8601; "),
        "{refused}"
    );
    assert!(refused.ends_with("needs #[serde(with = \"xmlrpc_server::as_datetime\")]"), "{refused}");
}

/// Errors in the document keep their places alone, and limits hold while elements are counted for a path.
#[test]
fn errors_of_the_document_and_of_limits_are_as_before() {
    let document = "<methodResponse><params><param><value><array><data><value><int>1</int></value><value><int>x";
    let error = read_response::<Vec<i32>>(document).map(|_| ()).expect_err("it is cut off");
    assert!(!error.to_string().contains("member"), "{error}");
    let many: Vec<i32> = (0..20_000).collect();
    let mut wrong: Vec<Value> = many.into_iter().map(Value::from).collect();
    wrong.push("x".into());
    assert_eq!(response_error::<Vec<i32>>(wrong), "member \"[20000]\": expected an int, found a string");
}
