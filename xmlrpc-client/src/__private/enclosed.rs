//! Results in an envelope.

use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _};
use xmlrpc_core::message::Params;
use xmlrpc_core::{Fault, Value};

use super::call::{Outcome, Receivable};
use crate::{BlockingCaller, Caller, Error, OpenEnvelope, Result};

/// A result that was in an envelope, or the fault that stood in its place.
pub(super) struct Enclosed<E, T> {
    result: std::result::Result<T, Fault>,
    envelope: PhantomData<fn() -> E>,
}

impl<E, T> Enclosed<E, T> {
    pub(super) fn opened(self, method: &str) -> Result<T> {
        self.result.map_err(|fault| Error::from_fault(fault).in_method(method))
    }
}

impl<'de, E: OpenEnvelope, T: DeserializeOwned> Deserialize<'de> for Enclosed<E, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let result = match E::open(Value::deserialize(deserializer)?) {
            Ok(value) => Ok(value.to().map_err(D::Error::custom)?),
            Err(fault) => Err(fault),
        };
        Ok(Enclosed { result, envelope: PhantomData })
    }
}

/// Calls a method whose result is in an envelope.
pub async fn call_enclosed<E, R, C, P>(caller: &C, name: &str, params: P) -> R
where
    E: OpenEnvelope,
    R: Outcome<Value: Receivable + Send>,
    C: Caller,
    P: Params + Send,
{
    R::of(caller.call(name, params).await.and_then(|enclosed: Enclosed<E, _>| enclosed.opened(name)))
}

/// Calls a method whose result is in an envelope, and waits for it.
pub fn call_blocking_enclosed<E, R, C, P>(caller: &C, name: &str, params: P) -> R
where
    E: OpenEnvelope,
    R: Outcome<Value: Receivable + Send>,
    C: BlockingCaller,
    P: Params,
{
    R::of(caller.call(name, params).and_then(|enclosed: Enclosed<E, _>| enclosed.opened(name)))
}
