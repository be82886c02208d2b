//! Standard output and standard error.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};

use xmlrpc_core::Value;

use crate::escape::escaped;
use crate::failure::{Failure, Result};
use crate::options::Output;
use crate::value::{Bytes, Form, to_json, tree};

/// Writes to standard output. A reader that has left, such as `head`, is no failure.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::transport(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a line to standard error, which may be closed.
pub(crate) fn note(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{}", escaped(&text.to_string()));
}

/// Prints a result in the form that was asked for.
pub(crate) fn show(value: &Value, output: Output) -> Result<()> {
    let is_terminal = io::stdout().is_terminal();
    match output {
        Output::Json => print(&(to_json(value, Form::Plain) + "\n")),
        Output::TypedJson => print(&(to_json(value, Form::Typed) + "\n")),
        Output::Tree if is_terminal => print(&escaped(&tree(value, Bytes::Cut))),
        Output::Tree => print(&tree(value, Bytes::Whole)),
    }
}
