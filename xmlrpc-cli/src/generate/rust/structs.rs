//! A Rust struct for each struct of the description.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use super::super::description::{Description, Member};
use super::super::names::{Scope, snake_case};
use super::super::types::Type;
use super::WORDS;
use super::docs::literal;
use super::types::{Names, owned_type};

pub(super) fn structs(description: &Description, names: &Names<'_>) -> String {
    let mut code = String::new();
    for (name, members) in &description.structs {
        let Some(identifier) = names.get(name.as_str()) else { continue };
        code.push_str("\n#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\n");
        if members.is_empty() {
            let _ = writeln!(code, "pub struct {identifier} {{}}");
            continue;
        }
        let _ = writeln!(code, "pub struct {identifier} {{");
        let mut scope = Scope::with(WORDS.iter().copied());
        for (wire_name, member) in members {
            write_member(&mut code, wire_name, member, &mut scope, &|kind| {
                let owned = owned_type(kind, names);
                // A struct that holds itself needs a place of its own for the inner one.
                let holds_itself = kind.direct_name().is_some_and(|inner| leads_to(inner, name, &description.structs));
                if holds_itself { boxed(kind, names) } else { owned }
            });
        }
        code.push_str("}\n");
    }
    code
}

fn write_member(
    code: &mut String,
    wire_name: &str,
    member: &Member,
    scope: &mut Scope,
    owned: &dyn Fn(&Type) -> String,
) {
    let identifier = scope.take(snake_case(wire_name));
    let mut attributes = Vec::new();
    if identifier != wire_name {
        attributes.push(format!("rename = {}", literal(wire_name)));
    }
    let mut kind = owned(&member.kind);
    if member.optional {
        attributes.push("default".into());
        attributes.push("skip_serializing_if = \"Option::is_none\"".into());
        if !kind.starts_with("Option<") {
            kind = format!("Option<{kind}>");
        }
    }
    if !attributes.is_empty() {
        let _ = writeln!(code, "    #[serde({})]", attributes.join(", "));
    }
    let _ = writeln!(code, "    pub {identifier}: {kind},");
}

fn boxed(kind: &Type, names: &Names<'_>) -> String {
    match kind {
        Type::Optional(inner) => format!("Option<{}>", boxed(inner, names)),
        kind => format!("Box<{}>", owned_type(kind, names)),
    }
}

/// Whether a struct holds another one, itself included, without a container in between.
fn leads_to(from: &str, to: &str, structs: &BTreeMap<String, BTreeMap<String, Member>>) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            let members = structs.get(name).into_iter().flat_map(BTreeMap::values);
            open.extend(members.filter_map(|member| member.kind.direct_name()));
        }
    }
    false
}
