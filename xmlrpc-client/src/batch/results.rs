//! The results of a batch.

use std::fmt;

use serde::de::DeserializeOwned;
use xmlrpc_core::{Fault, Value};

use super::Entry;
use crate::error::{Error, Result};

/// The results of a [`Batch`](super::Batch), in the order of its calls.
pub struct Results {
    batch: usize,
    methods: Vec<String>,
    outcomes: Vec<Option<Result<Value>>>,
}

impl Results {
    pub(super) fn new(batch: usize, methods: Vec<String>, outcomes: Vec<Result<Value>>) -> Self {
        Results { batch, methods, outcomes: outcomes.into_iter().map(Some).collect() }
    }

    /// How many results there are.
    pub fn len(&self) -> usize {
        self.outcomes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }

    /// The result of a call.
    ///
    /// # Errors
    ///
    /// The fault of the call, or a result of another type.
    pub fn take<T: DeserializeOwned>(&mut self, entry: Entry<T>) -> Result<T> {
        let outcome = match self.outcomes.get_mut(entry.index) {
            Some(outcome) if entry.batch == self.batch => outcome.take(),
            _ => return Err(Error::usage("the entry belongs to another batch")),
        };
        let method = self.methods.get(entry.index).map_or("", String::as_str);
        read(outcome.unwrap_or_else(|| Err(Error::usage("the result has been taken already"))), method)
    }

    /// All results, which are of one type, in order.
    pub fn into_all<T: DeserializeOwned>(self) -> Vec<Result<T>> {
        let outcomes = self.outcomes.into_iter().flatten().zip(&self.methods);
        outcomes.map(|(outcome, method)| read(outcome, method)).collect()
    }
}

fn read<T: DeserializeOwned>(outcome: Result<Value>, method: &str) -> Result<T> {
    let read = outcome.and_then(|value| value.to().map_err(Error::decode));
    read.map_err(|error| error.in_method(method))
}

/// What an element of a multicall's result says: an array of one value is a result, and a struct with the members of a
/// fault is one. Some servers leave the array out.
pub(super) fn outcome(element: Value) -> Result<Value> {
    match element {
        Value::Array(mut values) if values.len() == 1 => Ok(values.swap_remove(0)),
        Value::Struct(members) if members.get("faultCode").is_some() && members.get("faultString").is_some() => {
            let fault = fault(&Value::Struct(members));
            Err(Error::from_fault(fault))
        }
        other => Ok(other),
    }
}

fn fault(members: &Value) -> Fault {
    let text = members.get("faultString");
    let text = text.and_then(Value::as_str).unwrap_or_default().to_owned();
    let code = members.get("faultCode");
    let code = code.and_then(|code| code.as_i64().or_else(|| code.as_str()?.trim().parse().ok()));
    Fault::new(code.and_then(|code| i32::try_from(code).ok()).unwrap_or(0), text)
}

impl fmt::Debug for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.outcomes).finish()
    }
}

#[cfg(test)]
mod tests {
    use xmlrpc_core::value;

    use super::*;

    #[test]
    fn an_element_is_a_result_or_a_fault() {
        assert_eq!(outcome(value!([5])).ok(), Some(value!(5)));
        assert_eq!(outcome(value!(5)).ok(), Some(value!(5)));
        assert_eq!(outcome(value!([[1, 2]])).ok(), Some(value!([1, 2])));
        let error = outcome(value!({"faultCode": 4, "faultString": "no"})).unwrap_err();
        assert_eq!(error.fault(), Some(&Fault::new(4, "no")));
        let error = outcome(value!({"faultCode": "4", "faultString": "no"})).unwrap_err();
        assert_eq!(error.fault().map(Fault::code), Some(4));
        assert_eq!(outcome(value!({"faultCode": 4})).ok(), Some(value!({"faultCode": 4})));
    }
}
