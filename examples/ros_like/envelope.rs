//! The form in which ROS answers: `[code, text, value]`.

use serde::Serialize;
use xmlrpc_server::client::OpenEnvelope;
use xmlrpc_server::schema::{Type, WireType};
use xmlrpc_server::{Envelope, FailedCall, Fault, FaultReply, Value, value};

/// The code is 1 for a success, 0 for a failure, and -1 for an error of the caller.
pub(crate) struct RosEnvelope;

impl Envelope for RosEnvelope {
    fn success<T: Serialize>(result: T) -> impl Serialize {
        (1, "", result)
    }

    fn failure(fault: Fault, _: &FailedCall<'_>) -> FaultReply {
        let code = if fault.code() < -32599 { -1 } else { 0 };
        value!([code, (fault.message()), 0]).into()
    }

    fn describe(result: Type) -> Type {
        Type::Tuple(vec![Type::Wire(WireType::Int), Type::Wire(WireType::String), result])
    }
}

impl OpenEnvelope for RosEnvelope {
    fn open(answer: Value) -> Result<Value, Fault> {
        match answer.to::<(i32, String, Value)>() {
            Ok((1, _, value)) => Ok(value),
            Ok((code, text, _)) => Err(Fault::new(code, text)),
            Err(error) => Err(Fault::application(error)),
        }
    }
}
