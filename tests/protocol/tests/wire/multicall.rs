//! `system.multicall`.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use xmlrpc_service::fault::{INTERNAL_ERROR, INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND, NOT_WELL_FORMED};
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dispatcher, Limits, Value};

use super::{answer_of, call, call_with, dispatcher, fault_of, outcome};

fn entry(method: &str, values: &str) -> String {
    format!(
        "<value><struct><member><name>methodName</name><value>{method}</value></member><member><name>params</name>\
         <value><array><data>{values}</data></array></value></member></struct></value>"
    )
}

fn multicall(entries: &str) -> String {
    call_with("system.multicall", &format!("<array><data>{entries}</data></array>"))
}

#[track_caller]
fn results(entries: &str) -> Vec<Value> {
    match outcome(multicall(entries)) {
        Ok(Value::Array(results)) => results,
        other => panic!("{other:?}"),
    }
}

fn code(result: &Value) -> Option<i64> {
    result["faultCode"].as_i64()
}

#[test]
fn order_is_kept_and_each_result_stands_in_an_array() {
    let int = |number: i32| entry("echo.int", &format!("<value><int>{number}</int></value>"));
    let results = results(&format!("{}{}{}", int(1), entry("echo.nothing", ""), int(3)));
    assert_eq!(results, [Value::from([1]), Value::Array(vec![Value::Nil]), Value::from([3])]);
    assert_eq!(self::results(""), []);
}

#[test]
fn what_is_wrong_with_an_entry_is_its_own_fault() {
    let good = entry("echo.int", "<value><int>1</int></value>");
    let twice = "<value><struct><member><name>methodName</name><value>echo.nothing</value></member><member>\
                 <name>methodName</name><value>echo.nothing</value></member></struct></value>";
    for (bad, expected) in [
        (entry("no.such", ""), METHOD_NOT_FOUND),
        (entry("echo.int", ""), INVALID_PARAMETERS),
        (entry("echo.int", "<value><int>x</int></value>"), INVALID_PARAMETERS),
        (entry("echo.int", "<value/><value/>"), INVALID_PARAMETERS),
        (entry("echo.nothing", "<value/>"), INVALID_PARAMETERS),
        (entry("echo.panic", ""), INTERNAL_ERROR),
        (entry("echo.nan", ""), INTERNAL_ERROR),
        (entry("echo.control", ""), INTERNAL_ERROR),
        (entry("system.multicall", "<value><array><data/></array></value>"), INVALID_REQUEST),
        ("<value>text</value>".to_owned(), INVALID_PARAMETERS),
        ("<value><struct/></value>".to_owned(), INVALID_PARAMETERS),
        (entry("echo.nothing", "").replace("<name>params", "<name>parameters"), INVALID_PARAMETERS),
        (entry("echo.nothing", "").replace("<array><data></data></array>", "<struct/>"), INVALID_PARAMETERS),
        (entry("<int>1</int>", ""), INVALID_PARAMETERS),
        (twice.to_owned(), INVALID_PARAMETERS),
    ] {
        let results = results(&format!("{good}{bad}{good}"));
        assert_eq!(results.len(), 3);
        assert_eq!((&results[0], &results[2]), (&Value::from([1]), &Value::from([1])), "{bad}");
        assert_eq!(code(&results[1]), Some(expected.into()), "{bad}: {:?}", results[1]);
        assert_eq!(results[1].as_struct().map(|members| members.len()), Some(2));
    }
}

#[test]
fn a_broken_document_faults_as_a_whole_before_anything_ran() {
    let dispatcher = dispatcher();
    let counted = entry("echo.any", "<value>1</value>");
    for (bad, expected) in [
        ("<value><int>1</i4></value>", NOT_WELL_FORMED),
        ("<value>&x;</value>", NOT_WELL_FORMED),
        ("<value><x/></value>", INVALID_REQUEST),
        ("text", INVALID_REQUEST),
    ] {
        let fault = fault_of(multicall(&format!("{counted}{bad}")));
        assert_eq!(fault.code(), expected, "{bad}: {fault}");
        answer_of(&dispatcher, multicall(&format!("{counted}{bad}")));
    }
    assert!(answer_of(&dispatcher, call("echo.count", "")).contains("<int>0</int>"));
}

#[test]
fn what_is_no_list_of_calls() {
    for document in [
        call("system.multicall", ""),
        call_with("system.multicall", "text"),
        call_with("system.multicall", "<struct/>"),
        call("system.multicall", &"<param><value><array><data/></array></value></param>".repeat(2)),
    ] {
        assert_eq!(fault_of(document.clone()).code(), INVALID_PARAMETERS, "{document}");
    }
}

/// Runs twelve entries that wait, with this setting; their results, and the most that ran at a time.
fn at_a_time(dispatcher: Dispatcher) -> (Vec<Value>, usize) {
    let most = Arc::new(Mutex::new((0, 0)));
    let seen = Arc::clone(&most);
    let dispatcher = dispatcher.function("wait", move |milliseconds: u64| {
        let seen = Arc::clone(&seen);
        async move {
            {
                let mut seen = seen.lock().expect("the lock is not poisoned");
                seen.0 += 1;
                seen.1 = seen.1.max(seen.0);
            }
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            seen.lock().expect("the lock is not poisoned").0 -= 1;
            milliseconds
        }
    });
    let wait = |number: u64| entry("wait", &format!("<value><int>{}</int></value>", 24 - 2 * number));
    let entries: String = (0..12).map(wait).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let answer = runtime.block_on(dispatcher.handle(multicall(&entries)));
    let results = read_response::<Vec<Value>>(answer).expect("well-formed").expect("no fault");
    let most = most.lock().expect("the lock is not poisoned").1;
    (results, most)
}

#[test]
fn entries_run_one_after_the_other_unless_a_setting_lets_some_run_together() {
    let expected: Vec<Value> = (0..12).map(|number| Value::from([24 - 2 * number])).collect();
    assert_eq!(at_a_time(Dispatcher::new()), (expected.clone(), 1));
    assert_eq!(at_a_time(Dispatcher::new().multicall_concurrency(5)), (expected.clone(), 5));
    assert_eq!(at_a_time(Dispatcher::new().multicall_concurrency(100)), (expected, 12));
}

#[test]
fn together_or_not_the_answer_is_the_same_and_within_its_limit() {
    let limits = Limits { response: 2_600, ..Limits::default() };
    let text = format!("<value>{}</value>", "x".repeat(700));
    let entries = [
        entry("echo.any", &text),
        entry("no.such", ""),
        entry("echo.any", &text),
        entry("echo.any", &text),
        entry("echo.panic", ""),
        entry("echo.any", "<value>small</value>"),
    ];
    let answer = |dispatcher: Dispatcher| answer_of(&dispatcher.limits(limits), multicall(&entries.concat()));
    let one_by_one = answer(dispatcher());
    assert_eq!(one_by_one.matches("`Limits::response`").count(), 1, "{one_by_one}");
    assert!(one_by_one.contains("<string>small</string>"), "{one_by_one}");
    assert_eq!(one_by_one, answer(dispatcher().multicall_concurrency(4)));
}
