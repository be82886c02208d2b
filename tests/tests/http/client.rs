//! A client that writes HTTP by hand and reads no more of it than its answers need.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Connection {
    stream: TcpStream,
    unread: Vec<u8>,
}

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    /// Decoded, if it came as gzip.
    pub(crate) body: String,
}

impl Response {
    /// The value of a header; names are compared in any case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The one integer of an answer.
    pub(crate) fn int(&self) -> i32 {
        self.between("<int>", "</int>").parse().unwrap()
    }

    pub(crate) fn string(&self) -> &str {
        self.between("<string>", "</string>")
    }

    pub(crate) fn fault_code(&self) -> i32 {
        assert!(self.body.contains("<fault>"), "{}", self.body);
        self.int()
    }

    fn between(&self, start: &str, end: &str) -> &str {
        self.body
            .split_once(start)
            .and_then(|(_, rest)| rest.split_once(end))
            .map(|(inner, _)| inner)
            .unwrap_or_else(|| panic!("no {start} in {self:?}"))
    }
}

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        Connection { stream, unread: Vec::new() }
    }

    /// A connection from this address of the machine.
    #[cfg(target_os = "linux")]
    #[allow(dead_code, reason = "one of two test programs needs it")]
    pub(crate) fn open_from(source: [u8; 4], address: SocketAddr) -> Self {
        let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
        socket.bind(&SocketAddr::from((source, 0)).into()).unwrap();
        socket.connect(&address.into()).unwrap();
        let stream = TcpStream::from(socket);
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        Connection { stream, unread: Vec::new() }
    }

    /// As the system does unless asked otherwise: a small write waits until the one before it is acknowledged.
    #[allow(dead_code, reason = "one of two test programs needs it")]
    pub(crate) fn delay_small_writes(&self) {
        self.stream.set_nodelay(false).unwrap();
    }

    /// Whether the server accepts connections.
    pub(crate) fn is_accepted(address: SocketAddr) -> bool {
        TcpStream::connect(address).is_ok()
    }

    pub(crate) fn send(&mut self, request: impl AsRef<[u8]>) -> &mut Self {
        self.stream.write_all(request.as_ref()).unwrap();
        self
    }

    /// Sends to a server that may have closed the connection; whether it took it.
    pub(crate) fn try_send(&mut self, request: &[u8]) -> bool {
        self.stream.write_all(request).is_ok()
    }

    /// Whether something comes from the server within this time, its end of the connection included.
    pub(crate) fn has_answer_within(&mut self, time: Duration) -> bool {
        self.stream.set_read_timeout(Some(time)).unwrap();
        let answered = match self.stream.peek(&mut [0]) {
            Ok(_) => true,
            Err(error) => !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
        };
        self.stream.set_read_timeout(Some(PATIENCE)).unwrap();
        answered
    }

    /// Reads and forgets about this many bytes of what comes; how many it got.
    pub(crate) fn take(&mut self, count: usize) -> usize {
        let mut taken = 0;
        let mut buffer = vec![0; 64 << 10];
        while taken < count {
            match self.stream.read(&mut buffer) {
                Ok(0) | Err(_) => break,
                Ok(count) => taken += count,
            }
        }
        taken
    }

    /// Whether the connection ends badly, whatever comes before.
    pub(crate) fn is_reset_after_reading(&mut self) -> bool {
        let mut buffer = vec![0; 64 << 10];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return false,
                Ok(_) => {}
                Err(error) => return error.kind() == ErrorKind::ConnectionReset,
            }
        }
    }

    /// Sends for as long as the server lets us; whether it stopped us in time.
    pub(crate) fn send_without_end(&mut self, piece: &[u8], patience: Duration) -> bool {
        let started = Instant::now();
        while started.elapsed() < patience {
            if !self.try_send(piece) {
                return true;
            }
        }
        false
    }

    pub(crate) fn finish_sending(&mut self) -> &mut Self {
        self.stream.shutdown(std::net::Shutdown::Write).unwrap();
        self
    }

    /// Closes our half of a connection that the server may have closed.
    pub(crate) fn try_finish_sending(&mut self) {
        let _ = self.stream.shutdown(std::net::Shutdown::Write);
    }

    /// Ends the connection as a crash does: the server gets a reset.
    pub(crate) fn abort(self) {
        socket2::SockRef::from(&self.stream).set_linger(Some(Duration::ZERO)).unwrap();
    }

    pub(crate) fn response(&mut self) -> Response {
        self.read_response(true)
    }

    /// The response behind any `100 Continue`.
    pub(crate) fn final_response(&mut self) -> Response {
        loop {
            let response = self.read_response(true);
            if response.status != 100 {
                return response;
            }
        }
    }

    /// Whether the server still takes what is sent. The first write only makes a closed socket answer with a reset.
    pub(crate) fn takes(&mut self, piece: &str) -> bool {
        self.try_send(piece.as_bytes()) && {
            std::thread::sleep(Duration::from_millis(1));
            self.try_send(piece.as_bytes())
        }
    }

    /// The response to HEAD, which has the length of a body but no body.
    pub(crate) fn response_without_body(&mut self) -> Response {
        self.read_response(false)
    }

    fn read_response(&mut self, with_body: bool) -> Response {
        let head_end = loop {
            if let Some(position) = self.unread.windows(4).position(|window| window == b"\r\n\r\n") {
                break position + 4;
            }
            assert!(self.read_more(), "closed in mid-head: {:?}", String::from_utf8_lossy(&self.unread));
        };
        let head = String::from_utf8(self.unread.drain(..head_end).collect()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut response = Response { status, head, body: String::new() };
        if with_body && !matches!(status, 100 | 204) {
            let length: usize = response.header("content-length").expect("a Content-Length").parse().unwrap();
            while self.unread.len() < length {
                assert!(self.read_more(), "closed in mid-body");
            }
            let body: Vec<u8> = self.unread.drain(..length).collect();
            response.body = match response.header("content-encoding") {
                Some("gzip") => gunzip(&body),
                other => {
                    assert_eq!(other, None);
                    String::from_utf8(body).unwrap()
                }
            };
        }
        response
    }

    /// Everything that the server sends until it closes the connection.
    pub(crate) fn all_that_comes(&mut self) -> String {
        while self.read_more() {}
        String::from_utf8_lossy(&std::mem::take(&mut self.unread)).into_owned()
    }

    /// Whether the server ends the connection without another byte.
    pub(crate) fn is_closed(&mut self) -> bool {
        self.unread.is_empty() && !self.read_more()
    }

    fn read_more(&mut self) -> bool {
        let mut buffer = [0; 4096];
        match self.stream.read(&mut buffer) {
            Ok(0) => false,
            Ok(count) => {
                self.unread.extend_from_slice(&buffer[..count]);
                true
            }
            Err(error) if error.kind() == ErrorKind::ConnectionReset => false,
            Err(error) => panic!("{error}, having read {:?}", String::from_utf8_lossy(&self.unread)),
        }
    }
}

fn gunzip(body: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(body).read_to_string(&mut text).unwrap();
    text
}

/// One request on a connection of its own.
pub(crate) fn exchange(address: SocketAddr, request: impl AsRef<[u8]>) -> Response {
    Connection::open(address).send(request).response()
}

/// Asks a method without parameters until it answers this.
pub(crate) fn wait_until(address: SocketAddr, method: &str, expected: i32) {
    let started = Instant::now();
    let mut connection = Connection::open(address);
    loop {
        let answer = connection.send(post(&call(method, &[]))).response().int();
        if answer == expected {
            return;
        }
        assert!(started.elapsed() < Duration::from_secs(10), "{method} is {answer}, not {expected}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A call of a method of the [`Subject`](super::subject::Subject), as a document.
pub(crate) fn call(method: &str, arguments: &[i32]) -> String {
    let params: String = arguments.iter().map(|n| format!("<param><value><int>{n}</int></value></param>")).collect();
    format!("<?xml version='1.0'?><methodCall><methodName>{method}</methodName><params>{params}</params></methodCall>")
}

/// A POST as most clients write it.
pub(crate) fn post(body: &str) -> String {
    post_with("/RPC2", "Content-Type: text/xml\r\n", body)
}

/// A POST to `path` with these header lines besides the host and the length.
pub(crate) fn post_with(path: &str, headers: &str, body: &str) -> String {
    format!("POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// A POST whose body may be any bytes.
pub(crate) fn post_bytes(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("POST / HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// A POST that leaves the framing to `headers` and `body`.
pub(crate) fn unframed_post(headers: &str, body: &str) -> String {
    format!("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n{headers}\r\n{body}")
}

/// A GET of `path`.
pub(crate) fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")
}
