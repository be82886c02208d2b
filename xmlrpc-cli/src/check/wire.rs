//! Requests byte by byte, to see the head of the response. Only without TLS, and without a proxy in between.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::server::Deadline;

/// The most bytes of a response that are looked at.
const LONGEST: usize = 1 << 20;

/// The longest wait for a response: a server that keeps the connection and says no length never ends it.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Where a plain HTTP server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// What stands in `Host`.
    pub(super) host: String,
    pub(super) target: String,
    connect: Connect,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Connect {
    Tcp(String),
    #[cfg(unix)]
    Unix(String),
}

/// The head of a response, and whether anything of its document came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) has_length: bool,
    pub(super) is_chunked: bool,
    pub(super) has_result: bool,
}

impl Place {
    /// The place of an address without credentials: `http://host:port/path`, `unix:/path:/target`.
    pub(super) fn of(address: &str) -> Option<Place> {
        if let Some(rest) = address.strip_prefix("http://") {
            let slash = rest.find('/').unwrap_or(rest.len());
            let (host, target) = rest.split_at(slash);
            let has_port =
                host.rsplit_once(':').is_some_and(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
            let connect = if has_port { host.to_owned() } else { format!("{host}:80") };
            let target = if target.is_empty() { "/" } else { target };
            return Some(Place { host: host.to_owned(), target: target.to_owned(), connect: Connect::Tcp(connect) });
        }
        #[cfg(unix)]
        if let Some(rest) = address.strip_prefix("unix:") {
            let (path, target) = rest
                .split_once(":/")
                .map_or((rest, String::from("/RPC2")), |(path, target)| (path, format!("/{target}")));
            return Some(Place { host: "localhost".into(), target, connect: Connect::Unix(path.to_owned()) });
        }
        None
    }

    /// Whether the server listens on this machine alone, where only the name in `Host` tells browsers' pages apart.
    pub(super) fn is_loopback(&self) -> bool {
        let Connect::Tcp(place) = &self.connect else { return false };
        let host = place.rsplit_once(':').map_or(place.as_str(), |(host, _)| host).trim_matches(['[', ']']);
        host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Posts a document and reads the response. It is none if there is no response that begins as HTTP does.
    pub(super) async fn post(&self, version: &str, host: &str, document: &str, deadline: Deadline) -> Option<Head> {
        let length = document.len();
        let target = &self.target;
        let request = format!(
            "POST {target} HTTP/{version}\r\nHost: {host}\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{document}"
        );
        let response =
            timeout(deadline.rest().min(LONGEST_WAIT), self.exchange(request.as_bytes())).await.ok()?.ok()?;
        Head::of(&response)
    }

    async fn exchange(&self, request: &[u8]) -> io::Result<Vec<u8>> {
        match &self.connect {
            Connect::Tcp(place) => exchange(TcpStream::connect(place).await?, request).await,
            #[cfg(unix)]
            Connect::Unix(path) => exchange(tokio::net::UnixStream::connect(path).await?, request).await,
        }
    }
}

async fn exchange(mut stream: impl AsyncRead + AsyncWrite + Unpin, request: &[u8]) -> io::Result<Vec<u8>> {
    stream.write_all(request).await?;
    let mut response = Vec::new();
    let mut buffer = [0; 8192];
    while response.len() < LONGEST && !ends(&response) {
        match stream.read(&mut buffer).await {
            Ok(0) => break,
            Ok(count) => response.extend_from_slice(&buffer[..count]),
            // A server that resets the connection behind its response has sent it nevertheless.
            Err(_) if !response.is_empty() => break,
            Err(error) => return Err(error),
        }
    }
    Ok(response)
}

/// Whether the end of the response has come, by its length or by its document: some servers keep the connection.
fn ends(response: &[u8]) -> bool {
    let end = b"</methodResponse>";
    if response[response.len().saturating_sub(64)..].windows(end.len()).any(|part| part == end) {
        return true;
    }
    let Some(head) = response.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let lines = String::from_utf8_lossy(&response[..head]).to_ascii_lowercase();
    let length = lines.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    length.is_some_and(|length| response.len() - (head + 4) >= length)
}

impl Head {
    fn of(response: &[u8]) -> Option<Head> {
        let text = String::from_utf8_lossy(response);
        let (head, body) = text.split_once("\r\n\r\n").or_else(|| text.split_once("\n\n"))?;
        let mut lines = head.lines();
        let status = lines.next()?.strip_prefix("HTTP/")?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<String> = lines.map(str::to_ascii_lowercase).collect();
        let value =
            |name: &str| headers.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim));
        Some(Head {
            status,
            has_length: value("content-length").is_some(),
            is_chunked: value("transfer-encoding").is_some_and(|coding| coding.contains("chunked")),
            has_result: body.contains("methodResponse"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_addresses() {
        let place = |address: &str| {
            Place::of(address).map(|place| (place.host.clone(), place.target.clone(), place.is_loopback()))
        };
        assert_eq!(place("http://localhost:9000/RPC2"), Some(("localhost:9000".into(), "/RPC2".into(), true)));
        assert_eq!(place("http://[::1]/x?y"), Some(("[::1]".into(), "/x?y".into(), true)));
        assert_eq!(place("http://example.org/RPC2").map(|place| place.2), Some(false));
        assert_eq!(place("https://localhost/RPC2"), None);
        assert_eq!(Place::of("http://[::1]/").map(|place| place.connect), Some(Connect::Tcp("[::1]:80".into())));
    }

    #[test]
    fn heads_of_responses() {
        let head = Head::of(b"HTTP/1.1 200 OK\r\ncontent-LENGTH: 5\r\n\r\n<methodResponse>");
        assert_eq!(head, Some(Head { status: 200, has_length: true, is_chunked: false, has_result: true }));
        assert_eq!(Head::of(b"SSH-2.0"), None);
        assert_eq!(Head::of(b""), None);
    }

    #[test]
    fn a_response_ends_with_its_length_or_its_document() {
        assert!(ends(b"HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno"));
        assert!(ends(b"HTTP/1.1 200 OK\r\n\r\n<methodResponse></methodResponse>\n"));
        for open in [&b"HTTP/1.1 404 No\r\nContent-Length: 3\r\n\r\nno"[..], b"HTTP/1.1 200 OK\r\n", b""] {
            assert!(!ends(open));
        }
    }
}
