//! What no single method can get wrong: names that clash.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::model::Service;
use super::parse::reserved;
use crate::errors::Errors;
use crate::method::Method;

/// Refuses names of the framework's own and names that two methods share.
pub(super) fn names(service: &Service, is_framework: bool, errors: &mut Errors) {
    if !is_framework {
        refuse_reserved(service, errors);
    }
    let mut seen: HashMap<String, &Method> = HashMap::new();
    for method in &service.methods {
        let name = service.full_name(method);
        match seen.entry(name) {
            Entry::Vacant(free) => {
                free.insert(method);
            }
            Entry::Occupied(taken) if may_never_meet(taken.get(), method) => {}
            Entry::Occupied(taken) => errors.at(
                method.name.span(),
                format!(
                    "`{}` is already the name of `{}`: give one of them another with `#[expose(name = \"…\")]`",
                    taken.key(),
                    taken.get().ident
                ),
            ),
        }
    }
}

/// Two methods under `#[cfg]` are often alternatives. If both are there after all, mounting finds out.
fn may_never_meet(first: &Method, second: &Method) -> bool {
    !first.switches.is_empty() && !second.switches.is_empty()
}

fn refuse_reserved(service: &Service, errors: &mut Errors) {
    if let Some(prefix) = &service.prefix {
        if reserved(&format!("{}.", prefix.value())) {
            errors.on(prefix, "the names under `system.` are the framework's own: choose another prefix");
        }
        return;
    }
    for method in &service.methods {
        if reserved(&method.name.text()) {
            errors.at(method.name.span(), "the names under `system.` are the framework's own: choose another name");
        }
    }
}
