//! The arguments of a call: their text on the command line, and the values that are sent.

mod convert;
mod file;
mod fit;
mod prefix;

pub(crate) use file::Files;
pub(crate) use fit::fit;

use std::ffi::OsStr;

use xmlrpc_core::Value;

use crate::escape::excerpt;
use crate::failure::{Failure, Result};
use crate::value::read_json;

/// An argument as it was given.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Argument {
    /// The argument says its type itself: by a prefix, as a file, or as a JSON object that names a type.
    Fixed(Value),
    /// A text: its type follows from the signature of the method.
    Open(String),
}

impl Argument {
    /// Reads the argument at a position, from 1.
    pub(crate) fn read(argument: &OsStr, position: usize, files: &mut Files) -> Result<Argument> {
        if let Some(path) = file::path_of(argument) {
            return files.read(&path, position).map(Argument::Fixed);
        }
        let Some(text) = argument.to_str() else {
            return Err(Failure::usage(format!(
                "argument {position} is not UTF-8: put the bytes in a file and give @FILE, or give them as base64 with 64:"
            )));
        };
        let refused = |reason: String| Failure::usage(format!("argument {position}: {reason}"));
        if let Some(value) = prefix::read(text).map_err(refused)? {
            return Ok(Argument::Fixed(value));
        }
        match read_json(text) {
            Ok(Some(json)) if json.is_typed => Ok(Argument::Fixed(json.value)),
            _ => Ok(Argument::Open(text.to_owned())),
        }
    }

    /// The value without a signature: what reads as JSON is that, and anything else a string.
    pub(crate) fn untyped(self, position: usize) -> Result<Value> {
        match self {
            Argument::Fixed(value) => Ok(value),
            Argument::Open(text) => convert::natural(&text).map_err(|reason| {
                Failure::usage(format!(
                    "argument {position}: {reason}; s:{} sends the text as it is",
                    excerpt(&text).trim_matches('"')
                ))
            }),
        }
    }

    /// Whether the argument is a string that was probably meant as JSON.
    pub(crate) fn resembles_json(&self) -> bool {
        matches!(self, Argument::Open(text) if text.starts_with(['{', '[']) && read_json(text) == Ok(None))
    }

    /// Whether the signature decides about the type.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Argument::Open(_))
    }
}
