//! What answers at one path: how the head of a request is judged, and what is made of its body.

use std::borrow::Cow;
use std::sync::Arc;

use actix_http::{Method, Payload, RequestHead, Response, StatusCode, Version};
use actix_web::body::BoxBody;
use actix_web::http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, UPGRADE};
use bytes::Bytes;
use xmlrpc_service::{Answer, Begun, Dispatcher, Request, Waiting};

use super::admission::{Admission, Place};
use super::closing::ClosingBody;
use super::content_coding::Coding;
use super::front::HttpFront;
use super::inflate::{self, Bounds};
use super::large::{self, LARGE};
use super::present::Present;
use super::refusal::{ALLOWED, Refusal};
use super::tolerated::Told;
use super::{Settings, compress, content_coding, content_type};
use crate::log::{self, AccessLine, Outcome};

/// A dispatcher, and what stands between it and HTTP. A clone shares everything.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(super) dispatcher: Arc<Dispatcher>,
    pub(super) settings: Arc<Settings>,
    pub(super) admission: Arc<Admission>,
    pub(super) told: Arc<Told>,
}

/// What the head of a request says of its body.
pub(super) struct Announced {
    charset: Option<Cow<'static, str>>,
    coding: Option<Coding>,
    /// Bytes; 0 if that is not said.
    pub(super) length: usize,
}

/// What is left of an exchange whose body has come, if something has to be waited for.
pub(super) enum Rest {
    /// A body that has to be inflated, and the request without it.
    Coded(Bytes, Coding, Request),
    /// A call that is large, or for which there is no place.
    Call(Request),
    /// A method that does not run in place.
    Method(Box<Waiting>, Place),
    /// An answer that is long to compress.
    Answer(Answer, Place),
}

impl Desk {
    /// The most bytes of a body, in either coding.
    pub(crate) fn body_limit(&self) -> usize {
        self.dispatcher.current_limits().body
    }

    /// Judges the head of a request: whether its body is read, or else what is answered.
    pub(super) fn open(&self, head: &RequestHead, payload: &mut Payload) -> Result<Announced, Response<BoxBody>> {
        if let Err(refusal) = self.settings.hosts.check(head) {
            return Err(self.refuse(refusal, head, payload));
        }
        if head.method != Method::POST {
            return Err(self.answer_other_method(head, payload));
        }
        self.check_head(head).map_err(|refusal| self.refuse(refusal, head, payload))
    }

    /// Answers a request whose body has come, unless there is something to wait for.
    pub(super) fn answer_at_once(
        &self,
        head: &RequestHead,
        body: Bytes,
        announced: Announced,
    ) -> Result<Response<BoxBody>, Rest> {
        let Announced { charset, coding, .. } = announced;
        if let Some(coding) = coding {
            return Err(Rest::Coded(body, coding, Request { body: Bytes::new(), charset }));
        }
        let request = Request { body, charset };
        if request.body.len() >= LARGE {
            return Err(Rest::Call(request));
        }
        let Some(place) = self.admission.enter_at_once() else { return Err(Rest::Call(request)) };
        match self.dispatcher.begin(request, &HttpFront::new(head, self)) {
            Begun::Answered(answer) => {
                compress::response_at_once(answer, &head.headers, self.settings.compressed_from())
                    .map_err(|answer| Rest::Answer(answer, place))
            }
            Begun::Waiting(method) => Err(Rest::Method(Box::new(method), place)),
        }
    }

    /// Answers the rest of an exchange. The call keeps its place until the answer is ready to be sent.
    pub(super) async fn answer_rest(&self, head: &RequestHead, rest: Rest) -> Response<BoxBody> {
        // A future that is large and seldom needed is boxed, lest all others be as large.
        let called = match rest {
            Rest::Method(method, place) => {
                Ok((self.dispatcher.finish(*method, &HttpFront::new(head, self)).await, place))
            }
            Rest::Answer(answer, _place) => return Box::pin(compress::long_response(answer)).await,
            Rest::Call(request) => Box::pin(self.call(head, request)).await,
            Rest::Coded(body, coding, request) => Box::pin(self.inflate_and_call(head, body, coding, request)).await,
        };
        let (answer, _place) = match called {
            Ok(called) => called,
            // The body has been read: there is nothing to close the connection for.
            Err(refusal) => return self.refuse(refusal, head, &mut Payload::None),
        };
        match compress::response_at_once(answer, &head.headers, self.settings.compressed_from()) {
            Ok(response) => response,
            Err(answer) => Box::pin(compress::long_response(answer)).await,
        }
    }

    async fn inflate_and_call(
        &self,
        head: &RequestHead,
        body: Bytes,
        coding: Coding,
        request: Request,
    ) -> Result<(Answer, Place), Refusal> {
        let bounds = Bounds { size: self.body_limit(), ratio: self.settings.inflation_ratio };
        let body = inflate::inflate(body, coding, bounds).await?;
        self.call(head, Request { body, ..request }).await
    }

    async fn call(&self, head: &RequestHead, request: Request) -> Result<(Answer, Place), Refusal> {
        let place = self.admission.enter().await?;
        let answer = if request.body.len() < LARGE {
            self.dispatcher.handle_from(request, &HttpFront::new(head, self)).await
        } else {
            large::answer(self, request, head.clone()).await.ok_or_else(Refusal::stopping)?
        };
        Ok((answer, place))
    }

    /// Refuses what can be refused without the body.
    fn check_head(&self, head: &RequestHead) -> Result<Announced, Refusal> {
        let headers = &head.headers;
        let present = Present::of(headers);
        // actix-web takes everything that follows for the body.
        if present.upgrade
            && headers
                .get_all(UPGRADE)
                .any(|protocol| protocol.as_bytes().trim_ascii().eq_ignore_ascii_case(b"websocket"))
        {
            return Err(Refusal::upgrade());
        }
        if present.origin || present.fetch_site {
            self.settings.origins.check(headers)?;
        }
        let charset = match headers.get(CONTENT_TYPE) {
            Some(value) => content_type::charset(value)?,
            // A browser page may post without a type, unasked and to any server.
            None if present.origin => return Err(Refusal::content_type()),
            None => None,
        };
        let coding = if present.content_encoding { content_coding::of_request(headers)? } else { None };
        let length = check_length(head, present, self.body_limit())?.unwrap_or_default();
        Ok(Announced { charset, coding, length })
    }

    /// Refuses a body before its client is told to send it, if the request's head says enough for that.
    pub(crate) fn refuse_expectation(&self, request: &mut actix_http::Request) -> Option<Response<BoxBody>> {
        let head = request.head();
        if head.method != Method::POST {
            return None;
        }
        let checked = self.settings.hosts.check(head).and_then(|()| self.check_head(head));
        let refusal = checked.err()?;
        let mut payload = request.take_payload();
        Some(self.refuse(refusal, request.head(), &mut payload))
    }

    #[cold]
    fn answer_other_method(&self, head: &RequestHead, payload: &mut Payload) -> Response<BoxBody> {
        if head.method != Method::OPTIONS {
            return self.refuse(Refusal::method(), head, payload);
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
    pub(super) fn refuse(&self, refusal: Refusal, head: &RequestHead, payload: &mut Payload) -> Response<BoxBody> {
        if self.settings.access_log {
            log::access(&AccessLine {
                peer: head.peer_addr,
                method: None,
                outcome: Outcome::Refused(refusal.status().as_u16()),
                bytes: refusal.sentence().len(),
                elapsed: None,
            });
        }
        refusal.into_response(payload.take())
    }
}

/// The length of a body, if its head says it. Refuses one whose end cannot be known, and one that is too large.
fn check_length(head: &RequestHead, present: Present, limit: usize) -> Result<Option<usize>, Refusal> {
    match head.headers.get(CONTENT_LENGTH) {
        Some(value) => {
            let length = value.to_str().ok().and_then(|text| text.parse::<u64>().ok());
            match length.map(usize::try_from) {
                Some(Ok(length)) if length <= limit => Ok(Some(length)),
                Some(_) => Err(Refusal::too_large(limit)),
                None => Err(Refusal::unreadable_body()),
            }
        }
        None if present.transfer_encoding || head.version > Version::HTTP_11 => Ok(None),
        None => Err(Refusal::length_required()),
    }
}
