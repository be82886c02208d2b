//! What Python's `xmlrpc.client.dumps` writes, read and written again: byte for byte the same.

use xmlrpc_protocol_tests::python::{run_code, run_script};
use xmlrpc_service::dialect::{Encoding, NilForm};
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dialect, MethodCall, Value, value};

use super::unhex;

fn dialect(none: &str, encoding: &str) -> Dialect {
    Dialect {
        nil: if none == "1" { NilForm::Nil } else { NilForm::Fault },
        encoding: match encoding {
            "iso-8859-1" => Encoding::Latin1,
            "us-ascii" => Encoding::Ascii,
            _ => Encoding::Utf8,
        },
        ..Dialect::cpython()
    }
}

/// A document read and written again.
fn rewritten(kind: &str, dialect: &Dialect, document: &[u8]) -> Vec<u8> {
    let document = document.to_vec();
    if kind == "call" {
        let call = MethodCall::read(document).unwrap();
        return dialect.write_call(&call.name, &call.params).unwrap();
    }
    match read_response::<Value>(document).unwrap() {
        Ok(result) => dialect.write_response(&result).unwrap(),
        Err(fault) => dialect.write_fault(&fault),
    }
}

#[test]
fn generated_documents_are_the_same_bytes() {
    let mut counts = [0; 3];
    for seed in ["20260131", "7"] {
        for line in run_script("tests/interop/dumps.py", &[seed, "300"]).lines() {
            let fields: Vec<&str> = line.split(' ').collect();
            let [kind, none, encoding, hex] = fields[..] else { panic!("{line}") };
            let document = unhex(hex);
            let again = rewritten(kind, &dialect(none, encoding), &document);
            let shown = String::from_utf8_lossy;
            assert!(again == document, "Python:\n{}\nhere:\n{}", shown(&document), shown(&again));
            counts[["response", "call", "fault"].iter().position(|known| *known == kind).unwrap()] += 1;
        }
    }
    assert!(counts.iter().all(|count| *count >= 600), "{counts:?}");
}

/// What is read as something else than was written. A reader of XML takes a carriage return for a line feed, so that
/// ours is written as a reference; the reader refuses numbers that are not finite.
#[test]
fn what_does_not_come_back_is_written_the_same_as_well() {
    let python = r#"
import math, sys, xmlrpc.client
values = ["a\rb\r\nc", {"a\r": ["\r"]}, math.nan, math.inf, -math.inf, "]]>", ("a", (1, ()))]
for value in values:
    print(xmlrpc.client.dumps((value,), methodresponse=True).encode().hex())
"#;
    let values = [
        value!("a\rb\r\nc"),
        value!({ "a\r": ["\r"] }),
        f64::NAN.into(),
        f64::INFINITY.into(),
        f64::NEG_INFINITY.into(),
        value!("]]>"),
        value!(["a", [1, []]]),
    ];
    let expected = run_code(python, &[]);
    assert_eq!(expected.lines().count(), values.len());
    for (value, hex) in values.iter().zip(expected.lines()) {
        let written = String::from_utf8(Dialect::cpython().write_response(value).unwrap()).unwrap();
        assert_eq!(written.replace("&#13;", "\r").as_bytes(), unhex(hex), "{value:?}");
    }
}

/// CPython's own texts differ, but it refuses the same.
#[test]
fn what_python_refuses_is_refused() {
    let python = r#"
import xmlrpc.client
for value in [None, 2**31, -2**31 - 1, {"a": None}]:
    try:
        print(xmlrpc.client.dumps((value,), methodresponse=True))
    except (TypeError, OverflowError):
        print("refused")
"#;
    assert_eq!(run_code(python, &[]), "refused\n".repeat(4));
    let refusal = |value: Value| Dialect::cpython().write_response(&value).unwrap_err().to_string();
    assert!(refusal(Value::Nil).contains("`Dialect::nil`"));
    assert!(refusal(value!({ "a": null })).contains("`Dialect::nil`"));
    assert!(refusal((1i64 << 31).into()).contains("`Dialect::long`"));
    assert!(refusal((-(1i64 << 31) - 1).into()).contains("`Dialect::long`"));
    // CPython writes this one, but no reader of XML takes it.
    assert!(refusal("\u{1}".into()).contains("`Dialect::control_characters`"));
}
