//! Typed clients over sockets: of services and of traits, `async` and blocking, with Python on the other side.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use xmlrpc_server::client::{Client, Error, ErrorKind, IntoFault, Result, TypedError, Value, rpc_client};
use xmlrpc_server::{CallContext, Handle, Server, rpc_service};
use xmlrpc_tests::python::run_code;

#[derive(Debug, PartialEq, thiserror::Error, IntoFault)]
enum StoreError {
    #[error("no entry {0:?}")]
    #[fault(code = 404)]
    Missing(String),
    #[error("the store is full")]
    #[fault(code = 507)]
    Full,
}

struct Store;

#[rpc_service(prefix = "store", rename_all = "camelCase", client = StoreClient, blocking_client = BlockingStore)]
impl Store {
    #[expose]
    fn read_entry(&self, key: &str) -> std::result::Result<String, StoreError> {
        match key {
            "full" => Err(StoreError::Full),
            "" => Err(StoreError::Missing(key.to_owned())),
            _ => Ok(key.to_uppercase()),
        }
    }

    #[expose]
    async fn later(&self, time: SystemTime, seconds: Option<u32>) -> SystemTime {
        time + Duration::from_secs(seconds.unwrap_or(1).into())
    }

    #[expose(inline, name = "count all")]
    fn count(&self, data: &[u8], #[param(rest)] more: Vec<i64>) -> i64 {
        data.len() as i64 + more.iter().sum::<i64>()
    }

    #[expose]
    fn peer(&self, context: &CallContext) -> bool {
        context.peer().is_some_and(|peer| peer.ip().is_loopback())
    }

    #[expose(inline, absolute = "other.name")]
    fn page(&self, #[param(default = 10)] limit: i32, #[param(default)] reversed: bool) -> String {
        format!("{limit} {reversed}")
    }
}

/// A method that calls another server.
struct Front(Client);

#[rpc_service(prefix = "front", client = FrontClient)]
impl Front {
    #[expose]
    async fn read(&self, key: &str) -> std::result::Result<String, TypedError<StoreError>> {
        StoreClient::new(&self.0).read_entry(key).await
    }
}

async fn serve() -> Handle {
    Server::new().mount(Store).start("127.0.0.1:0").await.expect("a free port")
}

#[tokio::test]
async fn the_client_of_a_service_calls_it_over_http() {
    let server = serve().await;
    let client = Client::new(&server.url()).expect("an address");
    let store = StoreClient::new(&client);
    assert_eq!(store.read_entry("a").await.expect("an entry"), "A");
    assert_eq!(store.read_entry("full").await.expect_err("full").typed(), Some(StoreError::Full));
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    assert_eq!(store.later(now, None).await.expect("a time"), now + Duration::from_secs(1));
    assert_eq!(store.later(now, Some(5)).await.expect("a time"), now + Duration::from_secs(5));
    assert_eq!(store.count(b"abc", &[1, 2]).await.expect("a count"), 6);
    assert!(store.peer().await.expect("a peer"));
    assert_eq!(store.page(None, Some(true)).await.expect("a page"), "10 true");

    let calls = (0..20).map(|number| {
        let store = StoreClient::new(client.clone());
        tokio::spawn(async move { store.read_entry(&format!("k{number}")).await })
    });
    for (number, call) in calls.collect::<Vec<_>>().into_iter().enumerate() {
        assert_eq!(call.await.expect("no panic").expect("an entry"), format!("K{number}"));
    }
    server.stop().await;
    let gone = store.read_entry("a").await.expect_err("nothing listens");
    assert_eq!((gone.kind(), gone.typed()), (ErrorKind::Transport, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_blocking_client_works_on_any_thread_that_may_block() {
    let server = serve().await;
    let url = server.url();
    let blocking = tokio::task::spawn_blocking(move || {
        let client = xmlrpc_client::blocking::Client::new(&url)?;
        let store = BlockingStore::new(&client);
        assert_eq!(
            store.read_entry("").expect_err("missing").typed(),
            Some(StoreError::Missing("no entry \"\"".into()))
        );
        store.count(b"", &[7])
    });
    assert_eq!(blocking.await.expect("no panic").expect("a count"), 7);
    server.stop().await;
}

#[tokio::test]
async fn a_method_calls_another_server() {
    let store = serve().await;
    let client = Client::new(&store.url()).expect("an address");
    let front = Server::new().mount(Front(client)).start("127.0.0.1:0").await.expect("a free port");
    let to_front = Client::new(&front.url()).expect("an address");
    assert_eq!(FrontClient::new(&to_front).read("b").await.expect("an entry"), "B");
    let fault = FrontClient::new(&to_front).read("full").await.expect_err("full");
    assert_eq!(fault.fault().map(|fault| fault.code()), Some(507));
    store.stop().await;
    let unreachable = FrontClient::new(&to_front).read("b").await.expect_err("the store is gone");
    assert!(!unreachable.to_string().contains(&store.url()), "{unreachable}");
    front.stop().await;
}

/// Python calls the same names with the same parameters.
#[tokio::test(flavor = "multi_thread")]
async fn python_knows_the_methods_by_the_same_names() {
    let server = serve().await;
    let client = Client::new(&server.url()).expect("an address");
    let store = StoreClient::new(&client);
    let code = r#"
import sys, xmlrpc.client
proxy = xmlrpc.client.ServerProxy(sys.argv[1])
print([name for name in proxy.system.listMethods() if not name.startswith("system.")])
print(proxy.store.readEntry("a"))
print(getattr(proxy.store, "count all")(xmlrpc.client.Binary(b"abc"), 1, 2))
print(proxy.other.name(3, True))
print(proxy.store.peer())
"#;
    let url = server.url();
    let printed = tokio::task::spawn_blocking(move || run_code(code, &[&url])).await.expect("no panic");
    let ours = [
        "['other.name', 'store.count all', 'store.later', 'store.peer', 'store.readEntry']".to_owned(),
        store.read_entry("a").await.expect("an entry"),
        store.count(b"abc", &[1, 2]).await.expect("a count").to_string(),
        store.page(Some(3), Some(true)).await.expect("a page"),
        "True".to_owned(),
    ];
    assert_eq!(printed.lines().collect::<Vec<_>>(), ours);
    server.stop().await;
}

const PYTHON_SERVER: &str = r#"
import datetime, sys, xmlrpc.client, xmlrpc.server

class Things:
    def add(self, a, b=10):
        return a + b
    def struct(self, value):
        return {"value": value, "kind": type(value).__name__}
    def when(self, date):
        return date + datetime.timedelta(seconds=1)
    def data(self, data):
        return data + b"!"
    def many(self, *values):
        return list(values)
    def fail(self):
        raise xmlrpc.client.Fault(404, "no such thing")

server = xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False, allow_none=True, use_builtin_types=True)
server.register_introspection_functions()
things = Things()
for name in ("add", "struct", "when", "data", "many", "fail"):
    server.register_function(getattr(things, name), "things." + name)
print(server.server_address[1], flush=True)
server.serve_forever()
"#;

/// CPython's server, ended when it is dropped.
struct PythonServer(Child, String);

impl PythonServer {
    fn start() -> Self {
        let mut child =
            Command::new("python3").args(["-c", PYTHON_SERVER]).stdout(Stdio::piped()).spawn().expect("python");
        let mut port = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut port).expect("a port");
        PythonServer(child, format!("http://127.0.0.1:{}", port.trim()))
    }
}

impl Drop for PythonServer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[derive(Debug, IntoFault)]
enum ThingsError {
    #[fault(code = 404, message = "no such thing")]
    NoSuchThing,
    #[fault(other)]
    Call(Error),
}

#[rpc_client(prefix = "things", blocking_client = BlockingThings)]
trait Things {
    async fn add(&self, a: i32, b: Option<i32>) -> Result<i32>;
    async fn r#struct(&self, value: &Value) -> Result<BTreeMap<String, Value>>;
    async fn when(&self, date: SystemTime) -> Result<SystemTime>;
    #[expose(name = "data")]
    async fn bytes(&self, data: &[u8]) -> Result<xmlrpc_server::Base64>;
    async fn many(&self, #[param(rest)] values: &[&str]) -> Result<Vec<String>>;
    async fn fail(&self) -> std::result::Result<(), ThingsError>;
    #[expose(name = "add")]
    async fn missing(&self) -> std::result::Result<(), ThingsError>;
    #[expose(absolute = "system.listMethods")]
    async fn methods(&self) -> Result<Vec<String>>;
}

#[tokio::test]
async fn the_client_of_a_trait_calls_a_foreign_server() {
    let python = PythonServer::start();
    let client = Client::new(&python.1).expect("an address");
    let things = ThingsClient::new(&client);
    assert_eq!(things.add(1, None).await.expect("a sum"), 11);
    assert_eq!(things.add(1, Some(2)).await.expect("a sum"), 3);
    let value = things.r#struct(&Value::Nil).await.expect("a struct");
    assert_eq!((&value["value"], &value["kind"]), (&Value::Nil, &Value::from("NoneType")));
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    assert_eq!(things.when(now).await.expect("a date"), now + Duration::from_secs(1));
    assert_eq!(things.bytes(b"ab").await.expect("bytes").into_inner(), b"ab!");
    assert_eq!(things.many(&["a", "b"]).await.expect("a list"), ["a", "b"]);
    assert!(matches!(things.fail().await, Err(ThingsError::NoSuchThing)));
    assert!(matches!(things.missing().await, Err(ThingsError::Call(error)) if error.fault().is_some()));
    assert!(things.methods().await.expect("names").contains(&"things.many".to_owned()));
}

#[test]
fn the_blocking_client_of_a_trait_does_the_same() {
    let python = PythonServer::start();
    let client = xmlrpc_client::blocking::Client::new(&python.1).expect("an address");
    let things = BlockingThings::new(&client);
    assert_eq!(things.add(1, None).expect("a sum"), 11);
    assert!(matches!(things.fail(), Err(ThingsError::NoSuchThing)));
    assert_eq!(things.many(&[]).expect("a list"), [""; 0]);
}
