//! Results: as a tree, as JSON, and as JSON that can be given back.

use crate::support::{printed, replying, server, xmlrpc};

#[test]
fn json_has_dates_and_bytes_as_text() {
    let argument =
        r#"{"at": {"$dateTime": "20260131T12:34:56"}, "data": {"$base64": "aGVsbG8="}, "big": 5000000000, "no": null}"#;
    let expected =
        "{\n  \"at\": \"20260131T12:34:56\",\n  \"data\": \"aGVsbG8=\",\n  \"big\": 5000000000,\n  \"no\": null\n}\n";
    assert_eq!(printed(0, [server(), "call", "echo", argument, "--json"]), expected);
    assert_eq!(printed(0, ["--json", server(), "call", "echo", argument]), expected);
}

#[test]
fn typed_json_can_be_given_back() {
    let values = [
        "i8:5",
        "i8:5000000000",
        "d:5",
        "d:-0.0",
        "d:0.1",
        "t:2026-01-31T12:34:56.5+02:00",
        "64:AP8=",
        "s:{\"a\": 1}",
        "s:\u{7f} é \u{202e}",
        r#"{"$struct": {"$base64": {"$i8": 1}}}"#,
        r#"[[], {}, {"": null}, {"b": 1, "a": [1.0, true]}]"#,
        "nil:",
    ];
    for value in values {
        let typed = printed(0, [server(), "call", "echo", value, "--typed-json"]);
        // A shell leaves out the line feed at the end.
        let again = printed(0, [server(), "call", "type", typed.trim_end()]);
        assert_eq!(again, printed(0, [server(), "call", "type", value]), "{value} {typed}");
    }
}

#[test]
fn a_text_is_printed_as_it_is_in_a_pipe() {
    assert_eq!(printed(0, [server(), "call", "echo", "s:a\nb"]), "a\nb\n");
    assert_eq!(printed(0, [server(), "call", "echo", r#"["a\nb", "5"]"#]), "- \"a\\nb\"\n- \"5\"\n");
}

#[test]
fn a_fault_is_on_standard_error_with_its_code() {
    let ending = xmlrpc([server(), "call", "fail", "no\tsuch\u{9b}31m file"]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
    assert_eq!(ending.stderr, "xmlrpc: fault 17: no\tsuch\\u{9b}31m file\n");
}

#[test]
fn a_text_as_the_code_of_a_fault_is_kept() {
    let document = "<?xml version='1.0'?><methodResponse><fault><value><struct><member><name>faultCode</name>\
                    <value>HOST_DOWN</value></member><member><name>faultString</name><value>no host</value></member>\
                    </struct></value></fault></methodResponse>";
    let address = replying("200 OK", "text/xml", document);
    let text = printed(1, [address.as_str(), "call", "m", "--reading", "tolerant"]);
    assert_eq!(text, "xmlrpc: fault HOST_DOWN: no host\n");
}

#[test]
fn the_tolerant_reading_reads_what_servers_send() {
    let document = "\n<?xml version='1.0'?><methodResponse><params><param><value><array><data><value><double>nan</double></value>\
                    <value><dateTime.iso8601></dateTime.iso8601></value><value>a\u{1}b</value></data></array></value></param>\
                    </params></methodResponse>";
    let address = replying("200 OK", "text/xml", document);
    assert_eq!(printed(0, [address.as_str(), "call", "m", "--reading", "tolerant"]), "- NaN\n- nil\n- a\u{fffd}b\n");
    assert_eq!(xmlrpc([address.as_str(), "call", "m"]).code, Some(3));
    let json = printed(0, [address.as_str(), "call", "m", "--reading", "tolerant", "--typed-json"]);
    assert!(json.contains("\"$double\": \"NaN\""), "{json}");
}
