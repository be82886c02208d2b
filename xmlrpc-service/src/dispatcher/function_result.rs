//! What functions return: values, results and futures of them.

use std::fmt::Display;
use std::future::Future;
use std::marker::PhantomData;

use serde::Serialize;

use crate::__private::fault_of_text;
use crate::schema::{TypeShape, known};
use crate::service::{Execution, Reply, Response};
use xmlrpc_core::fault::{Fault, FaultInfo, IntoFault};

/// What a published function may return.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the result of a published function",
    label = "not a result that can be sent",
    note = "a value needs `serde::Serialize`",
    note = "the error of a `Result` needs `xmlrpc_server::IntoFault`; for one with a text alone, write `Function::fallible(…)` around the function"
)]
pub trait FunctionResult<K> {
    /// Writes the result.
    ///
    /// # Errors
    ///
    /// The function's own, or a result that XML-RPC cannot carry.
    fn answer(self, response: &mut Response) -> Result<(), Fault>;

    /// The wire type of the value.
    fn shape() -> TypeShape;

    /// The faults that the error declares.
    fn faults() -> Vec<FaultInfo> {
        Vec::new()
    }
}

/// Marks what returns a value, or a `Result` that serialises whole.
#[derive(Debug)]
pub struct Plain;

/// Marks what returns a `Result` whose error is a fault.
#[derive(Debug)]
pub struct Fallible;

impl<T: Serialize + 'static> FunctionResult<Plain> for T {
    fn answer(self, response: &mut Response) -> Result<(), Fault> {
        response.write_outcome(&self)
    }

    fn shape() -> TypeShape {
        known::<T>()
    }
}

impl<T: Serialize + 'static, E: IntoFault> FunctionResult<Fallible> for Result<T, E> {
    fn answer(self, response: &mut Response) -> Result<(), Fault> {
        response.write(&self.map_err(IntoFault::into_fault)?)
    }

    fn shape() -> TypeShape {
        known::<T>()
    }

    fn faults() -> Vec<FaultInfo> {
        E::declared_faults()
    }
}

/// Marks what returns at once.
#[derive(Debug)]
pub struct AtOnce<K>(PhantomData<K>);

/// Marks what returns a future.
#[derive(Debug)]
pub struct Later<K>(PhantomData<K>);

/// A result, or a future of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the result of a published function",
    label = "not a result that can be sent",
    note = "a value needs `serde::Serialize`, a future needs `Send`",
    note = "the error of a `Result` needs `xmlrpc_server::IntoFault`; for one with a text alone, write `Function::fallible(…)` around the function"
)]
pub trait FunctionOutput<K>: 'static {
    /// How the function runs.
    const EXECUTION: Execution;

    /// Writes the result, or returns the future that does.
    ///
    /// # Errors
    ///
    /// The function's own, or a result that XML-RPC cannot carry.
    fn reply(self, response: &mut Response) -> Result<Reply<'_>, Fault>;

    /// The wire type of the value.
    fn shape() -> TypeShape;

    /// The faults that the error declares.
    fn faults() -> Vec<FaultInfo>;
}

impl<K, R: FunctionResult<K> + 'static> FunctionOutput<AtOnce<K>> for R {
    const EXECUTION: Execution = Execution::Blocking;

    fn reply(self, response: &mut Response) -> Result<Reply<'_>, Fault> {
        self.answer(response).map(|()| Reply::Written)
    }

    fn shape() -> TypeShape {
        <R as FunctionResult<K>>::shape()
    }

    fn faults() -> Vec<FaultInfo> {
        <R as FunctionResult<K>>::faults()
    }
}

impl<K, F: Future<Output: FunctionResult<K>> + Send + 'static> FunctionOutput<Later<K>> for F {
    const EXECUTION: Execution = Execution::Async;

    fn reply(self, response: &mut Response) -> Result<Reply<'_>, Fault> {
        Ok(Reply::Pending(Box::pin(async move { self.await.answer(response) })))
    }

    fn shape() -> TypeShape {
        <F::Output as FunctionResult<K>>::shape()
    }

    fn faults() -> Vec<FaultInfo> {
        <F::Output as FunctionResult<K>>::faults()
    }
}

/// A `Result` whose error has a text, or a future of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `Result` with an error that has a text",
    label = "not such a `Result`",
    note = "the value needs `serde::Serialize`, and the error `std::fmt::Display`"
)]
pub trait TextOutput<K>: 'static {
    /// How the function runs.
    const EXECUTION: Execution;

    /// Writes the result, or returns the future that does.
    ///
    /// # Errors
    ///
    /// The text of the function's error, or a result that XML-RPC cannot carry.
    fn reply_with_text(self, response: &mut Response) -> Result<Reply<'_>, Fault>;

    /// The wire type of the value.
    fn shape() -> TypeShape;
}

impl<T: Serialize + 'static, E: Display + 'static> TextOutput<AtOnce<E>> for Result<T, E> {
    const EXECUTION: Execution = Execution::Blocking;

    fn reply_with_text(self, response: &mut Response) -> Result<Reply<'_>, Fault> {
        response.write(&self.map_err(|error| fault_of_text(&error))?).map(|()| Reply::Written)
    }

    fn shape() -> TypeShape {
        known::<T>()
    }
}

impl<T, E, F> TextOutput<Later<(T, E)>> for F
where
    T: Serialize + 'static,
    E: Display + 'static,
    F: Future<Output = Result<T, E>> + Send + 'static,
{
    const EXECUTION: Execution = Execution::Async;

    fn reply_with_text(self, response: &mut Response) -> Result<Reply<'_>, Fault> {
        Ok(Reply::Pending(Box::pin(async move { response.write(&self.await.map_err(|error| fault_of_text(&error))?) })))
    }

    fn shape() -> TypeShape {
        known::<T>()
    }
}
