//! Where a request goes: to the desk of its path, or into the actix-web app with all that is answered elsewhere.

use std::convert::Infallible;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use actix_http::{ConnectionType, Payload, Request, Response};
use actix_service::Service;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use bytes::Bytes;

use super::shutdown::ShutdownState;
use crate::Endpoint;
use crate::http::{Phase, Progress, ResponseFuture, RpcHandler};

/// How many times the largest body that is taken may be discarded behind a refusal.
const DISCARDED_BODIES: usize = 3;

/// What a worker's connections have in common besides the app.
pub(super) struct ConnectionRouter {
    handlers: Vec<(String, Rc<RpcHandler>)>,
    shutdown_state: Arc<ShutdownState>,
    /// Bytes of a refused body that are read and forgotten.
    discarded: usize,
}

impl ConnectionRouter {
    pub(super) fn new(endpoint: &Endpoint, shutdown_state: Arc<ShutdownState>) -> Self {
        let handlers: Vec<_> = endpoint.handlers().map(|(path, handler)| (path.to_owned(), Rc::new(handler))).collect();
        let largest = handlers.iter().map(|(_, handler)| handler.body_limit()).max();
        ConnectionRouter {
            handlers,
            shutdown_state,
            discarded: largest.unwrap_or_default().saturating_mul(DISCARDED_BODIES),
        }
    }

    /// What answers at exactly this path.
    fn handler(&self, path: &str) -> Option<&Rc<RpcHandler>> {
        self.handlers.iter().find(|(known, _)| known == path).map(|(_, handler)| handler)
    }

    /// The refusal of a body whose client waits to be told to send it.
    pub(super) fn refuse_expectation(&self, request: &mut Request) -> Option<Response<Answer>> {
        let has_body = !matches!(request.payload(), Payload::None);
        let response = self.handler(request.head().uri.path())?.refuse_expectation(request)?;
        Some(self.hand_over(response, has_body, request.conn_data::<Rc<Progress>>().cloned()))
    }

    /// Passes a response on to be written. Behind one to a request whose body was not read, the connection is closed.
    fn hand_over(
        &self,
        mut response: Response<BoxBody>,
        body_is_unread: bool,
        progress: Option<Rc<Progress>>,
    ) -> Response<Answer> {
        if let Some(progress) = &progress {
            if body_is_unread {
                progress.leave_body_unread(self.discarded);
            }
            progress.enter(Phase::Answer);
        }
        if body_is_unread || !self.shutdown_state.is_serving() {
            response.head_mut().set_connection_type(ConnectionType::Close);
        }
        response.map_body(|_, body| Answer { body, progress })
    }
}

/// The door, and the app behind it.
pub(super) struct RouterService<A> {
    pub(super) router: Rc<ConnectionRouter>,
    pub(super) app: A,
}

impl<A> Service<Request> for RouterService<A>
where
    A: Service<Request, Response = ServiceResponse<BoxBody>, Error = actix_web::Error>,
    A::Future: 'static,
{
    type Response = Response<Answer>;
    type Error = Infallible;
    type Future = PendingResponse;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // So is an app of actix-web's.
        Poll::Ready(Ok(()))
    }

    /// The app knows all paths, in each of their spellings. The way through it takes a sixth of a short call, which is
    /// spared those who spell a path as it was set.
    fn call(&self, mut request: Request) -> PendingResponse {
        let progress = request.conn_data::<Rc<Progress>>().cloned();
        if let Some(progress) = &progress {
            progress.enter(Phase::Body);
        }
        let has_body = !matches!(request.payload(), Payload::None);
        let path = request.head().uri.path();
        let route = match self.router.handler(path) {
            Some(handler) => {
                let handler = Rc::clone(handler);
                let payload = request.take_payload();
                Route::RpcHandler(ResponseFuture::new(handler, request, payload, progress.clone()))
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

/// A request on its way to its response, and what tells the watch how far it is.
pub(super) struct PendingResponse {
    router: Rc<ConnectionRouter>,
    route: Route,
    has_body: bool,
    progress: Option<Rc<Progress>>,
}

#[expect(clippy::large_enum_variant, reason = "nearly all are of the large one, which a box would cost an allocation")]
enum Route {
    RpcHandler(ResponseFuture<Request>),
    App(Pin<Box<dyn Future<Output = Response<BoxBody>>>>),
}

impl Future for PendingResponse {
    type Output = Result<Response<Answer>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let PendingResponse { router, route, has_body, progress } = self.get_mut();
        let response = match route {
            Route::RpcHandler(exchange) => ready!(Pin::new(exchange).poll(cx)),
            Route::App(answer) => ready!(answer.as_mut().poll(cx)),
        };
        let progress = progress.take();
        let is_unread = *has_body && progress.as_ref().is_some_and(|progress| progress.phase() == Phase::Body);
        Poll::Ready(Ok(router.hand_over(response, is_unread, progress)))
    }
}

/// The body of an answer, which tells when it has been handed over.
pub(super) struct Answer {
    body: BoxBody,
    progress: Option<Rc<Progress>>,
}

impl MessageBody for Answer {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(cx)
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        if let Some(progress) = &self.progress {
            progress.enter(Phase::Answered);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_each_connection_is_small() {
        assert!(size_of::<PendingResponse>() <= 288, "{}", size_of::<PendingResponse>());
        assert!(size_of::<Response<Answer>>() <= 96, "{}", size_of::<Response<Answer>>());
    }
}
