//! Responses to heads that are late, too large or malformed.

use std::borrow::Cow;
use std::time::SystemTime;

use actix_web::http::header::HttpDate;
use httparse::Error;

use super::protocols;

/// A head has fewer bytes than this.
pub(super) const HEAD_BYTES: usize = 128 * 1024;
/// The most headers of a request.
pub(super) const HEADERS: usize = 96;

/// Why the stream refuses a head: a status, and a line that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    status: &'static str,
    sentence: Cow<'static, str>,
}

impl Refusal {
    fn bad_request(sentence: impl Into<Cow<'static, str>>) -> Self {
        Refusal { status: "400 Bad Request", sentence: sentence.into() }
    }

    /// A trusted proxy did not begin its connection with a PROXY protocol header.
    pub(super) fn proxy_header() -> Self {
        Refusal::bad_request(
            "the connection of this proxy does not begin with a PROXY protocol header: let the proxy send one \
             (HAProxy: `send-proxy`), or do not list it in `TrustedProxies::proxy_protocol`\n",
        )
    }

    pub(super) fn status_code(&self) -> u16 {
        self.status.get(..3).and_then(|digits| digits.parse().ok()).unwrap_or_default()
    }

    pub(super) fn sentence(&self) -> &str {
        &self.sentence
    }

    pub(super) fn late() -> Self {
        let sentence = "the request's head took too long; the server's limit is `Timeouts::head`\n";
        Refusal { status: "408 Request Timeout", sentence: sentence.into() }
    }

    #[cold]
    pub(super) fn memory() -> Self {
        let sentence = "the requests and responses that the server holds take all of its memory (`Capacity::memory`): send the \
                        call again later\n";
        Refusal { status: "503 Service Unavailable", sentence: sentence.into() }
    }

    pub(super) fn too_large() -> Self {
        let sentence = format!(
            "the request's head is too large: at most {HEADERS} headers and {} KiB are accepted\n",
            HEAD_BYTES / 1024
        );
        Refusal { status: "431 Request Header Fields Too Large", sentence: sentence.into() }
    }

    /// What is wrong with these bytes, which are the beginning of a request.
    #[cold]
    pub(super) fn malformed(error: Error, bytes: &[u8]) -> Self {
        let at_the_beginning = matches!(error, Error::Token | Error::Version | Error::NewLine | Error::Status);
        match protocols::looks_like(bytes) {
            Some(known) if at_the_beginning => {
                Refusal::bad_request(format!("this is no HTTP/1.1 request; it looks like {known}\n"))
            }
            _ if error == Error::TooManyHeaders => Refusal::too_large(),
            _ if at_the_beginning => Refusal::bad_request(
                "this is no HTTP/1.1 request: its first line has to be like `POST /RPC2 HTTP/1.1`\n",
            ),
            _ => Refusal::bad_request("the request is not valid HTTP/1.1: check its headers\n"),
        }
    }

    #[cold]
    pub(super) fn blank() -> Self {
        Refusal::bad_request(
            "these are empty lines: the first line of a request has to be like `POST /RPC2 HTTP/1.1`\n",
        )
    }

    #[cold]
    pub(super) fn framing() -> Self {
        Refusal::bad_request(
            "the request does not say clearly where its body ends: check its framing, which is one Content-Length of \
             digits, or with HTTP/1.1 one `Transfer-Encoding: chunked`\n",
        )
    }

    #[cold]
    pub(super) fn target() -> Self {
        Refusal::bad_request(
            "the request's target is no path: its first line has to be like `POST /RPC2 HTTP/1.1`, with a slash in front of \
             the path, and special characters percent-encoded\n",
        )
    }

    #[cold]
    pub(super) fn hosts() -> Self {
        Refusal::bad_request("the request is not valid HTTP/1.1: its headers have more than one Host\n")
    }

    /// The response as it is sent.
    pub(super) fn to_response(&self) -> String {
        let Refusal { status, sentence } = self;
        let retry = if status.starts_with("503") { "Retry-After: 1\r\n" } else { "" };
        format!(
            "HTTP/1.1 {status}\r\n{retry}Content-Length: {}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\
             X-Content-Type-Options: nosniff\r\nDate: {}\r\n\r\n{sentence}",
            sentence.len(),
            HttpDate::from(SystemTime::now()),
        )
    }
}

/// Adds a text to an empty error response of actix-http. None for any other response.
pub(super) fn with_body(response: &[u8]) -> Option<String> {
    let text = match response.get(..12)? {
        b"HTTP/1.1 400" => "the request is not valid HTTP/1.1: check its first line, its headers and its framing\n",
        b"HTTP/1.1 431" => "the request's head is too large: at most 96 headers and 128 KiB are accepted\n",
        _ => return None,
    };
    let head = str::from_utf8(response).ok()?.strip_suffix("\r\n\r\n")?;
    let (before, after) = head.split_once("content-length: 0")?;
    let length = text.len();
    Some(format!(
        "{before}content-length: {length}{after}\r\ncontent-type: text/plain; charset=utf-8\r\n\
         x-content-type-options: nosniff\r\n\r\n{text}"
    ))
}
