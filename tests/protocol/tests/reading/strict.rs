//! The strict reading: the specification alone.

use xmlrpc_service::fault::{INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND, NOT_WELL_FORMED};
use xmlrpc_service::{Reading, value};

use super::{answer_in, call, call_with, code_in};

#[test]
fn the_specification_is_read() {
    let content = "<struct><member><name>a b</name><value><array><data><value><i4>-1</i4></value><value> x </value>\
        <value><boolean>1</boolean></value><value><double>-12.5</double></value></data></array></value></member></struct>";
    let document = format!("<?xml version='1.0'?><!-- c -->{}", call_with("any", content));
    assert_eq!(code_in(Reading::strict(), document), Ok(value!({ "a b": [-1, " x ", true, -12.5] })));
    let base64 = call_with("any", "<base64>eW\n91</base64>");
    assert!(code_in(Reading::strict(), base64).is_ok());
}

#[test]
fn elements_and_attributes_beyond_it_are_refused() {
    for content in [
        "<i8>1</i8>",
        "<nil/>",
        "<i1>1</i1>",
        "<i2>1</i2>",
        "<float>1.5</float>",
        "<biginteger>1</biginteger>",
        "<bigdecimal>1.5</bigdecimal>",
        "<ex:i8 xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'>1</ex:i8>",
        "<int a='b'>1</int>",
        "<array><data a='b'/></array>",
        "<struct><member><name a='b'>n</name><value/></member></struct>",
    ] {
        let document = call_with("any", content);
        assert_eq!(code_in(Reading::strict(), &*document), Err(INVALID_REQUEST), "{content}");
        assert!(code_in(Reading::standard(), &*document).is_ok(), "{content}");
    }
    let document = "<methodCall xmlns='x'><methodName>all</methodName></methodCall>";
    assert_eq!(code_in(Reading::strict(), document), Err(INVALID_REQUEST));
    assert!(code_in(Reading::standard(), document).is_ok());
}

#[test]
fn a_method_name_has_the_characters_of_the_specification() {
    for (name, code) in [
        ("a.b_c:d/9", METHOD_NOT_FOUND),
        ("no such", INVALID_REQUEST),
        ("é", INVALID_REQUEST),
        ("a-b", INVALID_REQUEST),
    ] {
        assert_eq!(code_in(Reading::strict(), call(name, "")), Err(code), "{name}");
        assert_eq!(code_in(Reading::standard(), call(name, "")), Err(METHOD_NOT_FOUND), "{name}");
    }
}

#[test]
fn a_scalar_beyond_it_names_its_parameter() {
    for text in [
        "<int> 1</int>",
        "<int>2147483648</int>",
        "<boolean>true</boolean>",
        "<double>1e3</double>",
        "<dateTime.iso8601>19980717T14:08:55Z</dateTime.iso8601>",
    ] {
        let params = format!(
            "<param><value>x</value></param><param><value><array><data><value>{text}</value></data></array></value></param>"
        );
        let fault = answer_in(Reading::strict(), call("all", &params)).0.expect_err(text);
        assert_eq!(fault.code(), INVALID_PARAMETERS, "{text}");
        assert!(fault.message().starts_with("parameter 2 (values)[0]: "), "{fault}");
        assert!(fault.message().contains("(line 1, column "), "{fault}");
        assert!(code_in(Reading::standard(), call("all", &params)).is_ok(), "{text}");
    }
}

#[test]
fn the_graver_fault_comes_first() {
    let bad = "<param><value><int> 1</int></value></param>";
    for (document, code) in [
        (call("all", &format!("{bad}<param><value><nil/></value></param>")), INVALID_REQUEST),
        (call("all", &format!("{bad}<param><value><nil/></valu></param>")), NOT_WELL_FORMED),
        (format!("{}<", call("a b", bad)), NOT_WELL_FORMED),
        (call("missing", bad), METHOD_NOT_FOUND),
        (call("missing", "<param><value><nil/></value></param>"), INVALID_REQUEST),
    ] {
        assert_eq!(code_in(Reading::strict(), &*document), Err(code), "{document}");
    }
}
