//! What a request may cost: each refusal names its setting.

use xmlrpc_service::dialect::Layout;
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dialect, Dispatcher, Fault, Limits, Reading, Value, value};

use super::{Echo, answer_of, call, call_with, fault_of, outcome};

fn nested(depth: usize) -> String {
    format!("{}x{}", "<array><data><value>".repeat(depth), "</value></data></array>".repeat(depth))
}

#[track_caller]
fn refused(limits: Limits, document: &str, setting: &str) {
    let dispatcher = Dispatcher::new().mount(Echo::default()).limits(limits);
    let fault = read_response::<Value>(answer_of(&dispatcher, document)).expect("a response").expect_err("a fault");
    assert!(fault.message().contains(setting), "{fault}");
}

#[test]
fn nesting_is_counted_in_arrays_and_structs() {
    assert!(outcome(call_with("echo.any", &nested(64))).is_ok());
    for method in ["echo.any", "echo.nothing", "no.such"] {
        let fault = fault_of(call_with(method, &nested(65)));
        assert!(fault.message().contains("`Limits::depth`"), "{fault}");
    }
    let structs = |depth: usize| {
        let member = "<struct><member><name>a</name><value>".repeat(depth);
        format!("{member}x{}", "</value></member></struct>".repeat(depth))
    };
    assert!(outcome(call_with("echo.any", &structs(64))).is_ok());
    assert!(fault_of(call_with("echo.any", &structs(65))).message().contains("`Limits::depth`"));
}

#[test]
fn no_nesting_overflows_the_stack() {
    let limits = Limits { depth: usize::MAX, ..Limits::default() };
    let deep = call_with("echo.any", &nested(Limits::MAX_DEPTH));
    let run = move || {
        let dispatcher = Dispatcher::new().mount(Echo::default()).limits(limits);
        assert!(answer_of(&dispatcher, deep).contains("<params>"));
        refused(limits, &call_with("echo.any", &nested(100_000)), "`Limits::depth`");
        for hostile in ["<a>", "<value>", "<array><data><value>"] {
            answer_of(&dispatcher, call_with("echo.any", &hostile.repeat(100_000)));
        }
    };
    // The stack that a thread of the standard library or of the runtime's pool has.
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread").join().expect("no overflow");
}

#[test]
fn each_limit_names_its_setting() {
    let limits = Limits::default();
    let values = call_with("echo.any", &format!("<array><data>{}</data></array>", "<value/>".repeat(20)));
    refused(Limits { values: 20, ..limits }, &values, "`Limits::values`");
    refused(Limits { body: 10, ..limits }, &values, "`Limits::body`");
    refused(Limits { string: 4, ..limits }, &call_with("echo.any", "12345"), "`Limits::string`");
    refused(Limits { string: 4, ..limits }, &call_with("echo.any", "1&amp;345"), "`Limits::string`");
    refused(Limits { response: 40, ..limits }, &call_with("echo.any", &"x".repeat(100)), "`Limits::response`");
    refused(limits, &call(&"n".repeat(257), ""), "`Limits::name`");
    let member = format!("<struct><member><name>{}</name><value/></member></struct>", "n".repeat(257));
    refused(limits, &call_with("echo.any", &member), "`Limits::name`");
    refused(limits, &call_with("echo.any", &format!("<{}/>", "n".repeat(257))), "`Limits::name`");
    let attributes: String = (0..65).map(|number| format!(" a{number}='b'")).collect();
    refused(limits, &call_with("echo.any", &format!("<int{attributes}>1</int>")), "`Limits::attributes`");
    let entry = "<value><struct/></value>";
    let multicall = call_with("system.multicall", &format!("<array><data>{}</data></array>", entry.repeat(3)));
    refused(Limits { multicall: 2, ..limits }, &multicall, "`Limits::multicall`");
}

#[test]
fn an_answer_stays_within_its_limit_with_all_its_references() {
    let limits = Limits { response: 10_000, ..Limits::default() };
    let dispatcher = Dispatcher::new()
        .function("text", || "\r".repeat(9_000))
        .function("fault", || Err::<i32, _>(Fault::new(1, "\r<&".repeat(9_000))))
        .limits(limits);
    for method in ["text", "fault"] {
        let answer = answer_of(&dispatcher, call(method, ""));
        assert!(answer.len() <= 10_000, "{method}: {} bytes", answer.len());
        assert!(read_response::<Value>(answer).is_ok_and(|outcome| outcome.is_err()), "{method}");
    }
}

#[test]
fn no_answer_is_longer_than_the_limit() {
    let limits = Limits { response: 2_000, ..Limits::default() };
    for dialect in [Dialect::standard(), Dialect::cpython(), Dialect { layout: Layout::Indented, ..Dialect::apache() }]
    {
        let mut faults = 0;
        for length in (1_400..2_100).step_by(7) {
            let dispatcher = Dispatcher::new()
                .function("text", move || "x".repeat(length))
                .function("fault", move || Err::<i32, _>(Fault::new(1, "<".repeat(length / 4))))
                .limits(limits)
                .dialect(dialect);
            let entry = |name| value!({ "methodName": name, "params": [] });
            for (name, params) in [
                ("text", value!([])),
                ("fault", value!([])),
                ("system.multicall", value!([[(entry("text"))]])),
                ("system.multicall", value!([[(entry("fault"))]])),
            ] {
                let params: Vec<Value> = params.as_array().expect("an array").to_vec();
                let request = Dialect::standard().write_call(name, params).expect("a call");
                let answer = answer_of(&dispatcher, String::from_utf8(request).expect("text"));
                assert!(answer.len() <= 2_000, "{name} {length}: {} bytes", answer.len());
                faults += usize::from(answer.contains("Limits::response"));
            }
        }
        assert!((50..200).contains(&faults), "{faults}");
    }
}

#[test]
fn a_result_may_be_as_deep_as_a_request() {
    let deep = |depth: usize| move || (0..depth).fold(Value::Nil, |value, _| Value::Array(vec![value]));
    let dispatcher = Dispatcher::new().function("deep", deep(64)).function("deeper", deep(65));
    assert!(answer_of(&dispatcher, call("deep", "")).contains("<params>"));
    assert!(answer_of(&dispatcher, call("deeper", "")).contains("-32603"));
}

#[test]
fn the_time_of_a_multicall_does_not_grow_with_what_stands_before_it() {
    let entry = |method: &str| {
        format!(
            "<value><struct><member><name>methodName</name><value>{method}</value></member><member><name>params</name>\
             <value><array><data><value>x</value></data></array></value></member></struct></value>"
        )
    };
    for (entry, reading) in [
        (entry("echo.int"), Reading::standard()),
        ("<value>no call</value>".to_owned(), Reading::standard()),
        (entry("system.listMethods"), Reading::tolerant()),
    ] {
        let calls = call_with("system.multicall", &format!("<array><data>{}</data></array>", entry.repeat(1000)));
        let timed = |before: usize| {
            let document = calls.replace("<methodCall>", &format!("<methodCall><!--{}-->", "x".repeat(before)));
            let started = std::time::Instant::now();
            let answer = answer_of(&super::dispatcher().reading(reading), document);
            assert!(answer.contains("faultCode") || answer.contains("echo.any"), "{answer}");
            started.elapsed()
        };
        let (short, long) = (timed(0), timed(6 << 20));
        // The comment itself is read once or twice; once for each of a thousand entries would take minutes here.
        assert!(long < short * 20 + std::time::Duration::from_secs(5), "{entry}: {short:?} {long:?}");
    }
}

#[test]
fn exactly_the_limit_is_allowed() {
    let limits = Limits { values: 21, string: 5, ..Limits::default() };
    let dispatcher = Dispatcher::new().mount(Echo::default()).limits(limits);
    let values = format!("<array><data>{}</data></array>", "<value>12345</value>".repeat(20));
    assert!(answer_of(&dispatcher, call_with("echo.any", &values)).contains("<params>"));
}
