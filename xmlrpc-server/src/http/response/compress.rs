//! Compressing responses for clients that ask for it.

use std::io::Write;
use std::sync::Arc;

use actix_http::{ConnectionType, Payload, Response, StatusCode};
use actix_web::body::BoxBody;
use actix_web::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};
use flate2::Compression as Level;
use flate2::write::GzEncoder;
use xmlrpc_service::ResponseDocument;

use super::charged::keep;
use super::error::HttpError;
use crate::http::Compression;
use crate::http::budget::Budget;
use crate::http::heavy::heavy;
use crate::http::request::accepts_gzip;

/// Bytes that are compressed in a fraction of a millisecond.
const IN_PLACE: usize = 64 << 10;
/// The content type of nearly all responses.
const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");
/// The end of the status line, and a header that keeps browsers from guessing another content type. As an entry of the
/// header map, it would take 400 instructions more.
const OK_AND_NOSNIFF: &str = "OK\r\nx-content-type-options: nosniff";
const GZIP: HeaderValue = HeaderValue::from_static("gzip");

/// Returns the response with a document, compressed if the setting and the client ask for it. A document that takes long
/// to compress is given back.
pub(crate) fn response_at_once(
    answer: ResponseDocument,
    request: &HeaderMap,
    compression: Compression,
) -> Result<Response<BoxBody>, ResponseDocument> {
    if answer.is_refused {
        return Ok(HttpError::memory().into_response(Payload::None));
    }
    if !compression.applies_to(answer.body.len()) {
        return Ok(plain(answer));
    }
    if !accepts_gzip(request) {
        return Ok(varying(plain(answer)));
    }
    if answer.body.len() > IN_PLACE {
        return Err(answer);
    }
    let gzipped = gzip(&answer.body, |_| true);
    Ok(shorter(answer, gzipped))
}

/// Returns the response with a document that takes long to compress. It is sent as it is if there is no memory for both.
pub(crate) async fn long_response(answer: ResponseDocument, budget: &Arc<Budget>) -> Response<BoxBody> {
    let budget = Arc::clone(budget);
    let compressed = heavy(move || {
        let mut charge = budget.take_for_response(0);
        let gzipped = gzip(&answer.body, |bytes| charge.as_mut().is_some_and(|charge| charge.resize(bytes)));
        (answer, gzipped, charge)
    });
    match compressed.await {
        Some((answer, gzipped, _charge)) => shorter(answer, gzipped),
        None => HttpError::stopping().into_response(Payload::None),
    }
}

/// Returns the shorter form of a document.
fn shorter(mut answer: ResponseDocument, gzipped: Option<Vec<u8>>) -> Response<BoxBody> {
    match gzipped {
        Some(gzipped) if gzipped.len() < answer.body.len() => {
            if let Some(lease) = &mut answer.lease {
                lease.resize(gzipped.capacity());
            }
            let mut response = varying(plain(ResponseDocument { body: gzipped, ..answer }));
            response.headers_mut().insert(CONTENT_ENCODING, GZIP);
            response
        }
        _ => varying(plain(answer)),
    }
}

fn plain(answer: ResponseDocument) -> Response<BoxBody> {
    let ResponseDocument { body, charset, request_is_cut_off, lease, .. } = answer;
    let mut response = Response::with_body(StatusCode::OK, BoxBody::new(body));
    response.head_mut().reason = Some(OK_AND_NOSNIFF);
    if let Some(lease) = lease {
        keep(&mut response, lease);
    }
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

/// Compresses a document. None if that makes it longer, or if `may_take` refuses the bytes that the buffer is to have.
fn gzip(document: &[u8], mut may_take: impl FnMut(usize) -> bool) -> Option<Vec<u8>> {
    /// Bytes of the document that are compressed at a time.
    const PIECE: usize = 32 << 10;
    /// Bytes by which a piece grows at most, with the frame of the format.
    const GROWTH: usize = 1 << 10;
    // XML shrinks to an eighth or less at the fastest level; the others take several times as long and gain little.
    let mut encoder = GzEncoder::new(Vec::new(), Level::fast());
    let mut expected = document.len() / 8;
    for piece in document.chunks(PIECE) {
        let out = encoder.get_mut();
        let needed = out.len() + piece.len() + GROWTH;
        if needed > out.capacity() {
            expected = expected.max(needed).max(2 * out.capacity());
            if !may_take(expected) {
                return None;
            }
            out.reserve_exact(expected - out.len());
        }
        encoder.write_all(piece).ok()?;
        if encoder.get_ref().len() > document.len() {
            return None;
        }
    }
    let mut gzipped = encoder.finish().ok()?;
    gzipped.shrink_to_fit();
    Some(gzipped)
}
