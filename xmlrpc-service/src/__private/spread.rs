//! Parameters that take several places, and those that collect keyword arguments.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use super::Parameter;
use crate::schema::{Signature, TypeShape};
use crate::service::Arguments;
use crate::value::{Struct, Value};
use xmlrpc_core::fault::Fault;

/// The signature of a result and of parameters that are collected one after the other.
pub fn collected_signature(result: TypeShape, collect: fn(&mut Vec<TypeShape>)) -> Signature {
    let mut shapes = Vec::new();
    collect(&mut shapes);
    Signature::new(result, shapes)
}

/// A type that can collect keyword arguments.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot collect keyword arguments",
    label = "not a map",
    note = "write `BTreeMap<String, T>` or `HashMap<String, T>`, or a struct that derives `xmlrpc_server::RpcParams`"
)]
pub trait CollectsKeywords {
    /// The type of each value.
    type Value;

    /// Collects the arguments.
    fn of(given: Vec<(String, Self::Value)>) -> Self;
}

impl<T> CollectsKeywords for BTreeMap<String, T> {
    type Value = T;

    fn of(given: Vec<(String, T)>) -> Self {
        given.into_iter().collect()
    }
}

impl<T, S: BuildHasher + Default> CollectsKeywords for HashMap<String, T, S> {
    type Value = T;

    fn of(given: Vec<(String, T)>) -> Self {
        given.into_iter().collect()
    }
}

impl CollectsKeywords for Struct {
    type Value = Value;

    fn of(given: Vec<(String, Value)>) -> Self {
        given.into_iter().collect()
    }
}

/// Reads the keyword arguments that no parameter has taken.
pub fn other_keywords<'de, C: CollectsKeywords<Value: Parameter<'de>>>(
    arguments: &mut Arguments<'de>,
) -> Result<C, Fault> {
    arguments.other_keywords().map(C::of)
}
