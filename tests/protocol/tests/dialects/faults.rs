//! Faults in each dialect; those of CPython against its own server's.

use xmlrpc_protocol_tests::python::run_code;
use xmlrpc_service::dialect::{ControlCharacters, FaultCodes, Layout};
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dialect, Dispatcher, Fault, Function, MethodResponse, Value, rpc_service};

use super::generated::Seed;
use super::unhex;

struct Subject;

#[rpc_service]
impl Subject {
    #[expose(inline)]
    fn add(&self, a: i32, b: i32) -> i32 {
        a + b
    }

    #[expose(inline)]
    fn fail(&self) -> Result<(), String> {
        Err("bad <thing>".to_owned())
    }

    #[expose(inline)]
    fn gone(&self) -> Result<(), Fault> {
        Err(Fault::new(404, "gone"))
    }

    #[expose(inline)]
    fn reserved(&self) -> Result<(), Fault> {
        Err(Fault::new(-32601, "as my upstream says"))
    }

    #[expose(inline)]
    fn named(&self) -> Result<(), Fault> {
        Err(Fault::invalid_parameters("a must be even"))
    }

    #[expose]
    fn panics(&self) -> i32 {
        panic!("a secret")
    }
}

/// Calls that CPython's server and ours answer with the same bytes.
const PYTHON: &str = r#"
import xmlrpc.client, xmlrpc.server

def fail():
    raise Exception("bad <thing>")

def gone():
    raise xmlrpc.client.Fault(404, "gone")

dispatcher = xmlrpc.server.SimpleXMLRPCDispatcher()
dispatcher.register_function(lambda a, b: a + b, "add")
dispatcher.register_function(fail)
dispatcher.register_function(gone)
dispatcher.register_multicall_functions()
calls = [("x",), ("x.<y>\u00e9",), ("fail",), ("gone",), ("add", 2, 3)]
entries = [{"methodName": name, "params": params} for name, *params in calls]
for name, *params in calls + [("system.multicall", entries), ("system.multicall", [])]:
    request = xmlrpc.client.dumps(tuple(params), xmlrpc.client.escape(name)).encode()
    print(request.hex(), dispatcher._marshaled_dispatch(request).hex())
"#;

fn dispatcher() -> Dispatcher {
    Dispatcher::new().mount(Subject).dialect(Dialect::cpython())
}

async fn fault(dispatcher: &Dispatcher, request: impl Into<Vec<u8>>) -> (i32, String) {
    match MethodResponse::read(dispatcher.handle(request.into()).await).unwrap() {
        MethodResponse::Fault(fault) => (fault.code(), fault.message().to_owned()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn answers_are_those_of_cpythons_server() {
    let dispatcher = dispatcher();
    let printed = run_code(PYTHON, &[]);
    assert_eq!(printed.lines().count(), 7);
    for line in printed.lines() {
        let (request, expected) = line.split_once(' ').unwrap();
        let answer = dispatcher.handle(unhex(request)).await;
        let (answer, expected) = (String::from_utf8_lossy(&answer), String::from_utf8(unhex(expected)).unwrap());
        assert_eq!(answer, expected);
    }
}

#[tokio::test]
async fn what_python_words_otherwise_has_its_classes() {
    let dispatcher = dispatcher().function("function", Function::new(|| Err::<i32, _>("as text".to_owned())).inline());
    let call = |name| Dialect::standard().write_call(name, ()).unwrap();
    let mut requests = vec![
        (call("add"), "<class 'TypeError'>:"),
        (Dialect::standard().write_call("add", (1, "a")).unwrap(), "<class 'TypeError'>:parameter 2 (b): "),
        (call("named"), "<class 'TypeError'>:a must be even"),
        (call("panics"), "<class 'Exception'>:the method failed unexpectedly"),
        (call("function"), "<class 'Exception'>:as text"),
    ];
    let documents: [(&[u8], &str); 5] = [
        (b"<methodCall>", "<class 'xml.parsers.expat.ExpatError'>:"),
        (b"", "<class 'xml.parsers.expat.ExpatError'>:"),
        (b"<?xml version='1.0'?><methodCall>\xff</methodCall>", "<class 'xml.parsers.expat.ExpatError'>:"),
        (b"<?xml version='1.0' encoding='foo'?><a/>", "<class 'LookupError'>:"),
        (b"<a/>", "<class 'xmlrpc.client.ResponseError'>:"),
    ];
    requests.extend(documents.map(|(document, text)| (document.to_vec(), text)));
    for (request, text) in requests {
        let shown = String::from_utf8_lossy(&request).into_owned();
        let (code, message) = fault(&dispatcher, request).await;
        assert!(code == 1 && message.starts_with(text), "{shown}: {code} {message}");
    }
}

#[tokio::test]
async fn a_code_that_somebody_chose_is_kept() {
    let dispatcher = dispatcher();
    for (name, expected) in [("gone", (404, "gone")), ("reserved", (-32601, "as my upstream says"))] {
        let (code, message) = fault(&dispatcher, Dialect::standard().write_call(name, ()).unwrap()).await;
        assert_eq!((code, message.as_str()), expected);
    }
    let other = Dispatcher::new().mount(Subject).dialect(Dialect { layout: Layout::Lines, ..Dialect::standard() });
    assert_eq!(fault(&other, Dialect::standard().write_call("x", ()).unwrap()).await.0, -32601);
}

#[test]
fn a_fault_comes_back_in_every_dialect() {
    for number in 0..2000 {
        let mut seed = Seed::new(number);
        let dialect = Dialect { long: Dialect::standard().long, ..seed.dialect() };
        let text = seed.text();
        let sent =
            Fault::new(i32::from_ne_bytes((number as u32).wrapping_mul(2_654_435_761).to_ne_bytes()), text.clone());
        let read = read_response::<Value>(dialect.write_fault(&sent)).unwrap().unwrap_err();
        assert_eq!(read.code(), sent.code());
        let replaced = !dialect_strips(&dialect)
            && text.chars().any(|own| matches!(own, '\0'..='\u{8}' | '\u{1f}' | '\u{fffe}'..='\u{ffff}'));
        assert_eq!(read.message().contains('\u{fffd}'), replaced, "{dialect:?} {text:?} {read:?}");
        let plain = |text: &str| text.replace(|own: char| !own.is_ascii_alphanumeric() && own != '<', "");
        assert_eq!(plain(read.message()), plain(&text));
    }
}

fn dialect_strips(dialect: &Dialect) -> bool {
    dialect.control_characters == ControlCharacters::Strip
}

#[test]
fn a_fault_has_the_dialects_elements() {
    let dialect = Dialect { fault_codes: FaultCodes::Interoperability, ..Dialect::apache() };
    let document = String::from_utf8(dialect.write_fault(&Fault::new(4, "a\u{1}<"))).unwrap();
    assert!(document.contains(
        "<fault><value><struct><member><name>faultCode</name><value><i4>4</i4></value></member><member>\
         <name>faultString</name><value><string>a\u{fffd}&lt;</string></value></member></struct></value></fault>"
    ));
}
