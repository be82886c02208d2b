//! Compressing answers for clients that ask for it.

use std::io::Write;

use actix_web::HttpResponse;
use actix_web::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};
use actix_web::rt::task::spawn_blocking;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use xmlrpc_core::Answer;

use super::content_coding::accepts_gzip;

/// Bytes that are compressed in a fraction of a millisecond.
const IN_PLACE: usize = 64 << 10;
/// The content type of nearly all answers.
const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");
const GZIP: HeaderValue = HeaderValue::from_static("gzip");

/// The response that carries `answer`, compressed if it has at least `threshold` bytes and the client asks for it.
pub(super) async fn response(answer: Answer, request: &HeaderMap, threshold: usize) -> HttpResponse {
    let Answer { body: document, charset } = answer;
    let mut response = HttpResponse::Ok();
    response.insert_header((CONTENT_TYPE, content_type(charset)));
    if document.len() < threshold {
        return response.body(document);
    }
    response.insert_header((VARY, HeaderValue::from_name(ACCEPT_ENCODING)));
    if !accepts_gzip(request) {
        return response.body(document);
    }
    let document = Bytes::from(document);
    match gzipped(document.clone()).await {
        Some(gzipped) if gzipped.len() < document.len() => {
            response.insert_header((CONTENT_ENCODING, GZIP)).body(gzipped)
        }
        _ => response.body(document),
    }
}

fn content_type(charset: &str) -> HeaderValue {
    match charset {
        "utf-8" => XML,
        _ => HeaderValue::try_from(format!("text/xml; charset={charset}")).unwrap_or(XML),
    }
}

async fn gzipped(document: Bytes) -> Option<Vec<u8>> {
    if document.len() <= IN_PLACE {
        return gzip(&document);
    }
    spawn_blocking(move || gzip(&document)).await.ok().flatten()
}

fn gzip(document: &[u8]) -> Option<Vec<u8>> {
    // XML shrinks to an eighth or less at the fastest level; the others take several times as long and gain little.
    let mut encoder = GzEncoder::new(Vec::with_capacity(document.len() / 8), Compression::fast());
    encoder.write_all(document).ok()?;
    encoder.finish().ok()
}
