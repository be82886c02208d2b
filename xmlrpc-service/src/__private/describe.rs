//! The schema of a type inside another one, chosen by method resolution: `(&&&Described::<T>::new()).describe(…)`.

use std::marker::PhantomData;

use serde::de::Deserialize;

use crate::schema::{Definitions, RpcType, Type, learn_into};

/// A type to be described.
#[derive(Debug)]
pub struct Described<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> Described<T> {
    /// Names the type.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        Described(PhantomData)
    }
}

/// First choice: a type that says it itself.
pub trait DescribedByType {
    /// What its values look like.
    fn describe(&self, definitions: &mut Definitions) -> Type;
}
impl<T: RpcType + ?Sized> DescribedByType for &&Described<T> {
    fn describe(&self, definitions: &mut Definitions) -> Type {
        T::describe(definitions)
    }
}

/// Second choice: a type that can be asked.
pub trait DescribedBySerde {
    /// What its values look like.
    fn describe(&self, definitions: &mut Definitions) -> Type;
}
impl<T: Deserialize<'static>> DescribedBySerde for &Described<T> {
    fn describe(&self, definitions: &mut Definitions) -> Type {
        learn_into::<T>(definitions)
    }
}

/// Any other type, which does not compile.
pub trait DescribedByNothing<T: ?Sized> {
    /// What its values look like.
    fn describe(&self, definitions: &mut Definitions) -> Type
    where
        T: RpcType;
}
impl<T: ?Sized> DescribedByNothing<T> for Described<T> {
    fn describe(&self, definitions: &mut Definitions) -> Type
    where
        T: RpcType,
    {
        T::describe(definitions)
    }
}
