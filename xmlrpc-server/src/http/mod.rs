//! HTTP in front of a dispatcher, as a part of any actix-web `App`.

mod admission;
mod blocking;
mod budget;
mod capacity;
mod handler;
mod head_charge;
mod heavy;
mod large;
mod logged;
mod pace;
mod paths;
mod progress;
mod quirk_log;
mod request;
mod response;
mod response_future;
mod settings;
mod transport;

use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use actix_http::Response;
use actix_web::HttpMessage as _;
use actix_web::body::BoxBody;
use actix_web::dev::{AppService, HttpServiceFactory, ServiceRequest, ServiceResponse, fn_service};
use actix_web::web;
use xmlrpc_service::Dispatcher;

use crate::error::{Error, Result};
use crate::log::{self, Quoted, RequestLog};
use crate::peers::PeerLimit;
use admission::Admission;
use budget::Budget;
use logged::logged;
pub(crate) use paths::check_path;
use quirk_log::QuirkLogFilter;
use request::FromProxy;
use response::HttpError;
use settings::Settings;

pub use capacity::Capacity;
pub(crate) use handler::RpcHandler;
pub(crate) use head_charge::HeadCharge;
pub(crate) use pace::{Allowance, Pace};
pub use paths::Paths;
pub(crate) use progress::{Phase, Progress};
pub use request::{HostPolicy, OriginPolicy, TrustedProxies};
pub(crate) use response_future::ResponseFuture;
pub use settings::{Compression, HttpSettings};

/// A [`Dispatcher`] behind HTTP, for any actix-web `App`.
///
/// Pass it to `App::service`. A clone is cheap and shares the dispatcher, so one instance of each
/// service serves all workers.
///
/// ```no_run
/// use actix_web::{App, HttpServer};
/// use xmlrpc_server::{Dispatcher, Endpoint};
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let dispatcher = Dispatcher::new().function("add", |a: i32, b: i32| a + b);
/// let endpoint = Endpoint::new(dispatcher)?.paths(["/xmlrpc"]);
///
/// HttpServer::new(move || App::new().service(endpoint.clone())).bind("127.0.0.1:8080")?.run().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Endpoint {
    dispatcher: Arc<Dispatcher>,
    /// The dispatchers at paths of their own, each once.
    other_dispatchers: Vec<(Vec<String>, Arc<Dispatcher>)>,
    settings: Arc<Settings>,
    admission: Arc<Admission>,
    budget: Arc<Budget>,
    quirk_log: Arc<QuirkLogFilter>,
    /// The requests in flight of clients behind trusted proxies.
    clients: Arc<PeerLimit>,
}

impl Endpoint {
    /// Puts HTTP in front of `dispatcher`: calls are answered at `/RPC2` and at `/`.
    ///
    /// # Errors
    ///
    /// A mistake in the dispatcher's set-up, such as a name that is registered twice.
    pub fn new(dispatcher: impl Into<Arc<Dispatcher>>) -> Result<Self> {
        let dispatcher = dispatcher.into();
        Ok(Endpoint {
            admission: Arc::new(Admission::new(Capacity::default(), [dispatcher.concurrency()].into_iter())),
            budget: Arc::new(Budget::new(Capacity::default().memory)),
            dispatcher: checked(dispatcher)?,
            other_dispatchers: Vec::new(),
            settings: Arc::default(),
            quirk_log: Arc::default(),
            clients: Arc::new(PeerLimit::new(usize::MAX)),
        })
    }

    fn with_admission(mut self, capacity: Capacity) -> Self {
        let others = self.other_dispatchers.iter().map(|(_, dispatcher)| dispatcher);
        let dispatchers = [&self.dispatcher].into_iter().chain(others).map(|dispatcher| dispatcher.concurrency());
        self.admission = Arc::new(Admission::new(capacity, dispatchers));
        self
    }

    /// Whether calls that have to wait are refused, or large bodies.
    pub(crate) fn is_saturated(&self) -> bool {
        self.admission.is_saturated() || self.budget.is_exhausted()
    }

    /// Puts another dispatcher, with the same settings, at a path of its own, or at several.
    ///
    /// ```
    /// use xmlrpc_server::{Dispatcher, Endpoint};
    ///
    /// let common = Dispatcher::new().function("version", || "17.0");
    /// let object = Dispatcher::new().function("execute", |model: String| model);
    /// let endpoint = Endpoint::new(common)?.dispatcher_at(["/xmlrpc/object", "/xmlrpc/2/object"], object)?;
    /// # drop(endpoint);
    /// # Ok::<(), xmlrpc_server::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A mistake in the dispatcher's set-up, or a path that is none or has a dispatcher.
    pub fn dispatcher_at(mut self, paths: impl Paths, dispatcher: impl Into<Arc<Dispatcher>>) -> Result<Self> {
        let (paths, dispatcher) = (paths.into_paths(), checked(dispatcher.into())?);
        for (index, path) in paths.iter().enumerate() {
            check_path("dispatcher_at", path)?;
            if self.answers_at(path) || paths[..index].iter().any(|earlier| is_same_path(earlier, path)) {
                return Err(Error::misuse(format!(
                    "`dispatcher_at`: the path {path:?} already has a dispatcher; choose another, or other paths for the \
                     server's own methods with `paths`"
                )));
            }
        }
        match self.other_dispatchers.iter_mut().find(|(_, known)| Arc::ptr_eq(known, &dispatcher)) {
            Some((known, _)) => known.extend(paths),
            None => self.other_dispatchers.push((paths, dispatcher)),
        }
        let capacity = self.admission.capacity();
        Ok(self.with_admission(capacity))
    }

    /// Sets how many calls run at once, and how many wait. All clones of this endpoint share the limits.
    #[must_use]
    pub fn capacity(mut self, capacity: Capacity) -> Self {
        self.budget = Arc::new(Budget::new(capacity.memory));
        self.with_admission(capacity)
    }

    /// Returns the first path, for the URL that is announced.
    pub(crate) fn first_path(&self) -> &str {
        self.settings.paths.first().map_or("/", String::as_str)
    }

    /// Whether calls are answered at this path.
    pub(crate) fn answers_at(&self, path: &str) -> bool {
        self.settings
            .paths
            .iter()
            .chain(self.other_dispatchers.iter().flat_map(|(paths, _)| paths))
            .any(|known| is_same_path(known, path))
    }

    pub(crate) fn proxies(&self) -> &TrustedProxies {
        &self.settings.http.trusted_proxies
    }

    pub(crate) fn access_log_is_on(&self) -> bool {
        self.settings.http.access_log
    }

    /// Returns the dispatcher.
    pub fn dispatcher(&self) -> &Dispatcher {
        &self.dispatcher
    }
}

/// Whether two paths differ at most in slashes at their ends, as `/RPC2`, `/RPC2/` and `//RPC2` do.
pub(crate) fn is_same_path(one: &str, other: &str) -> bool {
    one.trim_matches('/') == other.trim_matches('/')
}

fn checked(dispatcher: Arc<Dispatcher>) -> Result<Arc<Dispatcher>> {
    dispatcher.check()?;
    for name in dispatcher.discovered() {
        log::notice(format_args!("discovered {}", Quoted(name)));
    }
    Ok(dispatcher)
}

impl Endpoint {
    /// Returns the handler of each path.
    pub(crate) fn handlers(&self) -> impl Iterator<Item = (&str, RpcHandler)> {
        let own = self.settings.paths.iter().map(|path| (path, &self.dispatcher, 0));
        let mut first_lane = self.dispatcher.concurrency().methods.len();
        let others = self.other_dispatchers.iter().flat_map(move |(paths, dispatcher)| {
            let own_first = first_lane;
            first_lane += dispatcher.concurrency().methods.len();
            paths.iter().map(move |path| (path, dispatcher, own_first))
        });
        own.chain(others).map(|(path, dispatcher, first_lane)| {
            let handler = RpcHandler {
                dispatcher: Arc::clone(dispatcher),
                settings: Arc::clone(&self.settings),
                admission: Arc::clone(&self.admission),
                first_lane,
                budget: Arc::clone(&self.budget),
                quirk_log: Arc::clone(&self.quirk_log),
                clients: Arc::clone(&self.clients),
            };
            (path.as_str(), handler)
        })
    }
}

impl HttpServiceFactory for Endpoint {
    fn register(self, config: &mut AppService) {
        // One resource a path: actix-web compares a single path as bytes, but matches several with regular expressions.
        for (path, handler) in self.handlers() {
            // Each worker has a copy of its own, so that its reference count is not shared between threads.
            let handler = Rc::new(handler);
            let service = fn_service(move |mut request: ServiceRequest| {
                handler.settings.http.trusted_proxies.settle_client(&mut request);
                let (request, payload) = request.into_parts();
                let progress = request.conn_data::<Rc<Progress>>().cloned();
                let response = ResponseFuture::new(Rc::clone(&handler), request, payload, progress);
                async move { Ok(response.await) }
            });
            web::service(path).finish(service).register(config);
        }
    }
}

/// Answers a request for an unknown path.
pub(crate) fn not_found(request: ServiceRequest, access_log: bool) -> ServiceResponse {
    let log = access_log.then(|| {
        let is_from_proxy = request.extensions().contains::<FromProxy>();
        Arc::new(RequestLog::begin(request.head(), is_from_proxy))
    });
    let (request, payload) = request.into_parts();
    let response = logged(HttpError::not_found().into_response(payload), log);
    ServiceResponse::new(request, response.into())
}

/// Refuses a request before the client sends the body: its path is unknown, or `is_known` and the HTTP method is not one
/// for it.
pub(crate) fn refuse_unread(request: &mut actix_http::Request, is_known: bool, access_log: bool) -> Response<BoxBody> {
    let log = access_log.then(|| {
        let is_from_proxy = request.extensions().contains::<FromProxy>();
        Arc::new(RequestLog::begin(request.head(), is_from_proxy))
    });
    let error = if is_known { HttpError::method_of_check() } else { HttpError::not_found() };
    logged(error.into_response(request.take_payload()), log)
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("settings", &self.settings).finish_non_exhaustive()
    }
}
