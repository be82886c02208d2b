//! SCGI: a netstring of variables and the document; the response as a CGI program writes it. One connection for each call.

use std::borrow::Cow;
use std::io;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::address::{Address, Place};
use crate::carried::Outgoing;
use crate::connect;
use crate::error::{Error, Phase};
use crate::progress::Progress;
use crate::transport::Response;

/// The most bytes of the head of a response.
const HEAD: usize = 64 << 10;

/// An SCGI server.
pub(crate) struct Scgi {
    address: Address,
    headers: Vec<(String, String)>,
}

impl Scgi {
    pub(crate) fn new(address: Address, headers: &[(String, String)]) -> Self {
        Scgi { address, headers: headers.to_vec() }
    }

    /// Sends a document over a connection of its own.
    pub(crate) async fn send(&self, outgoing: &Outgoing<'_>, progress: &Progress) -> Result<Response, Error> {
        let request = self.request(outgoing);
        match &self.address.place {
            Place::Tcp(host, port) => {
                let stream = connect::tcp(host, *port, progress).await?;
                exchange(stream, &request, outgoing.limit, progress).await
            }
            #[cfg(unix)]
            Place::Unix(path) => {
                progress.enter(Phase::Connect);
                exchange(connect::unix(path).await?, &request, outgoing.limit, progress).await
            }
            #[cfg(not(unix))]
            Place::Unix(_) => Err(Error::usage("this system has no Unix sockets: write an address with scgi://")),
        }
    }

    fn request(&self, outgoing: &Outgoing<'_>) -> Vec<u8> {
        let own = self.headers.iter().filter(|(name, _)| !outgoing.headers.iter().any(|(other, _)| other == name));
        let headers = own.chain(outgoing.headers);
        let headers =
            headers.map(|(name, value)| (format!("HTTP_{}", name.to_ascii_uppercase().replace('-', "_")), value));
        let length = outgoing.document.len().to_string();
        // The length has to come first.
        let mut variables = format!("CONTENT_LENGTH\0{length}\0SCGI\01\0");
        for (name, value) in [
            ("REQUEST_METHOD", "POST"),
            ("REQUEST_URI", &self.address.target),
            ("SERVER_PROTOCOL", "HTTP/1.1"),
            ("CONTENT_TYPE", "text/xml"),
        ] {
            variables.extend([name, "\0", value, "\0"]);
        }
        for (name, value) in headers {
            variables.extend([&name, "\0", value.as_str(), "\0"]);
        }
        let mut request = format!("{}:{variables},", variables.len()).into_bytes();
        request.extend_from_slice(&outgoing.document);
        request
    }
}

async fn exchange(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    request: &[u8],
    limit: usize,
    progress: &Progress,
) -> Result<Response, Error> {
    progress.enter(Phase::Send);
    // A response may be there although the request cannot be sent as a whole.
    let sent = stream.write_all(request).await;
    progress.enter(Phase::Wait);
    let mut received = Vec::new();
    loop {
        let read = stream.read_buf(&mut received).await;
        if !received.is_empty() {
            progress.enter(Phase::Read);
        }
        match (read, &sent) {
            (Ok(0), _) => break,
            (Ok(_), _) => {}
            (Err(error), Ok(())) => return Err(broken(error, received.is_empty())),
            (Err(_), Err(error)) => return Err(unsent(error)),
        }
        let end = head_end(&received);
        if end.is_none() && received.len() > HEAD {
            return Err(Error::limit("the head of the response is larger than the 64 KiB that are read"));
        }
        let (Some(end), head) = (end, &received) else { continue };
        let declared = length(&head[..end]);
        if received.len() - end > limit || declared.is_some_and(|declared| declared > limit) {
            let message = format!("the response is larger than the {limit} bytes that `Limits::body` allows");
            return Err(Error::limit(message));
        }
        if declared.is_some_and(|declared| received.len() - end >= declared) {
            break;
        }
    }
    match (received.is_empty(), sent) {
        (true, Err(error)) => Err(unsent(&error)),
        (true, Ok(())) => {
            let message = "the server closed the connection without a response";
            Err(Error::transport(Phase::Wait, message).saying(message))
        }
        (false, _) => response(received),
    }
}

#[cold]
fn broken(error: io::Error, is_empty: bool) -> Error {
    let (phase, place) = if is_empty { (Phase::Wait, "before") } else { (Phase::Read, "in the middle of") };
    let message = format!("the connection broke {place} the response: {error}");
    Error::transport(phase, error).saying(message)
}

#[cold]
fn unsent(error: &io::Error) -> Error {
    let message = format!("the connection broke while the request was sent: {error}");
    Error::transport(Phase::Send, error.to_string()).saying(message)
}

/// Where the head ends: behind an empty line.
fn head_end(received: &[u8]) -> Option<usize> {
    let searched = &received[..received.len().min(HEAD + 4)];
    let behind = |end: &[u8]| searched.windows(end.len()).position(|found| found == end).map(|start| start + end.len());
    match (behind(b"\r\n\r\n"), behind(b"\n\n")) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn header<'h>(head: &'h [u8], name: &str) -> Option<&'h [u8]> {
    head.split(|byte| *byte == b'\n').find_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        line[..colon].trim_ascii().eq_ignore_ascii_case(name.as_bytes()).then(|| line[colon + 1..].trim_ascii())
    })
}

fn length(head: &[u8]) -> Option<usize> {
    std::str::from_utf8(header(head, "content-length")?).ok()?.parse().ok()
}

/// The response of a CGI program.
fn response(received: Vec<u8>) -> Result<Response, Error> {
    // Some servers send no head.
    let starts_with_document = received.trim_ascii_start().starts_with(b"<");
    let end = if starts_with_document { Some(0) } else { head_end(&received) };
    let Some(end) = end else {
        let message = format!(
            "the response is not SCGI: it begins with {}",
            crate::error::escaped(&received[..received.len().min(80)])
        );
        return Err(Error::transport(Phase::Read, "no head").saying(message));
    };
    let head = received[..end].to_vec();
    let mut document = Bytes::from(received).split_off(end);
    if let Some(declared) = length(&head) {
        if document.len() < declared {
            let message = "the server closed the connection in the middle of the response";
            return Err(Error::transport(Phase::Read, message).saying(message));
        }
        document.truncate(declared);
    }
    let status = header(&head, "status").and_then(|status| std::str::from_utf8(status.get(..3)?).ok());
    let status = status.and_then(|status| status.parse().ok()).unwrap_or(200);
    let content_type = header(&head, "content-type").map(|text| Cow::Owned(String::from_utf8_lossy(text).into_owned()));
    Ok(Response { document, content_type, status })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_a_netstring_and_the_document() {
        let scgi = Scgi::new(Address::parse("scgi://h:1/a").unwrap(), &[("x-a".into(), "b".into())]);
        let outgoing = Outgoing {
            method: "f",
            document: Bytes::from_static(b"<x>"),
            headers: &[],
            idempotent: false,
            deadline: None,
            limit: 0,
        };
        let request = String::from_utf8(scgi.request(&outgoing)).unwrap();
        let (length, rest) = request.split_once(':').unwrap();
        let (variables, document) = rest.split_at(length.parse().unwrap());
        assert_eq!(document, ",<x>");
        assert!(variables.starts_with("CONTENT_LENGTH\x003\0SCGI\x001\0"), "{variables:?}");
        assert!(variables.contains("REQUEST_URI\0/a\0") && variables.ends_with("HTTP_X_A\0b\0"), "{variables:?}");
    }

    #[test]
    fn responses_are_read_with_and_without_a_head() {
        let read = |text: &str| response(text.as_bytes().to_vec());
        let full = read("Status: 404 No\r\nContent-Type: text/xml\r\nContent-Length: 3\r\n\r\n<x>more").unwrap();
        assert_eq!(
            (full.status, &full.document[..], full.content_type.as_deref()),
            (404, &b"<x>"[..], Some("text/xml"))
        );
        assert_eq!(&read("<x>").unwrap().document[..], b"<x>");
        assert_eq!(&read("A: b\n\n<x>").unwrap().document[..], b"<x>");
        assert!(read("Content-Length: 9\r\n\r\n<x>").is_err());
        assert!(read("HTTP").is_err());
    }
}
