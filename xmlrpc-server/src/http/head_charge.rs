//! Heads in the byte budget.

use std::sync::Arc;

use super::Endpoint;
use super::budget::{Budget, COUNTED, Charge};

/// What the head of the present request of a connection holds of the byte budget, from its reception to the end of its
/// response: nothing if it is small.
#[derive(Debug)]
pub(crate) struct HeadCharge {
    budget: Arc<Budget>,
    charge: Option<Charge>,
}

impl HeadCharge {
    pub(crate) fn new(endpoint: &Endpoint) -> Self {
        HeadCharge { budget: Arc::clone(&endpoint.budget), charge: None }
    }

    /// Whether a head of this length is not counted.
    #[inline]
    pub(crate) fn is_small(length: usize) -> bool {
        length < COUNTED
    }

    /// Charges a head of this length. False if the budget does not have the bytes.
    pub(crate) fn hold(&mut self, length: usize) -> bool {
        if Self::is_small(length) {
            self.charge = None;
            return true;
        }
        match &mut self.charge {
            Some(charge) => charge.resize(length),
            None => {
                self.charge = self.budget.take_for_request(length);
                self.charge.is_some()
            }
        }
    }

    /// The head is no longer held.
    pub(crate) fn release(&mut self) {
        self.charge = None;
    }
}

/// For another connection, which holds nothing yet.
impl Clone for HeadCharge {
    fn clone(&self) -> Self {
        HeadCharge { budget: Arc::clone(&self.budget), charge: None }
    }
}
