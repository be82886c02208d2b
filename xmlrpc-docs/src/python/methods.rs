//! The methods of a class.

use std::fmt::Write as _;

use xmlrpc_service::describe::{FormDescription, MethodDescription};
use xmlrpc_service::service::Presence;

use super::text::{docstring, is_keyword};
use super::tree::{Node, Tree};
use super::types::Annotations;
use crate::names::{UniqueNames, identifier};

/// Writes the body of a class.
pub(super) fn write_methods(out: &mut String, node: &Node<'_>, annotations: &Annotations<'_>, tree: &Tree<'_>) {
    for (name, prefix) in &node.children {
        // Formatting into a string does not fail.
        let _ = writeln!(out, "    {name}: {}", tree.class(prefix));
    }
    let own = node.callable.map(|method| ("__call__", method));
    for (name, method) in own.into_iter().chain(node.methods.iter().map(|(name, method)| (*name, *method))) {
        write_method(out, name, method, annotations);
    }
    if node.children.is_empty() && node.methods.is_empty() && node.callable.is_none() {
        out.push_str("    ...\n");
    }
}

fn write_method(out: &mut String, name: &str, method: &MethodDescription, annotations: &Annotations<'_>) {
    for form in &method.forms {
        out.push('\n');
        if method.forms.len() > 1 {
            let _ = writeln!(out, "    @{}", annotations.python("overload"));
        }
        let parameters = parameters(form, annotations);
        let _ = writeln!(out, "    def {name}(self{parameters}) -> {}:", annotations.of(&form.result));
        let help = documentation(method, form);
        if help.is_empty() {
            out.truncate(out.len() - 1);
            out.push_str(" ...\n");
        } else {
            docstring(out, "        ", &help);
        }
    }
}

/// The parameters behind `self`, which can be given by position only.
fn parameters(form: &FormDescription, annotations: &Annotations<'_>) -> String {
    if form.takes_keywords {
        return format!(", *parameters: {}", annotations.python("Any"));
    }
    let names = form.parameters.iter().map(|parameter| parameter.name.as_str());
    let names = UniqueNames::new(names, &["self"], |name| {
        let name = identifier(name);
        if is_keyword(&name) || name.starts_with("__") { format!("p_{name}") } else { name }
    });
    let required = form.parameters.iter().rposition(|parameter| parameter.presence == Presence::Required);
    let required = required.map_or(0, |last| last + 1);
    let mut written = String::new();
    let mut positional = false;
    for (index, parameter) in form.parameters.iter().enumerate() {
        let (name, ty) = (names.of(&parameter.name), annotations.of(&parameter.ty));
        let is_rest = parameter.presence == Presence::Rest;
        if is_rest && positional {
            written.push_str(", /");
        }
        let _ = match parameter.presence {
            Presence::Rest => write!(written, ", *{name}: {ty}"),
            Presence::Required => write!(written, ", {name}: {ty}"),
            Presence::Optional if index < required => {
                write!(written, ", {name}: {}", annotations.union([ty, "None".into()]))
            }
            Presence::Optional => write!(written, ", {name}: {} = ...", annotations.union([ty, "None".into()])),
        };
        positional |= !is_rest;
        if is_rest {
            return written;
        }
    }
    if positional {
        written.push_str(", /");
    }
    written
}

fn documentation(method: &MethodDescription, form: &FormDescription) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let help = if form.help.is_empty() { &method.help } else { &form.help };
    if !help.is_empty() {
        paragraphs.push(help.clone());
    }
    let documented = form.parameters.iter().filter(|parameter| !parameter.help.is_empty());
    let documented: Vec<String> =
        documented.map(|parameter| format!("{}: {}", parameter.name, parameter.help)).collect();
    if !documented.is_empty() {
        paragraphs.push(documented.join("\n"));
    }
    if !form.result_help.is_empty() {
        paragraphs.push(format!("Returns: {}", form.result_help));
    }
    if !method.faults.is_empty() {
        let faults: Vec<String> = method.faults.iter().map(|fault| format!("  {fault}")).collect();
        paragraphs.push(format!("Faults:\n{}", faults.join("\n")));
    }
    if let Some(note) = &method.deprecated {
        paragraphs.push(format!("Deprecated: {note}"));
    }
    paragraphs.join("\n\n")
}
