//! Responses to heads that are late or malformed.

/// The response to a head that took too long.
pub(super) fn late() -> String {
    let text = "the request's head took too long; the server's limit is `Timeouts::head`\n";
    format!(
        "HTTP/1.1 408 Request Timeout\r\nContent-Length: {}\r\nConnection: close\r\nContent-Type: text/plain; \
         charset=utf-8\r\n\r\n{text}",
        text.len()
    )
}

/// Adds a text to an empty error response of actix-http. None for any other response.
pub(super) fn with_body(answer: &[u8]) -> Option<String> {
    let text = match answer.get(..12)? {
        b"HTTP/1.1 400" => "the request is not valid HTTP/1.1: check its first line, its headers and its framing\n",
        b"HTTP/1.1 431" => "the request's head is too large: at most 96 headers and 128 KiB are accepted\n",
        _ => return None,
    };
    let head = str::from_utf8(answer).ok()?.strip_suffix("\r\n\r\n")?;
    let (before, after) = head.split_once("content-length: 0")?;
    let length = text.len();
    Some(format!("{before}content-length: {length}{after}\r\ncontent-type: text/plain; charset=utf-8\r\n\r\n{text}"))
}
