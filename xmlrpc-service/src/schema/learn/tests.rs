#![expect(dead_code, reason = "the types are asked and never made")]

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU8;
use std::path::PathBuf;

use serde::{Deserialize, Deserializer};

use super::*;
use crate::schema::{Member, StructType, WireType};
use xmlrpc_core::value::{Base64, DateTime, Value};

/// The members of the type at the root, which must be a struct.
fn members(schema: &Schema) -> &[Member] {
    match schema.resolve(schema.root()) {
        Type::Struct(structure) => StructType::members(structure),
        other => panic!("no struct: {other:?}"),
    }
}

fn shown(schema: &Schema) -> Vec<(String, String)> {
    members(schema)
        .iter()
        .map(|member| {
            let mark = if member.is_optional() { "?" } else { "" };
            (format!("{}{mark}", member.name()), text(member.ty()))
        })
        .collect()
}

fn text(ty: &Type) -> String {
    match ty {
        Type::Wire(wire) => wire.to_string(),
        Type::Optional(inner) => format!("{}?", text(inner)),
        Type::Array(inner) => format!("[{}]", text(inner)),
        Type::Map(inner) => format!("{{{}}}", text(inner)),
        Type::Tuple(elements) => format!("({})", elements.iter().map(text).collect::<Vec<_>>().join(" ")),
        Type::Named(name) => name.clone(),
        other => format!("{other:?}"),
    }
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, ty)| ((*name).to_owned(), (*ty).to_owned())).collect()
}

#[derive(Deserialize)]
struct Inner {
    a: i32,
    b: Option<bool>,
}

#[derive(Deserialize)]
struct Meters(f64);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Everything {
    small_number: u8,
    big_number: i64,
    #[serde(default)]
    with_default: String,
    maybe: Option<Vec<Inner>>,
    inner: Inner,
    pair: (i32, String),
    fixed: [u8; 2],
    map: HashMap<String, Inner>,
    numbered: BTreeMap<u32, f64>,
    length: Meters,
    when: DateTime,
    bytes: Base64,
    any: Value,
    path: PathBuf,
    nothing: (),
    #[serde(skip)]
    skipped: u8,
    positive: NonZeroU8,
    #[serde(rename = "last")]
    renamed: char,
}

#[test]
fn members_are_told_with_names_types_and_whether_they_may_be_absent() {
    let schema = learn::<Everything>();
    assert_eq!(
        shown(&schema),
        pairs(&[
            ("smallNumber", "int"),
            ("bigNumber", "i8"),
            ("withDefault?", "string"),
            ("maybe?", "[Inner]"),
            ("inner", "Inner"),
            ("pair", "(int string)"),
            ("fixed", "(int int)"),
            ("map", "{Inner}"),
            ("numbered", "{double}"),
            ("length", "double"),
            ("when", "dateTime.iso8601"),
            ("bytes", "base64"),
            ("any", "any"),
            ("path", "string"),
            ("nothing", "nil"),
            ("positive", "int"),
            ("last", "string"),
        ])
    );
    let inner = schema.definition("Inner").expect("it is mentioned");
    let Type::Struct(inner) = inner.ty() else { panic!("it is a struct here: {inner:?}") };
    assert_eq!(inner.members()[0].ty(), &Type::Wire(WireType::Int));
    assert!(!inner.members()[0].is_optional() && inner.members()[1].is_optional());
    assert!(schema.is_complete());
}

#[derive(Deserialize)]
struct Node {
    name: String,
    children: Vec<Node>,
    parent: Option<Box<Node>>,
    by_name: HashMap<String, Node>,
    expression: Expression,
}

#[derive(Deserialize)]
enum Expression {
    Sum(Box<Expression>, Box<Expression>),
    Number(f64),
    Named { name: String, of: Option<Box<Node>> },
    Nothing,
}

#[derive(Deserialize)]
struct Tree(Vec<Tree>);

#[test]
fn types_may_mention_themselves() {
    let schema = learn::<Node>();
    assert_eq!(
        shown(&schema),
        pairs(&[
            ("name", "string"),
            ("children", "[Node]"),
            ("parent?", "Node"),
            ("by_name", "{Node}"),
            ("expression", "Expression")
        ])
    );
    let Type::Choice(choice) = schema.definition("Expression").expect("it is mentioned").ty() else {
        panic!("its variants hold something: it is a choice")
    };
    let variants: Vec<_> =
        choice.variants().iter().map(|variant| (variant.name(), variant.content().map(text))).collect();
    assert_eq!(variants[0], ("Sum", Some("(Expression Expression)".to_owned())));
    assert_eq!(variants[1], ("Number", Some("double".to_owned())));
    assert_eq!(variants[3], ("Nothing", None));
    assert!(schema.is_complete());

    let tree = learn::<Tree>();
    assert_eq!(tree.root(), &Type::Named("Tree".to_owned()));
    assert_eq!(text(tree.resolve(tree.root())), "[Tree]");
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
    Green,
}

#[test]
fn an_enum_of_names_is_a_string() {
    let schema = learn::<Colour>();
    let Type::Names(names) = schema.resolve(schema.root()) else { panic!("it has nothing but names: {schema:?}") };
    assert_eq!(names.iter().map(|name| name.name()).collect::<Vec<_>>(), ["red", "green"]);
}

fn wire<T: Deserialize<'static>>() -> WireType {
    learn::<T>().wire_type()
}

#[test]
fn the_outermost_type_is_told() {
    assert_eq!(wire::<i32>(), WireType::Int);
    assert_eq!(wire::<u64>(), WireType::I8);
    assert_eq!(wire::<bool>(), WireType::Boolean);
    assert_eq!(wire::<f32>(), WireType::Double);
    assert_eq!(wire::<PathBuf>(), WireType::String);
    assert_eq!(wire::<std::borrow::Cow<'static, str>>(), WireType::String);
    assert_eq!(wire::<DateTime>(), WireType::DateTime);
    assert_eq!(wire::<Base64>(), WireType::Base64);
    assert_eq!(wire::<Vec<u8>>(), WireType::Array);
    assert_eq!(wire::<(i32, String)>(), WireType::Array);
    assert_eq!(wire::<HashMap<String, i32>>(), WireType::Struct);
    assert_eq!(wire::<()>(), WireType::Nil);
    assert_eq!(wire::<Value>(), WireType::Any);
    assert_eq!(wire::<Box<Option<i32>>>(), WireType::Int);
    assert_eq!(wire::<Colour>(), WireType::String);
    assert_eq!(wire::<Expression>(), WireType::Undefined);
    assert_eq!(wire::<Either>(), WireType::Undefined);
    assert_eq!(wire::<Refusing>(), WireType::Struct);
}

#[test]
fn only_an_option_may_be_missing() {
    #[derive(Deserialize)]
    struct Wrapped(Option<String>);
    #[derive(Deserialize)]
    struct Chain(Option<Box<Chain>>);

    assert!(learn::<Option<i32>>().is_optional());
    assert!(learn::<Wrapped>().is_optional());
    assert!(learn::<Chain>().is_optional());
    assert_eq!(wire::<Chain>(), WireType::Undefined);
    assert!(!learn::<Vec<Option<i32>>>().is_optional());
}

#[derive(Deserialize)]
struct Aliased {
    #[serde(alias = "aka", alias = "title")]
    name: String,
    age: i32,
}

#[test]
fn aliases_are_no_members_of_their_own() {
    assert_eq!(shown(&learn::<Aliased>()), pairs(&[("name", "string"), ("age", "int")]));
}

/// A text of one form only.
struct Even(u8);

impl<'de> Deserialize<'de> for Even {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            "even" => Ok(Even(0)),
            _ => Err(serde::de::Error::custom("not even")),
        }
    }
}

#[derive(Deserialize)]
struct Refusing {
    first: Even,
    second: i32,
    third: Option<Even>,
}

#[derive(Deserialize)]
struct Addressed {
    address: std::net::IpAddr,
    #[serde(default)]
    port: u16,
}

#[test]
fn dummies_that_are_refused_hide_no_more_than_they_must() {
    let schema = learn::<Refusing>();
    assert_eq!(shown(&schema), pairs(&[("first", "string"), ("second", "int"), ("third?", "string")]));
    assert!(!schema.is_complete());
    let schema = learn::<Addressed>();
    assert_eq!(shown(&schema), pairs(&[("address", "string"), ("port?", "int")]));
    assert!(schema.is_complete());
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Either {
    Number(i32),
    Text(String),
}

#[derive(Deserialize)]
struct Open {
    a: i32,
    #[serde(flatten)]
    more: Inner,
}

/// Serde reads this from nothing but numbers: of anything else, it tries the second variant without end.
#[derive(Deserialize)]
#[serde(untagged)]
enum Endless {
    Number(i32),
    Itself(Box<Endless>),
}

#[derive(Deserialize)]
struct HoldsEndless {
    before: i32,
    endless: Endless,
    optional: Option<Endless>,
    behind: String,
}

#[test]
fn an_untagged_enum_that_holds_itself_is_unknown() {
    assert!(!learn::<Endless>().is_complete());
    assert!(!learn::<Vec<Endless>>().is_complete());
    let schema = learn::<HoldsEndless>();
    assert_eq!(
        shown(&schema),
        pairs(&[("before", "int"), ("endless", "undef"), ("optional?", "undef"), ("behind", "string")])
    );
    assert!(!schema.is_complete());
}

#[test]
fn what_cannot_be_seen_makes_the_schema_incomplete() {
    assert!(!learn::<Either>().is_complete());
    assert!(!learn::<Open>().is_complete());
}

#[test]
fn a_type_that_panics_is_unknown() {
    struct Rude;
    impl<'de> Deserialize<'de> for Rude {
        fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            std::panic::resume_unwind(Box::new(0))
        }
    }
    let schema = learn::<Vec<Rude>>();
    assert_eq!(schema.root(), &Type::Array(Box::new(Type::Wire(WireType::Undefined))));
    assert!(!schema.is_complete());
}
