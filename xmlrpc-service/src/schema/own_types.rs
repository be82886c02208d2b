//! The descriptions of the types of the standard library and the protocol.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroIsize, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64,
    NonZeroUsize,
};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};
use std::time::SystemTime;

use super::{Definitions, RpcType, Type, WireType};
use xmlrpc_core::__private::as_datetime::DateTimeField;
use xmlrpc_core::value::{Base64, DateTime, Struct, Value};
use xmlrpc_core::{Lenient, WireDate};

macro_rules! scalars {
    ($($wire:ident: $($type:ty),*;)*) => {$($(
        impl RpcType for $type {
            fn describe(_: &mut Definitions) -> Type {
                Type::Wire(WireType::$wire)
            }
        }
    )*)*};
}
#[cfg(any(feature = "uuid", feature = "bytes"))]
pub(crate) use scalars;

scalars! {
    Int: i8, i16, i32, u8, u16, NonZeroI8, NonZeroI16, NonZeroI32, NonZeroU8, NonZeroU16;
    I8: i64, i128, isize, u32, u64, u128, usize;
    I8: NonZeroI64, NonZeroIsize, NonZeroU32, NonZeroU64, NonZeroUsize;
    Boolean: bool;
    Double: f32, f64;
    String: char, str, String, Path, PathBuf;
    String: IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6;
    DateTime: DateTime;
    Base64: Base64;
    Nil: ();
    Any: Value;
}

/// Types that are dates as parameters and results, and have the form that serde gives them inside other types.
macro_rules! dates {
    ($($inside:ident: $($type:ty),*;)*) => {$($(
        impl RpcType for $type {
            fn describe(definitions: &mut Definitions) -> Type {
                Type::Wire(if definitions.is_inside() { WireType::$inside } else { WireType::DateTime })
            }
        }
    )*)*};
}
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub(crate) use dates;

dates! {
    Struct: SystemTime;
}

impl RpcType for Struct {
    fn describe(_: &mut Definitions) -> Type {
        Type::Map(Box::new(Type::Wire(WireType::Any)))
    }
}

impl<T: ?Sized> RpcType for PhantomData<T> {
    fn describe(_: &mut Definitions) -> Type {
        Type::Wire(WireType::Nil)
    }
}

impl<T: RpcType> RpcType for Option<T> {
    fn describe(definitions: &mut Definitions) -> Type {
        Type::Optional(Box::new(T::describe(definitions)))
    }
}

/// Types that have the description of the type inside.
macro_rules! transparent {
    ($($type:ident),*) => {$(
        impl<T: RpcType + ?Sized> RpcType for $type<T> {
            fn describe(definitions: &mut Definitions) -> Type {
                definitions.within(T::describe)
            }
        }
    )*};
}

transparent!(Box, Rc, Arc, Mutex, RwLock, RefCell);

impl<T: RpcType> RpcType for Cell<T> {
    fn describe(definitions: &mut Definitions) -> Type {
        definitions.within(T::describe)
    }
}

impl<T: DateTimeField + RpcType> RpcType for WireDate<T> {
    fn describe(definitions: &mut Definitions) -> Type {
        definitions.as_date(T::describe)
    }
}

impl<T: RpcType> RpcType for Lenient<T> {
    fn describe(definitions: &mut Definitions) -> Type {
        definitions.beside(T::describe)
    }
}

impl<T: RpcType + ?Sized> RpcType for &T {
    fn describe(definitions: &mut Definitions) -> Type {
        T::describe(definitions)
    }
}

impl<T: RpcType + ToOwned + ?Sized> RpcType for Cow<'_, T> {
    fn describe(definitions: &mut Definitions) -> Type {
        definitions.within(T::describe)
    }
}

/// Arrays of any length.
macro_rules! arrays {
    ($describe:ident: $(<T $(, $parameter:ident)*> $type:ty;)*) => {$(
        impl<T: RpcType $(, $parameter)*> RpcType for $type {
            fn describe(definitions: &mut Definitions) -> Type {
                Type::Array(Box::new(definitions.$describe(T::describe)))
            }
        }
    )*};
}

arrays! {
    beside:
    <T> Vec<T>;
    <T> [T];
}

arrays! {
    within:
    <T> VecDeque<T>;
    <T> LinkedList<T>;
    <T> BinaryHeap<T>;
    <T> BTreeSet<T>;
    <T, S> HashSet<T, S>;
}

/// Structs of any members.
macro_rules! maps {
    ($(<K, V $(, $parameter:ident)*> $type:ty;)*) => {$(
        impl<K, V: RpcType $(, $parameter)*> RpcType for $type {
            fn describe(definitions: &mut Definitions) -> Type {
                Type::Map(Box::new(definitions.beside(V::describe)))
            }
        }
    )*};
}

maps! {
    <K, V> BTreeMap<K, V>;
    <K, V, S> HashMap<K, V, S>;
}

impl<T: RpcType, const N: usize> RpcType for [T; N] {
    fn describe(definitions: &mut Definitions) -> Type {
        let element = definitions.beside(T::describe);
        // A longer array is described by its element type alone.
        const FEW: usize = 16;
        if N <= FEW { Type::Tuple(vec![element; N]) } else { Type::Array(Box::new(element)) }
    }
}

fn is_date(ty: &Type) -> bool {
    match ty {
        Type::Wire(wire) => *wire == WireType::DateTime,
        Type::Optional(inner) | Type::Array(inner) | Type::Map(inner) => is_date(inner),
        _ => false,
    }
}

macro_rules! tuples {
    ($(($($name:ident)*))*) => {$(
        impl<$($name: RpcType),*> RpcType for ($($name,)*) {
            fn describe(definitions: &mut Definitions) -> Type {
                let own = vec![$(definitions.beside($name::describe)),*];
                // Dates alone are sent as dates; beside other types they have the form that serde gives them.
                if own.iter().all(is_date) { Type::Tuple(own) } else { Type::Tuple(vec![$(definitions.within($name::describe)),*]) }
            }
        }
    )*};
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
    (A B C D E F G H I)
    (A B C D E F G H I J)
    (A B C D E F G H I J K)
    (A B C D E F G H I J K L)
}
