//! Results and faults in an envelope.

use std::time::SystemTime;

use serde::Serialize;
use xmlrpc_service::fault::FaultOrigin;
use xmlrpc_service::message::read_response;
use xmlrpc_service::schema::{Members, Signature, Type, TypeShape, WireType};
use xmlrpc_service::service::{Arguments, Execution, MethodInfo, ParameterInfo, Reply, Response, ServiceInfo};
use xmlrpc_service::{
    CallContext, Dialect, Dispatcher, Envelope, FailedCall, Fault, FaultReply, RpcType, Service, Value, value,
};

use super::run;

/// `[code, text, value]`, as the nodes of ROS send it.
struct RosEnvelope;

impl Envelope for RosEnvelope {
    fn success<T: Serialize>(result: T) -> impl Serialize {
        (1, "", result)
    }

    fn failure(fault: Fault, _: &FailedCall<'_>) -> FaultReply {
        let code = if fault.origin() == FaultOrigin::Method { 0 } else { -1 };
        value!([code, (fault.message()), 0]).into()
    }

    fn describe(result: Type) -> Type {
        Type::Tuple(vec![Type::Wire(WireType::Int), Type::Wire(WireType::String), result])
    }
}

/// A struct of `Status` and `Value` or `ErrorDescription`, as XenServer sends it.
struct XenEnvelope;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct XenSuccess<T> {
    status: &'static str,
    value: T,
}

impl Envelope for XenEnvelope {
    fn success<T: Serialize>(result: T) -> impl Serialize {
        XenSuccess { status: "Success", value: result }
    }

    fn failure(fault: Fault, call: &FailedCall<'_>) -> FaultReply {
        let method = call.context().method();
        value!({ "Status": "Failure", "ErrorDescription": [(fault.code()), (fault.message()), method] }).into()
    }

    fn describe(result: Type) -> Type {
        let mut members = Members::new();
        members.add(xmlrpc_service::schema::Member::new("Status", Type::Wire(WireType::String)));
        members.add(xmlrpc_service::schema::Member::new("Value", result));
        members.into_type()
    }
}

/// A service by hand: what `answer = …` expands to.
struct Master;

const METHODS: &[MethodInfo] = &[
    MethodInfo::new("getUri", Execution::Inline)
        .help("Return the address.")
        .parameters(const { &[ParameterInfo::new("caller")] })
        .signature(|| {
            let string = TypeShape::described(<String as RpcType>::describe);
            Signature::new(string, [string])
        })
        .answer::<RosEnvelope>(),
    MethodInfo::new("later", Execution::Async).answer::<RosEnvelope>(),
    MethodInfo::new("elsewhere", Execution::Blocking).answer::<XenEnvelope>(),
    MethodInfo::new("started", Execution::Inline)
        .signature(|| Signature::new(TypeShape::described(<SystemTime as RpcType>::describe), []))
        .answer::<XenEnvelope>(),
    MethodInfo::new("bare", Execution::Inline),
];

impl Service for Master {
    fn info(&self) -> &'static ServiceInfo {
        const INFO: ServiceInfo = ServiceInfo::new("Master", "", METHODS);
        &INFO
    }

    fn call<'s>(
        &'s self,
        index: usize,
        arguments: &mut Arguments<'s>,
        _: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault> {
        let caller: String = arguments.next()?;
        arguments.finish()?;
        let result = match caller.as_str() {
            "panic" => panic!("as asked"),
            "broken" => Err(Fault::from(read_response::<i32>("<html>").expect_err("no response"))),
            "nan" => Ok(value!({ "number": (f64::NAN) })),
            "" => Err(Fault::new(7, "no caller")),
            caller => Ok(format!("http://{caller}").into()),
        };
        match index {
            0 => response.write_in::<RosEnvelope, _>(&result?)?,
            1 => {
                return Ok(Reply::Pending(Box::pin(async move { response.write_in::<RosEnvelope, _>(&result?) })));
            }
            2 | 3 => response.write_in::<XenEnvelope, _>(&result?)?,
            _ => response.write(&result?)?,
        }
        Ok(Reply::Written)
    }
}

#[test]
fn results_and_faults_are_results() {
    let dispatcher = Dispatcher::new().mount(Master);
    let call = |name: &str, caller: Value| run(dispatcher.call::<Value>(name, (caller,)));
    for name in ["getUri", "later"] {
        assert_eq!(call(name, "me".into()), Ok(value!([1, "", "http://me"])), "{name}");
        assert_eq!(call(name, "".into()), Ok(value!([0, "no caller", 0])), "{name}");
        assert_eq!(call(name, 5.into()).map(|answer| answer[0].clone()), Ok(Value::Int(-1)), "{name}");
        let panicked = value!([(-1), "the method failed unexpectedly", 0]);
        assert_eq!(call(name, "panic".into()), Ok(panicked), "{name}");
        let nan = call(name, "nan".into()).expect("a result");
        assert!(nan[1].as_str().is_some_and(|text| text.contains("number")), "{name}: {nan:?}");
        // The method's own trouble with another document is not that of its caller.
        let other = call(name, "broken".into()).expect("a result");
        assert_eq!(other[0], Value::Int(0), "{name}: {other:?}");
    }
    let failure = value!({ "Status": "Failure", "ErrorDescription": [7, "no caller", "elsewhere"] });
    assert_eq!(call("elsewhere", "".into()), Ok(failure));
    assert_eq!(call("elsewhere", "me".into()), Ok(value!({ "Status": "Success", "Value": "http://me" })));
    assert_eq!(call("bare", "".into()), Err(Fault::new(7, "no caller")));
}

#[test]
fn a_broken_document_stays_a_fault() {
    let dispatcher = Dispatcher::new().mount(Master);
    let document = "<methodCall><methodName>getUri</methodName><params><param><value>me</value></param></methodCall>";
    let response = run(dispatcher.handle(document));
    let fault = read_response::<Value>(response).expect("a document").expect_err("a fault");
    assert_eq!(fault.code(), -32700, "{fault}");
    assert_eq!(run(dispatcher.call::<Value>("nothing", ())).map_err(|fault| fault.code()), Err(-32601));
}

#[test]
fn entries_of_a_multicall_are_in_their_envelopes() {
    for concurrency in [1, 4] {
        let dispatcher = Dispatcher::new().mount(Master).multicall_concurrency(concurrency);
        let entry = |name: &str, caller: &str| value!({ "methodName": name, "params": [caller] });
        let calls = vec![entry("getUri", "me"), entry("later", ""), entry("elsewhere", ""), entry("bare", "")];
        let results: Value = run(dispatcher.call("system.multicall", (calls,))).expect("results");
        assert_eq!(results[0], value!([[1, "", "http://me"]]));
        assert_eq!(results[1], value!([[0, "no caller", 0]]));
        assert_eq!(results[2][0]["Status"], Value::from("Failure"));
        assert_eq!(results[3], value!({ "faultCode": 7, "faultString": "no caller" }));
    }
}

#[test]
fn signatures_and_schemas_have_the_envelope() {
    let dispatcher = Dispatcher::new().mount(Master).signature_extensions(true);
    let signature = |name: &str| run(dispatcher.call::<Value>("system.methodSignature", (name,))).expect("a signature");
    assert_eq!(signature("getUri"), value!([["array", "string"]]));
    assert_eq!(signature("started"), value!([["struct"]]));
    assert_eq!(run(dispatcher.call("system.methodHelp", ("getUri",))), Ok("Return the address.".to_owned()));
    let method = dispatcher.method("getUri").expect("it is published");
    let schema = method.signature().expect("it has types").result_shape().schema();
    let expected = RosEnvelope::describe(Type::Wire(WireType::String));
    assert_eq!((schema.root(), schema.is_complete()), (&expected, true));
    let started = dispatcher.method("started").expect("it is published").signature().expect("it has types");
    let schema = started.result_shape().schema();
    assert_eq!(schema.root(), &XenEnvelope::describe(Type::Wire(WireType::DateTime)));
    let row = METHODS[0].wire_signature().expect("it has types");
    assert_eq!(row.result(), WireType::Array);
}

#[test]
fn the_hook_of_a_dispatcher_comes_after_the_envelope() {
    let dispatcher = Dispatcher::new().mount(Master).map_faults(|fault, _| match fault.origin() {
        FaultOrigin::UnknownMethod => FaultReply::from(value!([(-1), "Unknown method", 0])),
        _ => Fault::new(1, "mapped").into(),
    });
    let call = |name: &str| run(dispatcher.call::<Value>(name, ("",)));
    assert_eq!(call("getUri"), Ok(value!([0, "no caller", 0])));
    assert_eq!(call("nothing"), Ok(value!([(-1), "Unknown method", 0])));
    assert_eq!(call("bare"), Err(Fault::new(1, "mapped")));
    let document = run(dispatcher.handle(Dialect::standard().write_call("nothing", ()).expect("a call")));
    assert!(!String::from_utf8_lossy(&document).contains("<fault>"));
}
