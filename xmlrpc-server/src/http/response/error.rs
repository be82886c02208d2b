//! HTTP errors: a status and one line that says what is wrong and what to do.

use std::borrow::Cow;
use std::time::Duration;

use actix_http::{Payload, Response, StatusCode};
use actix_web::body::BoxBody;
use actix_web::http::header::{
    ACCEPT_ENCODING, ALLOW, ContentType, HeaderName, HeaderValue, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};

use super::closing::ClosingBody;
use crate::http::pace::Pace;
use crate::log::RefusalReason;
use xmlrpc_service::__private::quoted;

/// The HTTP methods of an endpoint.
pub(crate) const ALLOWED: HeaderValue = HeaderValue::from_static("POST, OPTIONS");
/// Keeps browsers from guessing another content type.
pub(crate) const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
/// The content codings of requests.
const CODINGS: HeaderValue = HeaderValue::from_static("gzip, deflate");

/// The reason why a request does not become a call.
#[derive(Debug)]
pub(crate) struct HttpError {
    status: StatusCode,
    /// With its line end.
    sentence: Cow<'static, str>,
    /// What is accepted instead, for programs.
    advice: Option<(HeaderName, HeaderValue)>,
}

impl HttpError {
    fn new(status: StatusCode, sentence: impl Into<Cow<'static, str>>) -> Self {
        HttpError { status, sentence: sentence.into(), advice: None }
    }

    fn with_advice(self, name: HeaderName, value: HeaderValue) -> Self {
        HttpError { advice: Some((name, value)), ..self }
    }

    pub(crate) fn not_found() -> Self {
        HttpError::new(StatusCode::NOT_FOUND, "nothing is served at this path; XML-RPC is usually at /RPC2\n")
    }

    pub(crate) fn method() -> Self {
        HttpError::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "this HTTP method is not supported here: send XML-RPC calls with POST\n",
        )
        .with_advice(ALLOW, ALLOWED)
    }

    pub(crate) fn method_of_check() -> Self {
        HttpError::new(StatusCode::METHOD_NOT_ALLOWED, "this HTTP method is not supported here: use GET\n")
            .with_advice(ALLOW, HeaderValue::from_static("GET, HEAD"))
    }

    pub(crate) fn host() -> Self {
        HttpError::new(
            StatusCode::FORBIDDEN,
            "the request's Host is not accepted, to prevent DNS rebinding: if it is a name of this server or of a proxy in \
             front of it, add it on the server with `hosts([...])`\n",
        )
    }

    pub(crate) fn origin() -> Self {
        HttpError::new(
            StatusCode::FORBIDDEN,
            "a page of another site made a browser send this request: if that page may call, add its origin on the server \
             with `origins([...])`\n",
        )
    }

    pub(crate) fn length_required() -> Self {
        HttpError::new(
            StatusCode::LENGTH_REQUIRED,
            "the request does not say where its body ends: send a Content-Length, or chunks\n",
        )
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        HttpError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the request body is larger than {limit} bytes, the server's limit (`Limits::body`)\n"),
        )
    }

    /// A content type that is not XML; none if the request, which a page in a browser may have sent, has none.
    pub(crate) fn content_type(found: Option<&HeaderValue>) -> Self {
        let found = found.map(|value| quoted(&String::from_utf8_lossy(value.as_bytes())));
        let sentence = match found {
            Some(found) => format!(
                "the request's content type is \"{found}\", which is not XML: send the call with Content-Type: text/xml\n"
            ),
            None => "the request's content type is missing: send the call with Content-Type: text/xml\n".to_owned(),
        };
        HttpError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence)
    }

    pub(crate) fn content_coding() -> Self {
        HttpError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the request's content coding is not supported: send the call without one, or with one of, gzip or deflate\n",
        )
        .with_advice(ACCEPT_ENCODING, CODINGS)
    }

    pub(crate) fn broken_coding() -> Self {
        HttpError::new(
            StatusCode::BAD_REQUEST,
            "the request body does not match its Content-Encoding: it is damaged, cut off, or has data behind its end\n",
        )
    }

    pub(crate) fn inflates_too_far(ratio: usize) -> Self {
        HttpError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!(
                "the request body inflates to more than {ratio} times its size, the server's limit (`HttpSettings::inflation_ratio`): \
                 send the call without Content-Encoding\n"
            ),
        )
    }

    pub(crate) fn stopping() -> Self {
        HttpError::new(StatusCode::SERVICE_UNAVAILABLE, "the server is shutting down: send the call again later\n")
            .with_advice(RETRY_AFTER, HeaderValue::from_static("1"))
    }

    pub(crate) fn unreadable_body() -> Self {
        HttpError::new(
            StatusCode::BAD_REQUEST,
            "the request body is incomplete or its HTTP framing is malformed: send the call again\n",
        )
    }

    pub(crate) fn too_slow(pace: Pace) -> Self {
        let seconds = pace.timeout.as_secs_f32();
        let sentence = match pace.rate {
            0 => format!("the request body came too slowly: it has {seconds} s (`HttpSettings::body_timeout`)\n"),
            rate => format!(
                "the request body came too slowly: it may fall {seconds} s behind {rate} bytes a second \
                 (`HttpSettings::body_timeout`, `HttpSettings::body_rate`)\n"
            ),
        };
        HttpError::new(StatusCode::REQUEST_TIMEOUT, sentence)
    }

    pub(crate) fn overload() -> Self {
        HttpError::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "the server is busy and its queue is full (`Capacity`): send the call again later\n",
        )
        .with_advice(RETRY_AFTER, HeaderValue::from_static("1"))
    }

    pub(crate) fn too_many_of_client(limit: usize) -> Self {
        HttpError::new(
            StatusCode::TOO_MANY_REQUESTS,
            format!(
                "{limit} requests of this client are in flight, the server's limit (`HttpSettings::requests_per_client`): \
                 send the call again later\n"
            ),
        )
        .with_advice(RETRY_AFTER, HeaderValue::from_static("1"))
    }

    pub(crate) fn queued_too_long(limit: Duration) -> Self {
        let seconds = limit.as_secs_f32();
        HttpError::new(
            StatusCode::SERVICE_UNAVAILABLE,
            format!(
                "the server is busy: the call waited {seconds} s in its queue (`Capacity::queue_time`): send the call again later\n"
            ),
        )
        .with_advice(RETRY_AFTER, HeaderValue::from_static("1"))
    }

    pub(crate) fn memory() -> Self {
        HttpError::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "the requests and responses that the server holds take all of its memory (`Capacity::memory`): send the call \
             again later\n",
        )
        .with_advice(RETRY_AFTER, HeaderValue::from_static("1"))
    }

    pub(crate) fn upgrade() -> Self {
        HttpError::new(StatusCode::BAD_REQUEST, "web sockets are not supported: send the call without Upgrade\n")
    }

    #[cfg(test)]
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// The text, with its line end.
    pub(crate) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// Returns the response. Unless the request has no body, the connection is closed behind it, so that the unread body
    /// is not read as the next request.
    pub(crate) fn into_response(self, payload: Payload) -> Response<BoxBody> {
        let mut response = Response::build(self.status);
        response.insert_header(ContentType::plaintext()).insert_header((X_CONTENT_TYPE_OPTIONS, NOSNIFF));
        if let Some(advice) = self.advice {
            response.insert_header(advice);
        }
        let reason = RefusalReason(self.sentence.clone());
        let body = match payload {
            Payload::None if self.status == StatusCode::LENGTH_REQUIRED => Ok(ClosingBody::unframed(self.sentence)),
            Payload::None => Err(self.sentence),
            unread => Ok(ClosingBody::framed(self.sentence, unread)),
        };
        let mut response = match body {
            Ok(body) => response.force_close().body(body).map_into_boxed_body(),
            Err(sentence) => response.body(sentence).map_into_boxed_body(),
        };
        response.extensions_mut().insert(reason);
        response
    }
}
