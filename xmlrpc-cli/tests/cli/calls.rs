//! `list`, `describe`, `call` and `completions`.

use std::io::Read;
use std::process::Stdio;

use crate::support::{command, printed, python_server, run, scripted, server, xmlrpc};

#[test]
fn the_methods_of_a_server_are_listed() {
    let names = printed(0, [server(), "list"]);
    assert!(names.lines().any(|name| name == "math.add") && names.lines().any(|name| name == "system.listMethods"));
    let json = printed(0, [server(), "list", "--json"]);
    assert!(json.starts_with("[\n") && json.contains("\"math.add\""), "{json}");
}

#[test]
fn a_method_is_described() {
    let text = printed(0, [server(), "describe", "math.add"]);
    assert_eq!(text, "math.add(a: int, b: int) -> int\n\n  Add two numbers.\n\n  The sum is an integer.\n");
    let json = printed(0, [server(), "describe", "math.add", "--json"]);
    assert!(json.contains("\"returns\": \"int\"") && json.contains("\"params\": ["), "{json}");
}

#[test]
fn our_servers_describe_types_that_have_no_name_in_the_standard() {
    let text = printed(0, [server(), "describe", "store.put"]);
    assert!(text.contains("store.put(item: Item, times?: int, more…: string) -> array<Item>\n"), "{text}");
    assert_eq!(printed(0, [server(), "call", "math.scale", "2", "3"]), "6.0\n");
    let item = r#"{"name": "a", "kind": "small", "parts": []}"#;
    assert!(printed(0, [server(), "call", "store.put", item, "2", "3", "4", "5"]).contains("name: a"));
    assert!(printed(2, [server(), "call", "math.scale", "2"]).contains("(factor: double, number: i8)"));
}

#[test]
fn a_method_is_called() {
    assert_eq!(printed(0, [server(), "call", "math.add", "2", "3"]), "5\n");
    assert_eq!(printed(0, [server(), "call", "math.add", "-5", "i:-2"]), "-7\n");
    assert_eq!(printed(0, [server(), "call", "math.half", "-1e-5", "--json"]), "-5e-6\n");
    assert_eq!(printed(0, [server(), "call", "math.half", "--", "-.5"]), "-0.25\n");
    assert_eq!(printed(0, [server(), "call", "echo", "{\"a\": [1, null]}"]), "a:\n  - 1\n  - nil\n");
}

#[test]
fn pythons_server_is_called() {
    let (_running, address) = python_server();
    let address = address.as_str();
    assert_eq!(printed(0, [address, "call", "add", "2", "3"]), "5\n");
    assert_eq!(
        printed(0, [address, "call", "types", "1", "1.5", "true", "null", "x"]),
        "- int\n- float\n- bool\n- NoneType\n- str\n"
    );
    assert_eq!(printed(0, [address, "call", "now"]), "20260131T12:34:56\n");
    assert_eq!(printed(0, [address, "describe", "add"]), "add: the server knows no signature\n\n  Add two numbers.\n");
    assert_eq!(printed(1, [address, "call", "fail", "no"]), "xmlrpc: fault 42: no\n");
    let unknown = printed(1, [address, "describe", "ad"]);
    assert!(unknown.contains("\"add\""), "{unknown}");
}

#[test]
fn names_of_a_hostile_server_stay_on_their_line() {
    let address = scripted(|name, _| {
        (name == "system.listMethods")
            .then(|| "<array><data><value>a\nb</value><value>\u{9b}31m</value><value></value></data></array>".into())
    });
    assert_eq!(printed(0, [address.as_str(), "list"]), "\"a\\nb\"\n\"\\u{9b}31m\"\n\"\"\n");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let long = format!("[{}\"x\"]", "\"x\",".repeat(20_000));
    let mut child = command().args([server(), "call", "echo", &long]).spawn().expect("the command starts");
    let mut stdout = child.stdout.take().expect("stdout is piped");
    let mut byte = [0];
    assert_eq!(stdout.read(&mut byte).ok(), Some(1));
    drop(stdout);
    let ending = child.wait_with_output().expect("the command ends");
    assert_eq!((ending.status.code(), String::from_utf8_lossy(&ending.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn completions_are_printed_without_a_server() {
    for shell in ["bash", "zsh", "fish"] {
        let script = printed(0, ["completions", shell]);
        assert!(script.contains("describe") && script.contains("typed-json"), "{shell}");
    }
    assert_eq!(xmlrpc(["completions", "cmd"]).code, Some(2));
}

#[test]
fn both_documents_are_shown_on_standard_error() {
    let ending = xmlrpc([server(), "--raw", "call", "math.add", "2", "3"]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(0), "5\n"));
    assert_eq!(ending.stderr.matches("<methodCall>").count(), 1, "{}", ending.stderr);
    assert_eq!(ending.stderr.matches("<methodResponse>").count(), 1, "{}", ending.stderr);
    assert!(ending.stderr.contains("<methodName>math.add</methodName>") && ending.stderr.contains("<int>5</int>"));
}

#[test]
fn a_closed_standard_error_is_no_panic() {
    let mut command = command();
    command.args([server(), "call", "fail", "x"]).stderr(Stdio::null());
    assert_eq!(run(&mut command).code, Some(1));
}
