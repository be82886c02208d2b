//! Any value comes back from its document as it went in.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use xmlrpc_protocol_tests::wire::notation;
use xmlrpc_service::dialect::DateTimeForm;
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Base64, DateTime, Dialect, MethodCall, Value};

use super::Subject;

/// Any text that XML can carry.
fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        8 => prop::char::range(' ', '~'),
        2 => prop::sample::select(vec!['<', '>', '&', ']', '"', '\'', '\r', '\n', '\t', ' ', '\u{85}', '\u{feff}']),
        1 => any::<char>(),
    ];
    let allowed = |character: &char| !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    vec(character.prop_filter("a character of XML", allowed), 0..24).prop_map(String::from_iter)
}

/// A date in any form that is read.
fn date() -> impl Strategy<Value = DateTime> {
    let zones = vec!["", "Z", "+02:00", "-0730", "+00", "+00:00"];
    let numbers = (1u16..=9999, 1u8..=12, 1u8..=28, 0u8..24, 0u8..60, 0u8..60, 0u32..1_000_000_000, 0usize..10);
    let forms = (any::<bool>(), any::<bool>(), prop::sample::select(zones));
    (numbers, forms).prop_map(|((year, month, day, hour, minute, second, fraction, digits), (hyphens, colons, zone))| {
        let hyphen = if hyphens { "-" } else { "" };
        let colon = if colons { ":" } else { "" };
        let fraction = format!("{fraction:09}");
        let fraction = if digits == 0 { String::new() } else { format!(".{}", &fraction[..digits]) };
        let text = format!(
            "{year:04}{hyphen}{month:02}{hyphen}{day:02}T{hour:02}{colon}{minute:02}{colon}{second:02}{fraction}{zone}"
        );
        text.parse().expect("a date")
    })
}

fn value() -> impl Strategy<Value = Value> {
    let double = any::<u64>().prop_map(f64::from_bits).prop_filter("a number", |number| number.is_finite());
    let leaf = prop_oneof![
        Just(Value::Nil),
        any::<bool>().prop_map(Value::Boolean),
        any::<i32>().prop_map(Value::Int),
        any::<i64>().prop_map(Value::Long),
        double.prop_map(Value::Double),
        text().prop_map(Value::String),
        date().prop_map(Value::DateTime),
        vec(any::<u8>(), 0..40).prop_map(|bytes| Value::Base64(Base64::from(bytes))),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::Array),
            btree_map(text(), inner, 0..6).prop_map(|members| Value::Struct(members.into_iter().collect())),
        ]
    })
}

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Fails with the smallest value that does not come back.
fn check(cases: u32, property: impl Fn(Value) -> Result<(), TestCaseError>) {
    let outcome = runner(cases).run(&value(), property);
    assert!(outcome.is_ok(), "{}", outcome.err().map(|failure| failure.to_string()).unwrap_or_default());
}

/// The presets that have a form for every value, each as it is; what the others make of one is tried beside them.
const DIALECTS: [(&str, Dialect); 2] = [("standard", Dialect::standard()), ("apache", APACHE)];
/// Dates keep the form they came in.
const APACHE: Dialect = Dialect { date_time: DateTimeForm::AsGiven, ..Dialect::apache() };

#[test]
fn a_value_comes_back_from_a_response_in_every_dialect_that_carries_it() {
    for (name, dialect) in DIALECTS {
        check(1_000, |value| {
            let document = dialect.write_response(&value).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let read = read_response::<Value>(document.clone());
            let shown = String::from_utf8_lossy(&document);
            prop_assert!(matches!(read, Ok(Ok(_))), "{name}: {read:?} from {shown}");
            let read = read.ok().and_then(Result::ok).unwrap_or_default();
            prop_assert_eq!(notation::show(&read), notation::show(&value), "{}: {}", name, shown);
            Ok(())
        });
    }
}

#[test]
fn a_value_comes_back_from_a_call() {
    check(1_000, |value| {
        let call = MethodCall::new("echo.any", vec![value.clone(), Value::Nil, value]);
        let document = call.to_bytes().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let read = MethodCall::read(document).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&read, &call);
        prop_assert_eq!(notation::show(&read.params[0]), notation::show(&call.params[0]));
        Ok(())
    });
}

#[test]
fn a_value_comes_back_from_a_service() {
    let subject = std::cell::RefCell::new(Subject::new());
    check(1_000, |value| {
        let call = MethodCall::new("echo.any", vec![value.clone()]);
        let document = call.to_bytes().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let answer = subject.borrow_mut().outcome(&document);
        prop_assert_eq!(answer.map(|answer| notation::show(&answer)), Ok(notation::show(&value)));
        Ok(())
    });
}
