//! What the `system.*` methods tell.

use std::collections::BTreeMap;

use xmlrpc_service::dialect::NilForm;
use xmlrpc_service::fault::METHOD_NOT_FOUND;
use xmlrpc_service::{Base64, DateTime, Dialect, Dispatcher, Reading, Value, expose, rpc_service};

use super::run;

struct Directory;

#[rpc_service(prefix = "dir")]
impl Directory {
    /// list(dir_name) => [<filenames>]
    ///
    /// Returns the names
    ///   of the entries.
    #[expose(inline)]
    fn list(&self, dir_name: &str) -> std::io::Result<Vec<String>> {
        let _ = dir_name;
        Ok(Vec::new())
    }

    #[expose(inline)]
    fn types(&self, a: i32, b: i64, c: bool, d: f64, e: DateTime, f: Base64) -> BTreeMap<String, Value> {
        let _ = (a, b, c, d, e, f);
        BTreeMap::new()
    }

    #[expose(inline)]
    fn more(&self, value: Value, bytes: &[u8], list: &[i32], pair: (i32, i32), last: Option<&str>) {
        let _ = (value, bytes, list, pair, last);
    }
}

fn dispatcher() -> Dispatcher {
    Dispatcher::new().mount(Directory)
}

fn signature(name: &str) -> Result<Value, i32> {
    run(dispatcher().call("system.methodSignature", (name,))).map_err(|fault| fault.code())
}

#[test]
fn all_methods_are_listed_sorted_with_the_systems_own() {
    let names: Vec<String> = run(dispatcher().call("system.listMethods", ())).expect("names");
    assert_eq!(
        names,
        [
            "dir.list",
            "dir.more",
            "dir.types",
            "system.describe",
            "system.getCapabilities",
            "system.listMethods",
            "system.methodExist",
            "system.methodHelp",
            "system.methodSchema",
            "system.methodSignature",
            "system.multicall",
        ]
    );
    for name in &names {
        assert_eq!(run(dispatcher().call("system.methodExist", (name,))), Ok(true));
        let help: String = run(dispatcher().call("system.methodHelp", (name,))).expect("a help");
        assert!(!name.starts_with("system.") || !help.is_empty(), "{name} has no help");
        assert!(signature(name).is_ok_and(|signature| signature.as_array().is_some() || name == "dir.more"), "{name}");
    }
}

#[test]
fn help_is_the_doc_comment_line_by_line() {
    let help: String = run(dispatcher().call("system.methodHelp", ("dir.list",))).expect("a help");
    assert_eq!(help, "list(dir_name) => [<filenames>]\n\nReturns the names\n  of the entries.");
    assert_eq!(run(dispatcher().call("system.methodHelp", ("dir.more",))), Ok(String::new()));
}

#[test]
fn signatures_name_the_outermost_types() {
    assert_eq!(signature("dir.list"), Ok(vec![Value::from(["array", "string"])].into()));
    let types = ["struct", "int", "int", "boolean", "double", "dateTime.iso8601", "base64"];
    assert_eq!(signature("dir.types"), Ok(vec![Value::from(types)].into()));
    assert_eq!(signature("system.listMethods"), Ok(vec![Value::from(["array"])].into()));
}

#[test]
fn types_without_a_standard_name_make_a_signature_undef() {
    let dispatcher = dispatcher()
        .function("any", |_: Value| 1)
        .function("nil", |_: i32| ())
        .function("unknown", |a: i32| std::net::IpAddr::from([127, 0, 0, a as u8]))
        .function("long", |_: Option<u32>| 1_i64);
    for name in ["dir.more", "any", "nil", "unknown"] {
        assert_eq!(run(dispatcher.call("system.methodSignature", (name,))), Ok(Value::from("undef")), "{name}");
    }
    let forms = vec![Value::from(["int"]), Value::from(["int", "int"])];
    assert_eq!(run(dispatcher.call("system.methodSignature", ("long",))), Ok(Value::from(forms)));
}

#[test]
fn extensions_have_their_own_names_if_a_setting_says_so() {
    let dispatcher = dispatcher().signature_extensions(true);
    let signature = |name: &str| run(dispatcher.call::<Value>("system.methodSignature", (name,)));
    let types = ["struct", "int", "i8", "boolean", "double", "dateTime.iso8601", "base64"];
    assert_eq!(signature("dir.types"), Ok(vec![Value::from(types)].into()));
    let short = Value::from(["nil", "any", "base64", "array", "array"]);
    let long = Value::from(["nil", "any", "base64", "array", "array", "string"]);
    assert_eq!(signature("dir.more"), Ok(vec![short, long].into()));
    assert_eq!(signature("system.listMethods"), Ok(vec![Value::from(["array"])].into()));
}

#[test]
fn an_unknown_name_is_a_fault() {
    assert_eq!(signature("dir.nothing"), Err(METHOD_NOT_FOUND));
    let help = run(dispatcher().call::<String>("system.methodHelp", ("dir.nothing",)));
    assert_eq!(help.map_err(|fault| fault.code()), Err(METHOD_NOT_FOUND));
    assert_eq!(run(dispatcher().call("system.methodExist", ("dir.nothing",))), Ok(false));
}

#[test]
fn capabilities_name_their_specifications() {
    let capabilities: Value = run(dispatcher().call("system.getCapabilities", ())).expect("capabilities");
    for name in ["xmlrpc", "introspect", "introspection", "system.multicall", "faults_interop", "nil"] {
        assert!(capabilities[name]["specUrl"].as_str().is_some_and(|url| url.starts_with("http")), "{name}");
        assert!(capabilities[name]["specVersion"].as_i64().is_some(), "{name}");
    }
}

#[test]
fn capabilities_are_those_that_the_settings_leave() {
    let strict = Dispatcher::new().reading(Reading::strict());
    let without_nil = Dispatcher::new().dialect(Dialect::strict());
    let python = Dispatcher::new().dialect(Dialect { nil: NilForm::Nil, ..Dialect::cpython() });
    let back = Dispatcher::new().dialect(Dialect::cpython()).dialect(Dialect::standard());
    for (dispatcher, nil, fault_codes) in
        [(strict, false, true), (without_nil, false, true), (python, true, false), (back, true, true)]
    {
        let known: BTreeMap<String, Value> = run(dispatcher.call("system.getCapabilities", ())).expect("capabilities");
        assert_eq!((known.contains_key("nil"), known.contains_key("faults_interop")), (nil, fault_codes), "{known:?}");
        assert!(known.contains_key("system.multicall"));
    }
}

#[test]
fn introspection_is_switched_off_with_one_call() {
    let dispatcher = dispatcher().introspection(false);
    assert_eq!(dispatcher.method_names(), ["dir.list", "dir.more", "dir.types"]);
    let fault = run(dispatcher.call::<Value>("system.listMethods", ())).expect_err("a fault");
    assert_eq!(fault.code(), METHOD_NOT_FOUND);
}

/// A service with names under `system.`, as rTorrent and LAVA publish them.
struct Machine;

#[rpc_service(prefix = "system")]
impl Machine {
    #[expose(inline, name = "client_version", alias = "library_version")]
    fn version(&self) -> &'static str {
        "0.9.8"
    }
}

#[expose(name = "system.hostname", inline)]
fn hostname() -> &'static str {
    "localhost"
}

struct Plain;

#[rpc_service]
impl Plain {
    #[expose(inline, absolute = "system.pid")]
    fn pid(&self) -> i32 {
        7
    }
}

struct Lister;

#[rpc_service(prefix = "system")]
impl Lister {
    #[expose(inline, name = "listMethods")]
    fn names(&self) -> Vec<String> {
        vec![String::from("of the program")]
    }
}

#[test]
fn names_under_system_are_free_but_for_the_six_of_introspection() {
    let dispatcher = Dispatcher::new()
        .mount(Machine)
        .mount_at("system.again", Machine)
        .mount(Plain)
        .discover()
        .function("system.version", || 3);
    assert_eq!(dispatcher.check(), Ok(()));
    assert_eq!(run(dispatcher.call("system.client_version", ())), Ok(String::from("0.9.8")));
    assert_eq!(run(dispatcher.call("system.library_version", ())), Ok(String::from("0.9.8")));
    assert_eq!(run(dispatcher.call("system.again.client_version", ())), Ok(String::from("0.9.8")));
    assert_eq!(run(dispatcher.call("system.hostname", ())), Ok(String::from("localhost")));
    assert_eq!(run(dispatcher.call("system.pid", ())), Ok(7));
    assert_eq!(run(dispatcher.call("system.version", ())), Ok(3));
    let names = dispatcher.method_names();
    for name in ["system.client_version", "system.hostname", "system.pid", "system.listMethods"] {
        assert!(names.iter().any(|published| published == name), "{name}");
    }
}

#[test]
fn a_name_of_introspection_is_a_mistake_that_names_both_places() {
    for name in ["listMethods", "methodHelp", "methodSignature", "methodExist", "getCapabilities", "multicall"] {
        let name = format!("system.{name}");
        let error = Dispatcher::new().function(name.as_str(), || 1).check().expect_err("a clash").to_string();
        assert!(error.starts_with(&format!("method name \"{name}\" is registered twice: by introspection")), "{error}");
        assert!(error.contains("introspection(false)") && error.contains("introspection.rs:"), "{error}");
    }
    let error = Dispatcher::new().mount(Lister).check().expect_err("a clash").to_string();
    assert!(error.contains("Lister (") && error.contains("introspection"), "{error}");
}

#[test]
fn without_introspection_its_names_are_free_too() {
    let dispatcher =
        Dispatcher::new().mount(Lister).introspection(false).function("system.multicall", |calls: i32| calls);
    assert_eq!(dispatcher.check(), Ok(()));
    assert_eq!(run(dispatcher.call("system.listMethods", ())), Ok(vec![String::from("of the program")]));
    assert_eq!(run(dispatcher.call("system.multicall", (4,))), Ok(4));
    assert_eq!(dispatcher.method_names(), ["system.listMethods", "system.multicall"]);
}
