//! Normalising heads that actix-http would refuse without an explanation.
//!
//! It refuses HTTP/1.1 without a Host, which devices and hand-written clients send, and HTTP/1.0 without a length, which
//! the endpoint answers with an explanation. Both are normalised before actix-http sees them. What says where a request
//! ends is never added or removed.

use std::net::SocketAddr;

use bytes::BytesMut;

/// The longest head in bytes that is examined; a longer one is passed on unchanged.
const LONGEST: usize = 16 * 1024;

/// Whether the head is HTTP/1.1 with a Host, as nearly all are, and needs no normalisation. Most clients write Host first.
pub(super) fn is_plain(head: &[u8]) -> bool {
    let Some(end) = memchr::memchr(b'\r', head) else { return false };
    let (first, mut rest) = head.split_at(end);
    if !first.ends_with(b" HTTP/1.1") {
        return false;
    }
    while let [b'\r', b'\n', line @ ..] = rest {
        if line.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"Host:")) {
            return true;
        }
        // The head ends with an empty line. Other line ends are left to `normalise`.
        match memchr::memchr2(b'\r', b'\n', line) {
            Some(0) | None => return false,
            Some(end) => rest = &line[end..],
        }
    }
    false
}

/// Whether there are only line ends, which some clients send behind a body.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n'))
}

/// Normalises a head. False if it is not complete yet.
pub(super) fn normalise(head: &mut BytesMut, host: Option<SocketAddr>) -> bool {
    let gaps = match examine(head) {
        Examined::Incomplete => return head.len() >= LONGEST,
        Examined::Good => return true,
        Examined::Wanting(gaps) => gaps,
    };
    let host = host.map(|address| address.to_string()).unwrap_or_default();
    let mut normalised = BytesMut::with_capacity(head.len() + 64);
    normalised.extend_from_slice(&head[..gaps.version_end]);
    if gaps.is_old {
        let digit = normalised.len() - 1;
        normalised[digit] = b'1';
    }
    normalised.extend_from_slice(b"\r\n");
    if !gaps.has_host {
        normalised.extend_from_slice(format!("Host: {host}\r\n").as_bytes());
    }
    if gaps.is_old {
        normalised.extend_from_slice(b"Connection: close\r\n");
    }
    normalised.extend_from_slice(&head[gaps.headers_start..]);
    *head = normalised;
    true
}

enum Examined {
    Incomplete,
    Good,
    Wanting(Gaps),
}

/// What a head lacks, and where to insert it.
struct Gaps {
    version_end: usize,
    headers_start: usize,
    has_host: bool,
    /// Whether this is HTTP/1.0 that does not say where the body ends.
    is_old: bool,
}

fn examine(head: &[u8]) -> Examined {
    let mut lines = Lines { text: head, next: 0 };
    let Some((start, line)) = lines.by_ref().find(|(_, line)| !line.is_empty()) else { return Examined::Incomplete };
    let old = line.ends_with(b" HTTP/1.0");
    if !(old || line.ends_with(b" HTTP/1.1")) {
        return Examined::Good;
    }
    let post = line.starts_with(b"POST ");
    let version_end = start + line.len();
    let headers_start = lines.next;
    let (mut has_host, mut has_length) = (false, false);
    for (_, line) in lines {
        if line.is_empty() {
            let is_old = old && post && !has_length;
            return if is_old || !(old || has_host) {
                Examined::Wanting(Gaps { version_end, headers_start, has_host, is_old })
            } else {
                Examined::Good
            };
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        has_host |= name.eq_ignore_ascii_case(b"host");
        has_length |= name.eq_ignore_ascii_case(b"content-length") || name.eq_ignore_ascii_case(b"transfer-encoding");
    }
    Examined::Incomplete
}

/// Complete lines without their ends, each with its position.
struct Lines<'t> {
    text: &'t [u8],
    next: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.next;
        let end = start + memchr::memchr(b'\n', &self.text[start..])?;
        self.next = end + 1;
        let line = &self.text[start..end];
        Some((start, line.strip_suffix(b"\r").unwrap_or(line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalised(head: &str) -> Option<String> {
        let mut bytes = BytesMut::from(head);
        normalise(&mut bytes, Some(SocketAddr::from(([127, 0, 0, 1], 80))))
            .then(|| String::from_utf8(bytes.to_vec()).expect("the head was text, and what is added is"))
    }

    #[test]
    fn the_usual_head_needs_no_second_look() {
        for head in ["Host: localhost\r\n", "host:", "A: b\r\nC: d\r\nHOST: x\r\n\r\n"] {
            assert!(is_plain(format!("POST /RPC2 HTTP/1.1\r\n{head}").as_bytes()), "{head}");
        }
        for head in [
            "POST / HTTP/1.0\r\nHost: x\r\n",
            "POST / HTTP/1.1\r\nHos",
            "POST / HTTP/1.1\r\nX: Host: y\r\n Host: z\r\nHost : x\r\n\r\n",
            "POST / HTTP/1.1\r\nA: b\r\n\r\nHost: x\r\n",
            "POST / HTTP/1.1\r\nA: b\n\nx\r\nHost: x\r\n",
            "POST / HTTP/1.1\r\nA: b\r\n\n\r\nHost: x\r\n",
            "POST / HTTP/1.1\nA: b\r\nHost: x\r\n",
            "\r\nPOST / HTTP/1.1\r\nHost: x\r\n",
            "",
        ] {
            assert!(!is_plain(head.as_bytes()), "{head}");
        }
    }

    #[test]
    fn a_host_is_added_where_there_is_none() {
        assert_eq!(
            normalised("\r\nPOST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nabPOST").as_deref(),
            Some("\r\nPOST / HTTP/1.1\r\nHost: 127.0.0.1:80\r\nContent-Length: 2\r\n\r\nabPOST")
        );
        assert_eq!(normalised("POST / HTTP/1.1\n\n").as_deref(), Some("POST / HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\n"));
    }

    #[test]
    fn http_1_0_without_a_length_becomes_a_request_that_the_endpoint_can_refuse() {
        assert_eq!(
            normalised("POST / HTTP/1.0\r\nHost: x\r\n\r\n").as_deref(),
            Some("POST / HTTP/1.1\r\nConnection: close\r\nHost: x\r\n\r\n")
        );
    }

    #[test]
    fn whatever_else_comes_stays_as_it_is() {
        for head in [
            "POST / HTTP/1.1\r\nA: b\r\nhOST: x\r\n\r\n",
            "POST / HTTP/1.0\r\ncontent-length: 3\r\n\r\nabc",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "POST / HTTP/2.0\r\n\r\n",
            "no request\r\n",
        ] {
            assert_eq!(normalised(head).as_deref(), Some(head));
        }
        let long = format!("POST / HTTP/1.1\r\nA: {}", "x".repeat(LONGEST));
        assert_eq!(normalised(&long), Some(long));
    }

    #[test]
    fn a_head_is_judged_when_it_is_whole() {
        for head in
            ["", "\r\n", "POST / HTTP", "POST / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nA: b\r\n", "POST / HTTP/1.0\r\n\r"]
        {
            assert_eq!(normalised(head), None, "{head:?}");
        }
    }
}
