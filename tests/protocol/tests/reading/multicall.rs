//! The entries of a multicall, in each reading.

use xmlrpc_service::fault::{INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND};
use xmlrpc_service::reading::Quirk;
use xmlrpc_service::{Reading, Value, value};

use std::sync::Mutex;

use xmlrpc_service::{CallRecord, Request, Transport};

use super::{answer_in, call_with, dispatcher};

/// Keeps the record of each call.
#[derive(Default)]
struct Records(Mutex<Vec<(String, Vec<Quirk>)>>);

impl Transport for Records {
    fn completed(&self, record: &CallRecord<'_>) {
        let method = record.method.unwrap_or("?").to_owned();
        self.0.lock().expect("the records").push((method, record.quirks.iter().collect()));
    }
}

fn multicall(entries: &[&str]) -> String {
    let entries: String = entries.iter().map(|entry| format!("<value><struct>{entry}</struct></value>")).collect();
    call_with("system.multicall", &format!("<array><data>{entries}</data></array>"))
}

fn member(name: &str, content: &str) -> String {
    format!("<member><name>{name}</name><value>{content}</value></member>")
}

fn entry(method: &str, params: &str) -> String {
    let array = format!("<array><data>{params}</data></array>");
    member("methodName", method) + &member("params", &array)
}

/// What each entry came to: its result, or its fault's code.
fn outcomes(reading: Reading, entries: &[&str]) -> (Vec<Result<Value, i32>>, Vec<Quirk>) {
    let (answer, quirks) = answer_in(reading, multicall(entries));
    let outcomes = match answer {
        Ok(Value::Array(outcomes)) => outcomes,
        other => vec![Value::from(format!("{other:?}"))],
    };
    let outcome = |value: Value| match value {
        Value::Array(mut result) => result.pop().ok_or(0),
        fault => Err(fault.get("faultCode").and_then(Value::as_i64).unwrap_or_default() as i32),
    };
    (outcomes.into_iter().map(outcome).collect(), quirks)
}

#[test]
fn an_entry_without_parameters_or_with_an_empty_struct_for_them_has_none() {
    let (without, list) = (member("methodName", "all"), member("methodName", "all") + &member("params", "<struct/>"));
    let fine = entry("all", "<value>x</value>");
    let entries = [&*without, &*list, &*fine];
    let refused = Err(INVALID_PARAMETERS);
    let (outcomes_in_standard, quirks) = outcomes(Reading::standard(), &entries);
    assert_eq!((outcomes_in_standard, quirks), (vec![refused.clone(), refused, Ok(value!(["x"]))], vec![]));
    let expected = vec![Ok(value!([])), Ok(value!([])), Ok(value!(["x"]))];
    let quirks = vec![Quirk::EntryWithoutParams, Quirk::EntryWithStructParams];
    assert_eq!(outcomes(Reading::tolerant(), &entries), (expected, quirks));
}

#[test]
fn a_struct_that_holds_something_is_not_taken_for_no_parameters() {
    let full = "<struct><member><name>x</name><value>y</value></member></struct>";
    let entry = member("methodName", "all") + &member("params", full);
    assert_eq!(outcomes(Reading::tolerant(), &[&entry]), (vec![Err(INVALID_PARAMETERS)], vec![]));
}

#[test]
fn white_space_around_an_entrys_method_name_is_dropped() {
    let entries = [&*entry(" all\n", "")];
    assert_eq!(outcomes(Reading::standard(), &entries).0, [Err(METHOD_NOT_FOUND)]);
    assert_eq!(outcomes(Reading::tolerant(), &entries), (vec![Ok(value!([]))], vec![Quirk::SpaceAroundMethodName]));
}

#[test]
fn the_record_of_an_entry_has_its_own_quirks_and_that_of_the_whole_has_all() {
    let entries = [&*member("methodName", "all"), &entry("int", "<value><INT>5</INT></value>")];
    let (dispatcher, transport) = (dispatcher(Reading::tolerant()), Records::default());
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for _ in 0..2 {
        runtime.block_on(dispatcher.handle_from(Request::from(multicall(&entries)), &transport));
    }
    let records = transport.0.into_inner().expect("the records");
    let (own, all) = (vec![Quirk::EntryWithoutParams], vec![Quirk::UpperCase, Quirk::EntryWithoutParams]);
    let expected =
        [("all".to_owned(), own), ("int".to_owned(), vec![Quirk::UpperCase]), ("system.multicall".to_owned(), all)];
    assert_eq!(records, [&expected[..], &expected].concat());
    let counts: Vec<_> = dispatcher.quirks().collect();
    assert_eq!(counts, [(Quirk::UpperCase, 2), (Quirk::EntryWithoutParams, 2)]);
}

#[test]
fn entries_are_read_like_calls() {
    let quirky = entry("int", "<value><INT>5</INT></value>");
    assert_eq!(outcomes(Reading::tolerant(), &[&quirky]), (vec![Ok(5.into())], vec![Quirk::UpperCase]));
    let list = entry("system.listMethods", "<value>x</value>");
    let (outcomes, quirks) = outcomes(Reading::tolerant(), &[&list]);
    assert!(outcomes[0].is_ok() && quirks == [Quirk::ExtraArgument], "{outcomes:?} {quirks:?}");
}

#[test]
fn what_the_strict_reading_minds_of_an_entry_is_that_entrys_fault() {
    let (bad, fine) = (entry("int", "<value><int> 5</int></value>"), entry("int", "<value><int>5</int></value>"));
    let name = entry("a b", "");
    let (strict, _) = outcomes(Reading::strict(), &[&bad, &fine, &name]);
    assert_eq!(strict, [Err(INVALID_PARAMETERS), Ok(5.into()), Err(-32601)]);
    let nil = entry("any", "<value><nil/></value>");
    let (whole, _) = answer_in(Reading::strict(), multicall(&[&fine, &nil]));
    assert_eq!(whole.map_err(|fault| fault.code()), Err(INVALID_REQUEST));
}
