//! Learning what a type looks like from its `Deserialize`, without a document.
//!
//! The type is deserialized repeatedly from a deserializer that notes each request and returns dummies, first for what
//! is not yet known, until nothing new is learnt. That shows members with their names, their types and whether they may
//! be absent, and the variants of enums. It shows neither what serde decides by looking at the document (`untagged`,
//! `tag`, `flatten`) nor documentation; the schema then says that it is not complete.

mod dummies;
mod into_schema;
mod knowledge;
mod members;
mod pass;

use serde::de::Deserialize;

use super::{Definitions, Schema, Type};
use crate::panics::guarded;
use knowledge::{Knowledge, Node};
use pass::Pass;

/// The largest number of passes through a type. Each pass learns one thing at least.
const PASSES: usize = 4096;

/// Learns the schema of a type from its `Deserialize`, as far as that shows it.
///
/// ```
/// use serde::Deserialize;
/// use xmlrpc_service::schema::{Type, WireType, learn};
///
/// #[derive(Deserialize)]
/// struct Point {
///     x: f64,
///     #[serde(rename = "why")]
///     y: Option<f64>,
/// }
///
/// let schema = learn::<Point>();
/// let Type::Struct(point) = schema.resolve(schema.root()) else { panic!("Point is a struct") };
/// assert_eq!((point.members()[0].name(), point.members()[1].name()), ("x", "why"));
/// assert_eq!(point.members()[1].ty(), &Type::Wire(WireType::Double));
/// assert!(point.members()[1].is_optional());
/// ```
pub fn learn<T: Deserialize<'static>>() -> Schema {
    Schema::described(learn_into::<T>)
}

/// The same, as a part of a larger schema.
pub(crate) fn learn_into<T: Deserialize<'static>>(definitions: &mut Definitions) -> Type {
    learn_by(|pass| T::deserialize(pass).is_ok(), definitions)
}

/// Learns a type from passes through it. Not generic, so that the compiler translates it once.
fn learn_by(read: fn(Pass<'_>) -> bool, definitions: &mut Definitions) -> Type {
    let mut knowledge = Knowledge::default();
    let mut root = Node::Unknown;
    for _ in 0..PASSES {
        let before = knowledge.learnt;
        // A user's `Deserialize` runs here without a document: a panic must not end introspection.
        let panicked = guarded(|| read(Pass::new(&mut knowledge, &mut root))).is_err();
        knowledge.stack.clear();
        if panicked {
            definitions.note_incomplete();
            break;
        }
        if knowledge.learnt == before {
            break;
        }
    }
    into_schema::describe(root, knowledge, definitions)
}

#[cfg(test)]
mod tests;
