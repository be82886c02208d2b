//! Hooks that map faults, and faults with a text as the code or further members.

use std::sync::Mutex;

use xmlrpc_service::message::read_response;
use xmlrpc_service::{
    CallContext, CallRecord, Dialect, Dispatcher, Fallback, Fault, FaultReply, Function, Limits, Request, Service,
    Transport, Value, rpc_service, value,
};

use super::run;

struct Shop;

#[rpc_service(prefix = "shop")]
impl Shop {
    #[expose(inline)]
    fn price(&self, item: i32) -> Result<i32, Fault> {
        match item {
            0 => Err(Fault::new(-32601, "no such item")),
            1 => panic!("as asked"),
            _ => Ok(2 * item),
        }
    }

    #[expose]
    async fn later(&self) -> Result<(), Fault> {
        Err(Fault::invalid_parameters("an item is needed").with_detail("private"))
    }

    #[expose]
    fn elsewhere(&self) -> Result<f64, Fault> {
        Ok(f64::NAN)
    }
}

struct Nothing;

impl Fallback for Nothing {
    fn call(&self, name: &str, _: Vec<Value>, _: &CallContext) -> Result<Value, Fault> {
        Err(Fault::method_not_found(name))
    }
}

/// Keeps the faults that are logged.
#[derive(Default)]
struct Log(Mutex<Vec<Fault>>);

impl Transport for Log {
    fn context(&self) -> CallContext {
        CallContext::new().with_path("/shop")
    }

    fn completed(&self, record: &CallRecord<'_>) {
        self.0.lock().expect("the log").extend(record.fault.cloned());
    }
}

fn answer(dispatcher: &Dispatcher, document: impl Into<Vec<u8>>, log: &Log) -> Result<Value, Fault> {
    let response = run(dispatcher.handle_from(Request::from(document.into()), log));
    read_response(response.body).expect("a response")
}

fn call(name: &str, params: impl xmlrpc_service::message::Params) -> Vec<u8> {
    Dialect::standard().write_call(name, params).expect("a call")
}

/// Where a fault comes from, as the hook is shown it: the origin, the name, the method of the context and its path.
fn origins() -> Dispatcher {
    Dispatcher::new().mount(Shop).map_faults(|fault, call| {
        let name = call.method().unwrap_or("-").to_owned();
        let context = call.context();
        let text = format!("{:?} {name} {} {:?}", fault.origin(), context.method(), context.path());
        Fault::new(5, text)
    })
}

#[test]
fn a_hook_knows_where_a_fault_comes_from() {
    let dispatcher = origins().limits(Limits { values: 50, ..Limits::default() });
    let log = Log::default();
    let price = "<methodCall><methodName>shop.price</methodName><params><param><value><int>1</int>";
    let cases = [
        (call("shop.price", (0,)), "Method shop.price shop.price", -32601),
        (call("shop.price", (1,)), "Panic shop.price shop.price", -32603),
        (call("shop.price", ("x",)), "Parameters shop.price shop.price", -32602),
        (call("shop.price", ()), "Parameters shop.price shop.price", -32602),
        (call("shop.price", (vec![1; 60],)), "Limit shop.price shop.price", -32600),
        (call("shop.later", ()), "Parameters shop.later shop.later", -32602),
        (call("shop.elsewhere", ()), "Result shop.elsewhere shop.elsewhere", -32603),
        (call("shop.nothing", ()), "UnknownMethod shop.nothing ", -32601),
        (call("system.methodHelp", (5,)), "Parameters system.methodHelp system.methodHelp", -32602),
        (call("system.multicall", (5,)), "Parameters system.multicall system.multicall", -32602),
        (price.into(), "Document shop.price shop.price", -32700),
        (b"<html/>".to_vec(), "Document - ", -32600),
    ];
    for (document, expected, _) in &cases {
        let fault = answer(&dispatcher, document.clone(), &log).expect_err(expected);
        assert_eq!((fault.code(), fault.message()), (5, &*format!("{expected} Some(\"/shop\")")));
    }
    // The log has the original ones.
    let logged: Vec<i32> = log.0.into_inner().expect("the log").iter().map(Fault::code).collect();
    assert_eq!(logged, cases.map(|(.., code)| code));
}

#[test]
fn entries_of_a_multicall_are_mapped_too() {
    for concurrency in [1, 4] {
        let dispatcher = origins().multicall_concurrency(concurrency);
        let entry = |name: &str| value!({ "methodName": name, "params": [] });
        let calls = vec![entry("shop.price"), entry("nothing"), value!(5), entry("system.listMethods")];
        let results: Value = run(dispatcher.call("system.multicall", (calls,))).expect("results");
        let texts = ["Parameters shop.price shop.price None", "UnknownMethod nothing  None", "Parameters -  None"];
        for (index, text) in texts.iter().enumerate() {
            assert_eq!(results[index], value!({ "faultCode": 5, "faultString": (*text) }));
        }
        assert!(results[3][0].as_array().is_some_and(|names| !names.is_empty()));
    }
}

#[test]
fn a_fault_may_become_a_result() {
    let failure = |fault: Fault| value!({ "Status": "Failure", "ErrorDescription": [(fault.message())] });
    let dispatcher = Dispatcher::new().mount(Shop).fallback(Nothing).map_faults(move |fault, call| {
        if call.is_entry() { FaultReply::Fault(Fault::new(1, "an entry")) } else { failure(fault).into() }
    });
    let unknown = run(dispatcher.call::<Value>("nothing", ()));
    assert_eq!(
        unknown,
        Ok(value!({ "Status": "Failure", "ErrorDescription": ["method \"nothing\" is not supported"] }))
    );
    let results: Value = run(dispatcher.call("system.multicall", (vec![value!(5)],))).expect("results");
    assert_eq!(results, value!([{ "faultCode": 1, "faultString": "an entry" }]));
    let all_at_once: Value = run(dispatcher.call("system.multicall", (5,))).expect("a result");
    assert_eq!(all_at_once["Status"], Value::from("Failure"));
}

#[test]
fn a_result_in_the_place_of_a_fault_has_to_be_one() {
    let dispatcher = Dispatcher::new().map_faults(|_, _| Value::Double(f64::NAN));
    let fault = run(dispatcher.call::<Value>("nothing", ())).expect_err("a fault");
    assert_eq!(fault.code(), -32603);
    let results: Value = run(dispatcher.call("system.multicall", (vec![value!(5)],))).expect("results");
    assert_eq!(results[0]["faultCode"], Value::Int(-32603));
}

#[test]
fn the_function_of_a_service_comes_first() {
    let shop = Shop
        .map_faults(|fault, _| Fault::new(fault.code() + 1, "inner"))
        .map_faults(|fault, _| Fault::new(fault.code() + 10, format!("{} outer", fault.message())));
    let dispatcher = Dispatcher::new()
        .mount(shop)
        .function("fails", Function::new(|| Err::<(), _>(Fault::new(1, "own"))).inline())
        .map_faults(|fault, _| Fault::new(fault.code() + 100, format!("{} whole", fault.message())));
    let call = |name: &str, item: i32| run(dispatcher.call::<Value>(name, vec![item; usize::from(item > 0)]));
    assert_eq!(call("shop.price", 1), Err(Fault::new(-32603 + 111, "inner outer whole")));
    assert_eq!(call("fails", 0), Err(Fault::new(101, "own whole")));
    assert_eq!(run(dispatcher.call::<i32>("shop.price", (4,))), Ok(8));
}

#[test]
fn a_hook_that_panics_is_a_fault() {
    let dispatcher = Dispatcher::new().map_faults::<Fault>(|_, _| panic!("secret"));
    let log = Log::default();
    let fault = answer(&dispatcher, call("nothing", ()), &log).expect_err("a fault");
    assert_eq!((fault.code(), fault.message()), (-32603, "the server's `map_faults` function failed unexpectedly"));
    let logged = log.0.into_inner().expect("the log");
    assert!(logged[0].detail().is_some_and(|detail| detail.contains("secret")), "{logged:?}");
}

#[test]
fn a_text_code_and_members_reach_the_client() {
    let denied = || Fault::new(3, "Access Denied").with_text_code("AccessDenied").with_member("traceback", "line 1");
    let dispatcher = Dispatcher::new().function("denied", Function::new(move || Err::<(), _>(denied())).inline());
    let fault = run(dispatcher.call::<Value>("denied", ())).expect_err("a fault");
    assert_eq!((fault.text_code(), fault.member("traceback")), (Some("AccessDenied"), Some(&Value::from("line 1"))));
    let entry = value!({ "methodName": "denied", "params": [] });
    let results: Value = run(dispatcher.call("system.multicall", (vec![entry],))).expect("results");
    let expected = value!({ "faultCode": "AccessDenied", "faultString": "Access Denied", "traceback": "line 1" });
    assert_eq!(results[0], expected);
}

#[test]
fn members_that_do_not_fit_are_left_out() {
    let long = || Fault::new(3, "x".repeat(4000)).with_member("short", 1).with_member("long", "y".repeat(4000));
    let dispatcher = Dispatcher::new()
        .function("long", Function::new(move || Err::<(), _>(long())).inline())
        .limits(Limits { response: 2000, ..Limits::default() });
    let response = run(dispatcher.handle(call("long", ())));
    assert!(response.len() <= 2000, "{}", response.len());
    let fault = read_response::<()>(response).expect("a response").expect_err("a fault");
    assert!(fault.message().starts_with("xxx") && fault.member("long").is_none());
}
