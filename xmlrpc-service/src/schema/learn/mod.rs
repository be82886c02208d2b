//! Learning what a type looks like from its `Deserialize`, without a document.
//!
//! The type is asked again and again to read itself from a deserializer that notes what is asked for and answers with
//! dummies, what is not yet known first, until nothing new is learnt. That shows members with their names, types and
//! whether they may be absent, and the variants of enums. It does not show what serde decides by looking at the
//! document (`untagged`, `tag`, `flatten`), nor docs; the schema then says that it is not complete.

mod answers;
mod knowledge;
mod members;
mod pass;
mod told;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::de::Deserialize;

use super::{Definitions, Schema, Type};
use knowledge::{Knowledge, Node};
use pass::Pass;

/// Passes through a type: each learns one thing at least.
const PASSES: usize = 4096;

/// The schema of a type that can be read, as far as reading shows it.
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
        let pass = AssertUnwindSafe(|| read(Pass::new(&mut knowledge, &mut root)));
        // A user's `Deserialize` runs here with no document: whatever it does, introspection goes on.
        let panicked = catch_unwind(pass).is_err();
        knowledge.stack.clear();
        if panicked {
            definitions.note_incomplete();
            break;
        }
        if knowledge.learnt == before {
            break;
        }
    }
    told::told(root, knowledge, definitions)
}

#[cfg(test)]
mod tests;
