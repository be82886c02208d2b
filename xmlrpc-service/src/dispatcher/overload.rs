//! Several methods under one name, distinguished by their number of parameters.

use std::sync::Arc;

use super::registry::{Entry, Target};
use crate::service::{PublishedMethod, Service};
use xmlrpc_core::Error;
use xmlrpc_core::fault::{Fault, INVALID_PARAMETERS};

/// Adds a method under a name that is taken. That works for methods of one service whose numbers of parameters differ.
///
/// # Errors
///
/// The two methods that cannot be distinguished.
pub(super) fn add(taken: &mut Entry, new: Entry) -> Result<(), (Arc<PublishedMethod>, Arc<PublishedMethod>)> {
    let mut all = match &taken.target {
        Target::Overloaded(overloads) => overloads.to_vec(),
        _ => vec![taken.clone()],
    };
    if let Some(clash) = all.iter().find(|entry| !are_distinguishable(entry, &new)) {
        return Err((Arc::clone(&clash.method), new.method));
    }
    all.push(new);
    taken.method = Arc::new(joined(&all));
    taken.target = Target::Overloaded(all.into());
    Ok(())
}

fn are_distinguishable(first: &Entry, second: &Entry) -> bool {
    let one_service = match (&first.target, &second.target) {
        (Target::Service(first, _), Target::Service(second, _)) => same(first, second),
        _ => false,
    };
    // A struct of keyword arguments counts as one parameter, however many are in it.
    let by_name = first.method.takes_keywords || second.method.takes_keywords;
    one_service && !by_name && !first.method.arity().overlaps(second.method.arity())
}

fn same(first: &Arc<dyn Service>, second: &Arc<dyn Service>) -> bool {
    std::ptr::addr_eq(Arc::as_ptr(first), Arc::as_ptr(second))
}

/// What introspection tells of the name as a whole.
fn joined(all: &[Entry]) -> PublishedMethod {
    let helps: Vec<String> = all.iter().map(|entry| help(&entry.method)).collect();
    PublishedMethod {
        help: helps.join("\n\n").into(),
        deprecated: if all.iter().all(|entry| entry.method.deprecated.is_some()) {
            all[0].method.deprecated
        } else {
            None
        },
        hidden: all.iter().all(|entry| entry.method.hidden),
        overloads: all.iter().map(|entry| Arc::clone(&entry.method)).collect(),
        ..PublishedMethod::clone(&all[0].method)
    }
}

/// A method's help under a line that says which one it is.
fn help(method: &PublishedMethod) -> String {
    let names: Vec<&str> = method.parameters().iter().map(|parameter| parameter.name()).collect();
    let head = format!("{}({})", method.name(), names.join(", "));
    if method.help().is_empty() { head } else { format!("{head}\n\n{}", method.help()) }
}

/// The one method that a call with so many parameters is of; they are counted if there are several.
#[inline]
pub(super) fn pick(entry: &Entry, count: impl FnOnce() -> Result<usize, Fault>) -> Result<&Entry, Fault> {
    match &entry.target {
        Target::Overloaded(all) => pick_among(all, count()?, &entry.method),
        _ => Ok(entry),
    }
}

fn pick_among<'e>(all: &'e [Entry], count: usize, joined: &PublishedMethod) -> Result<&'e Entry, Fault> {
    all.iter()
        .find(|entry| entry.method.arity().allows(count))
        .ok_or_else(|| Error::new(INVALID_PARAMETERS, format!("{}, {count} given", joined.takes())).into())
}
