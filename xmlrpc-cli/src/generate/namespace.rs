//! The methods of a description, grouped by their prefixes.

use std::collections::BTreeMap;

use super::description::{Description, Method};

/// The methods with one prefix, by the rest of their names. Without a prefix, the rest is the whole name.
pub(super) type Groups<'d> = BTreeMap<&'d str, BTreeMap<&'d str, &'d Method>>;

/// Groups methods by what stands before the last dot. A name that is no dotted name belongs to the group without a prefix.
pub(super) fn groups(description: &Description) -> Groups<'_> {
    let mut groups = Groups::new();
    for (name, method) in &description.methods {
        let (prefix, rest) = match name.rsplit_once('.') {
            Some((prefix, rest)) if is_dotted(name) => (prefix, rest),
            _ => ("", name.as_str()),
        };
        groups.entry(prefix).or_default().insert(rest, method);
    }
    groups
}

/// Whether all parts between the dots are words.
fn is_dotted(name: &str) -> bool {
    name.split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}

/// The whole name of a method.
pub(super) fn whole_name(prefix: &str, rest: &str) -> String {
    if prefix.is_empty() { rest.to_owned() } else { format!("{prefix}.{rest}") }
}
