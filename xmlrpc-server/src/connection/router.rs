//! Routing of requests: to the handler of the path, or to the actix-web app that answers everything else.

use std::borrow::Cow;
use std::convert::Infallible;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use actix_http::{ConnectionType, Method, Payload, Request, Response};
use actix_service::Service;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use bytes::Bytes;

use super::shutdown::ShutdownState;
use crate::http::{Phase, Progress, ResponseFuture, RpcHandler, is_same_path, refuse_unread};
use crate::{Endpoint, TrustedProxies};

/// How many times the largest body limit may be discarded behind a refusal.
const DISCARDED_BODIES: usize = 3;

/// The routes that the connections of a worker share, besides the app.
pub(super) struct ConnectionRouter {
    handlers: Vec<(String, Rc<RpcHandler>)>,
    shutdown_state: Arc<ShutdownState>,
    /// Bytes that are discarded behind a refusal.
    discardable: usize,
    proxies: TrustedProxies,
    /// Paths that the app answers to GET.
    checks: Vec<String>,
    access_log: bool,
}

impl ConnectionRouter {
    /// `checks` are the paths of health checks.
    pub(super) fn new(endpoint: &Endpoint, checks: Vec<String>, shutdown_state: Arc<ShutdownState>) -> Self {
        let handlers: Vec<_> = endpoint.handlers().map(|(path, handler)| (path.to_owned(), Rc::new(handler))).collect();
        let largest = handlers.iter().map(|(_, handler)| handler.body_limit()).max();
        ConnectionRouter {
            handlers,
            shutdown_state,
            discardable: largest.unwrap_or_default().saturating_mul(DISCARDED_BODIES),
            proxies: endpoint.proxies().clone(),
            checks,
            access_log: endpoint.access_log_is_on(),
        }
    }

    /// How many bytes are discarded behind a refusal before the connection is closed.
    pub(super) fn discardable(&self) -> usize {
        self.discardable
    }

    /// Returns the handler at this path, as it is set or with other slashes at its ends.
    fn handler(&self, path: &str) -> Option<&Rc<RpcHandler>> {
        let exact = self.handlers.iter().find(|(known, _)| known == path);
        let found = exact.or_else(|| self.handlers.iter().find(|(known, _)| is_same_path(known, path)));
        found.map(|(_, handler)| handler)
    }

    /// Returns the handler at this path, whichever characters are percent-encoded in it or in the setting.
    fn handler_of_spelling(&self, path: &str) -> Option<&Rc<RpcHandler>> {
        let spelled = || {
            let path = decoded(path);
            self.handlers.iter().find(|(known, _)| is_same_path(&decoded(known), &path)).map(|(_, handler)| handler)
        };
        self.handler(path).or_else(spelled)
    }

    /// Returns the refusal of a request whose client waits for `100 Continue`. Whatever its body is not read for is
    /// answered without one.
    #[cold]
    pub(super) fn refuse_expectation(&self, request: &mut Request) -> Option<Response<TrackedBody>> {
        let has_body = !matches!(request.payload(), Payload::None);
        self.proxies.settle_client(request);
        let response = match self.handler_of_spelling(request.head().uri.path()) {
            Some(handler) => handler.refuse_expectation(request)?,
            None => self.refuse_elsewhere(request)?,
        };
        Some(self.hand_over(response, has_body, request.conn_data::<Rc<Progress>>().cloned()))
    }

    /// The refusal of a request for a path without a handler. None for health checks.
    fn refuse_elsewhere(&self, request: &mut Request) -> Option<Response<BoxBody>> {
        let path = decoded(request.path());
        let is_check = self.checks.iter().any(|check| decoded(check) == path);
        drop(path);
        match (is_check, request.method()) {
            (true, &Method::GET | &Method::HEAD) => None,
            (is_check, _) => Some(refuse_unread(request, is_check, self.access_log)),
        }
    }

    /// Passes a response on to be written. If the body of the request was not read, the connection closes behind it.
    fn hand_over(
        &self,
        mut response: Response<BoxBody>,
        body_is_unread: bool,
        progress: Option<Rc<Progress>>,
    ) -> Response<TrackedBody> {
        // A client that forgets the length may send a body all the same.
        let body_is_unread = body_is_unread || progress.as_ref().is_some_and(|progress| progress.is_unframed());
        if let Some(progress) = &progress {
            if body_is_unread {
                progress.leave_body_unread();
            }
            progress.enter(Phase::Response);
        }
        if body_is_unread || !self.shutdown_state.is_serving() {
            response.head_mut().set_connection_type(ConnectionType::Close);
        }
        response.map_body(|_, body| TrackedBody { body, progress })
    }
}

/// Decodes a path as the app does: everything but an encoded slash.
fn decoded(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, behind @ ..] = rest {
        let digits = behind.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        let digits = digits.filter(|digits| !digits.starts_with('+'));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if *byte == b'%' && decoded != b'/' => {
                bytes.push(decoded);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(*byte);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(path), Cow::Owned)
}

/// The router, and the app behind it.
pub(super) struct RouterService<A> {
    pub(super) router: Rc<ConnectionRouter>,
    pub(super) app: A,
}

impl<A> Service<Request> for RouterService<A>
where
    A: Service<Request, Response = ServiceResponse<BoxBody>, Error = actix_web::Error>,
    A::Future: 'static,
{
    type Response = Response<TrackedBody>;
    type Error = Infallible;
    type Future = PendingResponse;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // An actix-web app is always ready too.
        Poll::Ready(Ok(()))
    }

    /// The app knows all paths in every percent-encoding. It takes a sixth of the time of a short call, so requests that
    /// spell the path as it is set go to the handler directly.
    fn call(&self, mut request: Request) -> PendingResponse {
        let progress = request.conn_data::<Rc<Progress>>().cloned();
        if let Some(progress) = &progress {
            progress.enter(Phase::Body);
        }
        let has_body = !matches!(request.payload(), Payload::None);
        self.router.proxies.settle_client(&mut request);
        let path = request.head().uri.path();
        let route = match self.router.handler(path) {
            Some(handler) => {
                let handler = Rc::clone(handler);
                let payload = request.take_payload();
                Route::Handler(ResponseFuture::new(handler, request, payload, progress.clone()))
            }
            None => {
                let answer = self.app.call(request);
                Route::App(Box::pin(async move {
                    answer.await.map_or_else(|error| error.error_response().into(), ServiceResponse::into)
                }))
            }
        };
        PendingResponse { router: Rc::clone(&self.router), route, has_body, progress }
    }
}

/// A request until its response is there.
pub(super) struct PendingResponse {
    router: Rc<ConnectionRouter>,
    route: Route,
    has_body: bool,
    progress: Option<Rc<Progress>>,
}

#[expect(clippy::large_enum_variant, reason = "nearly all are of the large one, which a box would cost an allocation")]
enum Route {
    Handler(ResponseFuture<Request>),
    App(Pin<Box<dyn Future<Output = Response<BoxBody>>>>),
}

impl Future for PendingResponse {
    type Output = Result<Response<TrackedBody>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let PendingResponse { router, route, has_body, progress } = self.get_mut();
        let response = match route {
            Route::Handler(response) => ready!(Pin::new(response).poll(cx)),
            Route::App(answer) => ready!(answer.as_mut().poll(cx)),
        };
        let progress = progress.take();
        let is_unread = *has_body && progress.as_ref().is_some_and(|progress| progress.phase() == Phase::Body);
        Poll::Ready(Ok(router.hand_over(response, is_unread, progress)))
    }
}

/// The body of a response, which enters the next phase when actix-http drops it.
pub(super) struct TrackedBody {
    body: BoxBody,
    progress: Option<Rc<Progress>>,
}

impl MessageBody for TrackedBody {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        // The endpoint would hold the end of this response back until actix-http has to abort the connection. Here the
        // stream passes on nothing that follows.
        if self.progress.as_ref().is_some_and(|progress| progress.is_unframed()) && self.body.size().is_eof() {
            return Poll::Ready(None);
        }
        Pin::new(&mut self.body).poll_next(cx)
    }
}

impl Drop for TrackedBody {
    fn drop(&mut self) {
        if let Some(progress) = &self.progress {
            progress.enter(Phase::Responded);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_as_the_app_does() {
        for (path, expected) in [
            ("/RPC2", "/RPC2"),
            ("/%52PC2", "/RPC2"),
            ("/%52%50C%32", "/RPC2"),
            ("/a%2Fb", "/a%2Fb"),
            ("/a%2", "/a%2"),
            ("/a%+1", "/a%+1"),
            ("/%ff", "/%ff"),
            ("/%c3%a4", "/ä"),
        ] {
            assert_eq!(decoded(path), expected);
        }
    }

    #[test]
    fn the_state_of_each_connection_is_small() {
        assert!(size_of::<PendingResponse>() <= 296, "{}", size_of::<PendingResponse>());
        assert!(size_of::<Response<TrackedBody>>() <= 96, "{}", size_of::<Response<TrackedBody>>());
    }
}
