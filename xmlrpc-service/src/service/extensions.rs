//! Values that fronts and guards hand on to methods, found by their type.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::Arc;

/// One value of each type.
#[derive(Clone, Default)]
pub(super) struct Extensions(HashMap<TypeId, Arc<dyn Any + Send + Sync>>);

impl Extensions {
    /// Puts a value in, in place of another one of its type.
    pub(super) fn insert<T: Send + Sync + 'static>(&mut self, value: T) {
        self.0.insert(TypeId::of::<T>(), Arc::new(value));
    }

    /// The value of a type.
    pub(super) fn get<T: 'static>(&self) -> Option<&T> {
        self.0.get(&TypeId::of::<T>())?.downcast_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_type_and_a_copy_is_independent() {
        let mut extensions = Extensions::default();
        assert_eq!(extensions.get::<i32>(), None);
        extensions.insert(1_i32);
        let mut copy = extensions.clone();
        copy.insert(2_i32);
        copy.insert("text");
        assert_eq!((extensions.get::<i32>(), extensions.get::<&str>()), (Some(&1), None));
        assert_eq!((copy.get::<i32>(), copy.get::<&str>()), (Some(&2), Some(&"text")));
    }
}
