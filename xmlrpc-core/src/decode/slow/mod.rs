//! The slow path: one tag at a time. What may stand where, in each reading, and what an error says.

mod array;
mod document;
mod members;
mod prefixes;
mod skip;
mod tag;
mod value;

pub(crate) use document::{check_call, check_method_name, prefer_xml_error};
pub(crate) use members::{Members, Place};
pub(crate) use value::OpenValue;

pub(crate) use document::Outcome;
pub(crate) use prefixes::Prefixes;
