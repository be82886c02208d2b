//! Results in an envelope.

use serde::Serialize;
use xmlrpc_service::schema::{Type, WireType};
use xmlrpc_service::{Dispatcher, Envelope, FailedCall, Fault, FaultReply, Value, rpc_service, value};

use super::{ask, forms, run};

/// `[code, text, value]`.
struct RosEnvelope;

impl Envelope for RosEnvelope {
    fn success<T: Serialize>(result: T) -> impl Serialize {
        (1, "", result)
    }

    fn failure(fault: Fault, _: &FailedCall<'_>) -> FaultReply {
        value!([0, (fault.message()), 0]).into()
    }

    fn describe(result: Type) -> Type {
        Type::Tuple(vec![Type::Wire(WireType::Int), Type::Wire(WireType::String), result])
    }
}

/// `{"Value": …}`.
struct Wrapped;

impl Envelope for Wrapped {
    fn success<T: Serialize>(result: T) -> impl Serialize {
        #[derive(Serialize)]
        struct Value<T> {
            #[serde(rename = "Value")]
            value: T,
        }
        Value { value: result }
    }

    fn failure(fault: Fault, _: &FailedCall<'_>) -> FaultReply {
        value!({ "Error": (fault.message()) }).into()
    }

    fn describe(_: Type) -> Type {
        Type::Wire(WireType::Struct)
    }
}

struct Master;

#[rpc_service(answer = RosEnvelope, inline)]
impl Master {
    /// Find a node.
    #[expose]
    fn lookup(&self, name: &str) -> Result<i32, String> {
        name.parse().map_err(|_| format!("no node {name}"))
    }

    #[expose]
    async fn later(&self) -> String {
        std::future::ready(String::from("done")).await
    }

    #[expose(inline = false)]
    fn stop(&self) {}

    #[expose(answer = Wrapped)]
    fn wrapped(&self, fails: bool) -> Result<Vec<i32>, String> {
        if fails { Err("no".into()) } else { Ok(vec![1]) }
    }

    #[expose(answer = ())]
    fn plain(&self) -> i32 {
        7
    }

    #[expose]
    fn started(&self) -> std::time::SystemTime {
        std::time::SystemTime::UNIX_EPOCH
    }
}

fn call(name: &str, params: Vec<Value>) -> Value {
    run(Dispatcher::new().mount(Master).call(name, params)).expect("no fault")
}

#[test]
fn results_and_faults_are_in_the_envelope_of_the_block_or_the_method() {
    assert_eq!(call("lookup", vec!["5".into()]), value!([1, "", 5]));
    assert_eq!(call("lookup", vec!["x".into()]), value!([0, "no node x", 0]));
    assert_eq!(call("later", vec![]), value!([1, "", "done"]));
    assert_eq!(call("stop", vec![]), value!([1, "", null]));
    assert_eq!(call("wrapped", vec![false.into()]), value!({ "Value": [1] }));
    assert_eq!(call("wrapped", vec![true.into()]), value!({ "Error": "no" }));
    assert_eq!(call("plain", vec![]), value!(7));
    assert!(matches!(&call("started", vec![])[2], Value::DateTime(_)));
}

#[test]
fn signatures_have_the_envelope_and_help_has_none() {
    let dispatcher = Dispatcher::new().mount(Master);
    assert_eq!(forms(&dispatcher, "lookup"), [["array", "string"]]);
    assert_eq!(forms(&dispatcher, "wrapped"), [["struct", "boolean"]]);
    assert_eq!(forms(&dispatcher, "plain"), [["int"]]);
    assert_eq!(ask::<String>(&dispatcher, "system.methodHelp", "lookup"), "Find a node.");
}
