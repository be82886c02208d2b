//! `system.multicall`.

use xmlrpc_server::Value;
use xmlrpc_server::fault::{INTERNAL_ERROR, INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND, NOT_WELL_FORMED};

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
