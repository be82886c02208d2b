//! Settings that belong to no base reading.

use xmlrpc_service::fault::{INVALID_CHARACTER, INVALID_PARAMETERS, INVALID_REQUEST};
use xmlrpc_service::reading::{Charset, CharsetSource, DuplicateMembers, EmptyNumbers, ForbiddenCharacters, Quirk};
use xmlrpc_service::{Reading, Value, value};

use super::{answer_in, call_with, code_in};

const BASES: [Reading; 3] = [Reading::strict(), Reading::standard(), Reading::tolerant()];

#[test]
fn a_member_that_comes_twice() {
    let member =
        |name: &str, number: i32| format!("<member><name>{name}</name><value><int>{number}</int></value></member>");
    let content =
        format!("<struct>{}{}{}{}</struct>", member("a", 1), member("b", 2), member("&#97;", 3), member("a", 4));
    for base in BASES {
        for (rule, a) in [(DuplicateMembers::First, 1), (DuplicateMembers::Last, 4)] {
            let reading = Reading { duplicate_members: rule, ..base };
            let expected = (Ok(value!({ "a": a, "b": 2 })), vec![Quirk::DuplicateMember]);
            assert_eq!(answer_in(reading, call_with("any", &content)), expected, "{reading:?}");
            assert_eq!(code_in(reading, call_with("known", &content)), Ok(a.into()), "{reading:?}");
        }
        for method in ["any", "known"] {
            let fault = answer_in(base, call_with(method, &content)).0.expect_err("a member twice");
            assert_eq!(fault.code(), INVALID_PARAMETERS);
            assert!(fault.message().contains("twice; `Reading::duplicate_members`"), "{fault}");
        }
    }
}

#[test]
fn structs_inside_structs_have_names_of_their_own() {
    let inner = "<struct><member><name>a</name><value>1</value></member><member><name>a</name><value>2</value></member></struct>";
    let outer = format!(
        "<struct><member><name>a</name><value>{inner}</value></member><member><name>a</name><value>{inner}</value></member>\
         <member><name>b</name><value>x</value></member></struct>"
    );
    for (rule, kept) in [(DuplicateMembers::First, "1"), (DuplicateMembers::Last, "2")] {
        let reading = Reading { duplicate_members: rule, ..Reading::standard() };
        assert_eq!(code_in(reading, call_with("any", &outer)), Ok(value!({ "a": { "a": kept }, "b": "x" })));
    }
}

#[test]
fn empty_numbers() {
    for base in BASES {
        for (content, zero) in [
            ("<int/>", Value::Int(0)),
            ("<i4> </i4>", Value::Int(0)),
            ("<double></double>", Value::Double(0.0)),
            ("<boolean/>", Value::Boolean(false)),
        ] {
            let read = |empty_numbers| answer_in(Reading { empty_numbers, ..base }, call_with("any", content));
            assert_eq!(read(EmptyNumbers::Zero), (Ok(zero), vec![Quirk::EmptyNumber]), "{base:?} {content}");
            assert_eq!(read(EmptyNumbers::Nil), (Ok(Value::Nil), vec![Quirk::EmptyNumber]), "{base:?} {content}");
            assert_eq!(code_in(base, call_with("any", content)), Err(INVALID_PARAMETERS), "{base:?} {content}");
        }
        let nil = Reading { empty_numbers: EmptyNumbers::Nil, ..base };
        assert_eq!(code_in(nil, call_with("option", "<int/>")), Ok(Value::Nil));
        assert_eq!(code_in(nil, call_with("int", "<int/>")), Err(INVALID_PARAMETERS));
    }
}

#[test]
fn empty_dates() {
    for base in BASES {
        let reading = Reading { empty_dates_are_nil: true, ..base };
        for text in ["", " ", "00000000T00:00:00", "00000000T00:00:00Z"] {
            let document = call_with("any", &format!("<dateTime.iso8601>{text}</dateTime.iso8601>"));
            assert_eq!(answer_in(reading, &*document), (Ok(Value::Nil), vec![Quirk::EmptyDate]), "{base:?} {text}");
            assert_eq!(code_in(base, &*document), Err(INVALID_PARAMETERS), "{base:?} {text}");
        }
        assert_eq!(code_in(reading, call_with("any", "<dateTime.iso8601/>")), Ok(Value::Nil));
    }
    // What the document itself says is nil is still beyond the specification.
    let strict = Reading { empty_dates_are_nil: true, ..Reading::strict() };
    let params = "<array><data><value><dateTime.iso8601/></value><value><nil/></value></data></array>";
    assert_eq!(code_in(strict, call_with("any", params)), Err(INVALID_REQUEST));
}

#[test]
fn numbers_that_are_not_finite() {
    for base in BASES {
        let reading = Reading { not_finite: true, ..base };
        for (text, method) in [
            ("nan", "is_nan"),
            ("NaN", "is_nan"),
            ("inf", "is_infinite"),
            ("-INF", "is_infinite"),
            ("Infinity", "is_infinite"),
        ] {
            let document = call_with(method, &format!("<double>{text}</double>"));
            assert_eq!(code_in(reading, &*document), Ok(true.into()), "{base:?} {text}");
            assert_eq!(code_in(base, &*document), Err(INVALID_PARAMETERS), "{base:?} {text}");
        }
        for text in ["infinite", "nana", "1.0.0"] {
            let document = call_with("any", &format!("<double>{text}</double>"));
            assert_eq!(code_in(reading, document), Err(INVALID_PARAMETERS), "{base:?} {text}");
        }
    }
}

#[test]
fn forbidden_characters() {
    let content = "<struct><member><name>a\u{1}</name><value><string>x&#2;y<![CDATA[&#2;\u{3}]]></string></value></member></struct>";
    let document = call_with("any", content);
    for base in BASES {
        let reading = Reading { forbidden_characters: ForbiddenCharacters::Replace, ..base };
        let expected = value!({ "a\u{fffd}": "x\u{fffd}y&#2;\u{fffd}" });
        assert_eq!(answer_in(reading, &*document), (Ok(expected), vec![Quirk::ForbiddenCharacter]), "{base:?}");
        assert_eq!(code_in(base, &*document), Err(INVALID_CHARACTER), "{base:?}");
    }
}

#[test]
fn character_sets() {
    let document = call_with("any", "é");
    let latin: Vec<u8> = document.chars().map(|character| character as u8).collect();
    let declared = "<?xml version='1.0' encoding='ISO-8859-1'?>".to_owned() + &call_with("any", "é");
    for base in BASES {
        let with = |charset| Reading { charset, ..base };
        assert_eq!(code_in(base, latin.clone()), Err(INVALID_CHARACTER));
        assert_eq!(code_in(with(CharsetSource::DeclaredOr(Charset::Latin1)), latin.clone()), Ok("é".into()));
        assert_eq!(code_in(with(CharsetSource::Always(Charset::Utf8)), &*declared), Ok("é".into()));
        assert_eq!(code_in(base, &*declared), Ok("Ã©".into()));
    }
}
