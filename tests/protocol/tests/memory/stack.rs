//! The deepest nesting that any setting allows, on the stack that a thread of the runtime's pool has.

use std::thread;

use serde::{Deserialize, Serialize};
use xmlrpc_protocol_tests::wire::notation;
use xmlrpc_service::message::read_response_within;
use xmlrpc_service::{Dialect, Dispatcher, Limits, MethodCall, Value};

const STACK: usize = 2 << 20;

const LIMITS: Limits = Limits {
    depth: Limits::MAX_DEPTH,
    body: 8 << 20,
    values: 500_000,
    attributes: 64,
    name: 256,
    string: 8 << 20,
    response: 64 << 20,
    multicall: 1_000,
};

fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread");
    assert!(thread.join().is_ok(), "the thread has failed");
}

/// Arrays and structs in turn, as many of them in each other.
fn nested(depth: usize) -> Value {
    (0..depth).fold(Value::Int(1), |inner, level| match level % 2 {
        0 => Value::Array(vec![inner]),
        _ => Value::Struct([("inner", inner)].into_iter().collect()),
    })
}

fn answer(dispatcher: &Dispatcher, call: Vec<u8>) -> Vec<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(dispatcher.handle(call)).to_vec()
}

#[test]
fn a_value_is_read_copied_compared_shown_written_and_dropped() {
    on_a_small_stack(|| {
        let value = nested(Limits::MAX_DEPTH);
        let document = MethodCall::new("any", vec![value.clone()]).to_bytes().expect("a document");
        let call = MethodCall::read_within(document.clone(), &LIMITS).expect("a call");
        assert_eq!(call.params[0], value);
        assert_eq!(notation::show(&call.params[0]), notation::show(&value));
        assert!(format!("{:?} {:#?}", call, call.clone()).contains("Int(1)"));
        assert!(serde_json::to_string(&value).is_ok_and(|json| json.starts_with("[{") || json.starts_with("{")));
        let response = Dialect::standard().write_response(&value).expect("a response");
        assert_eq!(read_response_within(response, &LIMITS).expect("a response"), Ok(value));
    });
}

#[test]
fn a_call_is_answered() {
    on_a_small_stack(|| {
        let dispatcher = Dispatcher::new()
            .function("any", |value: Value| value)
            .function("later", async |value: Value| value)
            .function("none", || ())
            .limits(LIMITS);
        for method in ["any", "later", "none", "no.such"] {
            let call = MethodCall::new(method, vec![nested(Limits::MAX_DEPTH)]).to_bytes().expect("a document");
            let answered = String::from_utf8(answer(&dispatcher, call)).expect("a text");
            assert_eq!(answered.contains("<fault>"), matches!(method, "none" | "no.such"), "{method}: {answered}");
        }
        // The list, the entry and the list of its parameters are three levels of their own.
        let entry: Value = xmlrpc_service::value!({ "methodName": "any", "params": [nested(Limits::MAX_DEPTH - 3)] });
        let call = MethodCall::new("system.multicall", vec![Value::Array(vec![entry])]).to_bytes().expect("a document");
        let answered = String::from_utf8(answer(&dispatcher, call)).expect("a text");
        assert!(!answered.contains("faultCode"), "{answered}");
    });
}

/// Recursive types as users write them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Tree {
    name: Option<String>,
    #[serde(default)]
    left: Option<Box<Tree>>,
    #[serde(default)]
    branches: Vec<Tree>,
}

#[test]
fn a_recursive_type_is_read_and_written() {
    on_a_small_stack(|| {
        // A branch is an array and a struct.
        let tree = (1..Limits::MAX_DEPTH / 2).fold(Tree { name: None, left: None, branches: vec![] }, |inner, _| {
            Tree { name: Some("a".to_owned()), left: None, branches: vec![inner] }
        });
        let chain = (1..Limits::MAX_DEPTH - 1).fold(Tree { name: None, left: None, branches: vec![] }, |inner, _| {
            Tree { name: None, left: Some(Box::new(inner)), branches: vec![] }
        });
        let dispatcher = Dispatcher::new().function("tree", |tree: Tree| tree).limits(LIMITS);
        for tree in [tree, chain] {
            let response = Dialect::standard().write_response(&tree).expect("a response");
            assert_eq!(read_response_within::<Tree>(response, &LIMITS).expect("a response").as_ref(), Ok(&tree));
            let call = Dialect::standard().write_call("tree", (&tree,)).expect("a document");
            let answered = read_response_within::<Tree>(answer(&dispatcher, call), &LIMITS).expect("a response");
            assert_eq!(answered.as_ref(), Ok(&tree));
        }
    });
}

#[test]
fn what_is_deeper_than_allowed_is_refused_and_no_more() {
    on_a_small_stack(|| {
        let dispatcher = Dispatcher::new().function("any", |value: Value| value).limits(LIMITS);
        let open = "<methodCall><methodName>any</methodName><params><param><value>";
        for piece in ["<array><data><value>", "<struct><member><name>a</name><value>", "<value>", "<a>", "<nil><int>"] {
            let answered = answer(&dispatcher, format!("{open}{}", piece.repeat(100_000)).into_bytes());
            assert!(String::from_utf8_lossy(&answered).contains("<fault>"), "{piece}");
        }
    });
}
