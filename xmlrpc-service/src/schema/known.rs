//! The schemas of results of which only `Serialize` is known, as those of closures: a table of common types.

use std::any::TypeId;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use super::{Definitions, RpcType, Type, TypeShape};
use xmlrpc_core::value::{Base64, DateTime, Struct, Value};

/// The shape of a type in the table; unknown for any other.
pub(crate) fn known<T: 'static>() -> TypeShape {
    let id = TypeId::of::<T>();
    let row = KNOWN.iter().find(|(known, _)| *known == id);
    row.map_or(TypeShape::UNKNOWN, |(_, describe)| TypeShape::described(*describe))
}

/// Adds the description of a type to a schema.
type Describe = fn(&mut Definitions) -> Type;

macro_rules! described {
    ($($type:ty),* $(,)?) => { &[$((TypeId::of::<$type>(), <$type as RpcType>::describe)),*] };
}

const KNOWN: &[(TypeId, Describe)] = described![
    (),
    bool,
    i8,
    i16,
    i32,
    i64,
    isize,
    u8,
    u16,
    u32,
    u64,
    usize,
    f32,
    f64,
    char,
    &'static str,
    String,
    PathBuf,
    DateTime,
    Base64,
    Struct,
    Value,
    Option<i32>,
    Option<i64>,
    Option<f64>,
    Option<bool>,
    Option<String>,
    Option<Value>,
    Vec<bool>,
    Vec<i32>,
    Vec<i64>,
    Vec<u8>,
    Vec<f64>,
    Vec<&'static str>,
    Vec<String>,
    Vec<Struct>,
    Vec<Value>,
    HashMap<String, String>,
    HashMap<String, Value>,
    BTreeMap<String, String>,
    BTreeMap<String, Value>,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::WireType;

    #[test]
    fn common_types_are_known_and_others_are_not() {
        assert_eq!(known::<i32>().wire, WireType::Int);
        assert_eq!(known::<Vec<String>>().wire, WireType::Array);
        assert_eq!(known::<Vec<String>>().schema().root(), &Type::Array(Box::new(Type::Wire(WireType::String))));
        assert_eq!(known::<Option<String>>().wire, WireType::String);
        assert_eq!(known::<TypeShape>().wire, WireType::Undefined);
    }
}
