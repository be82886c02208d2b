//! HTTP in front of a dispatcher, as a part of any actix-web `App`.

mod admission;
mod body;
mod capacity;
mod closing;
mod content_type;
mod exchange;
mod front;
mod progress;
mod refusal;

use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::dev::{AppService, HttpServiceFactory, ServiceRequest, ServiceResponse, fn_service};
use actix_web::web;
use xmlrpc_core::Dispatcher;

use crate::error::Result;
use crate::log;
use admission::Admission;

pub use capacity::Capacity;
pub(crate) use exchange::not_found;
pub(crate) use progress::{Phase, Progress};

/// Where calls are answered unless other paths are set.
const DEFAULT_PATHS: [&str; 2] = ["/RPC2", "/"];

/// A [`Dispatcher`] that speaks HTTP.
///
/// It goes into an actix-web `App` with `service`. A clone is cheap and shares the dispatcher, so one instance of each
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
    settings: Arc<Settings>,
    admission: Arc<Admission>,
}

/// What can be set about the HTTP side.
#[derive(Debug, Clone)]
struct Settings {
    paths: Vec<String>,
    access_log: bool,
}

impl Endpoint {
    /// Puts HTTP in front of `dispatcher`: calls are answered at `/RPC2` and at `/`.
    ///
    /// # Errors
    ///
    /// A mistake in the dispatcher's set-up, such as a name that is registered twice.
    pub fn new(dispatcher: Dispatcher) -> Result<Self> {
        dispatcher.check()?;
        for name in dispatcher.discovered() {
            log::notice(format_args!("discovered \"{}\"", name.escape_debug()));
        }
        let paths = DEFAULT_PATHS.map(String::from).to_vec();
        Ok(Endpoint {
            dispatcher: Arc::new(dispatcher),
            settings: Arc::new(Settings { paths, access_log: false }),
            admission: Arc::new(Admission::new(Capacity::default())),
        })
    }

    /// Sets the paths at which calls are answered, in the place of `/RPC2` and `/`.
    ///
    /// They are actix-web's path patterns, relative to the scope into which the endpoint is put.
    #[must_use]
    pub fn paths<P: Into<String>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        Arc::make_mut(&mut self.settings).paths = paths.into_iter().map(Into::into).collect();
        self
    }

    /// Sets whether every call is logged; off unless set.
    ///
    /// The line goes to `tracing` (level info, target `xmlrpc_server::access`), or to stderr while the program has no
    /// subscriber.
    #[must_use]
    #[doc(alias = "logRequests")]
    pub fn access_log(mut self, on: bool) -> Self {
        Arc::make_mut(&mut self.settings).access_log = on;
        self
    }

    /// Sets how many calls run at once, and how many wait. All clones made of this endpoint share the places.
    #[must_use]
    pub fn capacity(mut self, capacity: Capacity) -> Self {
        self.admission = Arc::new(Admission::new(capacity));
        self
    }

    /// The first of the paths, for whoever tells a client where to find this.
    pub(crate) fn first_path(&self) -> &str {
        self.settings.paths.first().map_or("/", String::as_str)
    }

    /// Whether calls are answered at this path.
    pub(crate) fn answers_at(&self, path: &str) -> bool {
        self.settings.paths.iter().any(|answered| answered == path)
    }

    /// What is published here.
    pub fn dispatcher(&self) -> &Dispatcher {
        &self.dispatcher
    }
}

impl HttpServiceFactory for Endpoint {
    fn register(self, config: &mut AppService) {
        let settings = Arc::clone(&self.settings);
        // Each worker registers a copy of its own: what calls clone is not shared between threads.
        let endpoint = Rc::new(self);
        // One resource a path: actix-web compares a single path as bytes, but matches several with regular expressions.
        for path in &settings.paths {
            let endpoint = Rc::clone(&endpoint);
            let service = fn_service(move |request: ServiceRequest| {
                let endpoint = Rc::clone(&endpoint);
                async move {
                    let (request, payload) = request.into_parts();
                    let progress = request.conn_data::<Rc<Progress>>().map(Rc::as_ref);
                    let response = endpoint.answer(request.head(), payload, progress).await;
                    Ok(ServiceResponse::new(request, response))
                }
            });
            web::service(path).finish(service).register(config);
        }
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("settings", &self.settings).finish_non_exhaustive()
    }
}
