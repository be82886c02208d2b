//! The rows of a service whose methods stand in one block or in several.

use std::ops::Index;

use super::MethodInfo;

/// The rows of a service's table: those of its first block, then those of its parts.
#[derive(Debug, Clone, Copy)]
pub struct Methods {
    own: &'static [MethodInfo],
    parts: &'static [&'static [MethodInfo]],
}

impl Methods {
    pub(super) const fn new(own: &'static [MethodInfo], parts: &'static [&'static [MethodInfo]]) -> Self {
        Methods { own, parts }
    }

    /// The rows, in the order of their indices.
    pub fn iter(self) -> impl Iterator<Item = &'static MethodInfo> + Clone {
        self.own.iter().chain(self.parts.iter().copied().flatten())
    }

    /// The row of an index.
    pub fn get(self, index: usize) -> Option<&'static MethodInfo> {
        self.iter().nth(index)
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.own.len() + self.parts.iter().map(|rows| rows.len()).sum::<usize>()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl IntoIterator for Methods {
    type Item = &'static MethodInfo;
    type IntoIter = Box<dyn Iterator<Item = &'static MethodInfo>>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl Index<usize> for Methods {
    type Output = MethodInfo;

    /// The row of an index, as in an array.
    ///
    /// # Panics
    ///
    /// If there are fewer; [`get`](Self::get) does not.
    fn index(&self, index: usize) -> &MethodInfo {
        let mut index = index;
        for rows in std::iter::once(self.own).chain(self.parts.iter().copied()) {
            match index.checked_sub(rows.len()) {
                None => return &rows[index],
                Some(behind) => index = behind,
            }
        }
        &self.own[self.own.len() + index]
    }
}
