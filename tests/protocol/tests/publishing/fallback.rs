//! Names that are not registered.

use xmlrpc_service::fault::METHOD_NOT_FOUND;
use xmlrpc_service::{CallContext, Dispatcher, Fallback, Fault, Value, value};

use super::run;

struct Greeter;

impl Fallback for Greeter {
    fn call(&self, name: &str, params: Vec<Value>, context: &CallContext) -> Result<Value, Fault> {
        assert_eq!(context.method(), name);
        match name.strip_prefix("hello.") {
            Some(who) => Ok(value!({ "who": who, "count": params.len() as i32 })),
            None => Err(Fault::method_not_found(name)),
        }
    }

    fn methods(&self) -> Vec<String> {
        vec!["hello.world".to_owned()]
    }

    fn help(&self, name: &str) -> Option<String> {
        name.starts_with("hello.").then(|| "Greets.".to_owned())
    }
}

#[test]
fn a_fallback_answers_lists_and_explains() {
    let dispatcher = Dispatcher::new().function("own", || 1).fallback(Greeter);
    run(async {
        let greeting = dispatcher.call::<Value>("hello.you", (1, "x")).await;
        assert_eq!(greeting, Ok(value!({ "who": "you", "count": 2 })));
        assert_eq!(dispatcher.call("own", ()).await, Ok(1));
        let fault = dispatcher.call::<Value>("other", ()).await.expect_err("a fault");
        assert_eq!((fault.code(), fault.message()), (METHOD_NOT_FOUND, "method \"other\" is not supported"));
        let names = dispatcher.call::<Vec<String>>("system.listMethods", ()).await.expect("names");
        assert!(names.contains(&"hello.world".to_owned()) && names.contains(&"own".to_owned()));
        assert_eq!(dispatcher.call("system.methodHelp", ("hello.x",)).await, Ok("Greets.".to_owned()));
        assert_eq!(dispatcher.call("system.methodSignature", ("hello.x",)).await, Ok(Value::from("undef")));
        assert_eq!(dispatcher.call("system.methodExist", ("hello.x",)).await, Ok(true));
        assert_eq!(dispatcher.call("system.methodExist", ("other",)).await, Ok(false));
        let calls =
            vec![value!({ "methodName": "hello.a", "params": [] }), value!({ "methodName": "b", "params": [] })];
        let results = dispatcher.call::<Vec<Value>>("system.multicall", (calls,)).await.expect("results");
        assert_eq!(results[0][0]["who"], Value::from("a"));
        assert_eq!(results[1]["faultCode"], Value::Int(METHOD_NOT_FOUND));
    });
}
