//! One exchange: the head and the body of a request in, a response out.

use actix_web::HttpResponse;
use actix_web::dev::{Payload, RequestHead, ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ALLOW, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue, ORIGIN, TRANSFER_ENCODING, UPGRADE,
};
use actix_web::http::{Method, Version};
use xmlrpc_core::Request;

use super::front::HttpFront;
use super::refusal::Refusal;
use super::{Endpoint, body, content_type};
use crate::log::{self, AccessLine, Outcome};

/// The methods that an endpoint answers.
const ALLOWED: HeaderValue = HeaderValue::from_static("POST, OPTIONS");
/// The one content type that every client reads.
const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");

impl Endpoint {
    /// Answers a request. Whatever happens, there is a response: a fault is a document, a refusal a sentence.
    pub(super) async fn answer(&self, head: &RequestHead, mut payload: Payload) -> HttpResponse {
        if head.method != Method::POST {
            return self.answer_other_method(head, payload);
        }
        match self.receive(head, &mut payload).await {
            Ok(request) => {
                let front = HttpFront::new(head, self.settings.access_log, &self.told);
                let answer = self.dispatcher.handle_from(request, &front).await;
                let content_type = match answer.charset {
                    "utf-8" => XML,
                    charset => HeaderValue::try_from(format!("text/xml; charset={charset}")).unwrap_or(XML),
                };
                HttpResponse::Ok().insert_header((CONTENT_TYPE, content_type)).body(answer.body)
            }
            Err(refusal) => self.refuse(refusal, head, payload),
        }
    }

    /// Checks the head, then reads the body.
    async fn receive(&self, head: &RequestHead, payload: &mut Payload) -> Result<Request, Refusal> {
        let limit = self.dispatcher.current_limits().body;
        let headers = &head.headers;
        // actix-web takes everything that follows for the body.
        if headers
            .get(UPGRADE)
            .is_some_and(|protocol| protocol.as_bytes().trim_ascii().eq_ignore_ascii_case(b"websocket"))
        {
            return Err(Refusal::upgrade());
        }
        let charset = match headers.get(CONTENT_TYPE) {
            Some(value) => content_type::charset(value)?,
            // A browser page may post without a type, unasked and to any server.
            None if headers.contains_key(ORIGIN) => return Err(Refusal::content_type()),
            None => None,
        };
        if headers.get(CONTENT_ENCODING).is_some_and(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
            return Err(Refusal::content_coding());
        }
        check_length(headers, head.version, limit)?;
        let body = body::read(payload, limit).await?;
        Ok(Request { body, charset })
    }

    fn answer_other_method(&self, head: &RequestHead, payload: Payload) -> HttpResponse {
        if head.method == Method::OPTIONS {
            return HttpResponse::NoContent().insert_header((ALLOW, ALLOWED)).finish();
        }
        let mut response = self.refuse(Refusal::method(), head, payload);
        response.headers_mut().insert(ALLOW, ALLOWED);
        response
    }

    #[cold]
    fn refuse(&self, refusal: Refusal, head: &RequestHead, payload: Payload) -> HttpResponse {
        if self.settings.access_log {
            log::access(&AccessLine {
                peer: head.peer_addr,
                method: None,
                outcome: Outcome::Refused(refusal.status().as_u16()),
                bytes: refusal.sentence().len(),
                elapsed: None,
            });
        }
        refusal.into_response(payload)
    }
}

/// Refuses a body whose end cannot be known, and one that says itself that it is too large.
fn check_length(headers: &HeaderMap, version: Version, limit: usize) -> Result<(), Refusal> {
    match headers.get(CONTENT_LENGTH) {
        Some(value) => {
            let length = value.to_str().ok().and_then(|text| text.parse::<u64>().ok());
            match length {
                Some(length) if length > limit as u64 => Err(Refusal::too_large(limit)),
                Some(_) => Ok(()),
                None => Err(Refusal::unreadable_body()),
            }
        }
        None if headers.contains_key(TRANSFER_ENCODING) || version > Version::HTTP_11 => Ok(()),
        None => Err(Refusal::length_required()),
    }
}

/// Answers what is asked of a path that nothing is mounted at.
pub(crate) async fn not_found(request: ServiceRequest) -> Result<ServiceResponse, actix_web::Error> {
    let (request, payload) = request.into_parts();
    Ok(ServiceResponse::new(request, Refusal::not_found().into_response(payload)))
}
