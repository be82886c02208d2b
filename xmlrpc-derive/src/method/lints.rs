//! Lints about a method that its publication causes: callers decide what it takes and returns.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use syn::{Attribute, Type, parse_quote_spanned};

use super::types::{ends_in, is_plain, peeled};
use super::{Execution, Method, Passing};
use crate::paths::at;

/// The names of those that can be about a method.
pub(crate) fn lints_of(method: &Method) -> BTreeSet<&'static str> {
    let mut lints = BTreeSet::new();
    if method.takes_self {
        lints.insert("unused_self");
    }
    if method.execution == Execution::Async {
        lints.insert("unused_async");
    }
    if method.sent_passings().any(is_moved) {
        lints.insert("needless_pass_by_value");
    }
    if method.sent_passings().any(|passing| matches!(passing, Passing::Lent(_))) {
        lints.insert("trivially_copy_pass_by_ref");
    }
    if method.result.as_ref().is_some_and(may_wrap) {
        lints.insert("unnecessary_wraps");
    }
    lints
}

/// The attribute that allows lints.
pub(crate) fn allowing(lints: &BTreeSet<&'static str>, place: Span) -> Option<Attribute> {
    let here = at(place);
    let lints: Vec<Ident> = lints.iter().map(|lint| Ident::new(lint, here)).collect();
    (!lints.is_empty()).then(|| parse_quote_spanned!(here=> #[allow(#(clippy::#lints),*)]))
}

/// Whether the method gets a value of its own that is more than a number.
fn is_moved(passing: &Passing) -> bool {
    match passing {
        Passing::Value(ty) => !is_plain(ty) || ends_in(ty, "String") || ends_in(ty, "PathBuf"),
        Passing::Lent(_) | Passing::LentOption(_) => false,
    }
}

/// Whether the type may be a `Result` or an `Option`.
fn may_wrap(ty: &Type) -> bool {
    matches!(peeled(ty), Type::Path(path) if path.path.segments.last().is_some_and(|last| !last.arguments.is_none()))
        || ends_in(ty, "Result")
}
