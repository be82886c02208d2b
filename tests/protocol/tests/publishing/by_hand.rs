//! A service written without the macros.

use std::panic::panic_any;

use xmlrpc_service::fault::INTERNAL_ERROR;
use xmlrpc_service::service::{Arguments, Execution, MethodInfo, Reply, Response, ServiceInfo};
use xmlrpc_service::{CallContext, Dispatcher, Fault, Service, Value, value};

use super::run;

struct ByHand;

const METHODS: &[MethodInfo] = &[
    MethodInfo::new("second", Execution::Inline),
    MethodInfo::new("nothing", Execution::Inline),
    MethodInfo::new("bomb", Execution::Inline),
    MethodInfo::new("later bomb", Execution::Async),
    MethodInfo::new("later, at once", Execution::Inline),
    MethodInfo::new("later, elsewhere", Execution::Blocking),
];

/// Goes off once more when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic_any("dropped");
    }
}

impl Service for ByHand {
    fn info(&self) -> &'static ServiceInfo {
        const INFO: ServiceInfo = ServiceInfo::new("ByHand", "", METHODS);
        &INFO
    }

    fn call<'s>(
        &'s self,
        index: usize,
        arguments: &mut Arguments<'s>,
        _: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault> {
        arguments.finish()?;
        match index {
            0 => {
                if response.write(&(1, f64::NAN)).is_err() {
                    response.write(&"no number")?;
                }
                Ok(Reply::Written)
            }
            1 => Ok(Reply::Written),
            2 => panic_any(Bomb),
            3 => Ok(Reply::Pending(Box::pin(async { panic_any(Bomb) }))),
            _ => {
                let bomb = Bomb;
                Ok(Reply::Pending(Box::pin(async move {
                    let _bomb = bomb;
                    Ok(())
                })))
            }
        }
    }
}

#[test]
fn what_a_service_does_wrong_is_its_own_fault() {
    let dispatcher = Dispatcher::new().mount(ByHand);
    run(async {
        assert_eq!(dispatcher.call("second", ()).await, Ok("no number".to_owned()));
        for method in ["nothing", "bomb", "later bomb", "later, at once", "later, elsewhere"] {
            let fault = dispatcher.call::<Value>(method, ()).await.expect_err(method);
            assert_eq!(fault.code(), INTERNAL_ERROR, "{method}");
        }
        let entry = |name: &str| value!({ "methodName": name, "params": [] });
        let calls = ["second", "nothing", "bomb", "later, at once", "second"].map(entry).to_vec();
        let results: Vec<Value> = dispatcher.call("system.multicall", (calls,)).await.expect("results");
        assert_eq!((&results[0], &results[4]), (&value!(["no number"]), &value!(["no number"])));
        for fault in &results[1..4] {
            assert_eq!(fault["faultCode"], Value::Int(INTERNAL_ERROR));
        }
    });
}

/// Takes whatever numbers there are, and nothing for what is none.
struct Forgiving;

impl Service for Forgiving {
    fn info(&self) -> &'static ServiceInfo {
        const METHODS: &[MethodInfo] = &[MethodInfo::new("numbers", Execution::Inline)];
        const INFO: ServiceInfo = ServiceInfo::new("Forgiving", "", METHODS);
        &INFO
    }

    fn call<'s>(
        &'s self,
        _: usize,
        arguments: &mut Arguments<'s>,
        _: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault> {
        let numbers: Vec<Option<i32>> = (0..3).map(|_| arguments.next::<i32>().ok()).collect();
        arguments.finish()?;
        response.write(&numbers)?;
        Ok(Reply::Written)
    }
}

#[test]
fn an_argument_whose_error_is_swallowed_is_passed_over() {
    let dispatcher = Dispatcher::new().mount(Forgiving);
    run(async {
        let params = (value!("z"), value!([1, { "a": 2 }]), 3);
        let expected = value!([null, null, 3]);
        assert_eq!(dispatcher.call::<Value>("numbers", params.clone()).await, Ok(expected.clone()));
        let params = [params.0, params.1, params.2.into()].to_vec();
        let entry = value!({ "methodName": "numbers", "params": (params) });
        assert_eq!(dispatcher.call::<Value>("system.multicall", (vec![entry],)).await, Ok(value!([[(expected)]])));
        for broken in ["<value><wrong/></value>", "<value><int>1</int>", "<value><array><data></array></value>"] {
            let document = format!(
                "<methodCall><methodName>numbers</methodName><params><param><value>z</value></param><param>{broken}</param>\
                 <param><value><int>3</int></value></param></params></methodCall>"
            );
            let answer = dispatcher.handle(document).await;
            assert!(String::from_utf8_lossy(&answer).contains("<fault>"), "{broken}");
        }
    });
}
