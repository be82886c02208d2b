//! Types that decide for themselves: what a user's own `Deserialize` does must not change what a document is.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Deserializer, Serialize};
use xmlrpc_service::fault::{INVALID_PARAMETERS, INVALID_REQUEST, NOT_WELL_FORMED};
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dispatcher, Fault, Value, rpc_service, value};

use super::{answer_of, call_with};

/// Takes zero for anything that is no number, as many services do.
#[derive(Serialize, Deserialize)]
struct Forgiving {
    #[serde(default, deserialize_with = "or_default")]
    number: i32,
    #[serde(default, deserialize_with = "first_numbers")]
    list: Vec<i32>,
    #[serde(default)]
    name: String,
}

fn or_default<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i32, D::Error> {
    Ok(i32::deserialize(deserializer).unwrap_or_default())
}

/// The numbers before the first element that is none.
fn first_numbers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i32>, D::Error> {
    struct Numbers;

    impl<'de> serde::de::Visitor<'de> for Numbers {
        type Value = Vec<i32>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an array")
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<i32>, A::Error> {
            let mut numbers = Vec::new();
            while let Ok(Some(number)) = elements.next_element() {
                numbers.push(number);
            }
            Ok(numbers)
        }
    }

    deserializer.deserialize_seq(Numbers)
}

/// Takes the members up to the first whose name cannot be read, for all there are.
struct UpToAnError(usize);

impl<'de> Deserialize<'de> for UpToAnError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> serde::de::Visitor<'de> for Members {
            type Value = UpToAnError;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a struct")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut members: A) -> Result<UpToAnError, A::Error> {
                let mut count = 0;
                while let Ok(Some(_)) = members.next_key::<String>() {
                    members.next_value::<Value>()?;
                    count += 1;
                }
                Ok(UpToAnError(count))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// Reads nothing of what is meant for it.
struct Untouched;

impl<'de> Deserialize<'de> for Untouched {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Untouched)
    }
}

/// Fails without having read anything, which is no error.
fn no_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i32, D::Error> {
    struct Refusing;

    impl<'de> Deserialize<'de> for Refusing {
        fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Err(serde::de::Error::custom("not this one"))
        }
    }

    struct Numbers;

    impl<'de> serde::de::Visitor<'de> for Numbers {
        type Value = i32;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a struct")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut members: A) -> Result<i32, A::Error> {
            while members.next_key::<String>()?.is_some() {
                if members.next_value::<Refusing>().is_err() {
                    break;
                }
            }
            Ok(0)
        }
    }

    deserializer.deserialize_map(Numbers)
}

#[derive(Deserialize)]
struct Refusal {
    #[serde(deserialize_with = "no_number")]
    inner: i32,
    last: i32,
}

#[derive(Serialize, Deserialize)]
#[serde(try_from = "String")]
struct Email(String);

impl TryFrom<String> for Email {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        if text.contains('@') { Ok(Email(text)) } else { Err("an address needs an @") }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Closed {
    #[serde(flatten)]
    inner: Inner,
}

#[derive(Serialize, Deserialize)]
struct Inner {
    id: i32,
}

struct Service;

#[rpc_service]
impl Service {
    #[expose(inline)]
    fn forgiving(&self, value: Forgiving) -> Forgiving {
        value
    }

    #[expose(inline)]
    fn up_to_an_error(&self, value: UpToAnError) -> usize {
        value.0
    }

    #[expose(inline)]
    fn untouched(&self, value: Vec<Untouched>) -> usize {
        value.len()
    }

    #[expose(inline)]
    fn refusal(&self, value: Refusal) -> i32 {
        value.inner + value.last
    }

    #[expose(inline)]
    fn email(&self, value: Email) -> Email {
        value
    }

    #[expose(inline)]
    fn closed(&self, value: Closed) -> i32 {
        value.inner.id
    }

    #[expose(inline)]
    fn known(&self, value: Inner) -> i32 {
        value.id
    }

    #[expose(inline)]
    fn numbered(&self, value: BTreeMap<i32, String>) -> BTreeMap<i32, String> {
        value
    }

    #[expose(inline)]
    fn single(&self, value: f32) -> f32 {
        value
    }

    #[expose(inline)]
    fn map(&self, value: HashMap<String, Value>) -> usize {
        value.len()
    }
}

fn outcome(method: &str, value: &str) -> Result<Value, Fault> {
    let dispatcher = Dispatcher::new().mount(Service);
    read_response(answer_of(&dispatcher, call_with(method, value))).expect("a method response")
}

fn members(members: &[(&str, &str)]) -> String {
    let members: String = members
        .iter()
        .map(|(name, value)| format!("<member><name>{name}</name><value>{value}</value></member>"))
        .collect();
    format!("<struct>{members}</struct>")
}

#[test]
fn a_swallowed_error_leaves_the_rest_of_the_document_readable() {
    let array = "<array><data><value><int>1</int></value><value>x</value><value><int>3</int></value></data></array>";
    for number in ["x", "<string>x</string>", "<int>abc</int>", "<array><data><value/></data></array>", "<struct/>"] {
        let document = members(&[("number", number), ("list", array), ("name", "Ada")]);
        let read = outcome("forgiving", &document);
        assert_eq!(read, Ok(value!({ "number": 0, "list": [1], "name": "Ada" })), "{number}");
    }
}

#[test]
fn a_swallowed_error_does_not_hide_a_broken_document() {
    for (value, code) in [
        ("<int>1</invalue>", NOT_WELL_FORMED),
        ("<string>x</s0lue>", NOT_WELL_FORMED),
        ("<struct></member></struct>", NOT_WELL_FORMED),
        ("<wrong/>", INVALID_REQUEST),
        ("<int>1</int><int>2</int>", INVALID_REQUEST),
    ] {
        for name in ["number", "list"] {
            let inside = format!("<array><data><value>{value}</value></data></array>");
            let value = if name == "list" { inside.as_str() } else { value };
            let fault = outcome("forgiving", &members(&[(name, value)])).expect_err(value);
            assert_eq!(fault.code(), code, "{value}: {fault}");
        }
    }
}

#[test]
fn a_name_whose_error_is_swallowed_does_not_end_the_struct() {
    assert_eq!(outcome("up_to_an_error", &members(&[("a", "1"), ("b", "2")])), Ok(2.into()));
    let member = "<member><name>a</name><value>1</value></member>";
    for (rest, code) in [
        ("<member><name>a</name><value>2</value></member></struct>", INVALID_PARAMETERS),
        ("<member><name>a</name>", NOT_WELL_FORMED),
        ("<member><b>", NOT_WELL_FORMED),
        ("<b>", NOT_WELL_FORMED),
        ("<member><b/></member></struct>", INVALID_REQUEST),
    ] {
        let fault = outcome("up_to_an_error", &format!("<struct>{member}{rest}")).expect_err(rest);
        assert_eq!(fault.code(), code, "{rest}: {fault}");
    }
}

#[test]
fn a_value_that_its_type_does_not_read_is_passed_over() {
    let three = "<array><data><value>1</value><value><int>2</int></value><value/></data></array>";
    assert_eq!(outcome("untouched", three), Ok(3.into()));
    let fault = outcome("untouched", "<array><data><value>1</value><value><wrong/></value></data></array>");
    assert_eq!(fault.map_err(|fault| fault.code()), Err(INVALID_REQUEST));
}

#[test]
fn a_type_that_fails_before_it_reads_leaves_the_rest_readable() {
    let inner = members(&[("a", "1"), ("b", "<int>2</int>")]);
    assert_eq!(outcome("refusal", &members(&[("inner", &inner), ("last", "<int>7</int>")])), Ok(7.into()));
    let broken = members(&[("inner", "<struct><member><name>a</name><value><wrong/></value></member></struct>")]);
    assert_eq!(outcome("refusal", &broken).map_err(|fault| fault.code()), Err(INVALID_REQUEST));
}

#[test]
fn a_types_own_complaint_names_its_parameter() {
    let fault = outcome("email", "nobody").expect_err("no address");
    assert_eq!(fault.code(), INVALID_PARAMETERS);
    assert!(fault.message().starts_with("parameter 1 (value): an address needs an @ (line 1, "), "{fault}");
}

#[test]
fn serdes_own_texts_name_members_and_repeat_no_values() {
    let fault =
        outcome("closed", &members(&[("id", "<int>1</int>"), ("odd&#10;", "SECRET")])).expect_err("unknown member");
    assert!(fault.message().starts_with("parameter 1 (value): unknown member \"odd\\u{a}\" (line"), "{fault}");
    assert!(!fault.message().contains("SECRET"), "{fault}");
}

#[test]
fn a_member_that_comes_twice_is_a_fault_known_or_not() {
    let id = ("id", "<int>1</int>");
    assert_eq!(outcome("known", &members(&[id, ("x", "1")])), Ok(1.into()));
    for twice in [&[id, ("x", "1"), ("x", "2")][..], &[id, id]] {
        assert_eq!(outcome("known", &members(twice)).map_err(|fault| fault.code()), Err(INVALID_PARAMETERS));
    }
    assert!(outcome("numbered", &members(&[("7", "a")])).is_ok());
    for spelling in [" 7", "+7", "07"] {
        assert!(outcome("numbered", &members(&[(spelling, "a")])).is_err(), "{spelling}");
    }
    let many: Vec<(String, &str)> = (0..100).map(|number| (format!("n{}", number % 60), "x")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert!(outcome("map", &members(&many)).is_err());
    assert_eq!(outcome("map", &members(&many[..60])), Ok(60.into()));
}

#[test]
fn a_number_has_no_white_space_but_that_of_xml() {
    for text in ["\u{c}1.5", "1.5\u{c}", "1.5\u{b}", "1.5\u{a0}", "1.5\u{2003}"] {
        let fault = outcome("single", &format!("<double>{text}</double>")).expect_err(text);
        assert!(fault.code() != INVALID_REQUEST, "{text:?}: {fault}");
    }
    assert_eq!(outcome("single", "<double>\r\n\t 1.5\r\n</double>"), Ok(Value::Double(1.5)));
}

#[test]
fn a_single_precision_number_is_in_range() {
    assert_eq!(outcome("single", "<double>0.1</double>"), Ok(Value::Double(0.1)));
    let fault = outcome("single", "<double>1e300</double>").expect_err("out of range");
    assert!(fault.message().contains("out of range"), "{fault}");
}
