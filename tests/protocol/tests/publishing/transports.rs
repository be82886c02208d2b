//! What a transport has done at once, what it waits for, and the records it gets.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use xmlrpc_service::message::read_response;
use xmlrpc_service::{CallContext, Dialect, Dispatcher, Fallback, Fault, Value, rpc_service, value};
use xmlrpc_service::{CallRecord, Dispatch, Function, Request, Transport};

use super::run;

/// Keeps the record of each call: its name and its time.
#[derive(Default)]
struct Records {
    wants_times: bool,
    records: Mutex<Vec<(Option<String>, Option<Duration>)>>,
}

impl Transport for Records {
    fn wants_times(&self) -> bool {
        self.wants_times
    }

    fn completed(&self, record: &CallRecord<'_>) {
        let method = record.method.map(str::to_owned);
        self.records.lock().expect("the records").push((method, record.elapsed));
    }
}

struct Everything;

impl Fallback for Everything {
    fn call(&self, name: &str, _: Vec<Value>, _: &CallContext) -> Result<Value, Fault> {
        Ok(name.into())
    }
}

fn dispatcher() -> Dispatcher {
    Dispatcher::new()
        .function("at once", Function::new(|| 1).inline())
        .function("fails", Function::new(|| Err::<i32, _>(Fault::new(7, "as asked"))).inline())
        .function("later", async || 2)
        .function("elsewhere", || 3)
}

/// The answer, and whether it was there at once.
fn answer(dispatcher: &Dispatcher, request: impl Into<Vec<u8>>, transport: &Records) -> (Result<Value, Fault>, bool) {
    let (answer, at_once) = match dispatcher.begin(Request::from(request.into()), transport) {
        Dispatch::Complete(answer) => (answer, true),
        Dispatch::Pending(call) => (run(dispatcher.finish(call, transport)), false),
    };
    (read_response(answer.body).expect("an answer"), at_once)
}

fn call(name: &str) -> Vec<u8> {
    Dialect::standard().write_call(name, ()).expect("a call")
}

#[test]
fn what_waits_for_nothing_is_answered_at_once() {
    let (dispatcher, transport) = (dispatcher(), Records::default());
    let code = |outcome: Result<Value, Fault>| outcome.expect_err("a fault").code();
    assert_eq!(answer(&dispatcher, call("at once"), &transport), (Ok(1.into()), true));
    assert_eq!(answer(&dispatcher, call("later"), &transport), (Ok(2.into()), false));
    assert_eq!(answer(&dispatcher, call("elsewhere"), &transport), (Ok(3.into()), false));
    assert!(answer(&dispatcher, call("system.listMethods"), &transport).1);
    for (document, expected) in [(call("fails"), 7), (call("nobody"), -32601), (b"<methodCall>".to_vec(), -32700)] {
        let (outcome, at_once) = answer(&dispatcher, document, &transport);
        assert_eq!((code(outcome), at_once), (expected, true));
    }
    let names = transport.records.into_inner().expect("the records").into_iter().map(|(name, ..)| name);
    let expected =
        ["at once", "later", "elsewhere", "system.listMethods", "fails", "nobody"].map(|name| Some(name.to_owned()));
    assert_eq!(names.collect::<Vec<_>>(), [&expected[..], &[None]].concat());
}

#[test]
fn a_multicall_and_a_fallback_may_have_to_wait() {
    let (dispatcher, transport) = (dispatcher().fallback(Everything), Records::default());
    let entries = ["at once", "later"].map(|name| value!({ "methodName": name, "params": [] }));
    let multicall = Dialect::standard().write_call("system.multicall", (entries.to_vec(),)).expect("a call");
    assert_eq!(answer(&dispatcher, multicall, &transport), (Ok(value!([[1], [2]])), false));
    assert_eq!(answer(&dispatcher, call("any\tname"), &transport), (Ok("any\tname".into()), false));
    let records = transport.records.into_inner().expect("the records");
    let names: Vec<_> = records.iter().filter_map(|(name, ..)| name.as_deref()).collect();
    assert_eq!(names, ["at once", "later", "system.multicall", "any\tname"]);
}

#[test]
fn times_are_taken_for_whoever_wants_them() {
    let entries = vec![value!({ "methodName": "later", "params": [] })];
    let multicall = Dialect::standard().write_call("system.multicall", (entries,)).expect("a call");
    for wants_times in [false, true] {
        let (dispatcher, transport) = (dispatcher(), Records { wants_times, ..Records::default() });
        for document in [call("at once"), call("later"), call("nobody"), multicall.clone()] {
            run(dispatcher.handle_from(Request::from(document), &transport));
        }
        let records = transport.records.into_inner().expect("the records");
        assert_eq!(records.len(), 5);
        assert!(records.iter().all(|(.., elapsed)| elapsed.is_some() == wants_times), "{records:?}");
    }
}

/// Counts how often it is asked for the context.
#[derive(Default)]
struct Asked(AtomicUsize);

impl Transport for Asked {
    fn context(&self) -> CallContext {
        self.0.fetch_add(1, Ordering::Relaxed);
        CallContext::new().with_path("/RPC2").with_query("key=1")
    }
}

struct Curious;

#[rpc_service]
impl Curious {
    #[expose(inline)]
    fn here(&self, call: &CallContext) -> String {
        format!("{} {}?{}", call.method(), call.path().unwrap_or_default(), call.query().unwrap_or_default())
    }

    #[expose]
    fn there(&self, call: &CallContext) -> String {
        self.here(call)
    }

    #[expose(inline)]
    fn indifferent(&self) -> i32 {
        1
    }
}

#[test]
fn the_context_is_built_once_for_a_request_and_only_if_something_takes_it() {
    let context_of = |dispatcher: &Dispatcher, document: Vec<u8>| {
        let transport = Asked::default();
        let response = run(dispatcher.handle_from(Request::from(document), &transport));
        let result = read_response::<Value>(response.body).expect("a response").expect("no fault");
        (result, transport.0.into_inner())
    };
    let entries = ["here", "there", "here", "unknown"].map(|name| value!({ "methodName": name, "params": [] }));
    let multicall = Dialect::standard().write_call("system.multicall", (entries.to_vec(),)).expect("a call");
    let dispatcher = Dispatcher::new().mount(Curious).fallback(Everything);
    assert_eq!(context_of(&dispatcher, call("indifferent")), (Value::from(1), 0));
    assert_eq!(context_of(&dispatcher, call("here")), (Value::from("here /RPC2?key=1"), 1));
    let answers = value!([["here /RPC2?key=1"], ["there /RPC2?key=1"], ["here /RPC2?key=1"], ["unknown"]]);
    assert_eq!(context_of(&dispatcher, multicall.clone()), (answers.clone(), 1));
    let dispatcher = dispatcher.adapt(|caller, _| assert_eq!(caller.method(), ""));
    assert_eq!(context_of(&dispatcher, multicall), (answers, 1));
    assert_eq!(context_of(&dispatcher, call("indifferent")), (Value::from(1), 1));
}
