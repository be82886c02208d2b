//! What signatures say of enums: a type that every value has, or that there is none.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xmlrpc_service::{Dispatcher, RpcType, Value, rpc_service};

use super::signature;

/// Defines each type twice: known through serde alone, and with a description by the derive.
macro_rules! twice {
    ($($(#[$attribute:meta])* $kind:ident $name:ident $body:tt)*) => {
        mod by_serde {
            use super::*;
            $(#[derive(Debug, PartialEq, Serialize, Deserialize)] $(#[$attribute])* pub(super) $kind $name $body)*
        }
        mod by_derive {
            use super::*;
            $(
                #[derive(Debug, PartialEq, Serialize, Deserialize, RpcType)]
                $(#[$attribute])*
                pub(super) $kind $name $body
            )*
        }
    };
}

#[derive(Debug, PartialEq, Serialize, Deserialize, RpcType)]
struct Point {
    x: i32,
}

twice! {
    enum Units { One, Two }
    enum Newtypes { Number(i32), Text(String), Maybe(Option<i32>) }
    enum Tuples { Pair(i32, i32), Triple(i32, i32, String) }
    enum Structs { Circle { radius: f64 }, Square { side: f64 } }
    enum UnitFirst { Empty, Circle { radius: f64 } }
    enum UnitLast { Number(i32), Pair(i32, i32), Empty }
    enum Tree { Leaf(i32), Node(Box<Tree>, Box<Tree>) }
    enum List { End, Item(i32, Box<List>) }
    enum Nested { Units(Units), Mixed(UnitFirst) }
    #[serde(tag = "t")] enum Internal { Unit, Newtype(Point), Struct { a: i32 } }
    #[serde(tag = "t", content = "c")] enum Adjacent { Number(i32), Text(String), Pair(i32, i32), Struct { a: i32 }, Unit }
    #[serde(tag = "t", content = "c")] enum AdjacentUnits { One, Two }
    #[serde(untagged)] enum Scalars { Number(i32), Text(String) }
    #[serde(untagged)] enum SameScalars { Small(i16), Large(i32) }
    #[serde(untagged)] enum UntaggedStructs { Point(Point), Other { other: bool } }
    #[serde(untagged)] enum UntaggedArrays { Pair(i32, String), Many(Vec<i32>) }
    #[serde(untagged)] enum UntaggedUnit { Number(i32), Nothing }
    #[serde(untagged)] enum UntaggedRecursive { Leaf(i32), Many(Vec<UntaggedRecursive>) }
    #[serde(untagged)] enum UntaggedChain { Last { end: bool }, Link { next: Box<UntaggedChain> } }
    enum PartlyUntagged { Known { a: i32 }, #[serde(untagged)] Number(i32) }
    enum PartlyUntaggedStructs { Known { a: i32 }, #[serde(untagged)] Point(Point) }
    #[serde(transparent)] struct Wrapper { pub(super) inner: UnitLast }
    #[serde(transparent)] struct Transparent { pub(super) inner: Newtypes }
}

#[derive(Debug, PartialEq, Serialize, Deserialize, RpcType)]
enum Generic<T> {
    One(T),
    Many(Vec<T>),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, RpcType)]
#[serde(untagged)]
enum GenericUntagged<T> {
    One(T),
    Pair { left: T, right: T },
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Int(_) => "int",
        Value::Long(_) => "i8",
        Value::Boolean(_) => "boolean",
        Value::Double(_) => "double",
        Value::String(_) => "string",
        Value::DateTime(_) => "dateTime.iso8601",
        Value::Base64(_) => "base64",
        Value::Struct(_) => "struct",
        Value::Array(_) => "array",
        Value::Nil => "nil",
    }
}

/// The signature of the methods is `expected` everywhere, and every sample has that type, unless it is unknown. A
/// closure's parameter is known through serde alone.
#[track_caller]
fn check<T: Serialize + DeserializeOwned + Debug + PartialEq>(
    dispatcher: &Dispatcher,
    expected: &str,
    in_closures: &str,
    samples: &[T],
) {
    let form = |name| signature(dispatcher, name).forms().pop().expect("a form");
    assert_eq!(form("echo.same"), [expected, expected], "a parameter and a result");
    assert_eq!(form("echo.maybe"), [expected, expected], "in an Option and in a Result");
    assert_eq!(form("echo.boxed"), [expected, expected], "in a Box");
    assert_eq!(form("echo.lent"), ["nil", expected], "by reference");
    assert_eq!(form("echo.many"), ["array", "array"], "in an array");
    assert_eq!(form("closure"), ["nil", in_closures], "a closure's parameter");
    assert_eq!(form("asynchronous"), ["nil", in_closures], "an asynchronous closure's parameter");
    assert_eq!(signature(dispatcher, "echo.maybe").required(), 0);
    for sample in samples {
        let sent = Value::of(sample).expect("a value");
        assert!(expected == "undef" || expected == type_of(&sent), "{sample:?} is sent as {sent:?}, not as {expected}");
        let returned = super::run(dispatcher.call::<T>("echo.same", (&sent,)));
        assert_eq!(returned.as_ref(), Ok(sample));
    }
}

macro_rules! check {
    ($type:ty, $expected:literal, $in_closures:literal, [$($sample:expr),* $(,)?]) => {{
        struct Echo;

        #[rpc_service(prefix = "echo")]
        impl Echo {
            #[expose(inline)]
            fn same(&self, value: $type) -> $type {
                value
            }

            #[expose(inline)]
            fn maybe(&self, value: Option<$type>) -> Result<$type, String> {
                value.ok_or_else(String::new)
            }

            #[expose(inline)]
            fn boxed(&self, value: Box<$type>) -> Box<$type> {
                value
            }

            #[expose(inline)]
            fn lent(&self, _value: &$type) {}

            #[expose(inline)]
            fn many(&self, values: Vec<$type>) -> Vec<$type> {
                values
            }
        }

        let dispatcher = Dispatcher::new()
            .mount(Echo)
            .function("closure", |_: $type| ())
            .function("asynchronous", async |_: $type| ());
        check::<$type>(&dispatcher, $expected, $in_closures, &[$($sample),*]);
    }};
}

/// The same of both twins: what serde alone tells, then what the derive tells.
macro_rules! check_both {
    ($name:ident, $by_serde:literal, $by_derive:literal, [$($sample:expr),* $(,)?]) => {{
        {
            #[allow(unused_imports, reason = "not every sample names another type")]
            use by_serde::*;
            check!($name, $by_serde, $by_serde, [$($sample),*]);
        }
        {
            #[allow(unused_imports, reason = "not every sample names another type")]
            use by_derive::*;
            check!($name, $by_derive, $by_serde, [$($sample),*]);
        }
    }};
}

#[test]
fn externally_tagged() {
    check_both!(Units, "string", "string", [Units::One, Units::Two]);
    check_both!(
        Newtypes,
        "struct",
        "struct",
        [Newtypes::Number(1), Newtypes::Text("a".to_owned()), Newtypes::Maybe(Some(1)), Newtypes::Maybe(None),]
    );
    check_both!(Tuples, "struct", "struct", [Tuples::Pair(1, 2), Tuples::Triple(1, 2, "a".to_owned())]);
    check_both!(Structs, "struct", "struct", [Structs::Circle { radius: 1.0 }, Structs::Square { side: 1.0 }]);
}

#[test]
fn names_and_content_in_one_enum_have_no_common_type() {
    check_both!(UnitFirst, "undef", "undef", [UnitFirst::Empty, UnitFirst::Circle { radius: 1.0 }]);
    check_both!(UnitLast, "undef", "undef", [UnitLast::Number(1), UnitLast::Pair(1, 2), UnitLast::Empty]);
    check_both!(
        Wrapper,
        "undef",
        "undef",
        [Wrapper { inner: UnitLast::Number(1) }, Wrapper { inner: UnitLast::Empty }]
    );
    check_both!(List, "undef", "undef", [List::End, List::Item(1, Box::new(List::End))]);
}

#[test]
fn wrapped_nested_and_recursive() {
    check_both!(Transparent, "struct", "struct", [Transparent { inner: Newtypes::Number(1) }]);
    check_both!(Nested, "struct", "struct", [Nested::Units(Units::One), Nested::Mixed(UnitFirst::Empty)]);
    check_both!(
        Tree,
        "struct",
        "struct",
        [Tree::Leaf(1), Tree::Node(Box::new(Tree::Leaf(1)), Box::new(Tree::Leaf(2))),]
    );
}

#[test]
fn internally_and_adjacently_tagged() {
    // Serde reads an internally tagged enum by looking at the document, of which there is none.
    check_both!(
        Internal,
        "undef",
        "struct",
        [Internal::Unit, Internal::Newtype(Point { x: 1 }), Internal::Struct { a: 1 },]
    );
    check_both!(
        Adjacent,
        "struct",
        "struct",
        [
            Adjacent::Number(1),
            Adjacent::Text("a".to_owned()),
            Adjacent::Pair(1, 2),
            Adjacent::Struct { a: 1 },
            Adjacent::Unit,
        ]
    );
    check_both!(AdjacentUnits, "struct", "struct", [AdjacentUnits::One, AdjacentUnits::Two]);
}

#[test]
fn untagged() {
    check_both!(Scalars, "undef", "undef", [Scalars::Number(1), Scalars::Text("a".to_owned())]);
    check_both!(SameScalars, "undef", "int", [SameScalars::Small(1), SameScalars::Large(100_000)]);
    check_both!(
        UntaggedStructs,
        "undef",
        "struct",
        [UntaggedStructs::Point(Point { x: 1 }), UntaggedStructs::Other { other: true },]
    );
    check_both!(
        UntaggedArrays,
        "undef",
        "array",
        [UntaggedArrays::Pair(1, "a".to_owned()), UntaggedArrays::Many(vec![1, 2, 3]),]
    );
    check_both!(UntaggedUnit, "undef", "undef", [UntaggedUnit::Number(1), UntaggedUnit::Nothing]);
    check_both!(UntaggedRecursive, "undef", "undef", [UntaggedRecursive::Many(vec![UntaggedRecursive::Leaf(1)])]);
    check_both!(
        UntaggedChain,
        "undef",
        "struct",
        [UntaggedChain::Link { next: Box::new(UntaggedChain::Last { end: true }) }]
    );
}

#[test]
fn partly_untagged() {
    check_both!(PartlyUntagged, "undef", "undef", [PartlyUntagged::Known { a: 1 }, PartlyUntagged::Number(1)]);
    check_both!(
        PartlyUntaggedStructs,
        "undef",
        "struct",
        [PartlyUntaggedStructs::Known { a: 1 }, PartlyUntaggedStructs::Point(Point { x: 1 }),]
    );
}

#[test]
fn generic() {
    check!(Generic<i32>, "struct", "struct", [Generic::One(1), Generic::Many(vec![1])]);
    check!(
        GenericUntagged<i32>,
        "undef",
        "undef",
        [GenericUntagged::One(1), GenericUntagged::Pair { left: 1, right: 2 }]
    );
    check!(
        GenericUntagged<Point>,
        "struct",
        "undef",
        [GenericUntagged::One(Point { x: 1 }), GenericUntagged::Pair { left: Point { x: 1 }, right: Point { x: 2 } },]
    );
}

/// A schema is exact or says that it is not complete: the content of an adjacently tagged enum is not one type.
#[test]
fn content_that_differs_is_not_told_as_one_type() {
    use xmlrpc_service::schema::{Type, WireType, learn};

    let schema = learn::<by_serde::Adjacent>();
    let Type::Struct(adjacent) = schema.resolve(schema.root()) else { panic!("{schema:?}") };
    let content = adjacent.members().iter().find(|member| member.name() == "c").expect("the content");
    assert_eq!(content.ty(), &Type::Wire(WireType::Undefined), "{schema:?}");
    assert!(!schema.is_complete());
}
