//! The `system.*` methods that describe others.

use std::collections::HashSet;

use xmlrpc_core::Value;

use super::finding::{Area, Report, Severity};
use super::probe::{Probe, Reply, UNKNOWN, param};
use crate::escape::excerpt;
use crate::failure::Result;
use crate::signature::Signature;
use crate::value::Wire;

/// As many methods are looked at: each is two calls.
const LOOKED_AT: usize = 20;

pub(super) async fn check(probe: &Probe<'_>, report: &mut Report) -> Result<()> {
    let listed = probe.call("system.listMethods", "").await?;
    let Some(value) = listed.result() else {
        report.remark("the server has no introspection: its methods were not looked at");
        return Ok(());
    };
    let names = names(value, report);
    check_names(&names, report);
    for name in names.iter().take(LOOKED_AT) {
        check_method(probe, name, report).await?;
    }
    check_unknown(probe, &names, report).await
}

fn names(value: &Value, report: &mut Report) -> Vec<String> {
    let items = value.as_array();
    let names: Vec<String> =
        items.unwrap_or_default().iter().filter_map(|item| item.as_str().map(str::to_owned)).collect();
    let is_right = items.is_some_and(|items| items.len() == names.len());
    let wrong = (!is_right).then(|| "system.listMethods returns something other than an array of strings".into());
    let advice = "Clients cannot list the methods. Return an array with the name of each method.";
    report.check(Severity::Error, Area::Introspection, wrong, advice);
    names
}

fn check_names(names: &[String], report: &mut Report) {
    let mut seen = HashSet::new();
    let twice = names.iter().find(|name| !seen.insert(name.as_str()));
    let wrong = twice.map(|name| format!("system.listMethods lists {} twice", excerpt(name)));
    report.check(Severity::Warning, Area::Introspection, wrong, "Generated clients get two functions of one name.");
    let is_standard = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.:/".contains(&byte))
    };
    // The names are the application's: clients are known that refuse them, and others that do not.
    if let Some(name) = names.iter().find(|name| !is_standard(name)) {
        report.remark(format!(
            "the name {} has characters that the specification does not allow, and some clients refuse to call it",
            excerpt(name)
        ));
    }
}

/// A parameter that is a method's name.
fn named(name: &str) -> String {
    let name = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    param(&format!("<string>{name}</string>"))
}

async fn check_method(probe: &Probe<'_>, name: &str, report: &mut Report) -> Result<()> {
    if !name.is_ascii() {
        return Ok(());
    }
    let shown = excerpt(name);
    let help = probe.call("system.methodHelp", &named(name)).await?;
    let wrong = match help.result() {
        Some(Value::String(_)) => None,
        Some(_) => Some(format!("system.methodHelp of {shown} is no string")),
        None => Some(format!("system.methodHelp of {shown}, which is listed, is {}", help.shown())),
    };
    let advice = "Return the help of each listed method as a string, and an empty one where there is none.";
    report.check(Severity::Warning, Area::Introspection, wrong, advice);
    let signature = probe.call("system.methodSignature", &named(name)).await?;
    check_signature(&shown, &signature, report);
    Ok(())
}

fn check_signature(shown: &str, reply: &Reply, report: &mut Report) {
    let wrong = reply
        .result()
        .is_none()
        .then(|| format!("system.methodSignature of {shown}, which is listed, is {}", reply.shown()));
    let advice = "Return an array of signatures, or the string \"undef\" where there is none.";
    report.check(Severity::Warning, Area::Introspection, wrong, advice);
    let Some(value) = reply.result() else { return };
    let signature = Signature::of(value);
    let is_flat = signature.as_ref().is_some_and(|signature| signature.is_flat());
    let wrong = is_flat.then(|| format!("system.methodSignature of {shown} is one array of types"));
    let advice = "Clients expect an array of signatures, each an array of types: [[\"int\", \"string\"]].";
    report.check(Severity::Warning, Area::Introspection, wrong, advice);
    let names = signature.iter().flat_map(|signature| signature.forms());
    let mut names =
        names.flat_map(|form| std::iter::once(form.result()).chain(form.param_names().iter().map(String::as_str)));
    let unknown = names.find(|name| !is_standard_type(name));
    let wrong = unknown.map(|name| format!("the signature of {shown} has {}, which is no type", excerpt(name)));
    let advice =
        "Generators stop at it. The types are int, boolean, double, string, dateTime.iso8601, base64, struct, array.";
    report.check(Severity::Note, Area::Introspection, wrong, advice);
}

fn is_standard_type(name: &str) -> bool {
    matches!(name, "undef" | "i4") || Wire::named(name).name() == name
}

async fn check_unknown(probe: &Probe<'_>, names: &[String], report: &mut Report) -> Result<()> {
    if !names.iter().any(|name| name == "system.methodHelp") {
        report.remark("system.listMethods does not list system.methodHelp");
        return Ok(());
    }
    let help = probe.call("system.methodHelp", &named(UNKNOWN)).await?;
    let wrong = help.result().map(|_| "system.methodHelp has a result for a method that does not exist".to_owned());
    let advice = "Clients cannot tell a misspelt name from a method without help. Return a fault.";
    report.check(Severity::Note, Area::Introspection, wrong, advice);
    Ok(())
}
