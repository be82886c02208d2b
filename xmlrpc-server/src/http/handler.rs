//! What answers at one path: how the head of a request is judged, and what is made of its body.

use std::borrow::Cow;
use std::sync::Arc;

use actix_http::{Method, Payload, RequestHead, Response, StatusCode, Version};
use actix_web::body::BoxBody;
use actix_web::http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, UPGRADE};
use bytes::Bytes;
use xmlrpc_service::{Dispatch, Dispatcher, PendingCall, Request, ResponseDocument};

use super::admission::{Admission, CallPermit};
use super::large::{self, LARGE};
use super::quirk_log::QuirkLogFilter;
use super::request::{self, Bounds, ContentCoding, PresentHeaders};
use super::response::{self, ALLOWED, ClosingBody, HttpError};
use super::settings::Settings;
use super::transport::{HttpTransport, SharedContext};
use crate::log::{self, AccessLine, Outcome};

/// A dispatcher, and what stands between it and HTTP. A clone shares everything.
#[derive(Debug, Clone)]
pub(crate) struct RpcHandler {
    pub(super) dispatcher: Arc<Dispatcher>,
    pub(super) settings: Arc<Settings>,
    pub(super) admission: Arc<Admission>,
    pub(super) quirk_log: Arc<QuirkLogFilter>,
}

/// What the head of a request says of its body.
pub(super) struct AcceptedHead {
    charset: Option<Cow<'static, str>>,
    coding: Option<ContentCoding>,
    /// Bytes; 0 if that is not said.
    pub(super) length: usize,
}

/// What is left of an exchange whose body has come, if something has to be waited for.
pub(super) enum Remaining {
    /// A body that has to be inflated, and the request without it.
    Coded(Bytes, ContentCoding, Request),
    /// A call that is large, or for which there is no permit.
    Call(Request),
    /// A method that does not run in permit.
    Method(Box<(PendingCall, SharedContext)>, CallPermit),
    /// An answer that is long to compress.
    Response(ResponseDocument, CallPermit),
}

impl RpcHandler {
    /// The most bytes of a body, in either coding.
    pub(crate) fn body_limit(&self) -> usize {
        self.dispatcher.current_limits().body
    }

    /// Judges the head of a request: whether its body is read, or else what is answered.
    pub(super) fn open(&self, head: &RequestHead, payload: &mut Payload) -> Result<AcceptedHead, Response<BoxBody>> {
        if let Err(error) = self.settings.http.hosts.check(head) {
            return Err(self.refuse(error, head, payload));
        }
        if head.method != Method::POST {
            return Err(self.answer_other_method(head, payload));
        }
        self.check_head(head).map_err(|error| self.refuse(error, head, payload))
    }

    /// Answers a request whose body has come, unless there is something to wait for.
    pub(super) fn answer_at_once(
        &self,
        head: &RequestHead,
        body: Bytes,
        announced: AcceptedHead,
    ) -> Result<Response<BoxBody>, Remaining> {
        let AcceptedHead { charset, coding, .. } = announced;
        if let Some(coding) = coding {
            return Err(Remaining::Coded(body, coding, Request { body: Bytes::new(), charset }));
        }
        let request = Request { body, charset };
        if request.body.len() >= LARGE {
            return Err(Remaining::Call(request));
        }
        let Some(permit) = self.admission.try_acquire() else { return Err(Remaining::Call(request)) };
        let transport = HttpTransport::new(head, self);
        match self.dispatcher.begin(request, &transport) {
            Dispatch::Complete(answer) => {
                response::response_at_once(answer, &head.headers, self.settings.http.compression)
                    .map_err(|answer| Remaining::Response(answer, permit))
            }
            Dispatch::Pending(method) => Err(Remaining::Method(Box::new((method, transport.into_context())), permit)),
        }
    }

    /// Answers the rest of an exchange. The call keeps its permit until the answer is ready to be sent.
    pub(super) async fn answer_rest(&self, head: &RequestHead, rest: Remaining) -> Response<BoxBody> {
        // A future that is large and seldom needed is boxed, lest all others be as large.
        let called = match rest {
            Remaining::Method(started, permit) => {
                let (method, context) = *started;
                let transport = HttpTransport::with_context(head, self, context);
                Ok((self.dispatcher.finish(method, &transport).await, permit))
            }
            Remaining::Response(answer, _permit) => return Box::pin(response::long_response(answer)).await,
            Remaining::Call(request) => Box::pin(self.call(head, request)).await,
            Remaining::Coded(body, coding, request) => {
                Box::pin(self.inflate_and_call(head, body, coding, request)).await
            }
        };
        let (answer, _permit) = match called {
            Ok(called) => called,
            // The body has been read: there is nothing to close the connection for.
            Err(error) => return self.refuse(error, head, &mut Payload::None),
        };
        match response::response_at_once(answer, &head.headers, self.settings.http.compression) {
            Ok(response) => response,
            Err(answer) => Box::pin(response::long_response(answer)).await,
        }
    }

    async fn inflate_and_call(
        &self,
        head: &RequestHead,
        body: Bytes,
        coding: ContentCoding,
        request: Request,
    ) -> Result<(ResponseDocument, CallPermit), HttpError> {
        let bounds = Bounds { size: self.body_limit(), ratio: self.settings.http.inflation_ratio };
        let body = request::inflate(body, coding, bounds).await?;
        self.call(head, Request { body, ..request }).await
    }

    async fn call(&self, head: &RequestHead, request: Request) -> Result<(ResponseDocument, CallPermit), HttpError> {
        let permit = self.admission.acquire().await?;
        let answer = if request.body.len() < LARGE {
            self.dispatcher.handle_from(request, &HttpTransport::new(head, self)).await
        } else {
            large::answer(self, request, head).await.ok_or_else(HttpError::stopping)?
        };
        Ok((answer, permit))
    }

    /// Refuses what can be refused without the body.
    fn check_head(&self, head: &RequestHead) -> Result<AcceptedHead, HttpError> {
        let headers = &head.headers;
        let present = PresentHeaders::of(headers);
        // actix-web takes everything that follows for the body.
        if present.upgrade
            && headers
                .get_all(UPGRADE)
                .any(|protocol| protocol.as_bytes().trim_ascii().eq_ignore_ascii_case(b"websocket"))
        {
            return Err(HttpError::upgrade());
        }
        if present.origin || present.fetch_site {
            self.settings.http.origins.check(headers)?;
        }
        let charset = match headers.get(CONTENT_TYPE) {
            Some(value) => request::charset(value)?,
            // A browser page may post without a type, unasked and to any server.
            None if present.origin => return Err(HttpError::content_type()),
            None => None,
        };
        let coding = if present.content_encoding { request::of_request(headers)? } else { None };
        let length = check_length(head, present, self.body_limit())?.unwrap_or_default();
        Ok(AcceptedHead { charset, coding, length })
    }

    /// Refuses a body before its client is told to send it, if the request's head says enough for that.
    pub(crate) fn refuse_expectation(&self, request: &mut actix_http::Request) -> Option<Response<BoxBody>> {
        let head = request.head();
        if head.method != Method::POST {
            return None;
        }
        let checked = self.settings.http.hosts.check(head).and_then(|()| self.check_head(head));
        let error = checked.err()?;
        let mut payload = request.take_payload();
        Some(self.refuse(error, request.head(), &mut payload))
    }

    #[cold]
    fn answer_other_method(&self, head: &RequestHead, payload: &mut Payload) -> Response<BoxBody> {
        if head.method != Method::OPTIONS {
            return self.refuse(HttpError::method(), head, payload);
        }
        let mut response = Response::build(StatusCode::NO_CONTENT);
        response.insert_header((ALLOW, ALLOWED));
        match payload.take() {
            Payload::None => response.finish().map_into_boxed_body(),
            unread => {
                let body = ClosingBody::framed(Cow::Borrowed(""), unread);
                response.force_close().body(body).map_into_boxed_body()
            }
        }
    }

    #[cold]
    pub(super) fn refuse(&self, error: HttpError, head: &RequestHead, payload: &mut Payload) -> Response<BoxBody> {
        if self.settings.http.access_log {
            log::access(&AccessLine {
                peer: head.peer_addr,
                method: None,
                outcome: Outcome::Refused(error.status().as_u16()),
                bytes: error.sentence().len(),
                elapsed: None,
            });
        }
        error.into_response(payload.take())
    }
}

/// The length of a body, if its head says it. Refuses one whose end cannot be known, and one that is too large.
fn check_length(head: &RequestHead, present: PresentHeaders, limit: usize) -> Result<Option<usize>, HttpError> {
    match head.headers.get(CONTENT_LENGTH) {
        Some(value) => {
            let length = value.to_str().ok().and_then(|text| text.parse::<u64>().ok());
            match length.map(usize::try_from) {
                Some(Ok(length)) if length <= limit => Ok(Some(length)),
                Some(_) => Err(HttpError::too_large(limit)),
                None => Err(HttpError::unreadable_body()),
            }
        }
        None if present.transfer_encoding || head.version > Version::HTTP_11 => Ok(None),
        None => Err(HttpError::length_required()),
    }
}
