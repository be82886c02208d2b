//! One exchange: a request in, a response out.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker, ready};

use actix_http::{ConnectionType, Payload, Request, RequestHead, Response};
use actix_web::HttpRequest;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;

use super::handler::{AcceptedHead, Remaining, RpcHandler};
use super::request::Body;
use super::{Phase, Progress};

/// A request, by whichever door it came.
pub(crate) trait IncomingRequest: Unpin + 'static {
    /// What goes out by that door.
    type Answered: 'static;

    fn head(&self) -> &RequestHead;

    fn respond(self, response: Response<BoxBody>) -> Self::Answered;
}

/// As actix-http has read it.
impl IncomingRequest for Request {
    type Answered = Response<BoxBody>;

    fn head(&self) -> &RequestHead {
        Request::head(self)
    }

    fn respond(self, response: Response<BoxBody>) -> Response<BoxBody> {
        response
    }
}

/// As an actix-web app has passed it on.
impl IncomingRequest for HttpRequest {
    type Answered = ServiceResponse;

    fn head(&self) -> &RequestHead {
        HttpRequest::head(self)
    }

    fn respond(self, response: Response<BoxBody>) -> ServiceResponse {
        ServiceResponse::new(self, response.into())
    }
}

/// Answers a request. Whatever happens, there is a response: a fault is a document, a refusal a sentence.
///
/// A call that waits for nothing but its body needs no other future. This one lies in each connection, busy or not, so
/// that it is small.
pub(crate) struct ResponseFuture<R: IncomingRequest> {
    /// None when it is answered, or lies with the rest.
    request: Option<R>,
    reception: Reception,
    rest: Option<Pin<Box<dyn Future<Output = R::Answered>>>>,
}

impl<R: IncomingRequest> ResponseFuture<R> {
    /// Whoever watches over the connection, if somebody does, is told how far the request is.
    pub(crate) fn new(handler: Rc<RpcHandler>, request: R, payload: Payload, progress: Option<Rc<Progress>>) -> Self {
        let body = Body::new(payload, handler.settings.http.body_pace());
        ResponseFuture {
            request: Some(request),
            reception: Reception { handler, body, announced: None, progress },
            rest: None,
        }
    }
}

impl<R: IncomingRequest> Future for ResponseFuture<R> {
    type Output = R::Answered;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<R::Answered> {
        let ResponseFuture { request, reception, rest } = self.get_mut();
        if let Some(rest) = rest {
            return rest.as_mut().poll(cx);
        }
        let Some(asked) = request else { return Poll::Pending };
        let answered = ready!(reception.poll(asked.head(), cx));
        let Some(asked) = request.take() else { return Poll::Pending };
        match answered {
            Ok(response) => {
                let response = without_upgrade(asked.head(), response);
                Poll::Ready(asked.respond(response))
            }
            Err(left) => {
                let handler = Rc::clone(&reception.handler);
                let left = Box::pin(async move {
                    let response = handler.answer_rest(asked.head(), left).await;
                    let response = without_upgrade(asked.head(), response);
                    asked.respond(response)
                });
                rest.insert(left).as_mut().poll(cx)
            }
        }
    }
}

/// actix-web ends a connection that was to be upgraded after the response, but says that it is upgraded.
fn without_upgrade(head: &RequestHead, mut response: Response<BoxBody>) -> Response<BoxBody> {
    if head.connection_type() == ConnectionType::Upgrade {
        response.head_mut().set_connection_type(ConnectionType::Close);
    }
    response
}

/// What happens to a request until its body is there, and after that as far as nothing has to be waited for.
struct Reception {
    handler: Rc<RpcHandler>,
    body: Body,
    /// None until the head has been judged.
    announced: Option<AcceptedHead>,
    progress: Option<Rc<Progress>>,
}

impl Reception {
    fn poll(&mut self, head: &RequestHead, cx: &mut Context<'_>) -> Poll<Result<Response<BoxBody>, Remaining>> {
        let limit = self.handler.body_limit();
        let (announced, body) = match self.announced.take() {
            Some(announced) => {
                if let Some(progress) = &self.progress {
                    progress.take_postponed();
                }
                let body = self.body.poll(limit, announced.length, cx);
                (announced, body)
            }
            None => {
                let announced = match self.handler.open(head, self.body.payload()) {
                    Ok(announced) => announced,
                    Err(response) => return Poll::Ready(Ok(response)),
                };
                // That of a call behind another one is there. Who has to wait is asked again, and waits then.
                let mut nobody = Context::from_waker(Waker::noop());
                let body = self.body.poll_without_clock(limit, announced.length, &mut nobody);
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
                Poll::Ready(self.handler.answer_at_once(head, body, announced))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Ok(self.handler.refuse(error, head, self.body.payload()))),
            Poll::Pending => {
                self.announced = Some(announced);
                Poll::Pending
            }
        }
    }

    /// actix-web asks for the answer before it has looked at what came with the head, and asks again as soon as it has.
    /// Most bodies are there by then: who waited for them already would have the connection woken for nothing.
    fn postpone(&self, cx: &Context<'_>) {
        match &self.progress {
            Some(progress) => progress.postpone(),
            None => cx.waker().wake_by_ref(),
        }
    }
}
