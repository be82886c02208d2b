//! `@FILE` and `@-`: the bytes of a file or of standard input.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};

use xmlrpc_core::{Base64, Value};

use crate::escape::excerpt;
use crate::failure::{Failure, Result};

/// The largest file that is sent. It is held in memory, and again as base64.
const LIMIT: u64 = 256 << 20;

/// The path behind `@`, or none if the argument is no file.
pub(crate) fn path_of(argument: &OsStr) -> Option<OsString> {
    let bytes = argument.as_encoded_bytes();
    if bytes.first() != Some(&b'@') {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        Some(OsStr::from_bytes(&bytes[1..]).to_owned())
    }
    #[cfg(not(unix))]
    {
        argument.to_str().map(|text| OsString::from(&text[1..]))
    }
}

/// Reads the files that arguments name.
#[derive(Debug, Default)]
pub(crate) struct Files {
    has_read_stdin: bool,
}

impl Files {
    pub(crate) fn read(&mut self, path: &OsStr, position: usize) -> Result<Value> {
        let shown = excerpt(&path.to_string_lossy());
        let refused = |error: io::Error| {
            Failure::usage(format!(
                "argument {position}: cannot read {shown}: {error}; s:@… sends a text that begins with @"
            ))
        };
        if path.is_empty() {
            return Err(Failure::usage(format!(
                "argument {position}: a file stands behind @, and @- is standard input; s:@ sends the text"
            )));
        }
        let mut bytes = Vec::new();
        if path == "-" {
            if std::mem::replace(&mut self.has_read_stdin, true) {
                let sentence =
                    format!("argument {position}: @- can be given once: the first one reads all of standard input");
                return Err(Failure::usage(sentence));
            }
            io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes).map_err(refused)?;
        } else {
            let file = File::open(path).map_err(refused)?;
            file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(refused)?;
        }
        if bytes.len() as u64 > LIMIT {
            let limit = LIMIT >> 20;
            return Err(Failure::usage(format!(
                "argument {position}: {shown} is larger than the {limit} MiB that are sent"
            )));
        }
        Ok(Value::Base64(Base64::new(bytes)))
    }
}
