//! The strict reading of a call: which fault comes first, and whose parameter it is about.

use std::borrow::Cow;

use super::Dispatcher;
use super::handle::Called;
use super::registry::Target;
use crate::service::PublishedMethod;
use xmlrpc_core::__private::reader::Reader;
use xmlrpc_core::__private::reading::{Beyond, Rules, check_strictly};
use xmlrpc_core::Error;
use xmlrpc_core::fault::Fault;

/// The error, which names the parameter as the method does, if it is known which one that is.
pub(super) fn for_method(beyond: Beyond, method: Option<&PublishedMethod>) -> Error {
    match (beyond.into_parts(), method) {
        ((None, error), _) => error,
        ((Some(number), error), Some(method)) if method.overloads.is_empty() => method.blamed(number, error),
        ((Some(number), error), _) => error.prefixed(format_args!("parameter {number}: ")),
    }
}

impl Dispatcher {
    /// Checks the whole document of a call. What the scalars of a multicall's entries say is left to each entry.
    pub(super) fn check_strictly<'d>(
        &'d self,
        text: &str,
        rules: &Rules,
        called: &mut Option<Called<'d>>,
    ) -> Result<(), Fault> {
        // A document without a readable name is refused by the check.
        let name = Reader::new(text, rules).method_name().ok();
        let entry = name.as_deref().and_then(|name| self.registry.find(name));
        let with_texts = !entry.is_some_and(|entry| matches!(entry.target, Target::Multicall));
        let Err(beyond) = check_strictly(text, rules, with_texts) else { return Ok(()) };
        *called = match (entry, &name) {
            (Some(entry), _) => Some(Called::Published(entry)),
            (None, Some(name)) => Some(Called::Unknown(Cow::Owned(name.clone().into_owned()))),
            (None, None) => None,
        };
        match &name {
            Some(name) if entry.is_none() && self.registry.fallback().is_none() && beyond.is_of_a_value() => {
                Err(Fault::method_not_found(name))
            }
            _ => Err(rules.located(for_method(beyond, entry.map(|entry| &*entry.method)), text).into()),
        }
    }
}
