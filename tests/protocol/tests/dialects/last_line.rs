//! Line feeds: a document ends with exactly one, for clients that read line by line, and has no empty line, which some
//! clients take for the end of the HTTP header.

use xmlrpc_service::dialect::Layout;
use xmlrpc_service::{Base64, Dialect, Dispatcher, Fault, Limits, Value, value};

use super::generated::Seed;

fn is_ended(document: &[u8]) -> bool {
    document.ends_with(b">\n")
}

#[test]
fn generated_documents_end_with_one_line_feed() {
    for seed in 0..3000 {
        let mut seed = Seed::new(seed);
        let (dialect, value) = (seed.dialect(), seed.value(2));
        let fault = dialect.write_fault(&Fault::new(4, "no"));
        let written = [dialect.write_response(&value).ok(), dialect.write_call("f", (&value,)).ok(), Some(fault)];
        for document in written.iter().flatten() {
            assert!(is_ended(document), "{dialect:?}\n{}", String::from_utf8_lossy(document));
        }
    }
}

/// The presets in every layout.
fn dialects() -> Vec<Dialect> {
    let presets = [Dialect::standard(), Dialect::strict(), Dialect::cpython(), Dialect::apache()];
    let layouts = [Layout::Compact, Layout::Lines, Layout::Indented];
    presets.iter().flat_map(|preset| layouts.map(|layout| Dialect { layout, ..*preset })).collect()
}

#[test]
fn no_document_has_an_empty_line() {
    let values =
        [value!([]), value!({}), value!([{ "a": [] }, { "b": { "c": "" } }]), Base64::from(&[7; 100][..]).into()];
    for dialect in dialects() {
        for value in values.iter().chain([&Value::from(Base64::default())]) {
            let call = dialect.write_call("f", (value, value)).unwrap();
            for document in [call, dialect.write_call("f", ()).unwrap(), dialect.write_response(value).unwrap()] {
                let document = String::from_utf8(document).unwrap();
                assert!(is_ended(document.as_bytes()) && !document.contains("\n\n"), "{dialect:?}\n{document}");
            }
        }
    }
}

#[tokio::test]
async fn what_a_dispatcher_writes_ends_with_one_line_feed() {
    for dialect in dialects() {
        let dispatcher = Dispatcher::new()
            .function("add", |a: i32, b: i32| a + b)
            .function("fail", || Err::<i32, _>(Fault::new(4, "no")))
            .limits(Limits { multicall: 2, ..Limits::default() })
            .dialect(dialect);
        let entry = |name: &str, params: Value| value!({ "methodName": name, "params": params });
        let entries = value!([(entry("add", value!([2, 3]))), (entry("fail", value!([])))]);
        let too_many = value!([1, 2, 3]);
        for request in [
            Dialect::standard().write_call("add", (2, 3)),
            Dialect::standard().write_call("add", ("x",)),
            Dialect::standard().write_call("fail", ()),
            Dialect::standard().write_call("absent", ()),
            Dialect::standard().write_call("system.listMethods", ()),
            Dialect::standard().write_call("system.multicall", (entries,)),
            Dialect::standard().write_call("system.multicall", (too_many,)),
            Ok(b"no XML".to_vec()),
        ] {
            let response = String::from_utf8(dispatcher.handle(request.unwrap()).await.to_vec()).unwrap();
            assert!(is_ended(response.as_bytes()) && !response.contains("\n\n"), "{dialect:?}\n{response}");
        }
    }
}
