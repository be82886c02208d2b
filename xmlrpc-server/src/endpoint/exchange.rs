//! One exchange: the head and the body of a request in, a response out.

use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::dev::{Payload, RequestHead, ServiceRequest, ServiceResponse};
use actix_web::http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, ORIGIN, TRANSFER_ENCODING, UPGRADE};
use actix_web::http::{ConnectionType, Method, Version};
use xmlrpc_core::Request;

use super::closing::ClosingBody;
use super::content_coding::Coding;
use super::front::HttpFront;
use super::inflate::{self, Bounds};
use super::large::{self, LARGE};
use super::refusal::{ALLOWED, Refusal};
use super::{Endpoint, Phase, Progress, body, compress, content_coding, content_type};
use crate::log::{self, AccessLine, Outcome};

/// What the head of a request says of its body.
struct Announced {
    charset: Option<String>,
    coding: Option<Coding>,
}

impl Endpoint {
    /// Answers a request. Whatever happens, there is a response: a fault is a document, a refusal a sentence.
    ///
    /// Whoever watches over the connection is told when the request is whole.
    pub(super) async fn answer(
        &self,
        head: &RequestHead,
        payload: Payload,
        progress: Option<&Progress>,
    ) -> HttpResponse {
        let mut response = self.respond(head, payload, progress).await;
        if head.connection_type() == ConnectionType::Upgrade {
            // actix-web ends such a connection after the response, but says that it is upgraded.
            response.head_mut().set_connection_type(ConnectionType::Close);
        }
        response
    }

    async fn respond(&self, head: &RequestHead, mut payload: Payload, progress: Option<&Progress>) -> HttpResponse {
        if let Err(refusal) = self.settings.hosts.check(head) {
            return self.refuse(refusal, head, payload);
        }
        if head.method != Method::POST {
            return self.answer_other_method(head, payload);
        }
        let request = match self.receive(head, &mut payload).await {
            Ok(request) => request,
            Err(refusal) => return self.refuse(refusal, head, payload),
        };
        if let Some(progress) = progress {
            progress.enter(Phase::Call);
        }
        match self.call(head, request).await {
            Ok(response) => response,
            // The body has been read: there is nothing to close the connection for.
            Err(refusal) => self.refuse(refusal, head, Payload::None),
        }
    }

    async fn call(&self, head: &RequestHead, request: Request) -> Result<HttpResponse, Refusal> {
        let _place = self.admission.enter().await?;
        let answer = if request.body.len() < LARGE {
            self.dispatcher.handle_from(request, &HttpFront::new(head, self)).await
        } else {
            large::answer(self, request, head.clone()).await.ok_or_else(Refusal::stopping)?
        };
        Ok(compress::response(answer, &head.headers, self.settings.compressed_from()).await)
    }

    /// Checks the head, then reads the body.
    async fn receive(&self, head: &RequestHead, payload: &mut Payload) -> Result<Request, Refusal> {
        let limit = self.dispatcher.current_limits().body;
        let Announced { charset, coding } = self.check_head(head, limit)?;
        let mut body = body::read(payload, limit, self.settings.body_pace).await?;
        if let Some(coding) = coding {
            let bounds = Bounds { size: limit, ratio: self.settings.inflation_ratio };
            body = inflate::inflate(body, coding, bounds).await?;
        }
        Ok(Request { body, charset })
    }

    /// Refuses what can be refused without the body.
    fn check_head(&self, head: &RequestHead, limit: usize) -> Result<Announced, Refusal> {
        let headers = &head.headers;
        // actix-web takes everything that follows for the body.
        let mut protocols = headers.get_all(UPGRADE).map(|protocol| protocol.as_bytes().trim_ascii());
        if protocols.any(|protocol| protocol.eq_ignore_ascii_case(b"websocket")) {
            return Err(Refusal::upgrade());
        }
        self.settings.origins.check(headers)?;
        let charset = match headers.get(CONTENT_TYPE) {
            Some(value) => content_type::charset(value)?,
            // A browser page may post without a type, unasked and to any server.
            None if headers.contains_key(ORIGIN) => return Err(Refusal::content_type()),
            None => None,
        };
        let coding = content_coding::of_request(headers)?;
        check_length(headers, head.version, limit)?;
        Ok(Announced { charset, coding })
    }

    /// Refuses a body before its client is told to send it, if the request's head says enough for that.
    pub(crate) fn refuse_expectation(&self, head: &RequestHead) -> Option<HttpResponse> {
        let path = head.uri.path();
        if head.method != Method::POST || !self.answers_at(path) {
            return None;
        }
        let elsewhere = self.elsewhere.iter().find(|(known, _)| known == path);
        let dispatcher = elsewhere.map_or(&self.dispatcher, |(_, dispatcher)| dispatcher);
        let checked =
            self.settings.hosts.check(head).and_then(|()| self.check_head(head, dispatcher.current_limits().body));
        Some(self.refuse(checked.err()?, head, Payload::None))
    }

    fn answer_other_method(&self, head: &RequestHead, payload: Payload) -> HttpResponse {
        if head.method == Method::OPTIONS {
            let mut response = HttpResponse::NoContent();
            response.insert_header((ALLOW, ALLOWED));
            return match payload {
                Payload::None => response.finish(),
                unread => response.force_close().body(ClosingBody::framed(Cow::Borrowed(""), unread)),
            };
        }
        self.refuse(Refusal::method(), head, payload)
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
