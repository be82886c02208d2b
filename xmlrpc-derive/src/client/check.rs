//! Names that clash.

use std::collections::HashMap;

use super::model::{ClientMethod, TypedClient};
use crate::errors::Errors;

/// The functions that each client has.
const OWN: [&str; 2] = ["new", "with_prefix"];

/// Refuses names of two methods that allow the same number of parameters.
pub(super) fn names(client: &TypedClient, errors: &mut Errors) {
    let mut taken: HashMap<String, Vec<&ClientMethod>> = HashMap::new();
    for method in &client.methods {
        let name = method.full_name(&client.prefix);
        let methods = taken.entry(name.clone()).or_default();
        if let Some(other) = methods.iter().find(|other| clash(other, method)) {
            errors.at(
                method.name_place,
                format!(
                    "`{name}` is already the name of `{}`, which takes {} too: give one of them another with \
                     `#[expose(name = \"…\")]`",
                    other.ident,
                    other.arity()
                ),
            );
        }
        methods.push(method);
    }
}

/// Refuses Rust names that the client has itself.
pub(super) fn refuse_own(method: &ClientMethod, errors: &mut Errors) {
    if let Some(own) = OWN.iter().find(|own| method.ident == **own) {
        errors.on(
            &method.ident,
            format!(
                "`{own}` is what makes a typed client: give the method another name in Rust, and keep this one on the \
                 wire with `#[expose(name = \"{}\")]`",
                method.name
            ),
        );
    }
}

/// Two methods under `#[cfg]` are often alternatives.
fn clash(first: &ClientMethod, second: &ClientMethod) -> bool {
    let may_never_meet = first.switches().next().is_some() && second.switches().next().is_some();
    !may_never_meet && first.arity().overlaps(second.arity())
}
