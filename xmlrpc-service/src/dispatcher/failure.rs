//! The end of a call that failed: its fault goes through the hooks, and is written.

use std::fmt;
use std::sync::Arc;

use super::Dispatcher;
use super::exchange::SharedContext;
use super::handle::Called;
use super::invoke::caught;
use super::registry::{Entry, Target};
use super::transport::Transport;
use crate::service::{CallContext, FailedCall, FaultMap, FaultReply, Response, ResponseMark};
use xmlrpc_core::fault::{Fault, FaultOrigin};

/// The user's hook.
#[derive(Clone)]
pub(super) struct MapFault(Arc<FaultMap>);

impl fmt::Debug for MapFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MapFault")
    }
}

/// A call that failed, and what came with it.
pub(super) struct Failure<'f> {
    pub(super) called: Option<&'f Called<'f>>,
    pub(super) context: &'f SharedContext,
    pub(super) transport: &'f dyn Transport,
}

/// The text of the fault of a hook that panicked.
const FAILED: &str = "the server's `map_faults` function failed unexpectedly";

impl Dispatcher {
    /// Sets a function that maps every fault before it is written: those of methods, and the framework's own about unknown
    /// methods, parameters, documents and so on ([`Fault::origin`]). So clients get the codes and texts of the server that
    /// they were written for.
    ///
    /// The function returns a fault, or a value that is sent as the result ([`FaultReply`]). It gets the
    /// faults of a multicall's entries, too. The log has the original fault. It must not block: it runs on the event loop.
    ///
    /// A service may have a [function of its own](crate::Service::map_faults), which is called first.
    ///
    /// ```
    /// use xmlrpc_service::fault::FaultOrigin;
    /// use xmlrpc_service::{Dispatcher, Fault, Value};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let dispatcher = Dispatcher::new().map_faults(|fault, call| match fault.origin() {
    ///     FaultOrigin::UnknownMethod => Fault::new(1, format!("UNKNOWN_METHOD: {}", call.method().unwrap_or_default())),
    ///     _ => fault,
    /// });
    /// let fault = dispatcher.call::<Value>("start", ()).await.expect_err("there is no such method");
    /// assert_eq!(fault, Fault::new(1, "UNKNOWN_METHOD: start"));
    /// # }
    /// ```
    #[must_use]
    pub fn map_faults<R: Into<FaultReply>>(
        mut self,
        map: impl Fn(Fault, &FailedCall<'_>) -> R + Send + Sync + 'static,
    ) -> Self {
        self.map_fault = Some(MapFault(Arc::new(move |fault, call| map(fault, call).into())));
        self
    }

    /// Writes what is sent for a fault: in the place of the whole response, or of an entry of a multicall.
    ///
    /// # Errors
    ///
    /// The fault for the log, if a hook panicked; it has been written.
    #[cold]
    pub(super) fn write_failure(
        &self,
        fault: &Fault,
        failure: &Failure<'_>,
        response: &mut Response,
        entry: Option<ResponseMark>,
    ) -> Result<(), Fault> {
        let (reply, panic) = match caught(FAILED, || Ok(self.mapped(fault, failure, entry.is_some()))) {
            Ok(reply) => (reply, Ok(())),
            Err(panic) => (Some(FaultReply::Fault(panic.clone())), Err(panic)),
        };
        let mut write_fault = |fault: &Fault| match entry {
            None => response.become_fault(fault),
            Some(mark) => response.write_fault_at(mark, fault),
        };
        match reply {
            None => write_fault(fault),
            Some(FaultReply::Fault(fault)) => write_fault(&fault),
            Some(FaultReply::Result(value)) => {
                let written = match entry {
                    None => response.become_result(&value),
                    Some(mark) => response.write_result_at(mark, &value),
                };
                if let Err(fault) = written {
                    match entry {
                        None => response.become_fault(&fault),
                        Some(mark) => response.write_fault_at(mark, &fault),
                    }
                }
            }
        }
        panic
    }

    /// What the hooks make of a fault; none if they leave it as it is.
    fn mapped(&self, fault: &Fault, failure: &Failure<'_>, is_entry: bool) -> Option<FaultReply> {
        let entry = failure.called.and_then(Called::entry);
        let make_context = || failure.context(entry);
        let call = FailedCall::new(failure.called.map(Called::name), is_entry, &make_context);
        let reply = entry.and_then(|entry| by_service(entry, fault, &call));
        match (&self.map_fault, reply) {
            (_, Some(FaultReply::Result(value))) => Some(FaultReply::Result(value)),
            (None, reply) => reply,
            (Some(MapFault(map)), None) => Some(map(fault.clone(), &call)),
            (Some(MapFault(map)), Some(FaultReply::Fault(fault))) => Some(map(fault, &call)),
        }
    }
}

impl Failure<'_> {
    fn context(&self, entry: Option<&Entry>) -> CallContext {
        let context = self.context.get(self.transport).clone();
        match entry {
            Some(entry) => context.with_method(Arc::clone(&entry.method)),
            None => context,
        }
    }
}

/// What the service of a method makes of a fault, and then its envelope. They get no faults of the request itself.
fn by_service(entry: &Entry, fault: &Fault, call: &FailedCall<'_>) -> Option<FaultReply> {
    if matches!(fault.origin(), FaultOrigin::Document | FaultOrigin::Limit) {
        return None;
    }
    let service = match &entry.target {
        Target::Service(service, _) => Some(service),
        Target::Overloaded(all) => all.iter().find_map(|overload| match &overload.target {
            Target::Service(service, _) => Some(service),
            _ => None,
        }),
        Target::Introspection(_) | Target::Multicall => None,
    };
    let reply = service.and_then(|service| service.map_fault(fault, call));
    match (entry.method.envelope, reply) {
        (None, reply) => reply,
        (Some(_), Some(FaultReply::Result(value))) => Some(FaultReply::Result(value)),
        (Some(envelope), None) => Some((envelope.failure)(fault.clone(), call)),
        (Some(envelope), Some(FaultReply::Fault(fault))) => Some((envelope.failure)(fault, call)),
    }
}
