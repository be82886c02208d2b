use super::{
    INTERNAL_ERROR, INVALID_CHARACTER, INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND, NOT_WELL_FORMED,
    SYSTEM_ERROR, TRANSPORT_ERROR, UNSUPPORTED_ENCODING,
};

/// Where a [`Fault`](super::Fault) comes from. A code alone does not say it: a method may choose any code.
///
/// ```
/// use xmlrpc_core::Fault;
/// use xmlrpc_core::fault::FaultOrigin;
///
/// assert_eq!(Fault::method_not_found("add").origin(), FaultOrigin::UnknownMethod);
/// assert_eq!(Fault::new(-32601, "the shop has no such method").origin(), FaultOrigin::Method);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultOrigin {
    /// The method, or other code of the application.
    Method,
    /// The document: it is not well-formed, its character set is not supported, or it is no method call.
    Document,
    /// A request that exceeds a bound of [`Limits`](crate::Limits).
    Limit,
    /// A name that no method has.
    UnknownMethod,
    /// Parameters that do not fit the method: too few, too many, of the wrong type or out of range.
    Parameters,
    /// A method that panicked.
    Panic,
    /// A result that cannot be sent: it is too large, or XML-RPC or the [`Dialect`](crate::Dialect) has no form for it.
    Result,
    /// The server: it is overloaded or stops.
    Server,
}

impl FaultOrigin {
    /// The origin of a fault of the protocol.
    pub(super) fn of_code(code: i32) -> Self {
        match code {
            NOT_WELL_FORMED | UNSUPPORTED_ENCODING | INVALID_CHARACTER | INVALID_REQUEST => FaultOrigin::Document,
            METHOD_NOT_FOUND => FaultOrigin::UnknownMethod,
            INVALID_PARAMETERS => FaultOrigin::Parameters,
            INTERNAL_ERROR | SYSTEM_ERROR | TRANSPORT_ERROR => FaultOrigin::Server,
            _ => FaultOrigin::Method,
        }
    }
}
