//! Sockets, workers and signals around an endpoint.

mod descriptors;
mod handle;
mod health;
mod launch;
mod listen;
mod prepare;
mod run;
mod settings;
mod signals;

use std::fmt;
use std::future::Future;
use std::net::ToSocketAddrs;
use std::panic::Location;
use std::sync::Arc;

use xmlrpc_service::{
    CallContext, Dialect, Dispatcher, FailedCall, Fallback, Fault, FaultReply, IntoFunction, Limits, Reading, Service,
    Wire,
};

use crate::HttpSettings;
use crate::error::Result;
use crate::http::Paths;
use settings::RunSettings;

pub use handle::Handle;

/// An XML-RPC server: its methods, and how it runs.
///
/// ```no_run
/// use xmlrpc_server::{Server, rpc_service};
///
/// struct Greeter;
///
/// #[rpc_service]
/// impl Greeter {
///     /// Greet a person.
///     #[expose]
///     fn greet(&self, name: &str) -> String { format!("Hello, {name}!") }
/// }
///
/// fn main() -> xmlrpc_server::Result {
///     Server::new().mount(Greeter).access_log(true).serve_forever("localhost:9000")
/// }
/// ```
///
/// Methods go to the server's [`Dispatcher`]. A mistake in them, such as a name registered twice, is an error of
/// [`serve_forever`](Server::serve_forever) or [`start`](Server::start).
#[must_use = "a server does nothing until `serve_forever` or `start` is called"]
#[doc(alias = "SimpleXMLRPCServer")]
pub struct Server {
    dispatcher: Dispatcher,
    other_dispatchers: Vec<(Vec<String>, Arc<Dispatcher>)>,
    paths: Option<Vec<String>>,
    workers: Option<usize>,
    http: HttpSettings,
    run: RunSettings,
}

impl Server {
    /// Creates a server that publishes only the `system` methods.
    pub fn new() -> Self {
        Server::from(Dispatcher::new())
    }

    /// Publishes the methods of a service under the names that its block gives them.
    ///
    /// One instance serves all workers.
    #[track_caller]
    #[doc(alias = "register_instance")]
    pub fn mount(self, service: impl Service) -> Self {
        Server { dispatcher: self.dispatcher.mount(service), ..self }
    }

    /// Publishes the methods of a service under `prefix`, in place of the block's own prefix.
    #[track_caller]
    pub fn mount_at(self, prefix: impl Into<String>, service: impl Service) -> Self {
        Server { dispatcher: self.dispatcher.mount_at(prefix, service), ..self }
    }

    /// Publishes a function or a closure under `name`.
    ///
    /// ```
    /// use xmlrpc_server::Server;
    ///
    /// let server = Server::new().function("multiply args", |a: i32, b: i32| a.wrapping_mul(b));
    /// # drop(server);
    /// ```
    #[track_caller]
    #[doc(alias = "register_function")]
    pub fn function<M>(self, name: impl Into<String>, function: impl IntoFunction<M>) -> Self {
        Server { dispatcher: self.dispatcher.function(name, function), ..self }
    }

    /// Gives a method a further name; see [`Dispatcher::alias`].
    #[track_caller]
    pub fn alias(self, alias: impl Into<String>, name: impl Into<String>) -> Self {
        Server { dispatcher: self.dispatcher.alias(alias, name), ..self }
    }

    /// Answers calls to names that are not registered.
    #[track_caller]
    #[doc(alias = "_dispatch")]
    pub fn fallback(self, fallback: impl Fallback) -> Self {
        Server { dispatcher: self.dispatcher.fallback(fallback), ..self }
    }

    /// Publishes all free functions marked `#[expose]` that are linked into the program, and logs their names.
    #[track_caller]
    pub fn discover(self) -> Self {
        Server { dispatcher: self.dispatcher.discover(), ..self }
    }

    /// Sets whether the introspection methods, such as `system.listMethods`, are published. Default: on.
    #[doc(alias = "register_introspection_functions")]
    pub fn introspection(self, on: bool) -> Self {
        Server { dispatcher: self.dispatcher.introspection(on), ..self }
    }

    /// Sets whether `system.methodSignature` names types that the introspection standard does not have, such as `i8` and
    /// `nil`; off unless set. See [`Dispatcher::signature_extensions`].
    pub fn signature_extensions(self, on: bool) -> Self {
        Server { dispatcher: self.dispatcher.signature_extensions(on), ..self }
    }

    /// Sets the limits of requests and responses.
    pub fn limits(self, limits: Limits) -> Self {
        Server { dispatcher: self.dispatcher.limits(limits), ..self }
    }

    /// Sets how requests are read; see [`Dispatcher::reading`]. A dispatcher at a path of its own has its own `reading`,
    /// `dialect` and `adapt`.
    pub fn reading(self, reading: Reading) -> Self {
        Server { dispatcher: self.dispatcher.reading(reading), ..self }
    }

    /// Sets how responses are written; see [`Dispatcher::dialect`].
    pub fn dialect(self, dialect: Dialect) -> Self {
        Server { dispatcher: self.dispatcher.dialect(dialect), ..self }
    }

    /// Sets a function that decides for each request how to read it and how to write its response, for all
    /// [`paths`](Self::paths); see [`Dispatcher::adapt`].
    pub fn adapt(self, adapt: impl Fn(&CallContext, &mut Wire) + Send + Sync + 'static) -> Self {
        Server { dispatcher: self.dispatcher.adapt(adapt), ..self }
    }

    /// Sets a function that maps every fault before it is written, for all [`paths`](Self::paths); see
    /// [`Dispatcher::map_faults`].
    pub fn map_faults<R: Into<FaultReply>>(
        self,
        map: impl Fn(Fault, &FailedCall<'_>) -> R + Send + Sync + 'static,
    ) -> Self {
        Server { dispatcher: self.dispatcher.map_faults(map), ..self }
    }

    /// Sets how many entries of one `system.multicall` may run at a time; see [`Dispatcher::multicall_concurrency`].
    pub fn multicall_concurrency(self, entries: usize) -> Self {
        Server { dispatcher: self.dispatcher.multicall_concurrency(entries), ..self }
    }

    /// Sets the paths at which calls are answered, in place of `/RPC2` and `/`. They are taken literally.
    ///
    /// ```
    /// use xmlrpc_server::Server;
    ///
    /// let server = Server::new().paths(["/xmlrpc"]);
    /// # drop(server);
    /// ```
    #[doc(alias = "rpc_paths")]
    pub fn paths<P: Into<String>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.paths = Some(paths.into_iter().map(Into::into).collect());
        self
    }

    /// Answers calls at a path, or at each of a list of paths, with another dispatcher, which has methods, introspection and
    /// limits of its own. Paths are taken literally.
    ///
    /// ```
    /// use xmlrpc_server::{Dispatcher, Server};
    ///
    /// let admin = Dispatcher::new().function("restart", || "restarted");
    /// let server = Server::new().function("add", |a: i32, b: i32| a.wrapping_add(b)).dispatcher_at("/admin", admin);
    /// # drop(server);
    ///
    /// let object = Dispatcher::new().function("execute", |model: String| model);
    /// let server = Server::new().dispatcher_at(["/xmlrpc/object", "/xmlrpc/2/object"], object);
    /// # drop(server);
    /// ```
    #[doc(alias = "MultiPathXMLRPCServer")]
    #[doc(alias = "add_dispatcher")]
    pub fn dispatcher_at(mut self, paths: impl Paths, dispatcher: impl Into<Arc<Dispatcher>>) -> Self {
        self.other_dispatchers.push((paths.into_paths(), dispatcher.into()));
        self
    }

    /// Sets the number of event loops, each on a thread of its own. Default: the machine's parallelism.
    pub fn workers(mut self, workers: usize) -> Self {
        self.workers = Some(workers);
        self
    }

    /// Listens on all addresses that `addr` resolves to and answers calls until Ctrl-C or SIGTERM, in a program without
    /// a runtime of its own.
    ///
    /// Prints on stdout where it listens; port 0 takes any free port. On a signal, the server stops accepting connections,
    /// closes idle ones, finishes the calls in flight, and this function returns `Ok`. A second signal ends the
    /// process at once, with the exit code 128 + its number. SIGHUP is ignored.
    ///
    /// # Errors
    ///
    /// A mistake in the methods or settings, an address that cannot be listened on, or a call from inside a runtime.
    #[track_caller]
    pub fn serve_forever(self, addr: impl ToSocketAddrs) -> Result {
        let addresses = prepare::resolve(addr, Location::caller())?;
        run::serve_forever(self.prepare(&addresses)?, &addresses)
    }

    /// Listens on all addresses that `addr` resolves to and answers calls in the background, inside a tokio or an actix
    /// runtime. The signals of the process are not handled.
    ///
    /// ```
    /// use xmlrpc_server::Server;
    ///
    /// # async fn example() -> xmlrpc_server::Result {
    /// let server = Server::new().function("add", |a: i32, b: i32| a.wrapping_add(b)).start("127.0.0.1:0").await?;
    /// println!("serving at {}", server.url());
    /// server.stop().await;
    /// # Ok(())
    /// # }
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// #     Ok(tokio::runtime::Runtime::new()?.block_on(example())?)
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// A mistake in the methods or settings, an address that cannot be listened on, or a call outside of any runtime.
    #[track_caller]
    pub fn start<A: ToSocketAddrs>(self, addr: A) -> impl Future<Output = Result<Handle>> {
        let addresses = prepare::resolve(addr, Location::caller());
        async move {
            let addresses = addresses?;
            run::start(self.prepare(&addresses)?, &addresses)
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Server::new()
    }
}

/// Makes a server of a dispatcher.
///
/// ```
/// use xmlrpc_server::{Dispatcher, Server};
///
/// let dispatcher = Dispatcher::new().function("add", |a: i32, b: i32| a.wrapping_add(b));
/// let server = Server::from(dispatcher).workers(2);
/// # drop(server);
/// ```
impl From<Dispatcher> for Server {
    fn from(dispatcher: Dispatcher) -> Self {
        Server {
            dispatcher,
            other_dispatchers: Vec::new(),
            paths: None,
            workers: None,
            http: HttpSettings::default(),
            run: RunSettings::default(),
        }
    }
}

/// Makes a server of a dispatcher that others share.
impl From<Arc<Dispatcher>> for Server {
    fn from(dispatcher: Arc<Dispatcher>) -> Self {
        Server::from(Arc::unwrap_or_clone(dispatcher))
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("paths", &self.paths)
            .field("workers", &self.workers)
            .field("http", &self.http)
            .field("run", &self.run)
            .finish_non_exhaustive()
    }
}
