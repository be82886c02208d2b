//! Methods of one block under one name, distinguished by their number of parameters.

use xmlrpc_service::fault::INVALID_PARAMETERS;
use xmlrpc_service::{Dispatcher, Value, rpc_service, value};

use super::{ask, forms, names, run};

struct Store;

#[rpc_service(prefix = "store")]
impl Store {
    /// Tell how many there are.
    #[expose(inline, name = "find")]
    fn count(&self) -> String {
        String::from("inline")
    }

    /// Find one by its key.
    #[expose(alias = "get")]
    fn find(&self, key: &str, #[param(default)] limit: i32) -> String {
        format!("blocking {key} {limit}")
    }

    #[expose(name = "find")]
    async fn find_in(&self, key: String, from: i32, to: i32, #[param(rest)] more: Vec<i32>) -> String {
        std::future::ready(()).await;
        format!("async {key} {from} {to} {more:?}")
    }
}

fn dispatcher() -> Dispatcher {
    let dispatcher = Dispatcher::new().mount(Store);
    dispatcher.check().expect("a sound set-up");
    dispatcher
}

#[test]
fn the_number_of_parameters_chooses_the_method_however_it_runs() {
    let call = |params: Vec<Value>| run(dispatcher().call::<String>("store.find", params)).expect("an answer");
    assert_eq!(call(vec![]), "inline");
    assert_eq!(call(vec!["a".into()]), "blocking a 0");
    assert_eq!(call(vec!["a".into(), 5.into()]), "blocking a 5");
    assert_eq!(call(vec!["a".into(), 5.into(), 6.into()]), "async a 5 6 []");
    assert_eq!(call(vec!["a".into(), 5.into(), 6.into(), 7.into()]), "async a 5 6 [7]");
}

#[test]
fn entries_of_a_multicall_choose_too() {
    let calls = vec![
        value!({ "methodName": "store.find", "params": [] }),
        value!({ "methodName": "store.find", "params": ["a"] }),
        value!({ "methodName": "store.find", "params": ["a", 1, 2] }),
        value!({ "methodName": "store.find", "params": 7 }),
    ];
    let results = run(dispatcher().call::<Vec<Value>>("system.multicall", (calls,))).expect("results");
    assert_eq!(results[..3], [value!(["inline"]), value!(["blocking a 0"]), value!(["async a 1 2 []"])]);
    assert_eq!(results[3]["faultCode"], Value::Int(INVALID_PARAMETERS));
}

#[test]
fn introspection_tells_all_of_them_under_one_name() {
    let dispatcher = dispatcher();
    assert_eq!(names(&dispatcher), ["store.find", "store.get"]);
    let all: Vec<String> = forms(&dispatcher, "store.find").iter().map(|form| form.join(" ")).collect();
    let expected =
        ["string", "string string", "string string int", "string string int int", "string string int int int"];
    assert_eq!(all, expected);
    let help: String = ask(&dispatcher, "system.methodHelp", "store.find");
    let expected = "store.find()\n\nTell how many there are.\n\nstore.find(key, limit)\n\nFind one by its key.\n\n\
                    store.find(key, from, to, more)";
    assert_eq!(help, expected);
    assert_eq!(dispatcher.method("store.find").map(|method| method.overloads().count()), Some(3));
}

struct Sparse;

#[rpc_service]
impl Sparse {
    #[expose(inline, name = "at")]
    fn one(&self, x: i32) -> i32 {
        x
    }

    #[expose(inline, name = "at")]
    fn three(&self, x: i32, y: i32, z: i32) -> i32 {
        x + y + z
    }
}

#[test]
fn a_number_that_none_takes_is_told_with_all_that_some_take() {
    let dispatcher = Dispatcher::new().mount(Sparse);
    let fault = run(dispatcher.call::<i32>("at", (1, 2))).expect_err("a fault");
    assert_eq!(fault.code(), INVALID_PARAMETERS);
    assert_eq!(fault.message(), "at takes 1 parameter (x) or 3 parameters (x, y, z), 2 given");
}

#[test]
fn no_overloaded_method_runs_before_the_document_is_read_to_its_end() {
    let dispatcher = Dispatcher::new().mount(Sparse);
    let call = "<methodCall><methodName>at</methodName><params><param><value><int>1</int></value></param></params>";
    let answer = run(dispatcher.handle(call));
    assert!(String::from_utf8_lossy(&answer).contains("-32700"));
}
