//! The names that a stub file uses besides its own.

use std::collections::BTreeSet;

/// Each name with the module that it comes from.
const IMPORTED: [(&str, &[&str]); 4] = [
    ("builtins", &["bool", "bytes", "dict", "float", "int", "list", "str"]),
    ("datetime", &["datetime"]),
    ("typing", &["Any", "Literal", "NotRequired", "TypeAlias", "TypedDict", "overload"]),
    ("xmlrpc.client", &["ServerProxy"]),
];

/// The names of Python that annotations use. Inside a class, a method named `list` takes the name from the type, which
/// then has an alias.
pub(super) struct Vocabulary<'d> {
    /// The parts of the names of methods.
    attributes: BTreeSet<&'d str>,
}

impl<'d> Vocabulary<'d> {
    pub(super) fn new(names: impl Iterator<Item = &'d str>) -> Self {
        Vocabulary { attributes: names.flat_map(|name| name.split('.')).collect() }
    }

    /// The name to write for one of Python's.
    pub(super) fn name(&self, name: &str) -> String {
        let mut alias = name.to_owned();
        while self.attributes.contains(alias.as_str()) {
            alias.push('_');
        }
        alias
    }

    /// All names that types and classes of the file may not have.
    pub(super) fn reserved(&self) -> Vec<String> {
        let own = IMPORTED.iter().flat_map(|(_, names)| names.iter().map(|name| self.name(name)));
        own.chain(self.attributes.iter().map(|name| (*name).to_owned())).chain(["Server".to_owned()]).collect()
    }

    /// The lines that import the names.
    pub(super) fn imports(&self) -> String {
        let mut lines = String::new();
        for (module, names) in IMPORTED {
            let imported = names.iter().filter_map(|name| {
                let alias = self.name(name);
                match (alias == *name, module) {
                    (true, "builtins") => None,
                    (true, _) => Some((*name).to_owned()),
                    (false, _) => Some(format!("{name} as {alias}")),
                }
            });
            let imported: Vec<String> = imported.collect();
            if !imported.is_empty() {
                lines.push_str(&format!("from {module} import {}\n", imported.join(", ")));
            }
        }
        lines
    }
}
