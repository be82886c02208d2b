//! Servers that speak a dialect, and servers that pick it for each caller, with Python as the client.

use xmlrpc_server::dialect::{Encoding, Layout, NilForm};
use xmlrpc_server::{Dialect, Server, Value, rpc_service};
use xmlrpc_tests::python::run_code;

use super::client::{call, exchange, post_with};
use super::subject::Running;

struct Echo;

#[rpc_service]
impl Echo {
    #[expose(inline)]
    fn echo(&self, value: Value) -> Value {
        value
    }

    #[expose]
    fn nothing(&self) {}

    #[expose]
    async fn text(&self) -> &'static str {
        "é€"
    }

    #[expose(inline)]
    fn add(&self, a: i32, b: i32) -> i32 {
        a + b
    }
}

fn serve(server: Server) -> Running {
    Running::new(server.mount(Echo).workers(1))
}

/// Runs Python against a server, with its own URL as `sys.argv[1]`.
fn python(running: &Running, code: &str) -> String {
    run_code(code, &[&format!("http://{}", running.address())])
}

const VALUES: &str = r#"
import datetime, sys, xmlrpc.client
proxy = xmlrpc.client.ServerProxy(sys.argv[1], use_builtin_types=True, allow_none=True)
values = [
    0, -2**31, True, "", " a<b>&c\n", "é€\U0001f600", 0.1, -1e300, 5e-324, b"", bytes(range(256)), [], {}, [[], [1, [2.5]]],
    datetime.datetime(1998, 7, 17, 14, 8, 55), {"": {"1": ["x"]}, "é": b"a"},
]
for value in values:
    assert proxy.echo(value) == value, value
multicall = xmlrpc.client.MultiCall(proxy)
for value in values:
    multicall.echo(value)
assert list(multicall()) == values
"#;

#[test]
fn python_gets_its_values_back_from_a_server_that_writes_as_cpython() {
    let running = serve(Server::new().dialect(Dialect::cpython()));
    let code = r#"
try:
    proxy.nothing()
except xmlrpc.client.Fault as fault:
    print(fault.faultCode, fault.faultString)
try:
    proxy.nobody()
except xmlrpc.client.Fault as fault:
    print(fault.faultCode, fault.faultString)
"#;
    let printed = python(&running, &format!("{VALUES}{code}"));
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines[0].starts_with("1 <class 'Exception'>:the result of a method that returns nothing"), "{printed}");
    assert_eq!(lines[1], r#"1 <class 'Exception'>:method "nobody" is not supported"#);
}

#[test]
fn python_gets_its_values_back_from_a_server_that_writes_as_apache() {
    let running = serve(Server::new().dialect(Dialect::apache()));
    let code = r#"
assert proxy.nothing() is None
assert proxy.echo([None, {"a": None}]) == [None, {"a": None}]
"#;
    python(&running, &format!("{VALUES}{code}"));
}

/// What a Python client prints of the raw answer to one call: the content type, and the body in hexadecimal.
const RAW: &str = r#"
import http.client, sys, xmlrpc.client
address = sys.argv[1].removeprefix("http://")
def ask(**headers):
    connection = http.client.HTTPConnection(address)
    body = xmlrpc.client.dumps((), "text")
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST", "/RPC2", body, {"Content-Type": "text/xml", **headers})
    response = connection.getresponse()
    body = response.read()
    (text,), _ = xmlrpc.client.loads(body)
    print(response.headers["Content-Type"], text == "é€", body[body.index(b"<string>") + 8 : body.index(b"</string>")])
"#;

#[test]
fn the_content_type_names_the_character_set() {
    for (encoding, expected) in [
        (Encoding::Utf8, r#"text/xml; charset=utf-8 True b'\xc3\xa9\xe2\x82\xac'"#),
        (Encoding::Latin1, r#"text/xml; charset=iso-8859-1 True b'\xe9&#8364;'"#),
        (Encoding::Ascii, "text/xml; charset=us-ascii True b'&#233;&#8364;'"),
    ] {
        let running = serve(Server::new().dialect(Dialect { encoding, ..Dialect::standard() }));
        assert_eq!(python(&running, &format!("{RAW}ask()")).trim_end(), expected);
    }
}

#[test]
fn each_client_gets_the_character_set_that_it_prefers() {
    let dialect = Dialect { encoding: Encoding::AsAccepted, ..Dialect::standard() };
    let running = serve(Server::new().dialect(dialect));
    let code = r#"
ask()
ask(Accept_Charset="iso-8859-1")
ask(Accept_Charset="ISO-8859-1;q=0.5, us-ascii;q=0.9, *;q=0.1")
ask(Accept_Charset="utf-8;q=0.5, *")
ask(Accept_Charset="koi8-r")
"#;
    let printed = python(&running, &format!("{RAW}{code}"));
    let charsets = printed.lines().map(|line| line["text/xml; charset=".len()..].split(' ').next().unwrap_or_default());
    assert_eq!(charsets.collect::<Vec<_>>(), ["utf-8", "iso-8859-1", "us-ascii", "iso-8859-1", "utf-8"], "{printed}");
    assert_eq!(printed.matches(" True ").count(), 5, "{printed}");
}

#[test]
fn the_hook_picks_the_dialect_by_the_client_and_by_the_path() {
    let server = Server::new().paths(["/RPC2", "/legacy"]).adapt(|caller, wire| {
        if caller.path() == Some("/legacy") {
            wire.dialect = Dialect { nil: NilForm::EmptyString, layout: Layout::Indented, ..Dialect::standard() };
        }
        if caller.header("User-Agent").is_some_and(|agent| agent.starts_with("Apache XML RPC")) {
            wire.dialect = Dialect::apache();
        }
    });
    let running = serve(server);
    let ask = |path: &str, agent: &str, method: &str, arguments: &[i32]| {
        let headers = format!("Content-Type: text/xml\r\nUser-Agent: {agent}\r\n");
        exchange(running.address(), post_with(path, &headers, &call(method, arguments))).body
    };
    assert!(ask("/RPC2", "curl", "nothing", &[]).contains("<value><nil/></value>"));
    assert!(ask("/legacy", "curl", "nothing", &[]).contains("\n      <value><string></string></value>\n"));
    assert!(
        ask("/RPC2", "Apache XML RPC 3.1.3 (Jakarta Commons httpclient Transport)", "add", &[2, 3])
            .contains("<i4>5</i4>")
    );
    assert!(ask("/legacy", "Apache XML RPC 3.1.3", "nothing", &[]).contains("<value><ex:nil/></value>"));
    assert!(ask("/RPC2", "curl", "add", &[2, 3]).contains("<param><value><int>5</int></value></param>"));
}
