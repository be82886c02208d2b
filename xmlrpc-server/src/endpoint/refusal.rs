//! Answers below XML-RPC: a status and one sentence that says what is wrong and what to do.

use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{ContentType, RETRY_AFTER};

use super::closing::ClosingBody;

/// Why a request does not become a call.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    /// With its line end.
    sentence: Cow<'static, str>,
}

impl Refusal {
    fn new(status: StatusCode, sentence: impl Into<Cow<'static, str>>) -> Self {
        Refusal { status, sentence: sentence.into() }
    }

    pub(super) fn not_found() -> Self {
        Refusal::new(StatusCode::NOT_FOUND, "nothing is served at this path; XML-RPC is usually at /RPC2\n")
    }

    pub(super) fn method() -> Self {
        Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "XML-RPC calls are answered here: send them with POST\n")
    }

    pub(super) fn length_required() -> Self {
        Refusal::new(
            StatusCode::LENGTH_REQUIRED,
            "the request does not say where its body ends: send a Content-Length, or chunks\n",
        )
    }

    pub(super) fn too_large(limit: usize) -> Self {
        Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the request body is larger than {limit} bytes, the server's limit (`Limits::body`)\n"),
        )
    }

    pub(super) fn content_type() -> Self {
        Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the request's content type is not XML: send the call with Content-Type: text/xml\n",
        )
    }

    pub(super) fn content_coding() -> Self {
        Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the request's content coding is not supported: send the call without Content-Encoding\n",
        )
    }

    pub(super) fn unreadable_body() -> Self {
        Refusal::new(
            StatusCode::BAD_REQUEST,
            "the request body broke off or is not framed as HTTP wants it: send it again\n",
        )
    }

    pub(super) fn overload() -> Self {
        Refusal::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "the server is busy and its queue is full (`Capacity`): send the call again later\n",
        )
    }

    pub(super) fn upgrade() -> Self {
        Refusal::new(StatusCode::BAD_REQUEST, "there are no web sockets here: send the call without Upgrade\n")
    }

    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    pub(super) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// The response. Unless the request has certainly no body, the connection is closed behind it: what was not read as
    /// this body must not be read as the next request.
    pub(super) fn into_response(self, payload: Payload) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        response.insert_header(ContentType::plaintext());
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.insert_header((RETRY_AFTER, "1"));
        }
        let body = match payload {
            Payload::None if self.status == StatusCode::LENGTH_REQUIRED => ClosingBody::unframed(self.sentence),
            Payload::None => return response.body(self.sentence),
            unread => ClosingBody::framed(self.sentence, unread),
        };
        response.force_close().body(BoxBody::new(body))
    }
}
