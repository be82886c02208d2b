//! What a client is told whose request does not become one.

/// The answer to a head that took too long.
pub(super) fn late() -> String {
    let sentence = "the request's head took too long to come; see the server's setting `Timeouts::head`\n";
    format!(
        "HTTP/1.1 408 Request Timeout\r\nContent-Length: {}\r\nConnection: close\r\nContent-Type: text/plain; \
         charset=utf-8\r\n\r\n{sentence}",
        sentence.len()
    )
}

/// An answer that actix-web gave by itself, with a sentence in the place of its empty body. None for any other.
pub(super) fn with_body(answer: &[u8]) -> Option<String> {
    let sentence = match answer.get(..12)? {
        b"HTTP/1.1 400" => {
            "this is no request as HTTP/1.1 writes it; look at its first line, its headers and its framing\n"
        }
        b"HTTP/1.1 431" => "the request's head is too large: at most 96 headers and 128 KiB are read\n",
        _ => return None,
    };
    let head = str::from_utf8(answer).ok()?.strip_suffix("\r\n\r\n")?;
    let (before, after) = head.split_once("content-length: 0")?;
    let length = sentence.len();
    Some(format!(
        "{before}content-length: {length}{after}\r\ncontent-type: text/plain; charset=utf-8\r\n\r\n{sentence}"
    ))
}
