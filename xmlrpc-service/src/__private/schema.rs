//! What does a type look like on the wire?
//!
//! `(&&&&&SchemaOf::<T>::new()).shape()` looks into a `Result` first, and asks a type that describes itself before one
//! that serde can read. `(&&&SchemaOf::<T>::new()).describe(…)` does the same for a type inside another one.

use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer};

use super::by_reference::ByReference;
use crate::schema::{Definitions, RpcType, Signature, Type, TypeShape, learn_into};

/// A type whose schema is asked for.
#[derive(Debug)]
pub struct SchemaOf<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> SchemaOf<T> {
    /// The type itself.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        SchemaOf(PhantomData)
    }
}

/// A `Result` whose value describes itself.
pub trait ResultByTypeTier {
    /// The value's shape.
    fn shape(&self) -> TypeShape;
}
impl<T: RpcType, E> ResultByTypeTier for &&&&SchemaOf<Result<T, E>> {
    fn shape(&self) -> TypeShape {
        TypeShape::described(T::describe)
    }
}

/// A `Result` whose value serde can read.
pub trait ResultBySerdeTier {
    /// The value's shape.
    fn shape(&self) -> TypeShape;
}
impl<T: Deserialize<'static>, E> ResultBySerdeTier for &&&SchemaOf<Result<T, E>> {
    fn shape(&self) -> TypeShape {
        TypeShape::described(learn_into::<T>)
    }
}

/// A type that describes itself.
pub trait ByTypeTier {
    /// The type's shape.
    fn shape(&self) -> TypeShape;

    /// The type as a part of a schema.
    fn describe(&self, definitions: &mut Definitions) -> Type;
}
impl<T: RpcType + ?Sized> ByTypeTier for &&SchemaOf<T> {
    fn shape(&self) -> TypeShape {
        TypeShape::described(T::describe)
    }

    fn describe(&self, definitions: &mut Definitions) -> Type {
        T::describe(definitions)
    }
}

/// A type that serde can read.
pub trait BySerdeTier {
    /// The type's shape.
    fn shape(&self) -> TypeShape;

    /// The type as a part of a schema.
    fn describe(&self, definitions: &mut Definitions) -> Type;
}
impl<T: Deserialize<'static>> BySerdeTier for &SchemaOf<T> {
    fn shape(&self) -> TypeShape {
        TypeShape::described(learn_into::<T>)
    }

    fn describe(&self, definitions: &mut Definitions) -> Type {
        learn_into::<T>(definitions)
    }
}

/// A type that can only be sent. Its shape is unknown; as a part of a schema it does not compile.
pub trait UnknownTier<T: ?Sized> {
    /// Nothing is known.
    fn shape(&self) -> TypeShape {
        TypeShape::UNKNOWN
    }

    /// Demands what is missing.
    fn describe(&self, definitions: &mut Definitions) -> Type
    where
        T: RpcType,
    {
        T::describe(definitions)
    }
}
impl<T: ?Sized> UnknownTier<T> for SchemaOf<T> {}

/// The stand-in for `&T` in a type whose schema is asked for: serde cannot read a reference, but what it points to.
#[derive(Debug)]
pub struct Lent<T: ?Sized>(PhantomData<T>);

impl<T: RpcType + ?Sized> RpcType for Lent<T> {
    fn describe(definitions: &mut Definitions) -> Type {
        T::describe(definitions)
    }
}

impl<T: ByReference<'static, Storage: Deserialize<'static>> + ?Sized> Deserialize<'static> for Lent<T> {
    fn deserialize<D: Deserializer<'static>>(deserializer: D) -> Result<Self, D::Error> {
        T::Storage::deserialize(deserializer).map(|_| Lent(PhantomData))
    }
}

/// The signature of these shapes: the result's, then the parameters'.
pub fn signature(shapes: &[TypeShape]) -> Signature {
    match shapes {
        [result, parameters @ ..] => Signature::new(*result, parameters),
        [] => Signature::new(TypeShape::UNKNOWN, []),
    }
}
