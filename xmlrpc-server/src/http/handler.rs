//! The handler of one path: it accepts or refuses the head of a request, and turns the body into a call.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use actix_http::{Method, Payload, RequestHead, Response, StatusCode, Version};
use actix_web::body::BoxBody;
use actix_web::http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, UPGRADE, X_CONTENT_TYPE_OPTIONS};
use bytes::Bytes;
use xmlrpc_service::{Dispatch, Dispatcher, PendingCall, Request, ResponseDocument};

use super::admission::Admission;
use super::budget::{Budget, COUNTED};
use super::large::{self, is_large};
use super::logged::{LoggedHead, logged};
use super::progress::Progress;
use super::quirk_log::QuirkLogFilter;
use super::request::{self, Announced, Bounds, ContentCoding, PresentHeaders};
use super::response::{self, ALLOWED, ClosingBody, HttpError, NOSNIFF};
use super::response_future::IncomingRequest;
use super::settings::Settings;
use super::transport::HttpTransport;
use crate::log::RequestLog;
use crate::peers::{PeerLimit, PeerPlace};

/// A dispatcher with its HTTP settings and limits. Clones share everything.
#[derive(Debug, Clone)]
pub(crate) struct RpcHandler {
    pub(super) dispatcher: Arc<Dispatcher>,
    pub(super) settings: Arc<Settings>,
    pub(super) admission: Arc<Admission>,
    /// The index of the dispatcher's first lane in the admission.
    pub(super) first_lane: usize,
    pub(super) budget: Arc<Budget>,
    pub(super) quirk_log: Arc<QuirkLogFilter>,
    pub(super) clients: Arc<PeerLimit>,
}

/// The place of a request, of which its client has a limited number. Small, since most clients need none.
pub(super) type ClientPlace = Option<Box<Option<PeerPlace>>>;

/// What an accepted head says about the body.
pub(super) struct AcceptedHead {
    charset: Option<Cow<'static, str>>,
    coding: Option<ContentCoding>,
    /// The body's length in bytes; 0 if the head does not say it.
    length: usize,
}

impl AcceptedHead {
    pub(super) fn announced(&self) -> Announced {
        Announced { length: self.length, is_coded: self.coding.is_some() }
    }
}

/// The rest of a request whose body is complete, if it has to wait for something.
pub(super) enum Remaining {
    /// A body that must be inflated first, and the request without it.
    Coded(Bytes, ContentCoding, Request),
    /// A large call.
    Call(Request),
    /// A method that does not run in place.
    Method(Box<PendingCall>),
    /// A response that takes long to compress.
    Response(ResponseDocument),
}

impl RpcHandler {
    /// The largest body in bytes, as sent and after inflating.
    pub(crate) fn body_limit(&self) -> usize {
        self.dispatcher.current_limits().body
    }

    /// Begins the entry of a request in the access log, if that is on.
    #[inline]
    pub(super) fn begin_log(&self, request: &impl IncomingRequest) -> Option<Arc<RequestLog>> {
        self.settings.http.access_log.then(|| Arc::new(RequestLog::begin(request.head(), request.is_from_proxy())))
    }

    /// Takes a place for a request whose client a trusted proxy names. None for other clients; an empty one if the client
    /// has too many requests in flight.
    #[inline]
    pub(super) fn place_of_client(&self, request: &impl IncomingRequest) -> ClientPlace {
        let http = &self.settings.http;
        if http.requests_per_client == 0 || !http.trusted_proxies.names_clients() || !request.is_from_proxy() {
            return None;
        }
        let client = request.head().peer_addr?.ip();
        // The proxy has not said for whom it speaks.
        if http.trusted_proxies.trusts(client) {
            return None;
        }
        Some(Box::new(self.clients.enter_within(http.requests_per_client, client)))
    }

    /// The refusal of a request whose client has too many in flight.
    #[cold]
    pub(super) fn refuse_client(&self, payload: &mut Payload) -> Response<BoxBody> {
        refuse(HttpError::too_many_of_client(self.settings.http.requests_per_client), payload)
    }

    /// Accepts the head of a request, or returns the response that refuses it.
    pub(super) fn open(&self, head: &RequestHead, payload: &mut Payload) -> Result<AcceptedHead, Response<BoxBody>> {
        if let Err(error) = self.settings.http.hosts.check(head) {
            return Err(refuse(error, payload));
        }
        if head.method != Method::POST {
            return Err(self.answer_other_method(head, payload));
        }
        self.check_head(head).map_err(|error| refuse(error, payload))
    }

    /// Answers a request whose body is complete, unless it has to wait for something.
    pub(super) fn answer_at_once(
        &self,
        head: LoggedHead<'_>,
        body: Bytes,
        announced: AcceptedHead,
    ) -> Result<Response<BoxBody>, Remaining> {
        let AcceptedHead { charset, coding, .. } = announced;
        if let Some(coding) = coding {
            return Err(Remaining::Coded(body, coding, Request { body: Bytes::new(), charset }));
        }
        let request = Request { body, charset };
        if is_large(&request.body) {
            return Err(Remaining::Call(request));
        }
        let transport = HttpTransport::new(head, self);
        match self.dispatcher.begin(request, &transport) {
            Dispatch::Complete(answer) => {
                response::response_at_once(answer, &head.headers, self.settings.http.compression)
                    .map_err(Remaining::Response)
            }
            Dispatch::Pending(method) => {
                if let Some(log) = head.log() {
                    log.calling(method.method());
                }
                Err(Remaining::Method(method))
            }
        }
    }

    /// Answers a request that has to wait.
    pub(super) async fn answer_later(
        &self,
        head: LoggedHead<'_>,
        rest: Remaining,
        progress: Option<Rc<Progress>>,
    ) -> Response<BoxBody> {
        let progress = progress.as_deref();
        // Large futures that are rarely needed are boxed, to keep this one small.
        let called = match rest {
            Remaining::Method(mut call) => match self.admit(&mut call, progress).await {
                Ok(()) => Ok(self.dispatcher.finish(call, &HttpTransport::new(head, self)).await),
                Err(error) => Err(error),
            },
            Remaining::Response(answer) => return Box::pin(response::long_response(answer, &self.budget)).await,
            Remaining::Call(request) => Box::pin(self.call(head, request, progress)).await,
            Remaining::Coded(body, coding, request) => {
                Box::pin(self.inflate_and_call(head, body, coding, request, progress)).await
            }
        };
        let answer = match called {
            Ok(answer) => answer,
            // The body has been read, so the connection can stay open.
            Err(error) => return refuse(error, &mut Payload::None),
        };
        match response::response_at_once(answer, &head.headers, self.settings.http.compression) {
            Ok(response) => response,
            Err(answer) => Box::pin(response::long_response(answer, &self.budget)).await,
        }
    }

    async fn inflate_and_call(
        &self,
        head: LoggedHead<'_>,
        body: Bytes,
        coding: ContentCoding,
        request: Request,
        progress: Option<&Progress>,
    ) -> Result<ResponseDocument, HttpError> {
        let bounds = Bounds { size: self.body_limit(), ratio: self.settings.http.inflation_ratio };
        let body = request::inflate(body, coding, bounds, &self.budget).await?;
        self.call(head, Request { body, ..request }, progress).await
    }

    async fn call(
        &self,
        head: LoggedHead<'_>,
        request: Request,
        progress: Option<&Progress>,
    ) -> Result<ResponseDocument, HttpError> {
        if is_large(&request.body) {
            return large::answer(self, request, head, progress).await;
        }
        let transport = HttpTransport::new(head, self);
        match self.dispatcher.begin(request, &transport) {
            Dispatch::Complete(answer) => Ok(answer),
            Dispatch::Pending(mut call) => {
                if let Some(log) = head.log() {
                    log.calling(call.method());
                }
                self.admit(&mut call, progress).await?;
                Ok(self.dispatcher.finish(call, &transport).await)
            }
        }
    }

    /// Waits for the permit of a call. The entries of a multicall have permits of their own.
    pub(super) async fn admit(&self, call: &mut PendingCall, progress: Option<&Progress>) -> Result<(), HttpError> {
        if let Some(method) = call.method_index() {
            let has_left = || progress.is_some_and(Progress::has_left);
            let permit = self.admission.permit(self.first_lane + method, has_left).await;
            call.admit(permit.map_err(|refusal| refusal.into_error(self.admission.capacity()))?);
        }
        Ok(())
    }

    /// Checks everything that can be checked without the body.
    fn check_head(&self, head: &RequestHead) -> Result<AcceptedHead, HttpError> {
        let headers = &head.headers;
        let present = PresentHeaders::of(headers);
        // actix-web would read everything that follows as the body.
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
            Some(value) => match request::charset(value) {
                Err(_) if self.settings.http.accepts_forms_of(value, present) => None,
                charset => charset?,
            },
            // A page in a browser can post without a type to any server, without asking first.
            None if present.origin => return Err(HttpError::content_type(None)),
            None => None,
        };
        let coding = if present.content_encoding { request::of_request(headers)? } else { None };
        let length = check_length(head, present, self.body_limit())?.unwrap_or_default();
        if length >= COUNTED && !self.budget.has_room(length) {
            return Err(HttpError::memory());
        }
        Ok(AcceptedHead { charset, coding, length })
    }

    /// Refuses a request with `Expect: 100-continue` before the client sends the body, if the head is reason enough.
    pub(crate) fn refuse_expectation(&self, request: &mut actix_http::Request) -> Option<Response<BoxBody>> {
        let head = request.head();
        let is_post = head.method == Method::POST;
        let hosts = self.settings.http.hosts.check(head);
        let error = match if is_post { hosts.and_then(|()| self.check_head(head).map(drop)) } else { hosts } {
            Ok(()) if is_post => return None,
            checked => checked.err(),
        };
        let log = self.begin_log(request);
        let mut payload = request.take_payload();
        let response = match error {
            Some(error) => refuse(error, &mut payload),
            None => self.answer_other_method(request.head(), &mut payload),
        };
        Some(logged(response, log))
    }

    #[cold]
    fn answer_other_method(&self, head: &RequestHead, payload: &mut Payload) -> Response<BoxBody> {
        if head.method != Method::OPTIONS {
            return refuse(HttpError::method(), payload);
        }
        let mut response = Response::build(StatusCode::NO_CONTENT);
        response.insert_header((ALLOW, ALLOWED)).insert_header((X_CONTENT_TYPE_OPTIONS, NOSNIFF));
        match payload.take() {
            Payload::None => response.finish().map_into_boxed_body(),
            unread => {
                let body = ClosingBody::framed(Cow::Borrowed(""), unread);
                response.force_close().body(body).map_into_boxed_body()
            }
        }
    }
}

#[cold]
pub(super) fn refuse(error: HttpError, payload: &mut Payload) -> Response<BoxBody> {
    error.into_response(payload.take())
}

/// Returns the body's length, if the head says it. Refuses a body of unknown end, and one that is too large.
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
