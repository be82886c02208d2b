//! Health and readiness, for supervisors and load balancers.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, X_CONTENT_TYPE_OPTIONS};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, Resource};

use crate::Endpoint;
use crate::connection::ShutdownState;

/// The paths of the checks; none unless set.
#[derive(Debug, Clone, Default)]
pub(super) struct HealthPaths {
    pub(super) health: Option<String>,
    pub(super) readiness: Option<String>,
}

impl HealthPaths {
    /// The server is ready unless it shuts down or refuses further calls.
    pub(super) fn register(
        &self,
        shutdown_state: &Arc<ShutdownState>,
        endpoint: &Endpoint,
        config: &mut ServiceConfig,
    ) {
        if let Some(path) = &self.health {
            config.service(answering(path, || (StatusCode::OK, "alive\n")));
        }
        if let Some(path) = &self.readiness {
            let shutdown_state = Arc::clone(shutdown_state);
            let endpoint = endpoint.clone();
            config.service(answering(path, move || {
                if !shutdown_state.is_serving() {
                    (StatusCode::SERVICE_UNAVAILABLE, "shutting down\n")
                } else if endpoint.is_saturated() {
                    (StatusCode::SERVICE_UNAVAILABLE, "overloaded\n")
                } else {
                    (StatusCode::OK, "ready\n")
                }
            }));
        }
    }
}

fn answering(path: &str, answer: impl Fn() -> (StatusCode, &'static str) + Clone + 'static) -> Resource {
    let respond = move || {
        let (status, text) = answer();
        let mut response = HttpResponse::build(status);
        response.insert_header(ContentType::plaintext()).insert_header((CACHE_CONTROL, "no-store"));
        response.insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"));
        std::future::ready(response.body(text))
    };
    web::resource(path).route(web::get().to(respond.clone())).route(web::head().to(respond))
}
