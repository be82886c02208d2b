//! Documents that are no XML.

use xmlrpc_service::Value;
use xmlrpc_service::fault::NOT_WELL_FORMED;

use super::{call, call_with, fault_of, outcome};

/// What may not stand inside a value.
const INSIDE: &[&str] = &[
    "<int>1</i4>",
    "<int>1",
    "</int>",
    "<int>1</int",
    "<>1</>",
    "< int>1</int>",
    "<int>1</ int>",
    "<1nt>1</1nt>",
    "<int a>1</int>",
    "<int a=1>1</int>",
    "<int a='1' a='2'>1</int>",
    "<int a='1'b='2'>1</int>",
    "<int a='<'>1</int>",
    "<int a='&'>1</int>",
    "<int>1</int a='b'>",
    "&unknown;",
    "&",
    "a & b",
    "&#x;",
    "&#xZZ;",
    "a ]]> b",
    "<!-- a -- b -->",
    "<!-- a --->",
    "<!-->",
    "<![CDATA[ a",
    "<![cdata[ a ]]>",
    "<?xml version='1.0'?>",
    "<?XML x?>",
    "<? x?>",
    "<?x",
    "<!DOCTYPE a>",
    "<!doctype a>",
    "<!ENTITY a 'b'>",
    "<!a>",
    "<",
];

#[test]
fn inside_a_value() {
    for piece in INSIDE {
        for method in ["echo.any", "no.such"] {
            let fault = fault_of(call_with(method, piece));
            assert_eq!(fault.code(), NOT_WELL_FORMED, "{piece}: {fault}");
            assert!(fault.message().contains("(line 1, column "), "{piece}: {fault}");
        }
    }
}

#[test]
fn around_the_root() {
    let good = call("echo.nothing", "");
    for document in [
        String::new(),
        " ".to_owned(),
        "text".to_owned(),
        "{}".to_owned(),
        format!("text{good}"),
        format!("{good}text"),
        format!("{good}{good}"),
        format!("{good}<a/>"),
        format!("{good}</a>"),
        format!("{good}&#32;"),
        format!("<![CDATA[]]>{good}"),
        format!("{good}<![CDATA[ ]]>"),
        format!(" <?xml version='1.0'?>{good}"),
        format!("<!-- a --><?xml version='1.0'?>{good}"),
        format!("<?xml version='1.0'?><?xml version='1.0'?>{good}"),
        format!("<?xml encoding='UTF-8'?>{good}"),
        format!("<?xml version='1.0' standalone='maybe'?>{good}"),
        format!("<?xml version=1.0?>{good}"),
        format!("<?xml version='1.0' encoding='UTF-8'{good}"),
        format!("<!DOCTYPE methodCall>{good}"),
        format!("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>{good}"),
        format!("{good}<!DOCTYPE a>"),
        good.replace("</methodCall>", ""),
        good.replace("<methodCall>", ""),
        good.replace("</methodName>", "</methodname>"),
    ] {
        assert_eq!(fault_of(document.clone()).code(), NOT_WELL_FORMED, "{document}");
    }
}

#[test]
fn what_xml_allows_around_the_root() {
    let good = call("echo.nothing", "");
    for document in [
        format!("<?xml version='1.0' encoding=\"utf-8\" standalone='no' ?>\r\n{good}\n"),
        format!("<!-- a --><?pi b?>\n{good}<!-- c --> <?d?>\n"),
        format!("\n{good}"),
        good.replace("<methodCall>", "<methodCall a='b' xmlns='c'>"),
        good.replace("<methodName>", "<!-- x --><methodName>").replace("</methodCall>", "</methodCall\n>"),
    ] {
        assert_eq!(outcome(document.clone()), Ok(Value::Nil), "{document}");
    }
}

#[test]
fn a_doctype_is_refused_at_its_first_byte() {
    let fault = fault_of(format!("<?xml version='1.0'?>\n  <!DOCTYPE a SYSTEM 'file:///etc/passwd'>{}", call("a", "")));
    assert_eq!(fault.message(), "a DOCTYPE is refused: XML-RPC has none (line 2, column 3)");
}

#[test]
fn every_truncation_of_a_call_is_refused() {
    let whole = call_with("echo.any", "<struct><member><name>a</name><value><int>1</int></value></member></struct>");
    for end in 0..whole.len() {
        assert_eq!(fault_of(&whole.as_bytes()[..end]).code(), NOT_WELL_FORMED, "{}", &whole[..end]);
    }
}
