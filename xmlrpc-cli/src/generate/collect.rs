//! The description of a live server: names, signatures and help texts.

use indicatif::{ProgressBar, ProgressStyle};
use xmlrpc_client::ErrorKind;
use xmlrpc_core::{Value, value};

use super::described::described;
use super::description::{Description, Form, Method, Param};
use super::types::Type;
use crate::failure::Result;
use crate::server::Server;
use crate::signature::Signature;
use crate::value::Wire;

/// As many methods are asked about in one request, with two calls for each.
const AT_ONCE: usize = 50;

/// Asks a server for everything that it says about its methods.
pub(super) async fn collect(server: &Server) -> Result<Description> {
    let names = server.names().await?;
    let bar = ProgressBar::new(names.len() as u64).with_message("methods");
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    if names.iter().any(|name| name == "system.describe")
        && let Ok(value) = server.call("system.describe", &[]).await
        && let Some(described) = described(&value)
    {
        return Ok(described);
    }
    let mut description = Description::default();
    let mut is_batched = names.iter().any(|name| name == "system.multicall");
    for chunk in names.chunks(AT_ONCE) {
        let batch = if is_batched { together(server, chunk).await? } else { None };
        is_batched = batch.is_some();
        let known = match batch {
            Some(known) => known,
            None => one_by_one(server, chunk, &bar).await?,
        };
        bar.inc(if is_batched { chunk.len() as u64 } else { 0 });
        description.methods.extend(chunk.iter().cloned().zip(known));
    }
    bar.finish_and_clear();
    Ok(description)
}

async fn one_by_one(server: &Server, names: &[String], bar: &ProgressBar) -> Result<Vec<Method>> {
    let mut methods = Vec::new();
    for name in names {
        let known = server.known(name).await?;
        methods.push(method(known.signature.as_ref(), known.help));
        bar.inc(1);
    }
    Ok(methods)
}

/// Asks about several methods in one request. It is none if the server does not answer as a multicall does.
async fn together(server: &Server, names: &[String]) -> Result<Option<Vec<Method>>> {
    let entry = |method: &str, name: &String| value!({ "methodName": method, "params": [name.as_str()] });
    let entries =
        names.iter().flat_map(|name| [entry("system.methodSignature", name), entry("system.methodHelp", name)]);
    let answered = match server.call("system.multicall", &[Value::Array(entries.collect())]).await {
        Ok(answered) => answered,
        Err(error) if matches!(error.kind(), ErrorKind::Deadline) => return Err(server.failure(&error)),
        Err(_) => return Ok(None),
    };
    let Some(results) = answered.as_array().filter(|results| results.len() == 2 * names.len()) else { return Ok(None) };
    // A result is an array of one value; a fault is a struct, and means that nothing is known. supervisord leaves the array
    // out, which a help text shows: a signature can be an array of one in both forms.
    let is_bare = results.iter().skip(1).step_by(2).any(|help| help.as_str().is_some());
    let result = |answer: &Value| match answer {
        Value::Struct(_) => None,
        bare if is_bare => Some(bare.clone()),
        wrapped => wrapped.as_array().and_then(<[Value]>::first).cloned(),
    };
    let methods = results.chunks(2).map(|pair| {
        let value = |index: usize| pair.get(index).and_then(result);
        let help = value(1).and_then(|help| help.as_str().map(str::to_owned));
        method(value(0).as_ref().and_then(Signature::of).as_ref(), help)
    });
    Ok(Some(methods.collect()))
}

fn method(signature: Option<&Signature>, help: Option<String>) -> Method {
    let kind = |name: &str| Type::Wire(Wire::named(name));
    let forms = signature.map(|signature| {
        let forms = signature.forms().iter();
        let param = |wire: &Wire| Param { kind: Some(Type::Wire(*wire)), ..Param::default() };
        forms
            .map(|form| Form { returns: kind(form.result()), params: form.params().iter().map(param).collect() })
            .collect()
    });
    Method { help: help.filter(|help| !help.trim().is_empty()), signatures: forms, ..Method::default() }
}
