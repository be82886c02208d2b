//! The head of a request: where the request ends, and what has to be added to the head for actix-http.
//!
//! actix-http refuses HTTP/1.1 without a Host, which devices and hand-written clients send, and HTTP/1.0 without a length,
//! which the endpoint answers with an explanation. Both are normalised before actix-http sees them. What says where a
//! request ends is never added or removed. Heads are parsed by httparse, as actix-http does, so both agree on their ends.

use std::mem::MaybeUninit;
use std::net::SocketAddr;
use std::ops::Range;

use actix_web::http::Uri;
use bytes::BytesMut;
use httparse::{Header, Request, Status};
use memchr::memmem;

use super::refusal::{HEAD_BYTES, HEADERS, Refusal};

/// A head that is complete.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its length in bytes.
    pub(super) length: usize,
    pub(super) framing: Framing,
    /// What is missing, if it has to be normalised.
    pub(super) gaps: Option<Gaps>,
    /// Where the digits of its Content-Length are.
    pub(super) digits: Option<Range<usize>>,
    /// Whether a body may follow that the head does not frame.
    pub(super) is_unframed: bool,
}

/// What follows a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// A body of so many bytes.
    Length(u64),
    Chunked,
    /// Everything until the connection ends, for actix-http. The request is refused, so nothing more is passed on.
    Endless,
}

/// What a head lacks, and where to insert it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gaps {
    version_end: usize,
    has_host: bool,
    /// Whether this is a POST of HTTP/1.0 that does not say where the body ends.
    is_old: bool,
    /// Whether its framing is read in different ways, so that it is the last request of its connection.
    is_last: bool,
}

/// When a head that comes in pieces is parsed: where it may end, and whenever its length has doubled, to refuse it early. So
/// the work is in proportion to its length.
#[derive(Debug, Default)]
pub(super) struct Attempts {
    /// Bytes in which no end was found.
    searched: usize,
    /// The length at which it is parsed next.
    next: usize,
}

impl Attempts {
    /// Whether the head, as far as it has come, is parsed now.
    pub(super) fn is_due(&mut self, bytes: &[u8]) -> bool {
        // An end may lie across two pieces.
        let fresh = bytes.get(self.searched.saturating_sub(2)..).unwrap_or(bytes);
        let ends = memmem::find(fresh, b"\n\r\n").is_some() || memmem::find(fresh, b"\n\n").is_some();
        self.searched = bytes.len();
        if !ends && bytes.len() < self.next.min(HEAD_BYTES) {
            return false;
        }
        self.next = bytes.len().saturating_mul(2);
        true
    }
}

/// Parses a head. None if it is not complete yet.
pub(super) fn parse(bytes: &[u8]) -> Result<Option<Head>, Refusal> {
    let mut headers = [const { MaybeUninit::<Header<'_>>::uninit() }; HEADERS];
    let mut request = Request::new(&mut []);
    match request.parse_with_uninit_headers(bytes, &mut headers) {
        Ok(Status::Complete(length)) if length < HEAD_BYTES => examine(bytes, length, &request).map(Some),
        Ok(Status::Partial) if bytes.len() < HEAD_BYTES => Ok(None),
        Ok(_) => Err(Refusal::too_large()),
        Err(error) => Err(Refusal::malformed(error, bytes)),
    }
}

fn examine(bytes: &[u8], length: usize, request: &Request<'_, '_>) -> Result<Head, Refusal> {
    let old = request.version == Some(0);
    let (mut has_host, mut upgrades) = (false, false);
    let (mut body_length, mut chunked) = (None, false);
    let mut digits = None;
    for Header { name, value } in request.headers.iter() {
        match name.len() {
            4 if name.eq_ignore_ascii_case("host") => {
                if has_host {
                    return Err(Refusal::hosts());
                }
                has_host = true;
            }
            7 if name.eq_ignore_ascii_case("upgrade") => upgrades |= value.eq_ignore_ascii_case(b"websocket"),
            14 if name.eq_ignore_ascii_case("content-length") => match content_length(value) {
                Some(length) if body_length.is_none() && !chunked => {
                    body_length = Some(length);
                    digits = Some(value);
                }
                _ => return Err(Refusal::framing()),
            },
            17 if name.eq_ignore_ascii_case("transfer-encoding") => {
                if old || chunked || body_length.is_some() || !value.eq_ignore_ascii_case(b"chunked") {
                    return Err(Refusal::framing());
                }
                chunked = true;
            }
            _ => {}
        }
    }
    let method = request.method.unwrap_or_default();
    let framing = if chunked {
        Framing::Chunked
    } else if upgrades || method == "CONNECT" && body_length.unwrap_or(0) == 0 {
        Framing::Endless
    } else {
        Framing::Length(body_length.unwrap_or(0))
    };
    if !is_target(request.path.unwrap_or_default(), method) {
        return Err(Refusal::target());
    }
    let is_old = old && method == "POST" && body_length.is_none() && !upgrades;
    let is_last = digits.is_some_and(|digits| matches!(digits, [b'0', _, ..])) || has_bare_line_feed(&bytes[..length]);
    let gaps = (is_old || is_last || !(old || has_host)).then(|| Gaps {
        version_end: version_end(bytes, request),
        has_host: has_host || old && !is_old,
        is_old,
        is_last,
    });
    let digits = digits.map(|value| {
        let start = offset(bytes, value);
        start..start + value.len()
    });
    let is_unframed = body_length.is_none() && !chunked && matches!(method, "POST" | "PUT" | "PATCH");
    Ok(Head { length, framing, gaps, digits, is_unframed })
}

/// Whether a request can be for this target: a path, a URL, the asterisk, or an authority for CONNECT. actix-http refuses
/// what is no URI for its library, and resets the connection if the client still sends.
fn is_target(target: &str, method: &str) -> bool {
    const LONGEST_PLAIN: usize = 1024;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/.-_".contains(&byte);
    if target.starts_with('/') && target.len() <= LONGEST_PLAIN && target.bytes().all(is_plain) {
        return true;
    }
    let has_form = target.starts_with('/') || target == "*" || target.contains("://") || method == "CONNECT";
    has_form && Uri::try_from(target).is_ok()
}

/// Whether a line ends without a carriage return. Readers differ in whether that ends a line.
fn has_bare_line_feed(head: &[u8]) -> bool {
    memchr::memchr_iter(b'\n', head).any(|position| position == 0 || head[position - 1] != b'\r')
}

/// A length of digits alone.
fn content_length(value: &[u8]) -> Option<u64> {
    if value.is_empty() || !value.iter().all(u8::is_ascii_digit) {
        return None;
    }
    str::from_utf8(value).ok()?.parse().ok()
}

/// Where the first line ends, without its line end. One space and `HTTP/1.x` follow the path.
#[cold]
fn version_end(bytes: &[u8], request: &Request<'_, '_>) -> usize {
    let path = request.path.unwrap_or_default();
    offset(bytes, path.as_bytes()) + path.len() + " HTTP/1.1".len()
}

/// Where a part of these bytes begins.
fn offset(bytes: &[u8], part: &[u8]) -> usize {
    part.as_ptr().addr() - bytes.as_ptr().addr()
}

/// Returns the head with what it lacks. `host` is the address of the server.
#[cold]
pub(super) fn normalise(head: &[u8], gaps: Gaps, host: Option<SocketAddr>) -> BytesMut {
    let host = host.map(|address| address.to_string()).unwrap_or_default();
    let (line, rest) = head.split_at(gaps.version_end);
    let mut normalised = BytesMut::with_capacity(head.len() + 64);
    normalised.extend_from_slice(line);
    if gaps.is_old {
        let digit = normalised.len() - 1;
        normalised[digit] = b'1';
    }
    if !gaps.has_host {
        normalised.extend_from_slice(format!("\r\nHost: {host}").as_bytes());
    }
    if gaps.is_old || gaps.is_last {
        normalised.extend_from_slice(b"\r\nConnection: close");
    }
    normalised.extend_from_slice(rest);
    normalised
}

/// How many of these bytes are empty lines, which some clients send behind a body.
pub(super) fn blank(bytes: &[u8]) -> usize {
    let mut count = 0;
    loop {
        match &bytes[count..] {
            [b'\n', ..] => count += 1,
            [b'\r', b'\n', ..] => count += 2,
            _ => return count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: ([u8; 4], u16) = ([127, 0, 0, 1], 80);

    /// The head and what follows it, after normalisation. None if the head is not complete.
    fn normalised(text: &str) -> Option<String> {
        let head = parse(text.as_bytes()).expect("well-formed")?;
        let (bytes, rest) = text.split_at(head.length);
        Some(match head.gaps {
            Some(gaps) => {
                let bytes = normalise(bytes.as_bytes(), gaps, Some(SocketAddr::from(ADDRESS)));
                str::from_utf8(&bytes).expect("the head was text, and what is added is").to_owned() + rest
            }
            None => text.to_owned(),
        })
    }

    #[test]
    fn a_host_is_added_where_there_is_none() {
        assert_eq!(
            normalised("POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nabPOST").as_deref(),
            Some("POST /a HTTP/1.1\r\nHost: 127.0.0.1:80\r\nContent-Length: 2\r\n\r\nabPOST")
        );
    }

    #[test]
    fn a_request_of_unusual_framing_is_the_last() {
        assert_eq!(
            normalised("POST / HTTP/1.1\n\n").as_deref(),
            Some("POST / HTTP/1.1\r\nHost: 127.0.0.1:80\r\nConnection: close\n\n")
        );
        assert_eq!(
            normalised("GET / HTTP/1.0\r\nA: b\n\r\nabc").as_deref(),
            Some("GET / HTTP/1.0\r\nConnection: close\r\nA: b\n\r\nabc")
        );
        assert_eq!(
            normalised("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 03\r\n\r\nabc").as_deref(),
            Some("POST / HTTP/1.1\r\nConnection: close\r\nHost: x\r\nContent-Length: 03\r\n\r\nabc")
        );
        assert_eq!(
            normalised("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").map(|head| head.len()),
            Some(47)
        );
    }

    #[test]
    fn a_target_is_a_path_or_a_url() {
        for (target, is_one) in [
            ("/", true),
            ("/a-b?c=%20", true),
            ("*", true),
            ("http://x/RPC2", true),
            ("x:80", false),
            ("RPC2", false),
            ("?a", false),
            ("/<>", false),
            ("http://[", false),
        ] {
            let parsed = parse(format!("POST {target} HTTP/1.1\r\n\r\n").as_bytes());
            assert_eq!(parsed.is_ok(), is_one, "{target}");
        }
    }

    #[test]
    fn http_1_0_without_a_length_becomes_a_request_that_the_endpoint_can_refuse() {
        assert_eq!(
            normalised("POST / HTTP/1.0\r\nHost: x\r\n\r\n").as_deref(),
            Some("POST / HTTP/1.1\r\nConnection: close\r\nHost: x\r\n\r\n")
        );
    }

    #[test]
    fn other_heads_stay_as_they_are() {
        for head in [
            "POST / HTTP/1.1\r\nA: b\r\nhOST: x\r\n\r\n",
            "POST / HTTP/1.0\r\ncontent-length: 3\r\n\r\nabc",
            "GET / HTTP/1.0\r\n\r\n",
        ] {
            assert_eq!(normalised(head).as_deref(), Some(head));
        }
    }

    #[test]
    fn a_head_is_examined_when_it_is_complete() {
        let head = "POST /RPC2 HTTP/1.1\r\nX-Original: y\r\nContent-Length: 12\r\n\r\n";
        for end in 0..head.len() {
            assert_eq!(parse(&head.as_bytes()[..end]), Ok(None), "{end}");
        }
        let parsed = parse(head.as_bytes()).expect("well-formed").expect("complete");
        assert_eq!((parsed.length, parsed.framing), (head.len(), Framing::Length(12)));
    }

    #[test]
    fn the_framing_is_the_one_of_actix_http() {
        for (lines, framing) in [
            ("POST / HTTP/1.1\r\n", Framing::Length(0)),
            ("POST / HTTP/1.1\r\nCONTENT-LENGTH: 007\r\n", Framing::Length(7)),
            ("GET / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n", Framing::Chunked),
            ("GET / HTTP/1.1\r\nUpgrade: WebSocket\r\nContent-Length: 5\r\n", Framing::Endless),
            ("GET / HTTP/1.1\r\nUpgrade: websocket\r\nTransfer-Encoding: chunked\r\n", Framing::Chunked),
            ("GET / HTTP/1.1\r\nUpgrade: h2c\r\n", Framing::Length(0)),
            ("CONNECT x:1 HTTP/1.1\r\n", Framing::Endless),
            ("CONNECT x:1 HTTP/1.1\r\nContent-Length: 5\r\n", Framing::Length(5)),
        ] {
            let parsed = parse(format!("{lines}\r\n").as_bytes()).expect("well-formed").expect("complete");
            assert_eq!(parsed.framing, framing, "{lines}");
        }
    }

    #[test]
    fn contradicting_framings_are_refused() {
        for (version, lines) in [
            (1, "Content-Length: 5\r\nContent-Length: 5"),
            (1, "Content-Length: 5\r\nTransfer-Encoding: chunked"),
            (1, "Transfer-Encoding: chunked\r\nContent-Length: 0"),
            (1, "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
            (1, "Transfer-Encoding: gzip, chunked"),
            (0, "Transfer-Encoding: chunked"),
            (1, "Content-Length: "),
            (1, "Content-Length: 5,5"),
            (1, "Content-Length: 18446744073709551616"),
        ] {
            let head = format!("POST / HTTP/1.{version}\r\n{lines}\r\n\r\n");
            assert_eq!(parse(head.as_bytes()), Err(Refusal::framing()), "{head}");
        }
    }

    #[test]
    fn empty_lines_are_counted() {
        for (bytes, count) in [("", 0), ("\r\n\n\r\nPOST", 5), ("\r", 0), ("\rP", 0), ("\n\r", 1), ("P\r\n", 0)] {
            assert_eq!(blank(bytes.as_bytes()), count, "{bytes:?}");
        }
    }
}
