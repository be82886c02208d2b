//! The kinds of errors, and the limits that each are of.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use xmlrpc_service::message::{ErrorKind, MethodCall, read_response};
use xmlrpc_service::{Dialect, Fault, Limits, Value, value};

fn kind_of(document: &str, limits: &Limits) -> (ErrorKind, i32) {
    let error = MethodCall::read_within(document.to_owned(), limits).unwrap_err();
    (error.kind(), error.code())
}

fn call(value: &str) -> String {
    format!("<methodCall><methodName>f</methodName><params><param><value>{value}</value></param></params></methodCall>")
}

#[test]
fn a_document_is_refused_for_one_kind_of_reason() {
    for (document, expected) in [
        ("<methodCall>".to_owned(), (ErrorKind::Syntax, -32700)),
        ("<?xml version='1.0' encoding='koi8-r'?><methodCall/>".to_owned(), (ErrorKind::Encoding, -32701)),
        (call("\u{1}"), (ErrorKind::Encoding, -32702)),
        (call("<unknown/>"), (ErrorKind::Structure, -32600)),
        (call("<int>x</int>"), (ErrorKind::Data, -32602)),
    ] {
        assert_eq!(kind_of(&document, &Limits::default()), expected, "{document}");
    }
}

#[test]
fn every_limit_is_of_the_kind_limit() {
    let few = Limits { body: 500, depth: 2, values: 3, attributes: 1, name: 10, string: 5, ..Limits::default() };
    for document in [
        call(&" ".repeat(500)),
        call(
            "<array><data><value><array><data><value><array><data/></array></value></data></array></value></data></array>",
        ),
        call("<array><data><value/><value/><value/></data></array>"),
        call("<int a='1' b='2'>1</int>"),
        call("<eleven-letters/>"),
        call("<struct><member><name>eleven letters</name><value/></member></struct>"),
        call("123456").replace(">f<", ">eleven letters<"),
        call("123456"),
    ] {
        assert_eq!(kind_of(&document, &few), (ErrorKind::Limit, -32600), "{document}");
    }
    let deep = (0..300).fold(Value::Nil, |value, _| Value::Array(vec![value]));
    let error = Dialect::standard().write_response(&deep).unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Limit, -32603));
}

#[test]
fn a_fault_stays_what_it_is() {
    let error = xmlrpc_service::message::Error::from(Fault::new(4, "no"));
    assert_eq!((error.kind(), error.code()), (ErrorKind::Fault, 4));
    assert_eq!(Fault::from(error), Fault::new(4, "no"));
}

#[test]
fn a_type_that_fails_by_itself_is_of_the_kind_of_its_direction() {
    #[derive(Debug, serde::Deserialize)]
    #[serde(try_from = "i32")]
    struct Even;

    impl TryFrom<i32> for Even {
        type Error = &'static str;

        fn try_from(number: i32) -> Result<Self, &'static str> {
            if number % 2 == 0 { Ok(Even) } else { Err("an odd number") }
        }
    }

    let document = Dialect::standard().write_response(&3).unwrap();
    let error = read_response::<Even>(document).unwrap_err();
    assert_eq!((error.kind(), error.position().map(|place| place.line)), (ErrorKind::Data, Some(2)));
    assert_eq!(value!(3).to::<Even>().unwrap_err().kind(), ErrorKind::Data);
}
