//! `describe`: parameters, result and help of a method.

use serde::Serialize;

use crate::escape::{escaped, quoted};
use crate::failure::{Code, Failure, Result};
use crate::options::Output;
use crate::output::print;
use crate::server::{Known, Server, no_such_method};
use crate::value::pretty;

pub(super) async fn run(server: &Server, method: &str, output: Output) -> Result<()> {
    let mut known = server.known(method).await?;
    known.schema = server.schema(method).await;
    let has_help = known.help.as_deref().is_some_and(|help| !help.trim().is_empty());
    // Some servers answer for any name, without help and without a signature.
    if !has_help && known.signature.is_none() && known.schema.is_none() {
        match server.names_if_listed().await {
            Some(names) if !names.iter().any(|name| name == method) => {
                return Err(Failure::new(Code::Fault, no_such_method(method, &names)));
            }
            None if known.is_refused => {
                let sentence = format!("the server does not describe {}: it has no introspection", quoted(method));
                return Err(Failure::new(Code::Fault, sentence));
            }
            _ => {}
        }
    }
    match output {
        Output::Tree => print(&text(method, &known)),
        Output::Json | Output::TypedJson => print(&(pretty(&Description::of(method, &known)) + "\n")),
    }
}

fn text(method: &str, known: &Known) -> String {
    let method = escaped(method);
    let mut text = match known.schema.as_ref().or(known.signature.as_ref()) {
        Some(signature) => {
            let lines = signature.lines().into_iter().map(|line| format!("{method}{line}\n"));
            escaped(&lines.collect::<String>()).into_owned()
        }
        None => format!("{method}: the server knows no signature\n"),
    };
    if known.signature.as_ref().is_some_and(|signature| signature.is_flat()) {
        text.push_str("  (optional parameters are listed as required)\n");
    }
    let help = known.help.as_deref().unwrap_or_default();
    if !help.trim().is_empty() {
        text.push('\n');
        for line in help.trim_matches(['\r', '\n']).lines() {
            let line = format!("  {}", escaped(line.trim_end()));
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

#[derive(Serialize)]
struct Description<'a> {
    name: &'a str,
    signatures: Vec<Ways<'a>>,
    help: &'a str,
}

#[derive(Serialize)]
struct Ways<'a> {
    returns: &'a str,
    params: &'a [String],
}

impl<'a> Description<'a> {
    fn of(method: &'a str, known: &'a Known) -> Description<'a> {
        let signature = known.signature.as_ref().or(known.schema.as_ref());
        let forms = signature.iter().flat_map(|signature| signature.forms());
        Description {
            name: method,
            signatures: forms.map(|form| Ways { returns: form.result(), params: form.param_names() }).collect(),
            help: known.help.as_deref().unwrap_or_default(),
        }
    }
}
