//! Results and faults in an envelope, as the clients of some services expect them.

use serde::Serialize;

use super::{FailedCall, FaultReply};
use crate::schema::Type;
use xmlrpc_core::fault::Fault;

/// The form in which a service sends its results, and its faults as results.
///
/// The protocols of some programs have errors of their own: every call of a ROS node succeeds with
/// `[code, text, value]`, every call of XenServer with a struct of `Status` and `Value` or `ErrorDescription`. With an
/// envelope, methods nevertheless return a value or a `Result`, and use `?`. `#[rpc_service(answer = RosEnvelope)]` sets it
/// for a block; in a service written by hand, each row names it ([`MethodInfo::answer`](super::MethodInfo::answer)).
///
/// ```
/// use serde::Serialize;
/// use xmlrpc_service::schema::{Type, WireType};
/// use xmlrpc_service::service::{Envelope, FailedCall, FaultReply};
/// use xmlrpc_service::{Fault, value};
///
/// /// `[code, text, value]`: the code is 1 for a success, 0 for a failure and -1 for an error of the caller.
/// struct RosEnvelope;
///
/// impl Envelope for RosEnvelope {
///     fn success<T: Serialize>(result: T) -> impl Serialize {
///         (1, "", result)
///     }
///
///     fn failure(fault: Fault, _: &FailedCall<'_>) -> FaultReply {
///         let code = if fault.code() < 0 { -1 } else { 0 };
///         value!([code, (fault.message()), 0]).into()
///     }
///
///     fn describe(result: Type) -> Type {
///         Type::Tuple(vec![Type::Wire(WireType::Int), Type::Wire(WireType::String), result])
///     }
/// }
/// ```
///
/// Faults of calls whose method is not known, and of documents that cannot be read, are sent as faults, since they are not
/// a service's: [`Dispatcher::map_faults`](crate::Dispatcher::map_faults) maps these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an envelope",
    label = "needs `impl Envelope`",
    note = "implement `Envelope` for it: what a result, a fault and the type of a result look like in it"
)]
pub trait Envelope: 'static {
    /// Puts a result into the envelope.
    fn success<T: Serialize>(result: T) -> impl Serialize;

    /// Returns what is sent in the place of a fault: a value, or the fault if it should be one.
    fn failure(fault: Fault, call: &FailedCall<'_>) -> FaultReply;

    /// Describes the envelope around a result of this type, for signatures and schemas.
    fn describe(result: Type) -> Type;
}

/// What the dispatcher needs to know of an envelope.
#[doc(hidden)]
#[derive(Debug)]
pub struct EnvelopeInfo {
    pub(crate) failure: fn(Fault, &FailedCall<'_>) -> FaultReply,
    pub(crate) describe: fn(Type) -> Type,
}

impl EnvelopeInfo {
    pub(super) const fn of<E: Envelope>() -> Self {
        EnvelopeInfo::new(E::failure, E::describe)
    }

    /// What these functions of the envelope do.
    pub const fn new(failure: fn(Fault, &FailedCall<'_>) -> FaultReply, describe: fn(Type) -> Type) -> Self {
        EnvelopeInfo { failure, describe }
    }
}
