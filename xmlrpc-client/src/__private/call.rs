//! One call, and what becomes of its result.

use serde::de::DeserializeOwned;
use xmlrpc_core::message::Params;

use crate::{BlockingCaller, Caller, Error, Result};

/// The types of a `Result`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `Result`",
    label = "not a `Result`, though its name ends like one's",
    note = "a type whose name ends in `Result` and that has parameters is taken for one: give it another name with `type Other<T> = …;`"
)]
pub trait ResultTypes {
    /// The type of the value.
    type Value;
    /// The type of the error.
    type Error;
}

impl<T, E> ResultTypes for std::result::Result<T, E> {
    type Value = T;
    type Error = E;
}

/// What a typed client's method returns.
#[diagnostic::on_unimplemented(
    message = "a method of a typed client cannot return `{Self}`",
    label = "not a `Result`",
    note = "a call over a network can fail: return `xmlrpc_client::Result<…>`, or a `Result` whose error is made of an `xmlrpc_client::Error`"
)]
pub trait Outcome {
    /// The type of the value.
    type Value;

    /// Makes it of the outcome of a call.
    fn of(outcome: Result<Self::Value>) -> Self;
}

impl<T, E: CallError> Outcome for std::result::Result<T, E> {
    type Value = T;

    fn of(outcome: Result<T>) -> Self {
        outcome.map_err(E::of)
    }
}

/// An error that holds what goes wrong with a call.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold what goes wrong with a call",
    label = "not made of an `xmlrpc_client::Error`",
    note = "implement `From<xmlrpc_client::Error>` for it, give it a variant `#[fault(other)]` with `#[derive(IntoFault)]`, or return `Result<…, xmlrpc_client::TypedError<{Self}>>`"
)]
pub trait CallError {
    /// Makes it of the error of a call.
    fn of(error: Error) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<Error>> CallError for E {
    fn of(error: Error) -> Self {
        error.into()
    }
}

/// A type that can be received.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be received by a client",
    label = "not a value that can be read from the wire",
    note = "derive `serde::Deserialize` for it and for the types inside it, or return one that has it: numbers, `String`, `Vec`, `Option`, maps with string keys, tuples, `xmlrpc_client::Value`",
    note = "an alias of `Result` in a service block is known by its name, which ends in `Result`"
)]
pub trait Receivable: DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> Receivable for T {}

/// Calls a method.
pub async fn call<R, C, P>(caller: &C, name: &str, params: P) -> R
where
    R: Outcome<Value: Receivable + Send>,
    C: Caller,
    P: Params + Send,
{
    R::of(caller.call(name, params).await)
}

/// Calls a method and waits for its result.
pub fn call_blocking<R, C, P>(caller: &C, name: &str, params: P) -> R
where
    R: Outcome<Value: Receivable + Send>,
    C: BlockingCaller,
    P: Params,
{
    R::of(caller.call(name, params))
}
