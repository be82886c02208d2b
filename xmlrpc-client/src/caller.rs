//! What typed clients are generic over.

use std::future::Future;

use serde::de::DeserializeOwned;
use xmlrpc_core::message::Params;

use crate::error::Result;

/// Calls methods: by their name, with parameters, for a typed result.
///
/// `Client` implements it, and so does anything that brings calls to a server. Typed clients are generic over it, so one
/// definition works over every transport and in process.
///
/// ```
/// use xmlrpc_client::{Caller, Result};
///
/// async fn sum<C: Caller>(caller: &C, numbers: &[i32]) -> Result<i32> {
///     caller.call("examples.sum", (numbers,)).await
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot call XML-RPC methods",
    note = "pass a client: `&xmlrpc_client::Client`, or another type that implements `xmlrpc_client::Caller`"
)]
pub trait Caller: Sync {
    /// Calls a method. The parameters are written before the future is polled. Dropping the future cancels the call.
    ///
    /// # Errors
    ///
    /// The fault of the method, or why there is no result.
    fn call<'a, T, P>(&'a self, method: &'a str, params: P) -> impl Future<Output = Result<T>> + Send
    where
        T: DeserializeOwned + Send,
        P: Params + Send;
}

/// Calls methods and waits for their results, without a future: what blocking typed clients are generic over.
///
/// `blocking::Client` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot call XML-RPC methods and wait for their results",
    note = "pass a blocking client: `&xmlrpc_client::blocking::Client`, or another type that implements `xmlrpc_client::BlockingCaller`"
)]
pub trait BlockingCaller {
    /// Calls a method and waits for its result.
    ///
    /// # Errors
    ///
    /// The fault of the method, or why there is no result.
    fn call<T, P>(&self, method: &str, params: P) -> Result<T>
    where
        T: DeserializeOwned + Send,
        P: Params;
}

impl<C: Caller + ?Sized> Caller for &C {
    fn call<'a, T, P>(&'a self, method: &'a str, params: P) -> impl Future<Output = Result<T>> + Send
    where
        T: DeserializeOwned + Send,
        P: Params + Send,
    {
        (**self).call(method, params)
    }
}

impl<C: Caller + Send + ?Sized> Caller for std::sync::Arc<C> {
    fn call<'a, T, P>(&'a self, method: &'a str, params: P) -> impl Future<Output = Result<T>> + Send
    where
        T: DeserializeOwned + Send,
        P: Params + Send,
    {
        (**self).call(method, params)
    }
}

impl<C: BlockingCaller + ?Sized> BlockingCaller for &C {
    fn call<T, P>(&self, method: &str, params: P) -> Result<T>
    where
        T: DeserializeOwned + Send,
        P: Params,
    {
        (**self).call(method, params)
    }
}

impl<C: BlockingCaller + ?Sized> BlockingCaller for std::sync::Arc<C> {
    fn call<T, P>(&self, method: &str, params: P) -> Result<T>
    where
        T: DeserializeOwned + Send,
        P: Params,
    {
        (**self).call(method, params)
    }
}
