//! The wire types of Rust's own types, for results of which only `Serialize` is known.

use std::any::{Any, TypeId};

use super::{TypeShape, WireType};
use xmlrpc_core::value::{Base64, DateTime, Struct, Value};

/// The shape of a type that Rust or this crate defines; unknown for any other.
pub(crate) fn known<T: 'static>() -> TypeShape {
    let own = TypeId::of::<T>();
    let wire = KNOWN.iter().find(|(_, types)| types.contains(&own)).map(|(wire, _)| *wire);
    TypeShape::new(wire.unwrap_or(WireType::Undefined))
}

const fn id<T: Any>() -> TypeId {
    TypeId::of::<T>()
}

const KNOWN: &[(WireType, &[TypeId])] = &[
    (WireType::Int, &[id::<i32>(), id::<i16>(), id::<i8>(), id::<u16>(), id::<u8>()]),
    (WireType::I8, &[id::<i64>(), id::<u32>(), id::<u64>(), id::<isize>(), id::<usize>()]),
    (WireType::Boolean, &[id::<bool>()]),
    (WireType::Double, &[id::<f64>(), id::<f32>()]),
    (WireType::String, &[id::<String>(), id::<&'static str>(), id::<char>(), id::<std::path::PathBuf>()]),
    (WireType::DateTime, &[id::<DateTime>()]),
    (WireType::Base64, &[id::<Base64>()]),
    (WireType::Struct, &[id::<Struct>()]),
    (
        WireType::Array,
        &[
            id::<Vec<String>>(),
            id::<Vec<Value>>(),
            id::<Vec<i32>>(),
            id::<Vec<i64>>(),
            id::<Vec<f64>>(),
            id::<Vec<bool>>(),
        ],
    ),
    (WireType::Nil, &[id::<()>()]),
    (WireType::Any, &[id::<Value>()]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_types_are_known_and_others_are_not() {
        assert_eq!(known::<i32>().wire, WireType::Int);
        assert_eq!(known::<Vec<String>>().wire, WireType::Array);
        assert_eq!(known::<TypeShape>().wire, WireType::Undefined);
    }
}
