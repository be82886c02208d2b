//! What is wrong with a call, by code and by text.

use xmlrpc_service::fault::{
    INTERNAL_ERROR, INVALID_CHARACTER, INVALID_PARAMETERS, METHOD_NOT_FOUND, NOT_WELL_FORMED, UNSUPPORTED_ENCODING,
};

use super::{answer_of, call, call_with, dispatcher, fault_of, outcome};

#[test]
fn an_unknown_method_is_named_escaped_and_cut() {
    let fault = fault_of(call("no.such", ""));
    assert_eq!((fault.code(), fault.message()), (METHOD_NOT_FOUND, "method \"no.such\" is not supported"));
    let long = fault_of(call(&"n".repeat(200), ""));
    assert_eq!(long.message(), format!("method \"{}…\" is not supported", "n".repeat(64)));
    let odd = fault_of(call("a&lt;b&#9;c\u{7f}", ""));
    assert_eq!(odd.message(), "method \"a<b\\u{9}c\\u{7f}\" is not supported");
    assert_eq!(fault_of(call("", "")).code(), METHOD_NOT_FOUND);
    assert_eq!(fault_of(call(" echo.nothing", "")).code(), METHOD_NOT_FOUND);
}

#[test]
fn too_few_and_too_many_parameters_are_counted() {
    let one = "<param><value><int>1</int></value></param>";
    let few = fault_of(call("echo.two", ""));
    assert_eq!(few.code(), INVALID_PARAMETERS);
    assert_eq!(
        few.message(),
        "echo.two takes 1 to 2 parameters (first, second), 0 given: parameter 1 (first) is missing"
    );
    let many = fault_of(call("echo.two", &one.repeat(5)));
    assert_eq!(many.message(), "echo.two takes 1 to 2 parameters (first, second), 5 given");
    assert_eq!(fault_of(call("echo.nothing", one)).message(), "echo.nothing takes no parameters, 1 given");
    assert_eq!(outcome(call("echo.two", one)), Ok(101.into()));
    assert_eq!(outcome(call("echo.two", &one.repeat(2))), Ok(2.into()));
}

#[test]
fn a_wrong_parameter_is_told_by_number_name_and_place() {
    let fault =
        fault_of(call("echo.two", "<param><value><int>1</int></value></param>\n<param><value>x</value></param>"));
    assert_eq!(fault.code(), INVALID_PARAMETERS);
    assert_eq!(fault.message(), "parameter 2 (second): expected an int, found a string (line 2, column 8)");
}

#[test]
fn values_that_do_not_suit_are_invalid_parameters() {
    for (method, value) in [
        ("echo.int", "<int>2147483648</int>"),
        ("echo.int", "<int>1.0</int>"),
        ("echo.int", "<int/>"),
        ("echo.int", "<int>1_000</int>"),
        ("echo.int", "<int>٣</int>"),
        ("echo.int", "<double>1</double>"),
        ("echo.int", "<nil/>"),
        ("echo.byte", "<int>256</int>"),
        ("echo.byte", "<int>-1</int>"),
        ("echo.unsigned", "<int>-1</int>"),
        ("echo.long", "<i8>9223372036854775808</i8>"),
        ("echo.boolean", "<boolean>2</boolean>"),
        ("echo.boolean", "<boolean>True</boolean>"),
        ("echo.boolean", "<int>1</int>"),
        ("echo.double", "<double>nan</double>"),
        ("echo.double", "<double>1e999</double>"),
        ("echo.double", "<double>3,4</double>"),
        ("echo.text", "<int>1</int>"),
        ("echo.date", "<dateTime.iso8601>19980732T00:00:00</dateTime.iso8601>"),
        ("echo.date", "<dateTime.iso8601/>"),
        ("echo.date", "19980717T14:08:55"),
        ("echo.base64", "<base64>!!!!</base64>"),
        ("echo.base64", "<base64>eW9</base64>"),
        ("echo.base64", "<string>eW91</string>"),
        ("echo.pair", "<array><data><value><int>1</int></value></data></array>"),
        ("echo.pair", "<array><data><value><int>1</int></value><value>x</value><value>y</value></data></array>"),
        ("echo.person", "<struct/>"),
        ("echo.person", "<array><data/></array>"),
        ("echo.map", "<struct><member><name>a</name><value>x</value></member></struct>"),
        (
            "echo.any",
            "<struct><member><name>a</name><value>1</value></member><member><name>a</name><value>2</value></member></struct>",
        ),
        ("echo.shape", "<string>Nothing</string>"),
        ("echo.shape", "<string>Circle</string>"),
        ("echo.shape", "<struct/>"),
        ("echo.any", "<int>99999999999999999999</int>"),
        ("echo.any", "<double>inf</double>"),
    ] {
        let fault = fault_of(call_with(method, value));
        assert_eq!(fault.code(), INVALID_PARAMETERS, "{method} {value}: {fault}");
        let place = if method == "echo.map" { "parameter 1 (value).a: " } else { "parameter 1 (value): " };
        assert!(fault.message().starts_with(place), "{method} {value}: {fault}");
        assert!(fault.message().contains("(line 1, column "), "{method} {value}: {fault}");
    }
}

#[test]
fn a_range_is_told_when_a_number_leaves_it() {
    let fault = fault_of(call_with("echo.int", "<i8>2147483648</i8>"));
    assert!(fault.message().contains("expected -2147483648 to 2147483647"), "{fault}");
}

#[test]
fn no_value_of_the_request_is_repeated() {
    for document in [
        call_with("echo.int", "<string>SECRET</string>"),
        call_with("echo.int", "<int>SECRET</int>"),
        call_with("echo.person", "<struct><member><name>SECRET</name><value>SECRET</value></member></struct>"),
        call_with("echo.any", "<SECRET>SECRET</SECRET>"),
        call_with("echo.any", "<int>1</SECRET>"),
        call_with("echo.any", "&SECRET;"),
        call_with("echo.any", "<int SECRET>1</int>"),
        format!("<?xml version='1.0' encoding='SECRET'?>{}", call("echo.nothing", "")),
        "<SECRET/>".to_owned(),
    ] {
        let fault = fault_of(document.clone());
        assert!(!fault.message().contains("SECRET"), "{document}: {fault}");
        assert!(fault.message().chars().count() <= 256, "{fault}");
    }
}

#[test]
fn a_document_that_is_broken_is_told_so_before_anything_else() {
    let broken_behind = |document: String| document.replace("</methodCall>", "</methodCall><oops>");
    assert_eq!(fault_of(broken_behind(call("no.such", ""))).code(), NOT_WELL_FORMED);
    assert_eq!(fault_of(broken_behind(call_with("echo.int", "x"))).code(), NOT_WELL_FORMED);
    assert_eq!(fault_of(broken_behind(call("echo.two", ""))).code(), NOT_WELL_FORMED);
    assert_eq!(fault_of(call_with("echo.int", "<wrong/>").replace("</params>", "")).code(), NOT_WELL_FORMED);
}

#[test]
fn no_method_runs_before_its_request_was_read_to_the_end() {
    let dispatcher = dispatcher();
    let whole = call_with("echo.any", "<int>1</int>");
    for end in 0..whole.len() {
        answer_of(&dispatcher, &whole.as_bytes()[..end]);
    }
    for behind in ["x", "<a/>", "<!DOCTYPE a>", "<methodCall/>", "&#32;", "<![CDATA[]]>", "\u{1}"] {
        answer_of(&dispatcher, format!("{whole}{behind}"));
    }
    for more in ["<param/>", "<x/>", "text", "<param><value/></param>"] {
        answer_of(&dispatcher, whole.replace("</params>", &format!("{more}</params>")));
    }
    assert!(answer_of(&dispatcher, call("echo.count", "")).contains("<int>0</int>"));
    answer_of(&dispatcher, whole);
    assert!(answer_of(&dispatcher, call("echo.count", "")).contains("<int>1</int>"));
}

#[test]
fn character_sets_that_are_not_known_or_do_not_fit() {
    let declared = |name: &str| format!("<?xml version='1.0' encoding='{name}'?>{}", call("echo.nothing", ""));
    assert_eq!(fault_of(declared("koi8-r")).code(), UNSUPPORTED_ENCODING);
    assert_eq!(
        fault_of(call_with("echo.text", "é").chars().map(|c| c as u8).collect::<Vec<_>>()).code(),
        INVALID_CHARACTER
    );
    assert_eq!(fault_of(call_with("echo.text", "&#1;")).code(), INVALID_CHARACTER);
    assert_eq!(fault_of(call_with("echo.text", "\u{ffff}")).code(), INVALID_CHARACTER);
}

#[test]
fn a_byte_that_does_not_fit_is_counted_from_the_start() {
    let fault = fault_of(b"\xef\xbb\xbfabc\xff".to_vec());
    assert!(fault.message().starts_with("byte 6 of the document"), "{fault}");
    let wide: Vec<u8> =
        [0xFEFF, 0xD83D, 0xDE00, 0xD800, 0x41].iter().flat_map(|unit: &u16| unit.to_le_bytes()).collect();
    let fault = fault_of(wide);
    assert!(fault.message().starts_with("byte 6 of the document"), "{fault}");
}

#[test]
fn results_that_cannot_be_carried_are_internal_errors() {
    for method in ["echo.nan", "echo.control", "echo.huge"] {
        let fault = fault_of(call(method, ""));
        assert_eq!(fault.code(), INTERNAL_ERROR, "{method}: {fault}");
    }
}

#[test]
fn a_panic_is_a_fault_that_tells_nothing() {
    let fault = fault_of(call("echo.panic", ""));
    assert_eq!((fault.code(), fault.message()), (INTERNAL_ERROR, "the method failed unexpectedly"));
}

#[test]
fn a_fault_of_the_method_arrives_whole() {
    let text = "long ".repeat(1000);
    let params = |text: &str| {
        format!("<param><value><int>4</int></value></param><param><value><string>{text}</string></value></param>")
    };
    let fault = fault_of(call("echo.fail", &params(&text)));
    assert_eq!((fault.code(), fault.message()), (4, text.as_str()));
    let escaped = answer_of(&dispatcher(), call("echo.fail", &params("a &lt; b")));
    assert!(escaped.contains("<string>a &lt; b</string>") && !escaped.contains("secret"));
}
