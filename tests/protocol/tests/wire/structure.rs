//! Documents that are XML but not XML-RPC.

use xmlrpc_service::fault::INVALID_REQUEST;

use super::{call, call_with, fault_of};

#[test]
fn the_frame_of_a_call() {
    for document in [
        "<methodResponse><params><param><value/></param></params></methodResponse>",
        "<methodCall/>",
        "<methodCall></methodCall>",
        "<a/>",
        "<methodcall><methodName>echo.nothing</methodName></methodcall>",
        "<methodCall><params/><methodName>echo.nothing</methodName></methodCall>",
        "<methodCall><methodName>echo.nothing</methodName><methodName>echo.nothing</methodName></methodCall>",
        "<methodCall><methodName>echo.nothing</methodName><params/><params/></methodCall>",
        "<methodCall><methodName>echo.nothing</methodName><params/>text</methodCall>",
        "<methodCall>text<methodName>echo.nothing</methodName></methodCall>",
        "<methodCall><methodName>echo.nothing</methodName><extra/></methodCall>",
        "<methodCall><methodName><b>echo</b>.nothing</methodName></methodCall>",
        "<methodCall><methodName>echo.nothing</methodName><params><value/></params></methodCall>",
        "<methodCall><methodName>echo.nothing</methodName><fault/></methodCall>",
        "<x:methodCall xmlns:x='y'><x:methodName>echo.nothing</x:methodName></x:methodCall>",
    ] {
        assert_eq!(fault_of(document).code(), INVALID_REQUEST, "{document}");
    }
}

#[test]
fn parameters() {
    for params in [
        "<param/>",
        "<param></param>",
        "<param><value/><value/></param>",
        "<param><name>x</name><value/></param>",
        "<param><string>x</string></param>",
        "<param>text</param>",
        "<value>1</value>",
        "text",
        "<param><value/></param>text",
    ] {
        assert_eq!(fault_of(call("echo.any", params)).code(), INVALID_REQUEST, "{params}");
    }
}

#[test]
fn values() {
    for value in [
        "<int>1</int><int>2</int>",
        "text<int>1</int>",
        "<int>1</int>text",
        "<value>1</value>",
        "<int><b>1</b></int>",
        "<string>a<b/>c</string>",
        "<integer>1</integer>",
        "<INT>1</INT>",
        "<ex:nil/>",
        "<ex:int xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'>1</ex:int>",
        "<dom/>",
        "<nil>text</nil>",
        "<array/>",
        "<array></array>",
        "<array><value>1</value></array>",
        "<array><data/><data/></array>",
        "<array><data>text</data></array>",
        "<array><data><int>1</int></data></array>",
        "<struct><value>1</value></struct>",
        "<struct>text</struct>",
        "<struct><member/></struct>",
        "<struct><member></member></struct>",
        "<struct><member><name>a</name></member></struct>",
        "<struct><member><value>1</value></member></struct>",
        "<struct><member><value>1</value><name>a</name></member></struct>",
        "<struct><member><name>a</name><value>1</value><value>2</value></member></struct>",
        "<struct><member><name>a</name><name>b</name><value>1</value></member></struct>",
        "<struct><member><name><b/></name><value>1</value></member></struct>",
        "<struct><member><name>a</name><int>1</int></member></struct>",
    ] {
        // Once for a method that takes the value, once for one that takes none: a parameter too many is the lesser fault.
        for method in ["echo.any", "echo.nothing", "no.such"] {
            let fault = fault_of(call_with(method, value));
            assert_eq!(fault.code(), INVALID_REQUEST, "{value}: {fault}");
        }
    }
}

#[test]
fn the_fault_says_what_was_expected_what_was_found_and_where() {
    let fault = fault_of("<methodCall>\n  <params/>\n</methodCall>");
    assert_eq!(fault.message(), "not XML-RPC: expected `<methodName>`, found `<params>` (line 2, column 3)");
    let fault = fault_of(call_with("echo.any", "<array><data><int>1</int></data></array>"));
    assert!(
        fault.message().starts_with("not XML-RPC: expected `<value>` or `</data>`, found `<int>` (line 1, column "),
        "{fault}"
    );
    let fault = fault_of(call_with("echo.any", "<secret/>"));
    assert!(fault.message().contains("found an unknown element"), "{fault}");
}
