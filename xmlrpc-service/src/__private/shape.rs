//! The wire type of a Rust type, chosen like the [answer](super::answer): by method resolution.
//!
//! `(&&&&&&Shape::<T>::new()).shape()` looks through a `Result` first, and asks a type
//! that describes itself before one that serde can read.

use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer};

use super::by_reference::ByReference;
use crate::schema::{Definitions, RpcType, Type, TypeShape, learn_into};

/// A type to be told.
#[derive(Debug)]
pub struct Shape<T>(PhantomData<T>);

impl<T> Shape<T> {
    /// Names the type.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        Shape(PhantomData)
    }
}

/// What stands for `&T` among the types to be told: a reference cannot be read, what it points to can.
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

/// A `Result` whose value says its own type.
pub trait ShapedOkByType {
    /// The wire type.
    fn shape(&self) -> TypeShape;
}
impl<T: RpcType, E> ShapedOkByType for &&&&&Shape<Result<T, E>> {
    fn shape(&self) -> TypeShape {
        TypeShape::described(T::describe)
    }
}

/// A `Result` whose value serde can read.
pub trait ShapedOkBySerde {
    /// The wire type.
    fn shape(&self) -> TypeShape;
}
impl<T: Deserialize<'static>, E> ShapedOkBySerde for &&&&Shape<Result<T, E>> {
    fn shape(&self) -> TypeShape {
        TypeShape::described(learn_into::<T>)
    }
}

/// A `Result` whose value can only be sent.
pub trait ShapedOk {
    /// The wire type.
    fn shape(&self) -> TypeShape;
}
impl<T, E> ShapedOk for &&&Shape<Result<T, E>> {
    fn shape(&self) -> TypeShape {
        TypeShape::UNKNOWN
    }
}

/// A type that says its own.
pub trait ShapedByType {
    /// The wire type.
    fn shape(&self) -> TypeShape;
}
impl<T: RpcType> ShapedByType for &&Shape<T> {
    fn shape(&self) -> TypeShape {
        TypeShape::described(T::describe)
    }
}

/// A type that serde can read.
pub trait ShapedBySerde {
    /// The wire type.
    fn shape(&self) -> TypeShape;
}
impl<T: Deserialize<'static>> ShapedBySerde for &Shape<T> {
    fn shape(&self) -> TypeShape {
        TypeShape::described(learn_into::<T>)
    }
}

/// A type that can only be sent.
pub trait Shaped {
    /// The wire type.
    fn shape(&self) -> TypeShape {
        TypeShape::UNKNOWN
    }
}
impl<T> Shaped for Shape<T> {}
