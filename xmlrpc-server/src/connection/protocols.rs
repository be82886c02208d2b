//! What bytes look like that begin no HTTP request.

/// Returns what the bytes look like and what to do, as the end of a sentence.
pub(super) fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [0x16] | [0x16, 0x03, ..] | [0x80..=0xff, _, 0x01, 0x03, ..] => {
            "TLS: this server speaks plain HTTP, so use an http:// address, or a proxy in front of it that ends TLS"
        }
        [b'P', b'R', b'I', b' ', b'*', ..] => "HTTP/2: this server speaks HTTP/1.1",
        [b'H', b'T', b'T', b'P', b'/', ..] => "an HTTP response: this is a server, which expects requests",
        [b'B', b'i', b'n', 0 | 1 | 0x40 | 0x41 | 0xff, ..] => "BIN-RPC: send XML-RPC over HTTP instead",
        [0x01, 0x01, ..] => "FastCGI: this server speaks HTTP, so set the proxy to plain HTTP",
        [b'S', b'S', b'H', b'-', ..] => "SSH: check the port",
        [0x05, _, ..] | [0x04, 0x01 | 0x02, ..] => "SOCKS: this server is no proxy",
        [0x12, 0x34, ..] => "AJP: this server speaks HTTP, so set the proxy to plain HTTP",
        [0, b'\r', b'\n', b'Q', b'U', b'I', b'T', ..] | [b'P', b'R', b'O', b'X', b'Y', b' ', ..] => {
            "the PROXY protocol, which is not expected from this peer"
        }
        [0xd7, 0xd6, 0xe2, 0xe3, ..] | [0xc7, 0xc5, 0xe3, ..] => "EBCDIC: send the head of the request in ASCII",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'A'..=b'Z', 0, ..] | [0, b'A'..=b'Z', ..] => {
            "UTF-16: send the head of the request in ASCII"
        }
        [b'<', ..] | [0xef, 0xbb, 0xbf, b'<', ..] => {
            "an XML document: send it as the body of an HTTP request, with POST"
        }
        [b'{' | b'[', ..] => "JSON: send XML-RPC, as the body of an HTTP request with POST",
        _ if is_netstring(bytes) => "SCGI: this server speaks HTTP, so set the proxy to plain HTTP",
        _ => return None,
    })
}

/// Whether the bytes begin with a number and a colon.
fn is_netstring(bytes: &[u8]) -> bool {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && bytes.get(digits) == Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn protocols_are_recognised_by_their_first_bytes() {
        for (bytes, name) in [
            (&b"\x16\x03\x01\x02\x00"[..], "TLS"),
            (b"\x16", "TLS"),
            (b"\x80\x2e\x01\x03\x01", "TLS"),
            (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/2"),
            (b"HTTP/1.1 200 OK\r\n", "an HTTP response"),
            (b"Bin\x01\0\0\0\x0b", "BIN-RPC"),
            (b"70:CONTENT_LENGTH\x00", "SCGI"),
            (b"\x01\x01\0\x01\0\x08\0\0", "FastCGI"),
            (b"SSH-2.0-OpenSSH_9.6\r\n", "SSH"),
            (b"\x05\x01\x00", "SOCKS"),
            (b"\xd7\xd6\xe2\xe3\x40\x61", "EBCDIC"),
            (b"P\0O\0S\0T\0", "UTF-16"),
            (b"PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n", "the PROXY protocol"),
            (b"\0\r\nQUIT\n\x21", "the PROXY protocol"),
            (b"<?xml version='1.0'?>", "an XML document"),
            (b"{\"jsonrpc\":", "JSON"),
        ] {
            assert!(looks_like(bytes).is_some_and(|text| text.starts_with(name)), "{name}");
        }
        for bytes in [&b""[..], b"POST", b"GET\r\n", b"70", ":70".as_bytes(), b"\xff"] {
            assert_eq!(looks_like(bytes), None, "{bytes:?}");
        }
    }
}
