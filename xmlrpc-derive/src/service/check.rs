//! Names that clash.

use std::collections::HashMap;

use super::model::Service;
use crate::errors::Errors;
use crate::method::{Arity, Method, WireName};

/// Refuses names of two methods that allow the same number of parameters.
pub(super) fn names(service: &Service, errors: &mut Errors) {
    let mut taken: HashMap<String, Vec<&Method>> = HashMap::new();
    for method in &service.methods {
        for name in names_of(method) {
            refuse_prefix(service, name, errors);
            let methods = taken.entry(service.full_name(name)).or_default();
            if let Some(other) = methods.iter().find(|other| clash(other, method)) {
                errors.at(name.span(), complaint(&service.full_name(name), other, method));
            }
            methods.push(method);
        }
    }
}

/// Refuses a name that begins with the prefix, which it gets anyway.
fn refuse_prefix(service: &Service, name: &WireName, errors: &mut Errors) {
    let prefix = service.prefix_text();
    if name.absolute || prefix.is_empty() {
        return;
    }
    let text = name.text();
    if let Some(rest) = text.strip_prefix(&prefix).and_then(|rest| rest.strip_prefix('.')) {
        errors.at(
            name.span(),
            format!(
                "the block's prefix is added to this name, which becomes `{prefix}.{text}`: write \"{rest}\", or \
                 `absolute = \"{text}\"` for a name without the prefix"
            ),
        );
    }
}

fn names_of(method: &Method) -> impl Iterator<Item = &WireName> {
    std::iter::once(&method.name).chain(&method.aliases)
}

fn clash(first: &Method, second: &Method) -> bool {
    let same = std::ptr::eq(first, second);
    let are_known = first.spread_parameters().chain(second.spread_parameters()).next().is_none();
    let by_name = first.takes_keywords || second.takes_keywords;
    // How many parameters a struct has shows when the service is mounted.
    let overlap = by_name || (are_known && Arity::of(first).overlaps(Arity::of(second)));
    same || (!may_never_meet(first, second) && overlap)
}

/// Two methods under `#[cfg]` are often alternatives. If both are there, mounting the service fails.
fn may_never_meet(first: &Method, second: &Method) -> bool {
    !first.switches.is_empty() && !second.switches.is_empty()
}

fn complaint(name: &str, first: &Method, second: &Method) -> String {
    if std::ptr::eq(first, second) {
        return format!("`{name}` is already a name of this method: remove one");
    }
    if first.takes_keywords || second.takes_keywords {
        let ident = &first.ident;
        return format!(
            "`{name}` is already the name of `{ident}`; methods with keyword arguments cannot share one: give one of \
             them another with `#[expose(name = \"…\")]`"
        );
    }
    let (ident, taken, own) = (&first.ident, Arity::of(first), Arity::of(second));
    let counts = if taken == own {
        format!("which takes {taken} too")
    } else {
        format!("which takes {taken}, while this takes {own}")
    };
    format!(
        "`{name}` is already the name of `{ident}`, {counts}: give one of them another with `#[expose(name = \"…\")]`"
    )
}
