//! The classes of prefixes, and the methods in each.

use std::collections::BTreeMap;

use xmlrpc_service::describe::{Description, MethodDescription};

use super::text::is_attribute;
use super::vocabulary::Vocabulary;
use crate::names::{UniqueNames, identifier};

/// The prefixes with their methods. Names with a part that is no attribute are kept apart.
pub(super) struct Tree<'d> {
    root: Node<'d>,
    nodes: BTreeMap<&'d str, Node<'d>>,
    unwritable: Vec<&'d str>,
}

/// One prefix.
pub(super) struct Node<'d> {
    /// The name of its class.
    pub(super) class: String,
    /// The last parts of names, each with its method.
    pub(super) methods: BTreeMap<&'d str, &'d MethodDescription>,
    /// The last parts of the prefixes below this one, each with the whole prefix.
    pub(super) children: BTreeMap<&'d str, &'d str>,
    /// The method of the same name as the prefix.
    pub(super) callable: Option<&'d MethodDescription>,
}

impl<'d> Tree<'d> {
    pub(super) fn new(description: &'d Description, vocabulary: &Vocabulary<'_>) -> Self {
        let mut tree = Tree { root: Node::new("Server".into()), nodes: BTreeMap::new(), unwritable: Vec::new() };
        let mut names: Vec<(&str, &MethodDescription)> = Vec::new();
        for method in &description.methods {
            names.push((&method.name, method));
            names.extend(method.aliases.iter().map(|alias| (alias.as_str(), method)));
        }
        names.sort_by_key(|(name, _)| *name);
        let (writable, unwritable): (Vec<_>, Vec<_>) =
            names.into_iter().partition(|(name, _)| name.split('.').all(is_attribute));
        tree.unwritable = unwritable.into_iter().map(|(name, _)| name).collect();
        let prefixes: Vec<&str> = writable.iter().flat_map(|(name, _)| prefixes(name)).collect();
        let reserved = vocabulary.reserved();
        let reserved: Vec<&str> = reserved.iter().map(String::as_str).collect();
        // The names of types begin with no underscore.
        let classes = UniqueNames::new(prefixes.iter().copied(), &reserved, |name| format!("_{}", class_name(name)));
        for prefix in &prefixes {
            tree.nodes.entry(prefix).or_insert_with(|| Node::new(classes.of(prefix).to_owned()));
            let (above, last) = split(prefix);
            tree.node(above).children.insert(last, prefix);
        }
        for (name, method) in writable {
            if let Some(node) = tree.nodes.get_mut(name) {
                node.callable = Some(method);
            } else {
                let (above, last) = split(name);
                tree.node(above).methods.insert(last, method);
            }
        }
        tree
    }

    fn node(&mut self, prefix: &'d str) -> &mut Node<'d> {
        if prefix.is_empty() {
            return &mut self.root;
        }
        self.nodes.entry(prefix).or_insert_with(|| Node::new(format!("_{}", class_name(prefix))))
    }

    pub(super) fn root(&self) -> &Node<'d> {
        &self.root
    }

    /// The prefixes, sorted.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node<'d>> {
        self.nodes.values()
    }

    /// The class of a prefix.
    pub(super) fn class(&self, prefix: &str) -> &str {
        self.nodes.get(prefix).map_or("Any", |node| &node.class)
    }

    /// The names that are no attributes.
    pub(super) fn unwritable(&self) -> &[&'d str] {
        &self.unwritable
    }
}

impl Node<'_> {
    fn new(class: String) -> Self {
        Node { class, methods: BTreeMap::new(), children: BTreeMap::new(), callable: None }
    }
}

/// `a.b` and `a` for `a.b.c`.
fn prefixes(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('.').map(|(end, _)| &name[..end])
}

fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

/// `DirUser` for `dir.user`.
fn class_name(name: &str) -> String {
    let parts = name.split(['.', '_']).filter(|part| !part.is_empty());
    let capital = |part: &str| {
        let mut characters = part.chars();
        let first = characters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(characters).collect::<String>()
    };
    identifier(&parts.map(capital).collect::<String>())
}
