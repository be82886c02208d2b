//! Is the result of a method a date? `(&&Received::<T>::new()).tier()` is [`Date`] for a date and [`BySerde`] for any other
//! type.

use std::marker::PhantomData;

use xmlrpc_core::__private::as_datetime::{DateTimeField, Read};
use xmlrpc_core::message::Params;

use super::call::{Outcome, Receivable};
use super::enclosed::Enclosed;
use crate::{BlockingCaller, Caller, OpenEnvelope};

/// The type of a result.
#[derive(Debug)]
pub struct Received<T>(PhantomData<T>);

impl<T> Received<T> {
    /// Names the type.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        Received(PhantomData)
    }
}

/// First tier: a date.
pub trait DateReceipt {
    /// The form.
    fn tier(&self) -> Date {
        Date
    }
}
impl<T: DateTimeField> DateReceipt for &Received<T> {}

/// Second tier: any other type.
pub trait SerdeReceipt {
    /// The form.
    fn tier(&self) -> BySerde {
        BySerde
    }
}
impl<T> SerdeReceipt for Received<T> {}

/// Reads `dateTime.iso8601`.
#[derive(Debug)]
pub struct Date;

impl Date {
    /// Calls a method.
    pub async fn call<R, C, P>(self, caller: &C, name: &str, params: P) -> R
    where
        R: Outcome<Value: DateTimeField + Send>,
        C: Caller,
        P: Params + Send,
    {
        R::of(caller.call(name, params).await.map(|Read(value)| value))
    }

    /// Calls a method and waits for its result.
    pub fn call_blocking<R, C, P>(self, caller: &C, name: &str, params: P) -> R
    where
        R: Outcome<Value: DateTimeField + Send>,
        C: BlockingCaller,
        P: Params,
    {
        R::of(caller.call(name, params).map(|Read(value)| value))
    }
}

impl Date {
    /// Calls a method whose result is in an envelope.
    pub async fn call_enclosed<E, R, C, P>(self, caller: &C, name: &str, params: P) -> R
    where
        E: OpenEnvelope,
        R: Outcome<Value: DateTimeField + Send>,
        C: Caller,
        P: Params + Send,
    {
        let outcome = caller.call(name, params).await;
        R::of(outcome.and_then(|enclosed: Enclosed<E, _>| enclosed.opened(name)).map(|Read(value)| value))
    }

    /// Calls a method whose result is in an envelope, and waits for it.
    pub fn call_blocking_enclosed<E, R, C, P>(self, caller: &C, name: &str, params: P) -> R
    where
        E: OpenEnvelope,
        R: Outcome<Value: DateTimeField + Send>,
        C: BlockingCaller,
        P: Params,
    {
        let outcome = caller.call(name, params);
        R::of(outcome.and_then(|enclosed: Enclosed<E, _>| enclosed.opened(name)).map(|Read(value)| value))
    }
}

/// Reads what serde does.
#[derive(Debug)]
pub struct BySerde;

impl BySerde {
    /// Calls a method.
    pub async fn call<R, C, P>(self, caller: &C, name: &str, params: P) -> R
    where
        R: Outcome<Value: Receivable + Send>,
        C: Caller,
        P: Params + Send,
    {
        super::call(caller, name, params).await
    }

    /// Calls a method and waits for its result.
    pub fn call_blocking<R, C, P>(self, caller: &C, name: &str, params: P) -> R
    where
        R: Outcome<Value: Receivable + Send>,
        C: BlockingCaller,
        P: Params,
    {
        super::call_blocking(caller, name, params)
    }

    /// Calls a method whose result is in an envelope.
    pub async fn call_enclosed<E, R, C, P>(self, caller: &C, name: &str, params: P) -> R
    where
        E: OpenEnvelope,
        R: Outcome<Value: Receivable + Send>,
        C: Caller,
        P: Params + Send,
    {
        super::call_enclosed::<E, R, C, P>(caller, name, params).await
    }

    /// Calls a method whose result is in an envelope, and waits for it.
    pub fn call_blocking_enclosed<E, R, C, P>(self, caller: &C, name: &str, params: P) -> R
    where
        E: OpenEnvelope,
        R: Outcome<Value: Receivable + Send>,
        C: BlockingCaller,
        P: Params,
    {
        super::call_blocking_enclosed::<E, R, C, P>(caller, name, params)
    }
}
