//! A server that follows a script, right or wrong, and counts what it gets.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A server whose connections are handled by a function, each on a thread of its own.
#[derive(Debug)]
pub struct Scripted {
    port: u16,
    counts: Arc<Counts>,
}

/// What a server has got.
#[derive(Debug, Default)]
pub struct Counts {
    connections: AtomicUsize,
    requests: Mutex<Vec<Request>>,
}

/// A request, as it came.
#[derive(Debug, Clone)]
pub struct Request {
    /// The request line and the headers, as they came.
    pub head: String,
    /// The body, as long as it was declared.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }
}

impl Scripted {
    /// Starts a server on a free port of 127.0.0.1.
    pub fn start(script: impl Fn(Connection) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let counts = Arc::new(Counts::default());
        let (shared, script) = (counts.clone(), Arc::new(script));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let index = shared.connections.fetch_add(1, Ordering::SeqCst);
                let connection = Connection { stream, index, counts: shared.clone() };
                let script = script.clone();
                thread::spawn(move || script(connection));
            }
        });
        Scripted { port, counts }
    }

    /// A server that answers each request with these bytes and closes the connection.
    pub fn answering(response: impl Into<Vec<u8>>) -> Self {
        let response = response.into();
        Scripted::start(move |mut connection| {
            if connection.request().is_some() {
                connection.send(&response);
            }
        })
    }

    /// The address of the server.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/RPC2", self.port)
    }

    /// The port of the server.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The requests that came whole.
    pub fn requests(&self) -> Vec<Request> {
        self.counts.requests.lock().unwrap().clone()
    }

    /// The connections that came.
    pub fn connections(&self) -> usize {
        self.counts.connections.load(Ordering::SeqCst)
    }
}

/// A connection of a client.
#[derive(Debug)]
pub struct Connection {
    /// The socket.
    pub stream: TcpStream,
    /// How many connections came before it.
    pub index: usize,
    counts: Arc<Counts>,
}

impl Connection {
    /// Reads a whole request; none at the end of the connection.
    pub fn request(&mut self) -> Option<Request> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            if self.stream.read(&mut byte).ok()? == 0 {
                return None;
            }
            head.push(byte[0]);
        }
        let mut request = Request { head: String::from_utf8_lossy(&head).into_owned(), body: Vec::new() };
        let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
        request.body = vec![0; length];
        self.stream.read_exact(&mut request.body).ok()?;
        self.counts.requests.lock().unwrap().push(request.clone());
        Some(request)
    }

    /// Sends bytes, as far as the client takes them.
    pub fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes);
    }

    /// Keeps the connection open until the client closes it.
    pub fn stall(&mut self) {
        let _ = self.stream.set_read_timeout(Some(Duration::from_secs(60)));
        let mut bytes = [0; 4096];
        while self.stream.read(&mut bytes).is_ok_and(|read| read > 0) {}
    }
}

/// A response with this result, as a server sends it.
pub fn response(value: &str) -> Vec<u8> {
    let document =
        format!("<?xml version=\"1.0\"?><methodResponse><params><param>{value}</param></params></methodResponse>");
    http("200 OK", "Content-Type: text/xml\r\n", document.as_bytes())
}

/// A response with a status, headers and a body of a declared length.
pub fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut response = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    response.extend_from_slice(body);
    response
}

/// A response with a fault, as a server sends it.
pub fn fault(code: i32, text: &str) -> Vec<u8> {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let document = format!(
        "<?xml version=\"1.0\"?><methodResponse><fault><value><struct><member><name>faultCode</name><value><int>{code}\
         </int></value></member><member><name>faultString</name><value><string>{text}</string></value></member></struct>\
         </value></fault></methodResponse>"
    );
    http("200 OK", "Content-Type: text/xml\r\n", document.as_bytes())
}
