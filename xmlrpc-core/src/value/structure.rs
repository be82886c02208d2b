use std::collections::{HashMap, HashSet};
use std::iter::FusedIterator;
use std::vec;

use smol_str::SmolStr;

use super::Value;

/// The members of a struct, in their order in the document.
///
/// Access by name is a linear search, which is fast for records of a few members.
///
/// ```
/// use xmlrpc_core::value::Struct;
///
/// let point: Struct = [("x", 1), ("y", 2)].into_iter().collect();
/// assert_eq!(point.get("y").and_then(|y| y.as_i64()), Some(2));
/// assert_eq!(point.names().collect::<Vec<_>>(), ["x", "y"]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Struct {
    // Names are short and repeated in each record of a list: they are stored inline, without an allocation.
    members: Vec<(SmolStr, Value)>,
}

impl Struct {
    /// A struct without members.
    pub(crate) const EMPTY: Struct = Struct { members: Vec::new() };

    /// Makes a struct without members.
    pub fn new() -> Self {
        Struct::default()
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// The value of a member, for modification.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.members.iter_mut().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Sets a member and returns its previous value.
    pub fn insert(&mut self, name: impl AsRef<str>, value: impl Into<Value>) -> Option<Value> {
        let (name, value) = (name.as_ref(), value.into());
        match self.get_mut(name) {
            Some(slot) => Some(std::mem::replace(slot, value)),
            None => {
                self.members.push((name.into(), value));
                None
            }
        }
    }

    /// Removes a member and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let index = self.members.iter().position(|(own, _)| own == name)?;
        Some(self.members.remove(index).1)
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(name, _)| name.as_str())
    }

    /// The members, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.members.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// Structs are equal whatever the order of their members.
impl PartialEq for Struct {
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        // Structs of the same origin have the same order, and are compared without sorting.
        if self.names().eq(other.names()) {
            return self.iter().zip(other.iter()).all(|(own, theirs)| own.1 == theirs.1);
        }
        let sorted = |members: &Struct| {
            let mut order: Vec<usize> = (0..members.len()).collect();
            order.sort_by(|a, b| members.members[*a].0.cmp(&members.members[*b].0));
            order
        };
        sorted(self).into_iter().zip(sorted(other)).all(|(own, theirs)| self.members[own] == other.members[theirs])
    }
}

/// The most names that are compared with each other. More of them are looked up in a set.
const FEW: usize = 16;

impl Struct {
    /// Makes a struct of members. A repeated name keeps its first place and gets its last value.
    pub(super) fn of(members: Vec<(SmolStr, Value)>) -> Self {
        if are_unique(&members) {
            return Struct { members };
        }
        let mut all = Struct::new();
        let mut places: HashMap<SmolStr, usize> = HashMap::new();
        for (name, value) in members {
            match places.get(&name) {
                Some(place) => all.members[*place].1 = value,
                None => {
                    places.insert(name.clone(), all.len());
                    all.members.push((name, value));
                }
            }
        }
        all
    }
}

fn are_unique(members: &[(SmolStr, Value)]) -> bool {
    if members.len() > FEW {
        let mut names = HashSet::with_capacity(members.len());
        return members.iter().all(|(name, _)| names.insert(name.as_str()));
    }
    let mut rest = members;
    while let [(name, _), others @ ..] = rest {
        if others.iter().any(|(other, _)| other == name) {
            return false;
        }
        rest = others;
    }
    true
}

impl<N: AsRef<str>, V: Into<Value>> FromIterator<(N, V)> for Struct {
    /// A repeated name keeps its first place and gets its last value.
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        Struct::of(members.into_iter().map(|(name, value)| (name.as_ref().into(), value.into())).collect())
    }
}

impl IntoIterator for Struct {
    type Item = (String, Value);
    type IntoIter = IntoMembers;

    fn into_iter(self) -> IntoMembers {
        IntoMembers(self.members.into_iter())
    }
}

/// An iterator over the members of a [`Struct`], in order. Each name becomes a `String`; [`iter`](Struct::iter) borrows
/// the names.
#[derive(Debug, Clone)]
pub struct IntoMembers(vec::IntoIter<(SmolStr, Value)>);

impl Iterator for IntoMembers {
    type Item = (String, Value);

    fn next(&mut self) -> Option<(String, Value)> {
        self.0.next().map(|(name, value)| (name.into(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for IntoMembers {}

impl FusedIterator for IntoMembers {}

impl DoubleEndedIterator for IntoMembers {
    fn next_back(&mut self) -> Option<(String, Value)> {
        self.0.next_back().map(|(name, value)| (name.into(), value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_count_for_equality() {
        let one: Struct = [("a", 1), ("b", 2)].into_iter().collect();
        let other: Struct = [("b", 2), ("a", 1)].into_iter().collect();
        let third: Struct = [("b", 1), ("a", 2)].into_iter().collect();
        assert_eq!(one, other);
        assert_ne!(one, third);
    }

    #[test]
    fn many_members_are_collected_in_order_and_once() {
        let names = || (0..2000).map(|number| (format!("n{}", number % 1500), number));
        let all: Struct = names().collect();
        assert_eq!(all.len(), 1500);
        assert_eq!(all.get("n3"), Some(&Value::Int(1503)));
        assert_eq!(all.names().nth(20), Some("n20"));
    }

    #[test]
    fn a_member_is_set_once() {
        let mut members = Struct::new();
        assert_eq!(members.insert("a", 1), None);
        assert_eq!(members.insert("a", 2), Some(Value::Int(1)));
        assert_eq!(members.remove("a"), Some(Value::Int(2)));
        assert!(members.is_empty());
    }
}
