//! Compressing responses for clients that ask for it.

use std::io::Write;
use std::sync::Arc;

use actix_http::{ConnectionType, Response, StatusCode};
use actix_web::body::BoxBody;
use actix_web::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};
use flate2::Compression as Level;
use flate2::write::GzEncoder;
use xmlrpc_service::ResponseDocument;

use crate::http::Compression;
use crate::http::heavy::heavy;
use crate::http::request::accepts_gzip;

/// Bytes that are compressed in a fraction of a millisecond.
const IN_PLACE: usize = 64 << 10;
/// The content type of nearly all responses.
const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");
const GZIP: HeaderValue = HeaderValue::from_static("gzip");

/// Returns the response with a document, compressed if the setting and the client ask for it. A document that takes long
/// to compress is given back.
pub(crate) fn response_at_once(
    answer: ResponseDocument,
    request: &HeaderMap,
    compression: Compression,
) -> Result<Response<BoxBody>, ResponseDocument> {
    if !compression.applies_to(answer.body.len()) {
        return Ok(plain(answer));
    }
    if !accepts_gzip(request) {
        return Ok(varying(plain(answer)));
    }
    if answer.body.len() > IN_PLACE {
        return Err(answer);
    }
    let gzipped = gzip(&answer.body);
    Ok(shorter(answer, gzipped))
}

/// Returns the response with a document that takes long to compress.
pub(crate) async fn long_response(mut answer: ResponseDocument) -> Response<BoxBody> {
    let body = Arc::new(std::mem::take(&mut answer.body));
    let document = Arc::clone(&body);
    let gzipped = heavy(move || gzip(&document)).await.flatten();
    let body = Arc::try_unwrap(body).unwrap_or_else(|shared| shared.to_vec());
    shorter(ResponseDocument { body, ..answer }, gzipped)
}

/// Returns the shorter form of a document.
fn shorter(answer: ResponseDocument, gzipped: Option<Vec<u8>>) -> Response<BoxBody> {
    match gzipped {
        Some(gzipped) if gzipped.len() < answer.body.len() => {
            let mut response = varying(plain(ResponseDocument { body: gzipped, ..answer }));
            response.headers_mut().insert(CONTENT_ENCODING, GZIP);
            response
        }
        _ => varying(plain(answer)),
    }
}

fn plain(answer: ResponseDocument) -> Response<BoxBody> {
    let ResponseDocument { body, charset, request_is_cut_off } = answer;
    let mut response = Response::with_body(StatusCode::OK, BoxBody::new(body));
    response.headers_mut().insert(CONTENT_TYPE, content_type(charset));
    if request_is_cut_off {
        // What follows may be the rest of the document.
        response.head_mut().set_connection_type(ConnectionType::Close);
    }
    response
}

fn varying(mut response: Response<BoxBody>) -> Response<BoxBody> {
    response.headers_mut().insert(VARY, HeaderValue::from_name(ACCEPT_ENCODING));
    response
}

fn content_type(charset: &str) -> HeaderValue {
    match charset {
        "utf-8" => XML,
        _ => HeaderValue::try_from(format!("text/xml; charset={charset}")).unwrap_or(XML),
    }
}

fn gzip(document: &[u8]) -> Option<Vec<u8>> {
    // XML shrinks to an eighth or less at the fastest level; the others take several times as long and gain little.
    let mut encoder = GzEncoder::new(Vec::with_capacity(document.len() / 8), Level::fast());
    encoder.write_all(document).ok()?;
    encoder.finish().ok()
}
