//! The path to a member that cannot be written or converted.

use crate::fault::quoted;

/// The most characters of a path. They leave enough of a fault's text for the message.
const LONGEST: usize = 80;

/// The path to a value, such as `a.b[].c`, composed from the inside out.
#[derive(Default)]
pub(super) struct MemberPath {
    text: String,
    /// Whether there is more to show than that a value is inside of arrays.
    has_names: bool,
}

impl MemberPath {
    pub(super) fn put_member(&mut self, name: &str) {
        self.has_names = true;
        self.put(&quoted(name));
    }

    pub(super) fn put_element(&mut self) {
        self.put("[]");
    }

    pub(super) fn put_index(&mut self, index: usize) {
        self.has_names = true;
        self.put(&format!("[{index}]"));
    }

    fn put(&mut self, before: &str) {
        if self.text.starts_with('…') {
            return;
        }
        if self.text.chars().count() + before.chars().count() >= LONGEST - 1 {
            return self.text.insert(0, '…');
        }
        if !self.text.is_empty() && !self.text.starts_with('[') {
            self.text.insert(0, '.');
        }
        self.text.insert_str(0, before);
    }

    /// The path, if it has a name or an index.
    pub(super) fn shown(&self) -> Option<&str> {
        self.has_names.then_some(&*self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_from_the_outside_and_stays_short() {
        let mut path = MemberPath::default();
        path.put_element();
        assert_eq!(path.shown(), None);
        path.put_element();
        path.put_member("c\u{1}");
        path.put_element();
        path.put_member("b");
        path.put_member("a");
        assert_eq!(path.shown(), Some("a.b[].c\\u{1}[][]"));
        for _ in 0..100 {
            path.put_member("very long");
        }
        assert!(path.shown().is_some_and(|text| text.chars().count() <= LONGEST && text.starts_with('…')));
    }
}
