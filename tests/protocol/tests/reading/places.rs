//! Faults of a document with quirks have the right line and column.

use xmlrpc_service::Reading;
use xmlrpc_service::reading::ForbiddenCharacters;

use super::{answer_in, call};

#[track_caller]
fn message(reading: Reading, document: &str) -> String {
    answer_in(reading, document).0.expect_err(document).message().to_owned()
}

#[test]
fn a_place_behind_quirks() {
    let params =
        "<param><string>first</string></param>\n<param><array/></param>\n  <param><value><INT>x</INT></value></param>";
    let fault = message(Reading::tolerant(), &call("all", params));
    assert_eq!(fault, "parameter 3 (values): not an integer: expected a sign and decimal digits (line 3, column 10)");
}

#[test]
fn a_place_in_parameters_before_the_name() {
    let document = "<methodCall><params>\n<param><value><int>x</int></value></param></params>\n<methodName> int </methodName></methodCall>";
    let fault = message(Reading::tolerant(), document);
    assert!(
        fault.starts_with("parameter 1 (value): not an integer") && fault.ends_with("(line 2, column 8)"),
        "{fault}"
    );
}

#[test]
fn a_place_behind_forbidden_characters() {
    let reading = Reading { forbidden_characters: ForbiddenCharacters::Replace, ..Reading::tolerant() };
    let params = "<param><value>&#1;&#2;&#3;</value></param><param><INT>1</INT></param>\n<param><value><int>x</int></value></param>";
    let fault = message(reading, &call("all", params));
    assert!(fault.ends_with("(line 2, column 8)"), "{fault}");
    let params = "<param><value>&#1;&#2;&#3;</value></param><param><value><int>x</int></value></param>";
    let column = call("all", params).find("<value><int>").expect("a value") + 1;
    let fault = message(
        Reading { forbidden_characters: ForbiddenCharacters::Replace, ..Reading::standard() },
        &call("all", params),
    );
    assert!(fault.ends_with(&format!("(line 1, column {column})")), "{fault}");
}

#[test]
fn a_place_that_is_not_well_formed() {
    let fault = message(
        Reading::tolerant(),
        &call("all", "<param><i4>1</i4></param>\n<param><value><INT>1</int></value></param>"),
    );
    assert!(fault.starts_with("mismatched end tag: expected") && fault.contains("(line 2, "), "{fault}");
}
