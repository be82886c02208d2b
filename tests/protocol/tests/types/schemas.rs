//! Schemas: written by the derive, or learnt from `Deserialize`.

#![expect(dead_code, reason = "the types are described and never made")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xmlrpc_service::schema::{Choice, Member, Schema, Tagging, Type, WireType};
use xmlrpc_service::{Dispatcher, RpcType, Value, rpc_service};

use super::{form, signature};

const INT: Type = Type::Wire(WireType::Int);
const STRING: Type = Type::Wire(WireType::String);

#[track_caller]
fn members(schema: &Schema) -> Vec<&Member> {
    let found = match schema.resolve(schema.root()) {
        Type::Struct(structure) => Some(structure.members().iter().collect()),
        _ => None,
    };
    found.expect("a struct")
}

#[track_caller]
fn choice(schema: &Schema) -> &Choice {
    let found = match schema.resolve(schema.root()) {
        Type::Choice(choice) => Some(choice),
        _ => None,
    };
    found.expect("a choice")
}

fn names(schema: &Schema) -> Vec<&str> {
    members(schema).into_iter().map(Member::name).collect()
}

/// A point on the canvas.
///
/// In pixels.
#[derive(Default, Serialize, Deserialize, RpcType)]
#[serde(rename_all = "camelCase", default)]
struct Point {
    /// From the left.
    x_axis: i32,
    #[serde(rename = "why")]
    y: i32,
}

#[derive(Deserialize)]
struct Asked {
    name: String,
    age: Option<u8>,
}

#[derive(Serialize, RpcType)]
struct Report<'a, T> {
    title: &'a str,
    #[serde(flatten)]
    point: Point,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
    items: Vec<T>,
    parent: Option<Box<Report<'a, T>>>,
    #[serde(skip)]
    skipped: Unknown,
    #[serde(serialize_with = "write")]
    written: Unknown,
    #[rpc(like = "Vec<String>")]
    #[serde(serialize_with = "write")]
    like: Unknown,
}

struct Unknown;

fn write<S: serde::Serializer>(_: &Unknown, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_unit()
}

#[derive(Serialize, Deserialize, RpcType)]
struct BothWays {
    #[serde(rename(serialize = "out", deserialize = "in"))]
    turned: i32,
    #[serde(skip_deserializing)]
    sent: i32,
    #[serde(skip_serializing, default)]
    got: i32,
    asked: AskedToo,
}

#[derive(Serialize, Deserialize)]
struct AskedToo {
    a: bool,
}

#[derive(RpcType)]
enum Shape {
    /// Nothing at all.
    Empty,
    Circle(f64),
    Line(i32, i32),
    Square {
        side: i32,
    },
}

#[derive(RpcType)]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "UPPERCASE")]
enum Event {
    KeyPressed { key: char },
    Moved(Point),
}

#[derive(RpcType)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    One(i32),
    Two,
}

#[derive(RpcType)]
#[serde(untagged)]
enum Either {
    Number(i32),
    Numbers(Vec<i32>),
}

#[derive(RpcType)]
#[serde(rename_all = "kebab-case")]
enum Colour {
    DarkRed,
    #[serde(rename = "verde")]
    Green,
    #[serde(skip)]
    Hidden,
}

#[derive(RpcType)]
struct Meters(f64);

#[derive(RpcType)]
struct Tree(Vec<Tree>);

#[derive(RpcType)]
#[serde(transparent)]
struct Wrapped {
    inner: Option<Point>,
}

#[derive(RpcType)]
#[serde(from = "Vec<String>")]
struct From {
    hidden: Unknown,
}

#[test]
fn members_have_names_docs_types_and_may_be_absent() {
    let schema = Schema::of::<Point>();
    assert_eq!(schema.root(), &Type::Named("Point".to_owned()));
    assert_eq!(schema.definitions()[0].description(), "A point on the canvas.\n\nIn pixels.");
    assert_eq!(names(&schema), ["xAxis", "why"]);
    assert_eq!(members(&schema)[0].description(), "From the left.");
    assert!(members(&schema).iter().all(|member| member.is_optional() && *member.ty() == INT));
    assert!(schema.is_complete());
}

#[test]
fn flattened_members_stand_among_the_others() {
    let schema = Schema::of::<Report<'_, Shape>>();
    assert_eq!(names(&schema), ["title", "xAxis", "why", "items", "parent", "written", "like"]);
    let members = members(&schema);
    assert_eq!(members[0].ty(), &STRING);
    assert_eq!(members[3].ty(), &Type::Array(Box::new(Type::Named("Shape".to_owned()))));
    assert_eq!(members[4].ty(), &Type::Named("Report".to_owned()));
    assert_eq!(members[5].ty(), &Type::Wire(WireType::Undefined));
    assert_eq!(members[6].ty(), &Type::Array(Box::new(STRING)));
    let Type::Struct(report) = schema.resolve(schema.root()) else { panic!() };
    assert_eq!(report.others(), Some(&Type::Wire(WireType::Any)));
    assert!(schema.definition("Point").is_none(), "its members have been taken in");
    assert!(!schema.is_complete(), "nothing is known of `written`");
}

#[test]
fn what_is_read_and_what_is_written_may_differ() {
    let schema = Schema::of::<BothWays>();
    let ways: Vec<_> =
        members(&schema).iter().map(|member| (member.name(), member.is_read(), member.is_written())).collect();
    let expected =
        [("in", true, false), ("out", false, true), ("sent", false, true), ("got", true, false), ("asked", true, true)];
    assert_eq!(ways, expected);
    assert!(schema.definition("AskedToo").is_some());
    assert!(schema.is_complete());
}

#[test]
fn enums_are_names_or_choices() {
    let schema = Schema::of::<Colour>();
    let Type::Names(colours) = schema.resolve(schema.root()) else { panic!("{schema:?}") };
    assert_eq!(colours.iter().map(|colour| colour.name()).collect::<Vec<_>>(), ["dark-red", "verde"]);
    assert_eq!(Schema::of::<Colour>().wire_type(), WireType::String);

    let schema = Schema::of::<Shape>();
    assert_eq!(choice(&schema).tagging(), &Tagging::External);
    let variants = choice(&schema).variants();
    assert_eq!((variants[0].description(), variants[0].content()), ("Nothing at all.", None));
    assert_eq!(variants[1].content(), Some(&Type::Wire(WireType::Double)));
    assert_eq!(variants[2].content(), Some(&Type::Tuple(vec![INT, INT])));
    assert!(matches!(variants[3].content(), Some(Type::Struct(_))));
    assert_eq!(Schema::of::<Shape>().wire_type(), WireType::Undefined);

    let schema = Schema::of::<Event>();
    assert_eq!(choice(&schema).tagging(), &Tagging::Internal("type"));
    assert_eq!(choice(&schema).variants()[0].name(), "key_pressed");
    let Some(Type::Struct(pressed)) = choice(&schema).variants()[0].content() else { panic!() };
    assert_eq!(pressed.members()[0].name(), "KEY");
    assert_eq!(Schema::of::<Event>().wire_type(), WireType::Struct);

    let schema = Schema::of::<Adjacent>();
    assert_eq!(choice(&schema).tagging(), &Tagging::Adjacent { tag: "t", content: "c" });
    assert_eq!(Schema::of::<Either>().is_complete(), choice(&Schema::of::<Either>()).tagging() == &Tagging::None);
}

#[test]
fn what_wraps_another_type_looks_like_it() {
    assert_eq!(Schema::of::<Meters>().root(), &Type::Wire(WireType::Double));
    assert_eq!(Schema::of::<Wrapped>().root(), &Type::Optional(Box::new(Type::Named("Point".to_owned()))));
    assert!(Schema::of::<Wrapped>().is_optional());
    assert_eq!(Schema::of::<From>().root(), &Type::Array(Box::new(STRING)));
    let tree = Schema::of::<Tree>();
    assert_eq!(tree.resolve(tree.root()), &Type::Array(Box::new(Type::Named("Tree".to_owned()))));
    assert_eq!(Schema::of::<Tree>().wire_type(), WireType::Array);
}

struct Canvas {
    points: Vec<Point>,
    asked: Asked,
}

type Outcome<T> = Result<T, String>;

#[rpc_service]
impl Canvas {
    #[expose(inline)]
    fn draw(&self, point: Point, asked: &Asked) -> Report<'_, Meters> {
        Report {
            title: &self.asked.name,
            point,
            others: BTreeMap::from([(asked.name.clone(), Value::from(asked.age))]),
            items: Vec::new(),
            parent: None,
            skipped: Unknown,
            written: Unknown,
            like: Unknown,
        }
    }

    #[expose(inline)]
    fn first(&self) -> Option<&Point> {
        self.points.first()
    }

    #[expose(inline)]
    fn all(&self) -> &[Point] {
        &self.points
    }

    #[expose(inline)]
    fn tried(&self) -> Outcome<&Point> {
        Ok(&self.points[0])
    }

    #[expose(inline)]
    fn numbers(&self) -> Result<(&[i32], Vec<&str>), String> {
        Err(String::new())
    }
}

#[derive(Serialize, Deserialize)]
struct Lent {
    a: i32,
}

struct Lender(Lent);

#[rpc_service(prefix = "lender")]
impl Lender {
    #[expose(inline)]
    fn one(&self) -> &Lent {
        &self.0
    }

    #[expose(inline)]
    fn maybe(&self) -> Result<Option<&Lent>, String> {
        Ok(Some(&self.0))
    }

    #[expose(inline)]
    fn many(&self) -> &[Lent] {
        &[]
    }
}

impl Meters {
    fn value(&self) -> f64 {
        self.0
    }
}

impl Serialize for Meters {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

#[test]
fn schemas_are_reached_through_the_published_method() {
    let dispatcher =
        Dispatcher::new().mount(Canvas { points: Vec::new(), asked: Asked { name: String::new(), age: None } });
    let draw = signature(&dispatcher, "draw");
    assert_eq!(names(&draw.parameters()[0].schema()), ["xAxis", "why"]);
    let asked = draw.parameters()[1].schema();
    assert_eq!(names(&asked), ["name", "age"]);
    assert!(members(&asked)[1].is_optional() && asked.is_complete());
    assert_eq!(names(&draw.result_shape().schema())[0], "title");
    assert_eq!(form(&dispatcher, "draw"), ["struct", "struct", "struct"]);
    let listing = signature(&dispatcher, "system.listMethods");
    assert_eq!(listing.result_shape().schema().root(), &Type::Array(Box::new(STRING)));
}

#[test]
fn references_are_looked_through() {
    let canvas = Dispatcher::new()
        .mount(Canvas { points: Vec::new(), asked: Asked { name: String::new(), age: None } })
        .mount(Lender(Lent { a: 1 }));
    assert_eq!(form(&canvas, "first"), ["struct"]);
    assert_eq!(form(&canvas, "all"), ["array"]);
    assert_eq!(form(&canvas, "tried"), ["struct"]);
    assert_eq!(form(&canvas, "numbers"), ["array"]);
    assert_eq!(form(&canvas, "lender.one"), ["struct"]);
    assert_eq!(form(&canvas, "lender.maybe"), ["struct"]);
    assert_eq!(form(&canvas, "lender.many"), ["array"]);
    let maybe = signature(&canvas, "lender.maybe").result_shape().schema();
    assert_eq!(maybe.root(), &Type::Optional(Box::new(Type::Named("Lent".to_owned()))));
    assert!(maybe.is_complete());
}
