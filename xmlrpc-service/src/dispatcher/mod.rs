//! What is published under which names, and one call's way from bytes to bytes.

mod adapt;
mod callable;
#[cfg(feature = "client")]
mod caller;
mod concurrency;
mod exchange;
mod failure;
mod fallback;
mod function;
mod function_result;
mod handle;
mod invoke;
mod multicall;
mod nested;
mod overload;
mod quirks;
mod registry;
mod system;
mod transport;

use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::catalogue::catalogued_functions;
use crate::describe::Description;
use crate::protocol::WireConfig;
use crate::service::{CallContext, PublishedMethod, Service, SourceLocation};
use xmlrpc_core::fault::{Fault, INTERNAL_ERROR};
use xmlrpc_core::message::{Params, read_response};
use xmlrpc_core::{Dialect, Limits};

pub use callable::CallWith;
#[cfg(feature = "client")]
pub use caller::DispatcherCaller;
pub use concurrency::{CallPermit, Concurrency, MethodConcurrency, PermitFuture, PermitIssuer, YieldFuture};
pub use fallback::Fallback;
pub use function::{Function, IntoFunction};
pub use function_result::{FunctionOutput, FunctionResult, TextOutput};
pub use handle::{Dispatch, PendingCall};
pub use registry::SetupError;
pub use transport::{
    BlockingFuture, BlockingJob, BlockingOutcome, BlockingThreads, CallRecord, InProcess, Request, ResponseDocument,
    Transport,
};

use adapt::Adapt;
use failure::MapFault;
use quirks::QuirkCounts;

use registry::{Names, Registry};
use transport::InProcessAs;

/// Holds the published methods and the settings of reading and writing, and handles method calls.
///
/// There is no network in it: [`handle`](Self::handle) takes the bytes of a request and returns the bytes of the response,
/// and [`call`](Self::call) calls a method as a client would, for tests.
///
/// ```
/// use xmlrpc_service::{Dispatcher, rpc_service};
///
/// struct Examples;
///
/// #[rpc_service(prefix = "examples")]
/// impl Examples {
///     /// Add two numbers.
///     #[expose(inline)]
///     fn add(&self, a: i32, b: i32) -> i32 {
///         a + b
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let dispatcher = Dispatcher::new().mount(Examples);
/// dispatcher.check()?;
/// assert_eq!(dispatcher.call::<i32>("examples.add", (2, 3)).await?, 5);
/// assert_eq!(dispatcher.call::<String>("system.methodHelp", ("examples.add",)).await?, "Add two numbers.");
/// # Ok(())
/// # }
/// ```
///
/// A mistake in the set-up, such as a name that is registered twice, is remembered; [`check`](Self::check), which servers
/// call before they start, returns it.
///
/// A clone is cheap and shares the services. To publish the same methods at several servers or endpoints, pass clones, or
/// an `Arc` of the dispatcher.
#[derive(Debug, Clone)]
pub struct Dispatcher {
    pub(in crate::dispatcher) registry: Arc<Registry>,
    config: WireConfig,
    adapt: Option<Adapt>,
    map_fault: Option<MapFault>,
    multicall_concurrency: usize,
    quirks: Arc<QuirkCounts>,
    discovered: Vec<String>,
}

impl Default for Dispatcher {
    fn default() -> Self {
        let dispatcher = Dispatcher {
            registry: Arc::default(),
            config: WireConfig::default(),
            adapt: None,
            map_fault: None,
            multicall_concurrency: 0,
            quirks: Arc::default(),
            discovered: Vec::new(),
        };
        dispatcher.introspection(true)
    }
}

impl Dispatcher {
    /// A dispatcher that publishes the `system.*` methods and nothing else.
    pub fn new() -> Self {
        Dispatcher::default()
    }

    /// The registry, to be changed. Calls that run keep it as it is.
    fn registry_mut(&mut self) -> &mut Registry {
        Arc::make_mut(&mut self.registry)
    }

    /// Publishes the methods of a service, under the prefix that its block names.
    #[doc(alias = "register_instance")]
    #[track_caller]
    #[must_use]
    pub fn mount(self, service: impl Service) -> Self {
        self.mount_arc(None, Arc::new(service), SourceLocation::caller())
    }

    /// Publishes the methods of a service under another prefix, so that one type can be mounted twice and trees be
    /// built; an empty prefix gives bare names.
    #[doc(alias = "register_instance")]
    #[doc(alias = "allow_dotted_names")]
    #[track_caller]
    #[must_use]
    pub fn mount_at(self, prefix: impl Into<String>, service: impl Service) -> Self {
        self.mount_arc(Some(prefix.into()), Arc::new(service), SourceLocation::caller())
    }

    fn mount_arc(mut self, prefix: Option<String>, service: Arc<dyn Service>, mounted: SourceLocation) -> Self {
        self.registry_mut().mount(prefix.as_deref(), &service, mounted);
        self
    }

    /// Publishes a closure, a function or an asynchronous one under any name.
    ///
    /// It may block and runs on the blocking pool; [`Function`] says otherwise, and adds help and parameter names.
    ///
    /// ```
    /// use xmlrpc_service::{Dispatcher, Function};
    ///
    /// let dispatcher = Dispatcher::new()
    ///     .function("dir.create", |path: std::path::PathBuf| std::fs::create_dir(path))
    ///     .function("multiply args", Function::new(|a: i32, b: i32| a * b).inline().help("Multiply two numbers."))
    ///     .function("later", async |seconds: u32| format!("in {seconds} s"));
    /// assert!(dispatcher.check().is_ok());
    /// ```
    #[doc(alias = "register_function")]
    #[track_caller]
    #[must_use]
    pub fn function<M>(mut self, name: impl Into<String>, function: impl IntoFunction<M>) -> Self {
        self.registry_mut().add_function(name.into(), function.into_function(), SourceLocation::caller());
        self
    }

    /// Gives a method a further name, whatever its prefix. It may be one of the `system` methods, and it may be published
    /// later.
    ///
    /// ```
    /// use xmlrpc_service::Dispatcher;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), xmlrpc_service::Fault> {
    /// let dispatcher = Dispatcher::new()
    ///     .alias("wp.supportedMethods", "system.listMethods")
    ///     .alias("sum", "add")
    ///     .function("add", |a: i32, b: i32| a + b);
    /// assert!(dispatcher.check().is_ok());
    /// assert_eq!(dispatcher.call::<i32>("sum", (2, 3)).await?, 5);
    /// let names: Vec<String> = dispatcher.call("wp.supportedMethods", ()).await?;
    /// assert_eq!(names[..2], ["add", "sum"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A name that no method has, when the server starts, is an error.
    #[track_caller]
    #[must_use]
    pub fn alias(mut self, alias: impl Into<String>, name: impl Into<String>) -> Self {
        self.registry_mut().add_alias(alias.into(), name.into(), SourceLocation::caller());
        self
    }

    /// Sets what handles calls of names that are not registered.
    #[doc(alias = "_dispatch")]
    #[must_use]
    pub fn fallback(mut self, fallback: impl Fallback) -> Self {
        self.registry_mut().set_fallback(Arc::new(fallback));
        self
    }

    /// Publishes the free functions marked `#[expose]` that are linked into the program.
    ///
    /// Which these are, a reader of the source cannot see; [`discovered`](Self::discovered) tells, and servers log it.
    #[track_caller]
    #[must_use]
    pub fn discover(mut self) -> Self {
        let mounted = SourceLocation::caller();
        for function in catalogued_functions() {
            let service = function.service();
            self.discovered.extend(service.info().methods().iter().map(|method| method.name().to_owned()));
            self = self.mount_arc(None, service, mounted);
        }
        self.discovered.sort();
        self
    }

    /// The names that [`discover`](Self::discover) published.
    pub fn discovered(&self) -> &[String] {
        &self.discovered
    }

    /// Switches the `system.*` methods on or off. They are on by default.
    #[doc(alias = "register_introspection_functions")]
    #[must_use]
    pub fn introspection(mut self, on: bool) -> Self {
        let system = if on { system::entries(&self.registry) } else { Names::default() };
        self.registry_mut().set_system(system);
        self
    }

    /// Lets `system.methodSignature` name types that the introspection standard does not have: `i8` for 64 bit
    /// integers, `nil` for no value, `any`, and `undef` for an unknown type. Off by default.
    ///
    /// By default a 64 bit integer is named `int`, and a method with a type that has no standard name is described by
    /// the string `undef`: generators of client code, such as that of xmlrpc-c, stop at any other name.
    ///
    /// ```
    /// use xmlrpc_service::{Dispatcher, Value, value};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), xmlrpc_service::Fault> {
    /// let dispatcher = Dispatcher::new().function("log", |_: String| ());
    /// assert_eq!(dispatcher.call::<Value>("system.methodSignature", ("log",)).await?, Value::from("undef"));
    ///
    /// let dispatcher = dispatcher.signature_extensions(true);
    /// assert_eq!(dispatcher.call::<Value>("system.methodSignature", ("log",)).await?, value!([["nil", "string"]]));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn signature_extensions(mut self, on: bool) -> Self {
        self.registry_mut().set_signature_extensions(on);
        self
    }

    /// Sets what a request may cost.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.config.set_limits(limits);
        self
    }

    /// What a request may cost.
    pub fn current_limits(&self) -> &Limits {
        self.config.limits()
    }

    /// Whether the set-up is sound.
    ///
    /// # Errors
    ///
    /// The first mistake: a name that is registered twice, with both places.
    pub fn check(&self) -> Result<(), SetupError> {
        self.registry.check()
    }

    /// The names that can be called and listed, sorted.
    pub fn method_names(&self) -> Vec<String> {
        self.registry.names()
    }

    /// Describes everything that is published and listed: for documentation, and for descriptions that machines read.
    pub fn describe(&self) -> Description {
        Description::clone(&self.registry.description())
    }

    /// What is known of a method.
    pub fn method(&self, name: &str) -> Option<&PublishedMethod> {
        self.registry.find(name).map(|entry| &*entry.method)
    }

    /// Calls a method as a client would: parameters and result are written and read.
    ///
    /// Parameters are a tuple: `(2, 3)`, `(value,)`, `()`.
    ///
    /// # Errors
    ///
    /// The fault that a client would get; or one that says that the result is of another type than `T`.
    pub async fn call<T: DeserializeOwned>(&self, name: &str, params: impl Params) -> Result<T, Fault> {
        self.call_over(name, params, &InProcess).await
    }

    /// Calls a method as a client with this context would: with its address, user, headers and so on.
    ///
    /// ```
    /// use xmlrpc_service::{CallContext, Dispatcher, Fault, rpc_service};
    ///
    /// struct Orders;
    ///
    /// #[rpc_service(prefix = "orders")]
    /// impl Orders {
    ///     #[expose(inline)]
    ///     fn clerk(&self, context: &CallContext) -> Result<String, Fault> {
    ///         context.header("X-Clerk").map(str::to_owned).ok_or_else(|| Fault::new(403, "who are you?"))
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Fault> {
    /// let dispatcher = Dispatcher::new().mount(Orders);
    /// let ann = CallContext::new().with_headers([("X-Clerk", "Ann")]).with_peer(([10, 0, 0, 7], 4711).into());
    /// assert_eq!(dispatcher.call_as::<String>(&ann, "orders.clerk", ()).await?, "Ann");
    /// assert!(dispatcher.call::<String>("orders.clerk", ()).await.is_err());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn call_as<T: DeserializeOwned>(
        &self,
        context: &CallContext,
        name: &str,
        params: impl Params,
    ) -> Result<T, Fault> {
        self.call_over(name, params, &InProcessAs(context)).await
    }

    async fn call_over<T: DeserializeOwned>(
        &self,
        name: &str,
        params: impl Params,
        transport: &dyn Transport,
    ) -> Result<T, Fault> {
        let request = Dialect::standard().write_call(name, params)?;
        let response = self.handle_from(Request::from(request), transport).await;
        read_response(response.body).unwrap_or_else(|error| {
            Err(Fault::new(INTERNAL_ERROR, format!("the result of {name} is not what the caller expects: {error}")))
        })
    }
}
