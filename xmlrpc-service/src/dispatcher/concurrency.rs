//! Limits on how many calls run at the same time: of a method, of a service, of the dispatcher.
//!
//! The dispatcher only knows the limits. A transport enforces them: it admits each call before its method runs, and has
//! the queue of the calls that wait.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::Dispatcher;
use crate::service::Execution;
use xmlrpc_core::fault::Fault;

/// The index of the fallback's limit.
pub(super) const FALLBACK: usize = 0;

/// The limits of a dispatcher's methods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concurrency {
    /// The calls of all methods together; none if there is no limit.
    pub dispatcher: Option<usize>,
    /// The calls of each service that has a limit.
    pub services: Vec<usize>,
    /// Each method, under all its names; the first one stands for the fallback.
    pub methods: Vec<MethodConcurrency>,
    /// Whether there is a fallback.
    pub has_fallback: bool,
}

/// The limits of one method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodConcurrency {
    /// How it runs. Inline methods are not limited.
    pub execution: Execution,
    /// The calls of the method; none if it has no limit of its own.
    pub max: Option<usize>,
    /// The index of its service in [`Concurrency::services`], if that has a limit.
    pub service: Option<usize>,
}

impl Default for Concurrency {
    fn default() -> Self {
        let fallback = MethodConcurrency { execution: Execution::Blocking, max: None, service: None };
        Concurrency { dispatcher: None, services: Vec::new(), methods: vec![fallback], has_fallback: false }
    }
}

impl Concurrency {
    pub(super) fn add_service(&mut self, calls: usize) -> usize {
        self.services.push(calls);
        self.services.len() - 1
    }

    pub(super) fn add_method(&mut self, method: MethodConcurrency) -> usize {
        self.methods.push(method);
        self.methods.len() - 1
    }
}

impl Dispatcher {
    /// Limits how many calls of all its methods run at the same time. Further calls wait in the server's queue. Inline
    /// methods and the `system` methods do not count. Default: the server's limits alone.
    ///
    /// ```
    /// use xmlrpc_service::{Dispatcher, Function};
    ///
    /// let report = Function::new(|year: i32| format!("the year {year}")).max_concurrent(2);
    /// let dispatcher = Dispatcher::new().function("report", report).max_concurrent(20);
    /// # drop(dispatcher);
    /// ```
    #[must_use]
    pub fn max_concurrent(mut self, calls: usize) -> Self {
        self.registry_mut().concurrency_mut().dispatcher = Some(calls);
        self
    }

    /// Returns the limits on calls that run at the same time, for a transport.
    pub fn concurrency(&self) -> &Concurrency {
        self.registry.concurrency()
    }
}

/// The permission for one call to run, returned to its issuer on drop.
pub struct CallPermit {
    issuer: Arc<dyn PermitIssuer>,
    index: usize,
}

/// Issues permits, and takes them back.
pub trait PermitIssuer: Send + Sync {
    /// A call with a permit of this index has ended.
    fn release(&self, index: usize);
}

impl CallPermit {
    /// Makes a permit, which calls `issuer.release(index)` on drop.
    pub fn new(issuer: Arc<dyn PermitIssuer>, index: usize) -> Self {
        CallPermit { issuer, index }
    }
}

impl Drop for CallPermit {
    fn drop(&mut self) {
        self.issuer.release(self.index);
    }
}

impl fmt::Debug for CallPermit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallPermit").field("index", &self.index).finish_non_exhaustive()
    }
}

/// The wait for a permit, or the fault of a call that gets none.
pub type PermitFuture = Pin<Box<dyn Future<Output = Result<CallPermit, Fault>> + Send>>;

/// The wait until other work has had its turn.
pub type YieldFuture = Pin<Box<dyn Future<Output = ()> + Send>>;
