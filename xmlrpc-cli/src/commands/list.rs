//! `list`: the names of all methods.

use xmlrpc_core::Value;

use crate::escape::{is_steering, quoted};
use crate::failure::Result;
use crate::options::Output;
use crate::output::{print, show};
use crate::server::Server;

pub(super) async fn run(server: &Server, output: Output) -> Result<()> {
    let names = server.names().await?;
    if output != Output::Tree {
        return show(&Value::Array(names.into_iter().map(Value::String).collect()), output);
    }
    // A name a line: one that is not one line is quoted.
    let lines: String = names
        .iter()
        .map(|name| match name.is_empty() || name.chars().any(is_steering) {
            true => quoted(name) + "\n",
            false => format!("{name}\n"),
        })
        .collect();
    print(&lines)
}
