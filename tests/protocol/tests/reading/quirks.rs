//! The tolerant reading: each form that it reads and the standard reading refuses.

use xmlrpc_service::fault::{INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND, NOT_WELL_FORMED};
use xmlrpc_service::reading::Quirk;
use xmlrpc_service::{DateTime, Limits, Reading, Value, value};

use super::{answer_in, call, call_with, code_in};

/// The tolerant reading gives the value and notes the quirk; the standard one gives the fault.
#[track_caller]
fn check(quirk: Quirk, code: i32, document: &str, value: impl Into<Value>) {
    assert_eq!(answer_in(Reading::tolerant(), document), (Ok(value.into()), vec![quirk]), "{document}");
    assert_eq!(code_in(Reading::standard(), document), Err(code), "{document}");
}

#[track_caller]
fn check_value(quirk: Quirk, code: i32, content: &str, value: impl Into<Value>) {
    check(quirk, code, &call_with("any", content), value);
}

fn date(text: &str) -> DateTime {
    text.parse().expect("a date")
}

#[test]
fn names_of_elements() {
    check_value(Quirk::UndeclaredPrefix, INVALID_REQUEST, "<ex:nil/>", Value::Nil);
    check_value(Quirk::UndeclaredPrefix, INVALID_REQUEST, "<ex:i8>5</ex:i8>", Value::Long(5));
    check_value(Quirk::PrefixedElement, INVALID_REQUEST, "<x:int>5</x:int>", 5);
    check_value(Quirk::UpperCase, INVALID_REQUEST, "<INT>5</INT>", 5);
    check_value(
        Quirk::UpperCase,
        INVALID_REQUEST,
        "<datetime.ISO8601>19980717T14:08:55</datetime.ISO8601>",
        date("19980717T14:08:55"),
    );
    check_value(Quirk::IntegerElement, INVALID_REQUEST, "<integer>5</integer>", 5);
    let shouted =
        "<METHODCALL><METHODNAME>any</METHODNAME><PARAMS><PARAM><VALUE><STRUCT/></VALUE></PARAM></PARAMS></METHODCALL>";
    check(Quirk::UpperCase, INVALID_REQUEST, shouted, value!({}));
    let prefixed = "<x:methodCall xmlns:x='y'><x:methodName>any</x:methodName><x:params><x:param><x:value><x:int>5</x:int>\
        </x:value></x:param></x:params></x:methodCall>";
    check(Quirk::PrefixedElement, INVALID_REQUEST, prefixed, 5);
}

#[test]
fn scalars() {
    for (word, boolean) in [("True", true), (" TRUE ", true), ("False", false), ("FALSE", false)] {
        check_value(Quirk::BooleanWord, INVALID_PARAMETERS, &format!("<boolean>{word}</boolean>"), boolean);
    }
}

#[test]
fn arrays_and_structs() {
    for array in ["<array/>", "<array></array>", "<array> </array>"] {
        check_value(Quirk::ArrayWithoutData, INVALID_REQUEST, array, value!([]));
    }
    let values = "<array><value>a</value><value><int>5</int></value></array>";
    check_value(Quirk::ArrayWithoutData, INVALID_REQUEST, values, value!(["a", 5]));
    let member = "<struct><member><value><int>5</int></value><name>a</name></member></struct>";
    check_value(Quirk::ValueBeforeName, INVALID_REQUEST, member, value!({ "a": 5 }));
    check(Quirk::ValueBeforeName, INVALID_REQUEST, &call_with("known", member), 5);
    let nested = format!("<struct><member><value>{member}</value><name>b</name></member></struct>");
    check_value(Quirk::ValueBeforeName, INVALID_REQUEST, &nested, value!({ "b": { "a": 5 } }));
}

#[test]
fn the_frame() {
    let standard = INVALID_REQUEST;
    let five = "<value><int>5</int></value>";
    check(Quirk::MissingValueElement, standard, &call("any", "<param><string>x</string></param>"), "x");
    let array = "<param><array><data><value>x</value></data></array></param>";
    check(Quirk::MissingValueElement, standard, &call("any", array), value!(["x"]));
    check(Quirk::NamedParameter, standard, &call("any", &format!("<param><name>ip</name>{five}</param>")), 5);
    let first = format!("<methodCall><params><param>{five}</param></params><methodName>any</methodName></methodCall>");
    check(Quirk::ParamsBeforeName, standard, &first, 5);
    let none = "<methodCall><params/><methodName>all</methodName></methodCall>";
    check(Quirk::ParamsBeforeName, standard, none, value!([]));
    check(Quirk::SpaceAroundMethodName, METHOD_NOT_FOUND, &call("\n any&#32;", &format!("<param>{five}</param>")), 5);
    let declared = format!("\r\n <?xml version='1.0'?>{}", call_with("any", "<int>5</int>"));
    check(Quirk::SpaceBeforeDeclaration, NOT_WELL_FORMED, &declared, 5);
    let list = call_with("system.listMethods", "x");
    let (names, quirks) = answer_in(Reading::tolerant(), &*list);
    assert!(names.is_ok() && quirks == [Quirk::ExtraArgument], "{names:?} {quirks:?}");
    assert_eq!(code_in(Reading::standard(), &*list), Err(INVALID_PARAMETERS));
}

#[test]
fn what_the_tolerant_reading_refuses() {
    for (content, code) in [
        ("<int>1</int><int>2</int>", INVALID_REQUEST),
        ("<value>1</value><value>2</value>", INVALID_REQUEST),
        ("<ex:serializable>rO0</ex:serializable>", INVALID_REQUEST),
        ("<ex:dom/>", INVALID_REQUEST),
        ("<value>1</value>", INVALID_REQUEST),
        ("a<int>5</int>", INVALID_REQUEST),
        ("<int>5</int>b", INVALID_REQUEST),
        ("<nil>nothing</nil>", INVALID_REQUEST),
        ("<array><data/><data/></array>", INVALID_REQUEST),
        ("<array><data><value/></array>", NOT_WELL_FORMED),
        ("<array><value/></data></array>", NOT_WELL_FORMED),
        ("<array></data>", NOT_WELL_FORMED),
        ("<unknown/>", INVALID_REQUEST),
        ("<INT>1</int>", NOT_WELL_FORMED),
        ("<x:int>1</y:int>", NOT_WELL_FORMED),
        ("<int>1_000</int>", INVALID_PARAMETERS),
        ("<int/>", INVALID_PARAMETERS),
        ("<double>3,4</double>", INVALID_PARAMETERS),
        ("<double>nan</double>", INVALID_PARAMETERS),
        ("<boolean>yes</boolean>", INVALID_PARAMETERS),
        ("<base64>eQ=</base64>", INVALID_PARAMETERS),
        ("<base64>!!</base64>", INVALID_PARAMETERS),
        ("<base64>-_-_</base64>", INVALID_PARAMETERS),
        ("<base64>eW8</base64>", INVALID_PARAMETERS),
        ("<dateTime.iso8601>19980717T14:08:55,5</dateTime.iso8601>", INVALID_PARAMETERS),
        ("<dateTime.iso8601>980717T14:08:55</dateTime.iso8601>", INVALID_PARAMETERS),
        ("<dateTime.iso8601>19981231T24:00:00</dateTime.iso8601>", INVALID_PARAMETERS),
        ("<dateTime.iso8601>19981231T23:59:60</dateTime.iso8601>", INVALID_PARAMETERS),
        ("<dateTime.iso8601>00000000T00:00:00</dateTime.iso8601>", INVALID_PARAMETERS),
        ("<struct><member><name>a</name></member></struct>", INVALID_REQUEST),
        ("<struct><member><value>a</value></member></struct>", INVALID_REQUEST),
        ("<array><data><value/></data><value/></array>", INVALID_REQUEST),
    ] {
        assert_eq!(code_in(Reading::tolerant(), call_with("any", content)), Err(code), "{content}");
    }
    for (document, code) in [
        (call("any", "<param/>"), INVALID_REQUEST),
        (call("any", "<param>x</param>"), INVALID_REQUEST),
        (call("any", "<value>x</value>"), INVALID_REQUEST),
        (call("any", "<param><int>5</int></value></param>"), NOT_WELL_FORMED),
        (call("any", "<param><VALUE>x</value></param>"), NOT_WELL_FORMED),
        (call("any", "<PARAM><value>x</value></param>"), NOT_WELL_FORMED),
        (call("any", "<x:param><value>x</value></param>"), NOT_WELL_FORMED),
        (call("any", "<param><value>1</value><value>2</value></param>"), INVALID_REQUEST),
        (format!("<!DOCTYPE a>{}", call("all", "")), NOT_WELL_FORMED),
        (format!("{}x", call("all", "")), NOT_WELL_FORMED),
        ("<methodCall><params/></methodCall>".to_owned(), INVALID_REQUEST),
        ("<METHODRESPONSE><params/></METHODRESPONSE>".to_owned(), INVALID_REQUEST),
    ] {
        assert_eq!(code_in(Reading::tolerant(), &*document), Err(code), "{document}");
    }
}

#[test]
fn many_quirks_come_together_and_a_fault_behind_them_still_counts_them() {
    let member = "<MEMBER><value><boolean>True</boolean></value><name>a</name></MEMBER>";
    let document = call("any", &format!("<param><struct>{member}</struct></param>"));
    let quirks = vec![Quirk::UpperCase, Quirk::BooleanWord, Quirk::ValueBeforeName, Quirk::MissingValueElement];
    assert_eq!(answer_in(Reading::tolerant(), document), (Ok(value!({ "a": true })), quirks));
    let (answer, quirks) = answer_in(Reading::tolerant(), call_with("missing", "<INT>1</INT>"));
    assert_eq!((answer.map_err(|fault| fault.code()), quirks), (Err(METHOD_NOT_FOUND), vec![Quirk::UpperCase]));
}

#[test]
fn methods_of_each_kind_are_read_tolerantly() {
    assert_eq!(
        code_in(Reading::tolerant(), call("blocking", "<param><string>a&amp;b</string></param>")),
        Ok("a&b".into())
    );
    assert_eq!(
        code_in(Reading::tolerant(), call("overloaded", "<param><i4>1</i4></param><param><i4>2</i4></param>")),
        Ok(3.into())
    );
    assert_eq!(code_in(Reading::tolerant(), call("overloaded", "<param><i4>1</i4></param>")), Ok(1.into()));
}

#[test]
fn limits_hold_and_are_named() {
    let deep = |depth: usize| {
        call_with("any", &format!("{}<INT>1</INT>{}", "<array><value>".repeat(depth), "</value></array>".repeat(depth)))
    };
    assert!(code_in(Reading::tolerant(), deep(64)).is_ok());
    for depth in [65, 100_000] {
        let fault = answer_in(Reading::tolerant(), deep(depth)).0.expect_err("too deep");
        let text = "arrays and structs are nested deeper than the 64 levels that `Limits::depth` allows";
        assert!(fault.code() == INVALID_REQUEST && fault.message().contains(text), "{fault}");
    }
    let limits = Limits { values: 3, name: 8, string: 5, ..Limits::default() };
    let limited = super::dispatcher(Reading::tolerant()).limits(limits);
    for (params, limit) in [
        ("<param><i4>1</i4></param><param><i4>1</i4></param><param><i4>1</i4></param>", None),
        (
            "<param><array><value/><value/><value/></array></param>",
            Some("more than the 3 values that `Limits::values` allows"),
        ),
        ("<param><name>12345678</name><value/></param>", None),
        ("<param><name>123456789</name><value/></param>", Some("`Limits::name`")),
        ("<param><string>12345</string></param>", None),
        (
            "<param><string>123456</string></param>",
            Some("a text is longer than the 5 bytes that `Limits::string` allows"),
        ),
        ("<param><struct><member><value/><name>123456789</name></member></struct></param>", Some("`Limits::name`")),
    ] {
        let answer = super::answer(&limited, call("all", params));
        match (answer, limit) {
            (Ok(_), None) => {}
            (Err(fault), Some(limit)) => assert!(fault.message().contains(limit), "{params}: {fault}"),
            (answer, _) => assert_eq!(answer, Ok(Value::Nil), "{params}"),
        }
    }
    // That a document is not well-formed comes first.
    assert_eq!(code_in(Reading::tolerant(), deep(65).replace("</params>", "")), Err(NOT_WELL_FORMED));
}
