//! Hooks that map faults before they are written.

use std::cell::OnceCell;
use std::fmt;

use super::{Arguments, CallContext, Reply, Response, Service, ServiceInfo};
use xmlrpc_core::fault::Fault;
use xmlrpc_core::value::Value;

/// What a hook knows of a call besides its fault. What kind of fault it is, [`Fault::origin`] says.
pub struct FailedCall<'c> {
    method: Option<&'c str>,
    is_entry: bool,
    make_context: &'c dyn Fn() -> CallContext,
    context: OnceCell<CallContext>,
}

impl<'c> FailedCall<'c> {
    pub(crate) fn new(method: Option<&'c str>, is_entry: bool, make_context: &'c dyn Fn() -> CallContext) -> Self {
        FailedCall { method, is_entry, make_context, context: OnceCell::new() }
    }

    /// The method's name as the client wrote it, which may be the name of no method. None if the request could not be
    /// read that far.
    pub fn method(&self) -> Option<&str> {
        self.method
    }

    /// Whether the call is an entry of a multicall.
    pub fn is_entry(&self) -> bool {
        self.is_entry
    }

    /// The context of the call.
    pub fn context(&self) -> &CallContext {
        self.context.get_or_init(self.make_context)
    }
}

impl fmt::Debug for FailedCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FailedCall")
            .field("method", &self.method)
            .field("is_entry", &self.is_entry)
            .finish_non_exhaustive()
    }
}

/// What is sent in the place of a fault.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultReply {
    /// A fault.
    Fault(Fault),
    /// A result, for clients that look for errors in there.
    Result(Value),
}

impl From<Fault> for FaultReply {
    fn from(fault: Fault) -> Self {
        FaultReply::Fault(fault)
    }
}

impl From<Value> for FaultReply {
    fn from(value: Value) -> Self {
        FaultReply::Result(value)
    }
}

/// A function that maps faults.
pub(crate) type FaultMap = dyn Fn(Fault, &FailedCall<'_>) -> FaultReply + Send + Sync;

/// A service whose faults are mapped, made by [`Service::map_faults`].
pub struct MapFaults<S> {
    service: S,
    map: Box<FaultMap>,
}

impl<S> MapFaults<S> {
    pub(super) fn new<R: Into<FaultReply>>(
        service: S,
        map: impl Fn(Fault, &FailedCall<'_>) -> R + Send + Sync + 'static,
    ) -> Self {
        MapFaults { service, map: Box::new(move |fault, call| map(fault, call).into()) }
    }
}

impl<S: fmt::Debug> fmt::Debug for MapFaults<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapFaults").field("service", &self.service).finish_non_exhaustive()
    }
}

impl<S: Service> Service for MapFaults<S> {
    fn info(&self) -> &'static ServiceInfo {
        self.service.info()
    }

    fn call<'s>(
        &'s self,
        index: usize,
        arguments: &mut Arguments<'s>,
        context: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault> {
        self.service.call(index, arguments, context, response)
    }

    fn map_fault(&self, fault: &Fault, call: &FailedCall<'_>) -> Option<FaultReply> {
        Some(match self.service.map_fault(fault, call) {
            None => (self.map)(fault.clone(), call),
            Some(FaultReply::Fault(fault)) => (self.map)(fault, call),
            Some(result) => result,
        })
    }
}
