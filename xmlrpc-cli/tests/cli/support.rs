//! The command, and servers for it.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use xmlrpc_protocol_tests::process::{Ending, finish};
use xmlrpc_server::value::DateTime;
use xmlrpc_server::{Base64, RpcType, Server, Value, rpc_service};

/// Runs the command with these arguments. The test fails if it does not end.
pub(crate) fn xmlrpc<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ending {
    run(command().args(arguments))
}

/// The command, without secrets or proxies of the environment.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xmlrpc"));
    for name in
        ["XMLRPC_USER", "XMLRPC_PASSWORD", "XMLRPC_BEARER", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]
    {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(crate) fn run(command: &mut Command) -> Ending {
    let mut child = command.spawn().expect("the command starts");
    finish(&mut child, "xmlrpc", Duration::from_secs(60))
}

/// Asserts how the command ended, and answers what it printed.
#[track_caller]
pub(crate) fn printed<S: AsRef<OsStr>>(code: i32, arguments: impl IntoIterator<Item = S>) -> String {
    let ending = xmlrpc(arguments);
    assert_eq!(ending.code, Some(code), "{}{}", ending.stdout, ending.stderr);
    if code == 0 { ending.stdout } else { ending.stderr }
}

/// An entry of a list.
#[derive(Debug, Serialize, Deserialize, RpcType)]
struct Item {
    name: String,
    #[serde(rename = "the-size")]
    size: Option<i64>,
    kind: Kind,
    parts: Vec<Item>,
}

#[derive(Debug, Serialize, Deserialize, RpcType)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Large,
    Small,
}

struct Tests;

/// Methods for the tests of the command.
#[rpc_service]
impl Tests {
    /// Return the value.
    #[expose(inline)]
    fn echo(&self, value: Value) -> Value {
        value
    }

    /// Name the type of the value.
    #[expose(inline, name = "type")]
    fn type_name(&self, value: Value) -> String {
        format!("{value:?}")
    }

    /// Add two numbers.
    ///
    /// The sum is an integer.
    #[expose(inline, name = "math.add")]
    fn add(&self, a: i32, b: i32) -> i32 {
        a.wrapping_add(b)
    }

    #[expose(inline, name = "math.half")]
    fn half(&self, number: f64) -> f64 {
        number / 2.0
    }

    #[expose(inline, name = "text.length")]
    fn length(&self, text: String) -> i32 {
        i32::try_from(text.chars().count()).unwrap_or(-1)
    }

    #[expose(inline, name = "text.at")]
    fn at(&self, date: DateTime) -> String {
        date.to_string()
    }

    #[expose(inline, name = "text.bytes")]
    fn bytes(&self, bytes: Base64) -> i32 {
        i32::try_from(bytes.len()).unwrap_or(-1)
    }

    #[expose(inline)]
    fn fail(&self, text: String) -> Result<i32, xmlrpc_server::Fault> {
        Err(xmlrpc_server::Fault::new(17, text))
    }

    #[expose(inline, name = "math.scale")]
    fn scale(&self, factor: f64, number: i64) -> f64 {
        factor * number as f64
    }

    /// Put items into a store.
    #[expose(inline, name = "store.put")]
    fn put(&self, item: Item, #[param(default)] times: Option<i32>, #[param(rest)] more: Vec<String>) -> Vec<Item> {
        let _ = (times, more);
        vec![item]
    }

    #[expose(inline, name = "store.clear")]
    fn clear(&self) {}

    #[expose]
    async fn slow(&self) -> i32 {
        tokio::time::sleep(Duration::from_secs(20)).await;
        1
    }
}

/// The address of a server of ours, which runs as long as the tests.
pub(crate) fn server() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let (sender, receiver) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let server = Server::new().mount(Tests).start("127.0.0.1:0").await.expect("the server starts");
                let _ = sender.send(server.url());
                std::future::pending::<()>().await;
            });
        });
        receiver.recv().expect("the server starts")
    })
}

/// A server that gives each connection to a function.
pub(crate) fn raw_server(answer: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    thread::spawn(move || {
        let answer = std::sync::Arc::new(answer);
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || answer(stream));
        }
    });
    format!("http://{address}")
}

/// Reads one request: its head and its body.
pub(crate) fn read_request(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some((head.to_owned(), body.to_owned()));
            }
        }
        match stream.read(&mut buffer) {
            Ok(count) if count > 0 => bytes.extend(&buffer[..count]),
            _ => return None,
        }
    }
}

/// A server with one response to every request.
pub(crate) fn replying(status: &'static str, content_type: &'static str, body: impl Into<String>) -> String {
    let body = body.into();
    raw_server(move |mut stream| {
        while read_request(&mut stream).is_some() {
            let length = body.len();
            let head = format!("HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n");
            if stream.write_all((head + &body).as_bytes()).is_err() {
                return;
            }
        }
    })
}

/// A server that answers by the method's name: with the XML of a value, or a fault for none.
pub(crate) fn scripted(answer: impl Fn(&str, &str) -> Option<String> + Send + Sync + 'static) -> String {
    raw_server(move |mut stream| {
        while let Some((_, body)) = read_request(&mut stream) {
            let name = body.split("<methodName>").nth(1).and_then(|rest| rest.split("</methodName>").next());
            let document = match answer(name.unwrap_or_default(), &body) {
                Some(value) => format!("<?xml version='1.0'?><methodResponse><params><param><value>{value}</value></param></params></methodResponse>"),
                None => "<?xml version='1.0'?><methodResponse><fault><value><struct><member><name>faultCode</name><value><int>1</int></value></member><member><name>faultString</name><value><string>no such method</string></value></member></struct></value></fault></methodResponse>".into(),
            };
            let length = document.len();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n");
            if stream.write_all((head + &document).as_bytes()).is_err() {
                return;
            }
        }
    })
}

/// A process that is ended with the test.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// CPython's server, with the methods of `server.py`.
pub(crate) fn python_server() -> (Running, String) {
    let (running, port) = python_script("server.py", &[]);
    (running, format!("http://127.0.0.1:{port}"))
}

/// A script of this folder that prints its port and serves.
pub(crate) fn python_script(script: &str, arguments: &[&str]) -> (Running, String) {
    let mut child = Command::new("python3")
        .arg(format!("{}/tests/cli/{script}", env!("CARGO_MANIFEST_DIR")))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts: install Python 3");
    let mut port = String::new();
    let mut stdout = child.stdout.take().expect("stdout is piped");
    let mut byte = [0];
    while stdout.read(&mut byte).is_ok_and(|count| count == 1) && byte != [b'\n'] {
        port.push(char::from(byte[0]));
    }
    (Running(child), port)
}
