//! Which of two members of one name counts.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::settings::DuplicateMembers;
use super::draft::Draft;

/// The members of a struct so far, with where each stands in the draft.
pub(super) struct Members<'a> {
    rule: DuplicateMembers,
    places: HashMap<Cow<'a, str>, (usize, usize)>,
}

impl<'a> Members<'a> {
    pub(super) fn new(rule: DuplicateMembers) -> Self {
        Members { rule, places: HashMap::new() }
    }

    /// Keeps one of two members of a name; whether there were two. The new one lies between the marks.
    pub(super) fn settle(&mut self, name: Cow<'a, str>, start: usize, end: usize, draft: &mut Draft<'_>) -> bool {
        match self.places.entry(name) {
            Entry::Vacant(vacant) => {
                vacant.insert((start, end));
                false
            }
            Entry::Occupied(mut before) => {
                if self.rule == DuplicateMembers::First {
                    draft.take_back(start);
                } else {
                    let (from, to) = before.insert((start, end));
                    draft.empty(from, to);
                }
                true
            }
        }
    }
}
