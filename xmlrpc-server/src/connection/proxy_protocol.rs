//! The PROXY protocol: a header with which a proxy begins a connection, to say which client it speaks for.
//!
//! Version 1 is a line of text, version 2 a binary block:
//! <https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt>

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use actix_web::rt::net::TcpStream;
use tokio::time::timeout;

use super::refusal::Refusal;
use crate::log::HeadLog;

/// The first bytes of version 2, which no text begins with.
const SIGNATURE: &[u8] = b"\r\n\r\n\0\r\nQUIT\n";
/// The first bytes of version 1.
const WORD: &[u8] = b"PROXY ";
/// The longest line of version 1.
const LONGEST_LINE: usize = 107;
/// The longest header of version 2 that is accepted.
const LONGEST_BLOCK: usize = 4096;
/// Bytes of version 2 up to the addresses.
const FIXED: usize = 16;

/// Reads the header of a connection from `proxy`. Returns the client, which is the proxy itself if it speaks for none, as
/// in a health check.
pub(super) async fn accept(
    socket: TcpStream,
    proxy: SocketAddr,
    patience: Duration,
    access_log: bool,
) -> io::Result<(TcpStream, Option<SocketAddr>)> {
    let header = timeout(patience, read(&socket)).await;
    let header = header.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
    match header {
        Ok(client) => Ok((socket, Some(client.unwrap_or(proxy)))),
        Err(error) => {
            if error.kind() != io::ErrorKind::UnexpectedEof {
                let refusal = Refusal::proxy_header();
                // So few bytes fit into a new socket.
                let _ = socket.try_write(refusal.to_response().as_bytes());
                let log = HeadLog { peer: Some(proxy), is_on: access_log };
                log.refused(refusal.status_code(), refusal.sentence());
            }
            Err(error)
        }
    }
}

/// Reads a header, and no byte behind it.
async fn read(socket: &TcpStream) -> io::Result<Option<SocketAddr>> {
    let mut header = Vec::with_capacity(LONGEST_LINE);
    loop {
        let more = match parse(&header) {
            Parsed::Complete(client) => return Ok(client),
            Parsed::Malformed => return Err(io::ErrorKind::InvalidData.into()),
            Parsed::Needs(count) => count,
            Parsed::NeedsLine => {
                let mut line = [0; LONGEST_LINE];
                let count = socket.peek(&mut line).await?;
                let end = line[..count].iter().position(|byte| *byte == b'\n');
                end.map_or(count, |end| end + 1)
            }
        };
        if more == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let filled = header.len();
        header.resize(filled + more, 0);
        let count = loop {
            socket.readable().await?;
            match socket.try_read(&mut header[filled..]) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                outcome => break outcome?,
            }
        };
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        header.truncate(filled + count);
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Parsed {
    /// The header has at least so many bytes more.
    Needs(usize),
    /// The rest of the line is missing.
    NeedsLine,
    /// The header is complete; none if it names no client.
    Complete(Option<SocketAddr>),
    Malformed,
}

/// Parses the bytes so far, which end at the latest where the header does.
fn parse(header: &[u8]) -> Parsed {
    if header.len() < SIGNATURE.len() {
        let is_text = header.starts_with(WORD) || WORD.starts_with(header);
        return if is_text || SIGNATURE.starts_with(header) {
            Parsed::Needs(SIGNATURE.len() - header.len())
        } else {
            Parsed::Malformed
        };
    }
    if let Some(line) = header.strip_prefix(WORD) {
        return match line.strip_suffix(b"\r\n") {
            Some(line) => parse_line(line).map_or(Parsed::Malformed, Parsed::Complete),
            None if line.contains(&b'\n') || header.len() >= LONGEST_LINE => Parsed::Malformed,
            None => Parsed::NeedsLine,
        };
    }
    if header.starts_with(SIGNATURE) { parse_block(header) } else { Parsed::Malformed }
}

/// Parses a line of version 1 without its ends: `TCP4 192.0.2.1 192.0.2.2 5000 80`, or `UNKNOWN` and anything.
#[expect(clippy::option_option, reason = "a header may be malformed, and may name no client")]
fn parse_line(line: &[u8]) -> Option<Option<SocketAddr>> {
    let line = str::from_utf8(line).ok()?;
    let mut fields = line.split(' ');
    let family = fields.next()?;
    if family == "UNKNOWN" {
        return Some(None);
    }
    let mut address = || fields.next()?.parse::<IpAddr>().ok();
    let (client, server) = (address()?, address()?);
    let mut port = || fields.next().filter(|port| port.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<u16>().ok();
    let (port, _) = (port()?, port()?);
    let is_of_family = |address: IpAddr| match family {
        "TCP4" => address.is_ipv4(),
        "TCP6" => address.is_ipv6(),
        _ => false,
    };
    let is_right = is_of_family(client) && is_of_family(server) && fields.next().is_none();
    is_right.then(|| Some(SocketAddr::new(client.to_canonical(), port)))
}

/// Parses a block of version 2. Whatever follows the addresses is passed over.
fn parse_block(header: &[u8]) -> Parsed {
    let [version_and_command, family, high, low] = match header.get(SIGNATURE.len()..FIXED) {
        Some(&[version_and_command, family, high, low]) => [version_and_command, family, high, low],
        _ => return Parsed::Needs(FIXED - header.len()),
    };
    let total = FIXED + usize::from(u16::from_be_bytes([high, low]));
    if total > LONGEST_BLOCK || !matches!(version_and_command, 0x20 | 0x21) {
        return Parsed::Malformed;
    }
    if header.len() < total {
        return Parsed::Needs(total - header.len());
    }
    // The proxy itself has opened the connection, to check the server's health.
    if version_and_command == 0x20 {
        return Parsed::Complete(None);
    }
    let addresses = &header[FIXED..total];
    let client = match family {
        0x11 => match addresses {
            [a, b, c, d, _, _, _, _, high, low, _, _, ..] => {
                Some((IpAddr::from(Ipv4Addr::new(*a, *b, *c, *d)), u16::from_be_bytes([*high, *low])))
            }
            _ => return Parsed::Malformed,
        },
        0x21 => match (addresses.first_chunk::<16>(), addresses.get(32..36)) {
            (Some(client), Some(&[high, low, _, _])) => {
                Some((IpAddr::from(Ipv6Addr::from(*client)), u16::from_be_bytes([high, low])))
            }
            _ => return Parsed::Malformed,
        },
        // A Unix socket, or another family: the client has no address.
        _ => None,
    };
    Parsed::Complete(client.map(|(address, port)| SocketAddr::new(address.to_canonical(), port)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Parsed {
        parse(text.as_bytes())
    }

    fn client(text: &str) -> Parsed {
        Parsed::Complete(Some(text.parse().expect("an address")))
    }

    fn block(command: u8, family: u8, addresses: &[u8]) -> Vec<u8> {
        let length = (addresses.len() as u16).to_be_bytes();
        [SIGNATURE, &[command, family], &length, addresses].concat()
    }

    const V4: [u8; 12] = [192, 0, 2, 1, 10, 0, 0, 1, 0x13, 0x88, 0, 80];

    #[test]
    fn a_line_names_the_client() {
        assert_eq!(line("PROXY TCP4 192.0.2.1 10.0.0.1 5000 80\r\n"), client("192.0.2.1:5000"));
        assert_eq!(line("PROXY TCP6 2001:db8::7 ::1 65535 80\r\n"), client("[2001:db8::7]:65535"));
        assert_eq!(line("PROXY UNKNOWN\r\n"), Parsed::Complete(None));
        assert_eq!(line("PROXY UNKNOWN ff 1 2 x\r\n"), Parsed::Complete(None));
    }

    #[test]
    fn a_block_names_the_client() {
        assert_eq!(parse(&block(0x21, 0x11, &V4)), client("192.0.2.1:5000"));
        let with_more = [&V4[..], &[4, 0, 1, 7]].concat();
        assert_eq!(parse(&block(0x21, 0x11, &with_more)), client("192.0.2.1:5000"));
        let mut v6 = [0; 36];
        (v6[0], v6[1], v6[15], v6[33]) = (0x20, 0x01, 7, 9);
        assert_eq!(parse(&block(0x21, 0x21, &v6)), client("[2001::7]:9"));
        for (command, family, addresses) in
            [(0x20, 0x00, &[][..]), (0x20, 0x11, &V4), (0x21, 0x00, &[1, 2, 3]), (0x21, 0x31, &[b'/'; 216])]
        {
            assert_eq!(parse(&block(command, family, addresses)), Parsed::Complete(None), "{command} {family}");
        }
    }

    #[test]
    fn a_header_is_never_read_beyond_its_end() {
        let line = b"PROXY TCP4 192.0.2.1 10.0.0.1 5000 80\r\n".to_vec();
        for header in [line, b"PROXY UNKNOWN\r\n".to_vec(), block(0x21, 0x11, &V4), block(0x20, 0, &[])] {
            for cut in 0..header.len() {
                match parse(&header[..cut]) {
                    Parsed::Needs(count) => assert!(count > 0 && cut + count <= header.len(), "{cut}"),
                    Parsed::NeedsLine => {}
                    other => panic!("{cut}: {other:?}"),
                }
            }
        }
    }

    #[test]
    fn malformed_headers_are_refused() {
        for text in [
            "POST /RPC2 HT",
            "PROXY TCP4 192.0.2.1 10.0.0.1 5000\r\n",
            "PROXY TCP4 192.0.2.1 10.0.0.1 5000 80 1\r\n",
            "PROXY TCP4 192.0.2.1 10.0.0.1 5000 65536\r\n",
            "PROXY TCP4 192.0.2.1 10.0.0.1 +500 80\r\n",
            "PROXY TCP4 2001:db8::7 ::1 1 2\r\n",
            "PROXY TCP6 192.0.2.1 ::1 1 2\r\n",
            "PROXY UDP4 192.0.2.1 10.0.0.1 1 2\r\n",
            "PROXY TCP4  192.0.2.1 10.0.0.1 1 2\r\n",
            "PROXY UNKNOWN\n",
        ] {
            assert_eq!(line(text), Parsed::Malformed, "{text}");
        }
        assert_eq!(line(&format!("PROXY UNKNOWN {}", "x".repeat(LONGEST_LINE))), Parsed::Malformed);
        assert_eq!(parse(&block(0x21, 0x11, &V4[..11])), Parsed::Malformed);
        assert_eq!(parse(&block(0x21, 0x21, &[0; 35])), Parsed::Malformed);
        for command in [0x11, 0x22, 0x2f, 0x31] {
            assert_eq!(parse(&block(command, 0x11, &V4)), Parsed::Malformed, "{command}");
        }
        assert_eq!(parse(&block(0x21, 0x11, &[0; LONGEST_BLOCK])), Parsed::Malformed);
    }
}
