//! The future from a request to its response.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker, ready};

use actix_http::{ConnectionType, Payload, Request, RequestHead, Response, Version};
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::X_CONTENT_TYPE_OPTIONS;
use actix_web::{HttpMessage as _, HttpRequest};

use super::handler::{AcceptedHead, ClientPlace, Remaining, RpcHandler, refuse};
use super::logged::{LoggedHead, logged};
use super::request::{Body, FromProxy};
use super::response::{NOSNIFF, charged};
use super::{Phase, Progress};
use crate::log::RequestLog;

/// A request as the router or an actix-web app passes it on.
pub(crate) trait IncomingRequest: Unpin + 'static {
    /// The response type of that route.
    type Response: 'static;

    fn head(&self) -> &RequestHead;

    /// Whether a trusted proxy has sent the head.
    fn is_from_proxy(&self) -> bool;

    fn respond(self, response: Response<BoxBody>) -> Self::Response;
}

/// As actix-http decodes it.
impl IncomingRequest for Request {
    type Response = Response<BoxBody>;

    fn head(&self) -> &RequestHead {
        Request::head(self)
    }

    fn is_from_proxy(&self) -> bool {
        self.extensions().contains::<FromProxy>()
    }

    fn respond(self, response: Response<BoxBody>) -> Response<BoxBody> {
        response
    }
}

/// As an actix-web app passes it on.
impl IncomingRequest for HttpRequest {
    type Response = ServiceResponse;

    fn head(&self) -> &RequestHead {
        HttpRequest::head(self)
    }

    fn is_from_proxy(&self) -> bool {
        self.extensions().contains::<FromProxy>()
    }

    fn respond(self, response: Response<BoxBody>) -> ServiceResponse {
        ServiceResponse::new(self, response.into())
    }
}

/// Reads the body of a request and answers it. There always is a response: a document, or an HTTP error.
///
/// A call that waits for nothing but its body needs no other future. This one is part of each connection, so it is kept
/// small.
pub(crate) struct ResponseFuture<R: IncomingRequest> {
    /// None once it is answered or has moved to `rest`.
    request: Option<R>,
    reception: Reception,
    rest: Option<Pin<Box<dyn Future<Output = R::Response>>>>,
}

impl<R: IncomingRequest> ResponseFuture<R> {
    /// `progress` tells the connection how far the request has come; None in an `App` of the user's own.
    pub(crate) fn new(handler: Rc<RpcHandler>, request: R, payload: Payload, progress: Option<Rc<Progress>>) -> Self {
        let body = Body::new(payload, handler.settings.http.body_pace());
        let log = handler.begin_log(&request);
        let place = handler.place_of_client(&request);
        ResponseFuture {
            request: Some(request),
            reception: Reception { handler, body, announced: None, progress, log, place },
            rest: None,
        }
    }
}

impl<R: IncomingRequest> Future for ResponseFuture<R> {
    type Output = R::Response;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<R::Response> {
        let ResponseFuture { request, reception, rest } = self.get_mut();
        if let Some(rest) = rest {
            return rest.as_mut().poll(cx);
        }
        let Some(asked) = request else { return Poll::Pending };
        let answered = ready!(reception.poll(asked.head(), cx));
        let Some(asked) = request.take() else { return Poll::Pending };
        match answered {
            Ok(response) => {
                let response = fitted(asked.head(), response);
                let response = charged(response, &reception.handler.budget, reception.progress.as_deref());
                Poll::Ready(asked.respond(logged(response, reception.log.take())))
            }
            Err(left) => {
                let handler = Rc::clone(&reception.handler);
                let (log, progress) = (reception.log.take(), reception.progress.clone());
                let left = Box::pin(async move {
                    let head = LoggedHead::new(asked.head(), log.as_ref());
                    let response = handler.answer_later(head, left, progress.clone()).await;
                    let response = fitted(asked.head(), response);
                    let response = charged(response, &handler.budget, progress.as_deref());
                    asked.respond(logged(response, log))
                });
                rest.insert(left).as_mut().poll(cx)
            }
        }
    }
}

/// Fits a response to the version of HTTP and to the connection.
#[inline]
fn fitted(head: &RequestHead, response: Response<BoxBody>) -> Response<BoxBody> {
    if head.version > Version::HTTP_11 || head.connection_type() == ConnectionType::Upgrade {
        return refitted(head, response);
    }
    response
}

#[cold]
fn refitted(head: &RequestHead, mut response: Response<BoxBody>) -> Response<BoxBody> {
    // There are no status lines in HTTP/2, with which the header is written otherwise.
    if head.version > Version::HTTP_11 {
        response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    }
    // actix-web closes a connection after an `Upgrade` request, but would announce an upgrade.
    if head.connection_type() == ConnectionType::Upgrade {
        response.head_mut().set_connection_type(ConnectionType::Close);
    }
    response
}

/// The part of a request until its body is complete, and of the call as far as it does not wait.
struct Reception {
    handler: Rc<RpcHandler>,
    body: Body,
    /// None until the head is accepted.
    announced: Option<AcceptedHead>,
    progress: Option<Rc<Progress>>,
    /// None if the access log is off.
    log: Option<Arc<RequestLog>>,
    /// Held until the response is there.
    place: ClientPlace,
}

impl Reception {
    fn poll(&mut self, head: &RequestHead, cx: &mut Context<'_>) -> Poll<Result<Response<BoxBody>, Remaining>> {
        let limit = self.handler.body_limit();
        let (announced, body) = match self.announced.take() {
            Some(announced) => {
                if let Some(progress) = &self.progress {
                    progress.take_postponed();
                }
                let body = self.body.poll(limit, announced.announced(), &self.handler.budget, cx);
                (announced, body)
            }
            None => {
                if self.place.as_deref().is_some_and(Option::is_none) {
                    return Poll::Ready(Ok(self.handler.refuse_client(self.body.payload())));
                }
                let announced = match self.handler.open(head, self.body.payload()) {
                    Ok(announced) => announced,
                    Err(response) => return Poll::Ready(Ok(response)),
                };
                // The body of a pipelined call is often there already. Otherwise this is polled again, and waits then.
                let mut no_wake = Context::from_waker(Waker::noop());
                let body = {
                    let budget = &self.handler.budget;
                    self.body.poll_without_timeout(limit, announced.announced(), budget, &mut no_wake)
                };
                if body.is_pending() {
                    self.postpone(cx);
                }
                (announced, body)
            }
        };
        match body {
            Poll::Ready(Ok(body)) => {
                if let Some(progress) = &self.progress {
                    progress.enter(Phase::Call);
                }
                if let Some(log) = &self.log {
                    log.body_is_complete(body.len());
                }
                let head = LoggedHead::new(head, self.log.as_ref());
                Poll::Ready(self.handler.answer_at_once(head, body, announced))
            }
            Poll::Ready(Err(error)) => {
                if let Some(log) = &self.log {
                    log.received(self.body.received());
                }
                Poll::Ready(Ok(refuse(error, self.body.payload())))
            }
            Poll::Pending => {
                if let Some(log) = &self.log {
                    log.received(self.body.received());
                }
                self.announced = Some(announced);
                Poll::Pending
            }
        }
    }

    /// actix-http polls for the response before it decodes the body that came with the head, and again afterwards. Most
    /// bodies are there by then, so waiting for them already would wake the connection for nothing.
    fn postpone(&self, cx: &Context<'_>) {
        match &self.progress {
            Some(progress) => progress.postpone(),
            None => cx.waker().wake_by_ref(),
        }
    }
}
