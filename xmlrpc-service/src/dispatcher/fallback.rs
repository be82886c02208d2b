use std::sync::Arc;

use super::concurrency::FALLBACK;
use crate::service::{
    Arguments, CallContext, Execution, PublishedMethod, Publisher, Reply, Response, Service, ServiceInfo,
};
use xmlrpc_core::fault::Fault;
use xmlrpc_core::value::Value;

/// Handles calls of names that are not registered.
///
/// ```
/// use xmlrpc_service::{CallContext, Fallback, Fault, Value};
///
/// struct Greeter;
///
/// impl Fallback for Greeter {
///     fn call(&self, name: &str, _: Vec<Value>, _: &CallContext) -> Result<Value, Fault> {
///         match name.strip_prefix("hello.") {
///             Some(who) => Ok(format!("Hello, {who}!").into()),
///             None => Err(Fault::method_not_found(name)),
///         }
///     }
/// }
/// ```
pub trait Fallback: Send + Sync + 'static {
    /// Handles a call. It may block: it runs on the blocking pool.
    ///
    /// # Errors
    ///
    /// [`Fault::method_not_found`] for a name that is none of its own, or any other fault.
    #[doc(alias = "_dispatch")]
    fn call(&self, name: &str, params: Vec<Value>, context: &CallContext) -> Result<Value, Fault>;

    /// The names to list, for introspection. Asked on the event loop: it must not block.
    #[doc(alias = "_listMethods")]
    fn methods(&self) -> Vec<String> {
        Vec::new()
    }

    /// The help of a method, for introspection; none if the name is not known. It must not block.
    #[doc(alias = "_methodHelp")]
    fn help(&self, name: &str) -> Option<String> {
        self.methods().iter().any(|own| own == name).then(String::new)
    }
}

/// One call of a fallback, in the shape in which all calls run.
pub(super) struct FallbackCall {
    fallback: Arc<dyn Fallback>,
    name: String,
}

impl FallbackCall {
    pub(super) fn prepare(fallback: &Arc<dyn Fallback>, name: &str) -> (PublishedMethod, Arc<dyn Service>) {
        let method = PublishedMethod {
            name: name.to_owned(),
            help: "".into(),
            own_help: "".into(),
            returns: "",
            deprecated: None,
            parameters: Vec::new(),
            signature: None,
            faults: None,
            execution: Execution::Blocking,
            takes_context: true,
            envelope: None,
            takes_keywords: false,
            hidden: false,
            alias_of: None,
            overloads: Vec::new(),
            published_by: Publisher::Dispatcher,
            limit: FALLBACK,
        };
        (method, Arc::new(FallbackCall { fallback: Arc::clone(fallback), name: name.to_owned() }))
    }
}

/// It has no table: the dispatcher describes it itself.
const NO_TABLE: ServiceInfo = ServiceInfo::new("fallback", "", &[]);

impl Service for FallbackCall {
    fn info(&self) -> &'static ServiceInfo {
        &NO_TABLE
    }

    fn call<'s>(
        &'s self,
        _: usize,
        arguments: &mut Arguments<'s>,
        context: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault> {
        let params = arguments.rest::<Value>()?;
        arguments.finish()?;
        response.write(&self.fallback.call(&self.name, params, context)?)?;
        Ok(Reply::Written)
    }
}
