//! Structs whose members are parameters.

use serde::de::Error as _;
use xmlrpc_core::message::ParamWriter;
use xmlrpc_core::{Error, Value};

use super::parameters::Sendable;

/// The member that marks a last struct as keyword arguments.
const KEYWORDS: &str = "__starstar";

/// Writes each member of a struct as a parameter. Nothing is written for the last ones that are nil, if nothing follows.
pub fn send_members<T: Sendable + ?Sized>(writer: &mut ParamWriter<'_>, value: &T, is_last: bool) -> Result<(), Error> {
    let members = members(value)?;
    let last = members.iter().rposition(|(_, value)| *value != Value::Nil).map_or(0, |last| last + 1);
    let sent = if is_last { last } else { members.len() };
    members[..sent].iter().try_for_each(|(_, value)| writer.param(value))
}

/// Writes the members of a struct, or the items of a map, in a struct of keyword arguments, without those that are nil.
pub fn send_keywords<T: Sendable + ?Sized>(writer: &mut ParamWriter<'_>, value: &T) -> Result<(), Error> {
    let mut members = members(value)?;
    members.retain(|(_, value)| *value != Value::Nil);
    if members.is_empty() {
        return Ok(());
    }
    members.insert(0, (KEYWORDS.to_owned(), true.into()));
    writer.param(&Value::Struct(members.into_iter().collect()))
}

fn members<T: Sendable + ?Sized>(value: &T) -> Result<Vec<(String, Value)>, Error> {
    match Value::of(value)? {
        Value::Struct(members) => Ok(members.into_iter().collect()),
        Value::Nil => Ok(Vec::new()),
        _ => Err(Error::custom("the members of this parameter are sent, but it is no struct")),
    }
}
