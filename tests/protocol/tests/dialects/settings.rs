//! Each setting by an example.

use std::collections::BTreeMap;

use serde::Serialize;
use xmlrpc_service::dialect::{
    Base64Form, ControlCharacters, DateTimeForm, Declaration, DoubleForm, Encoding, IntTag, Layout, LongForm, NilForm,
    NotFinite, VoidForm,
};
use xmlrpc_service::{Base64, DateTime, Dialect, Fault, value};

const STANDARD: Dialect = Dialect::standard();

/// The one `<value>` of a response, without what stands around it.
#[track_caller]
fn written<T: Serialize + ?Sized>(value: &T, dialect: Dialect) -> String {
    let document = String::from_utf8(dialect.write_response(value).unwrap()).unwrap();
    let (_, rest) = document.split_once("<param>").unwrap();
    rest.rsplit_once("</param>").unwrap().0.to_owned()
}

#[track_caller]
fn refused<T: Serialize + ?Sized>(value: &T, dialect: Dialect) -> String {
    let error = dialect.write_response(value).unwrap_err();
    assert_eq!(error.code(), -32603);
    error.to_string()
}

#[test]
fn integers() {
    assert_eq!(written(&5, Dialect { int: IntTag::I4, ..STANDARD }), "<value><i4>5</i4></value>");
    let long = |long| Dialect { long, int: IntTag::I4, ..STANDARD };
    let beyond = 1i64 << 31;
    assert_eq!(written(&beyond, long(LongForm::I8)), "<value><i8>2147483648</i8></value>");
    assert_eq!(written(&beyond, long(LongForm::ExI8)), "<value><ex:i8>2147483648</ex:i8></value>");
    assert_eq!(written(&beyond, long(LongForm::Double)), "<value><double>2147483648.0</double></value>");
    assert_eq!(written(&beyond, long(LongForm::String)), "<value><string>2147483648</string></value>");
    assert_eq!(written(&5i64, long(LongForm::ExI8)), "<value><i4>5</i4></value>");
    assert_eq!(written(&-(1i64 << 53), long(LongForm::Double)), "<value><double>-9007199254740992.0</double></value>");
    assert!(refused(&beyond, long(LongForm::Fault)).contains("beyond 32 bits"));
    assert!(refused(&beyond, long(LongForm::Fault)).contains("`Dialect::long`"));
    assert!(refused(&((1i64 << 53) + 1), long(LongForm::Double)).contains("`Dialect::long`"));
    assert_eq!(written(&u64::MAX, long(LongForm::String)), format!("<value><string>{}</string></value>", u64::MAX));
    assert_eq!(written(&i128::MIN, long(LongForm::String)), format!("<value><string>{}</string></value>", i128::MIN));
    for form in [LongForm::I8, LongForm::Double, LongForm::Fault] {
        let text = refused(&u64::MAX, long(form));
        assert!(text.contains("64 bits with a sign") && text.contains("`Dialect::long`"), "{text}");
    }
    assert!(refused(&u64::MAX, STANDARD).contains("`Dialect::long`"));
    assert_eq!(written(&(beyond, 5), long(LongForm::Int)), two("i4", "2147483648", "5"));
    assert_eq!(written(&(beyond, 5u8), long(LongForm::Always)), two("i8", "2147483648", "5"));
    assert_eq!(written(&value!([5, -6]), Dialect::rtorrent()), two("i8", "5", "-6"));
    assert_eq!(written(&(), Dialect::rtorrent()), "<value><i8>0</i8></value>");
    let fault = String::from_utf8(Dialect::rtorrent().write_fault(&Fault::new(-506, "no"))).unwrap();
    assert!(fault.contains("<name>faultCode</name><value><int>-506</int></value>"), "{fault}");
}

fn two(tag: &str, first: &str, second: &str) -> String {
    let element = |digits| format!("<value><{tag}>{digits}</{tag}></value>");
    format!("<value><array><data>{}{}</data></array></value>", element(first), element(second))
}

#[derive(Serialize)]
struct Person {
    name: &'static str,
    #[serde(rename = "e-mail")]
    mail: Option<&'static str>,
    nested: Nested,
}

#[derive(Serialize)]
struct Nested {
    nothing: (),
    list: Vec<Option<i32>>,
}

#[derive(Serialize)]
enum Shape {
    Nothing(Option<i32>),
    Pair(i32, i32),
    Named { a: Option<i32>, b: i32 },
}

#[test]
fn nil() {
    let person = Person { name: "Ada", mail: None, nested: Nested { nothing: (), list: vec![] } };
    let nil = |nil| Dialect { nil, ..STANDARD };
    assert_eq!(written(&None::<i32>, nil(NilForm::ExNil)), "<value><ex:nil/></value>");
    assert_eq!(written(&None::<i32>, nil(NilForm::EmptyString)), "<value><string></string></value>");
    assert_eq!(written(&None::<i32>, Dialect::odoo()), "<value><boolean>0</boolean></value>");
    assert_eq!(written(&(), Dialect::odoo()), "<value><boolean>0</boolean></value>");
    assert_eq!(
        written(&value!({ "parent": null }), nil(NilForm::False)),
        "<value><struct><member><name>parent</name><value><boolean>0</boolean></value></member></struct></value>"
    );
    assert!(refused(&person, nil(NilForm::Fault)).contains("nil has no form in this dialect; set `Dialect::nil`"));
    assert_eq!(
        written(&person, nil(NilForm::OmitMember)),
        "<value><struct><member><name>name</name><value><string>Ada</string></value></member>\
         <member><name>nested</name><value><struct><member><name>list</name><value><array><data></data></array></value>\
         </member></struct></value></member></struct></value>"
    );
    let with_nil = Person { nested: Nested { nothing: (), list: vec![Some(1), None] }, ..person };
    assert!(refused(&with_nil, nil(NilForm::OmitMember)).contains("`Dialect::nil`"));
    assert!(refused(&None::<i32>, nil(NilForm::OmitMember)).contains("`Dialect::nil`"));
    let map = BTreeMap::from([("a", None), ("b", Some(1)), ("c", None)]);
    let only_b = "<value><struct><member><name>b</name><value><int>1</int></value></member></struct></value>";
    assert_eq!(written(&map, nil(NilForm::OmitMember)), only_b);
    assert_eq!(written(&value!({ "a": null, "b": 1 }), nil(NilForm::OmitMember)), only_b);
    assert!(refused(&Shape::Nothing(None), nil(NilForm::OmitMember)).contains("`Dialect::nil`"));
    assert_eq!(
        written(&Shape::Named { a: None, b: 2 }, nil(NilForm::OmitMember)),
        "<value><struct><member><name>Named</name><value><struct><member><name>b</name><value><int>2</int></value></member>\
         </struct></value></member></struct></value>"
    );
}

/// The same lines as the standard dialect's, whatever serde calls what is written.
#[test]
fn enums_and_tuples() {
    let lines = Dialect { layout: Layout::Lines, ..STANDARD };
    for shape in [Shape::Nothing(Some(1)), Shape::Pair(1, 2), Shape::Named { a: None, b: 2 }] {
        assert_eq!(written(&(&shape, 1), lines).replace('\n', ""), written(&(&shape, 1), STANDARD));
    }
}

#[test]
fn void_is_the_result_itself_and_nothing_inside() {
    let void = |void| Dialect { void, ..STANDARD };
    assert_eq!(written(&(), void(VoidForm::True)), "<value><boolean>1</boolean></value>");
    assert_eq!(written(&(), void(VoidForm::Zero)), "<value><int>0</int></value>");
    assert_eq!(written(&(), void(VoidForm::EmptyString)), "<value><string></string></value>");
    assert_eq!(
        written(&[(); 1], void(VoidForm::Zero)),
        "<value><array><data><value><nil/></value></data></array></value>"
    );
    assert_eq!(written(&None::<i32>, void(VoidForm::Zero)), "<value><nil/></value>");
    assert_eq!(written(&value!(null), void(VoidForm::Zero)), "<value><nil/></value>");
    assert_eq!(written(&(), Dialect::strict()), "<value><string></string></value>");
    for nil in [NilForm::Fault, NilForm::OmitMember] {
        assert!(refused(&(), Dialect { nil, ..STANDARD }).contains("`Dialect::void`"));
        assert!(refused(&[()], Dialect { nil, ..STANDARD }).contains("`Dialect::nil`"));
    }
    let call = void(VoidForm::Zero).write_call("f", ((),)).unwrap();
    assert!(String::from_utf8(call).unwrap().contains("<param><value><nil/></value></param>"));
}

#[test]
fn strings() {
    let control = |control_characters| Dialect { control_characters, ..STANDARD };
    assert_eq!(written("a\u{1}b", control(ControlCharacters::Strip)), "<value><string>ab</string></value>");
    assert_eq!(written("a\u{1}b", control(ControlCharacters::Replace)), "<value><string>a\u{fffd}b</string></value>");
    assert!(refused("a\u{1}b", STANDARD).contains("`Dialect::control_characters`"));
    for forms in [ControlCharacters::Fault, ControlCharacters::Strip, ControlCharacters::Replace] {
        assert!(refused(&value!({ "a\u{1}": 1, "a": 2 }), control(forms)).contains("member's name"));
        assert_eq!(written(&value!({ "é\u{fffd}": {} }), control(forms)).matches("é\u{fffd}").count(), 1);
    }
    for preset in [STANDARD, Dialect::strict(), Dialect::cpython(), Dialect::apache()] {
        assert!(written("a\r\n", preset).contains("<value><string>a&#13;\n</string></value>"), "{preset:?}");
    }
}

#[test]
fn doubles() {
    let double = |double| Dialect { double, ..STANDARD };
    assert_eq!(written(&1e300, double(DoubleForm::Shortest)), "<value><double>1e+300</double></value>");
    let decimal = written(&-1e300, double(DoubleForm::Decimal));
    assert_eq!(decimal, format!("<value><double>-1{}.0</double></value>", "0".repeat(300)));
    assert_eq!(written(&1e-7, double(DoubleForm::Python)), "<value><double>1e-07</double></value>");
    assert_eq!(written(&0.1f32, double(DoubleForm::Python)), "<value><double>0.1</double></value>");
    let not_finite = |not_finite| Dialect { not_finite, nil: NilForm::ExNil, ..STANDARD };
    assert_eq!(written(&f64::NEG_INFINITY, not_finite(NotFinite::Text)), "<value><double>-inf</double></value>");
    assert_eq!(written(&f32::NAN, not_finite(NotFinite::Text)), "<value><double>nan</double></value>");
    assert_eq!(written(&f64::INFINITY, not_finite(NotFinite::Nil)), "<value><ex:nil/></value>");
    assert!(refused(&f64::NAN, not_finite(NotFinite::Fault)).contains("`Dialect::not_finite`"));
}

#[test]
fn dates() {
    let date: DateTime = "2026-01-31T12:34:56.5+02:00".parse().unwrap();
    let form = |date_time| written(&date, Dialect { date_time, ..STANDARD });
    let element = |text: &str| format!("<value><dateTime.iso8601>{text}</dateTime.iso8601></value>");
    assert_eq!(form(DateTimeForm::AsGiven), element("2026-01-31T12:34:56.5+02:00"));
    assert_eq!(form(DateTimeForm::Basic), element("20260131T10:34:56"));
    assert_eq!(form(DateTimeForm::Extended), element("2026-01-31T10:34:56"));
    assert_eq!(form(DateTimeForm::Utc), element("20260131T10:34:56Z"));
    let early: DateTime = "00000101T00:00:00+01:00".parse().unwrap();
    assert!(refused(&early, Dialect { date_time: DateTimeForm::Utc, ..STANDARD }).contains("`Dialect::date_time`"));
}

#[test]
fn base64() {
    let lines = Dialect { base64: Base64Form::Lines, ..STANDARD };
    let bytes = |length| Base64::from(vec![0; length]);
    assert_eq!(written(&bytes(0), lines), "<value><base64>\n</base64></value>");
    assert_eq!(written(&bytes(1), lines), "<value><base64>\nAA==\n</base64></value>");
    let full = "A".repeat(76);
    assert_eq!(written(&bytes(57), lines), format!("<value><base64>\n{full}\n</base64></value>"));
    assert_eq!(written(&bytes(58), lines), format!("<value><base64>\n{full}\nAA==\n</base64></value>"));
}

#[test]
fn declarations_name_the_character_set() {
    let head = |declaration, encoding| {
        let document = Dialect { declaration, encoding, ..STANDARD }.write_response("é€").unwrap();
        let end = document.windows(2).position(|pair| pair == b"<m").unwrap();
        String::from_utf8(document[..end].to_vec()).unwrap()
    };
    use Declaration::{None, Python, Version};
    assert_eq!(head(None, Encoding::Utf8), "");
    assert_eq!(head(None, Encoding::Ascii), "");
    assert_eq!(head(None, Encoding::Latin1), "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n");
    assert_eq!(head(Version, Encoding::Utf8), "<?xml version=\"1.0\"?>\n");
    assert_eq!(head(Version, Encoding::Ascii), "<?xml version=\"1.0\" encoding=\"US-ASCII\"?>\n");
    assert_eq!(head(Declaration::Encoding, Encoding::Utf8), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    assert_eq!(head(Declaration::Encoding, Encoding::Latin1), "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n");
    assert_eq!(head(Python, Encoding::AsAccepted), "<?xml version='1.0'?>\n");
    assert_eq!(head(Python, Encoding::Latin1), "<?xml version='1.0' encoding='iso-8859-1'?>\n");
}

#[test]
fn characters_that_do_not_fit_are_references() {
    let text = "é€\u{1F600}";
    let ascii = Dialect { encoding: Encoding::Ascii, ..STANDARD };
    assert_eq!(written(text, ascii), "<value><string>&#233;&#8364;&#128512;</string></value>");
    let latin = Dialect { encoding: Encoding::Latin1, ..STANDARD }.write_response(text).unwrap();
    let expected = b"<string>\xe9&#8364;&#128512;</string>";
    assert!(latin.windows(expected.len()).any(|window| window == expected), "{latin:?}");
    let call = ascii.write_call("über", ()).unwrap();
    assert!(String::from_utf8(call).unwrap().contains("<methodName>&#252;ber</methodName>"));
}

#[test]
fn elements_of_apache_are_declared_on_the_root() {
    const SPACE: &str = "xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\"";
    let text = |document: Vec<u8>| String::from_utf8(document).unwrap();
    let apache = Dialect::apache();
    assert!(text(apache.write_response(&1).unwrap()).contains(&format!("<methodResponse {SPACE}>")));
    assert!(text(apache.write_call("f", ()).unwrap()).contains(&format!("<methodCall {SPACE}>")));
    assert!(!text(STANDARD.write_response(&1).unwrap()).contains("xmlns"));
}

#[test]
fn indented() {
    let dialect = Dialect { layout: Layout::Indented, ..STANDARD };
    let document = dialect.write_response(&value!({ "a": [1, null], "b": {} })).unwrap();
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<methodResponse>
  <params>
    <param>
      <value><struct>
        <member>
          <name>a</name>
          <value><array><data>
            <value><int>1</int></value>
            <value><nil/></value>
          </data></array></value>
        </member>
        <member>
          <name>b</name>
          <value><struct>
          </struct></value>
        </member>
      </struct></value>
    </param>
  </params>
</methodResponse>
"#;
    assert_eq!(String::from_utf8(document).unwrap(), expected);
}

#[test]
fn a_name_that_xml_cannot_carry_is_refused_in_every_dialect() {
    for control_characters in [ControlCharacters::Fault, ControlCharacters::Strip, ControlCharacters::Replace] {
        let dialect = Dialect { control_characters, ..STANDARD };
        assert!(dialect.write_call("a\u{1}", ()).is_err());
    }
}

#[test]
fn what_cannot_be_written_is_told_with_its_place() {
    let person = Person { name: "Ada", mail: Some("a"), nested: Nested { nothing: (), list: vec![None] } };
    let omitting = Dialect { nil: NilForm::OmitMember, ..STANDARD };
    assert!(refused(&person, omitting).starts_with("member \"nested.list[]\": nil that is no member"));
    for dialect in [STANDARD, Dialect { layout: Layout::Indented, ..STANDARD }] {
        let by_map = BTreeMap::from([("a", vec![BTreeMap::from([("x", 1.0), ("é\u{85}", f64::NAN)])])]);
        assert!(refused(&by_map, dialect).starts_with("member \"a[].é\\u{85}\": a double is not finite"));
        assert!(
            refused(&value!({ "a": 1, "b": [{ "c": "\u{1}" }] }), dialect).starts_with("member \"b[].c\": a string")
        );
        assert!(refused(&Some([f64::NAN]), dialect).starts_with("a double is not finite"));
    }
}
