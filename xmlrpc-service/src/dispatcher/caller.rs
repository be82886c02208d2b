//! Typed clients in process: a dispatcher is a caller.

use serde::de::DeserializeOwned;
use xmlrpc_client::{BlockingCaller, Caller, Error, Result};
use xmlrpc_core::Dialect;
use xmlrpc_core::message::{Params, read_response};

use super::transport::InProcessAs;
use super::{Dispatcher, InProcess, Request, Transport};
use crate::block_on::block_on;
use crate::service::CallContext;

/// Calls the methods of the dispatcher in process: parameters and results are written and read, as over a network.
///
/// ```
/// use xmlrpc_client::{Result, rpc_client};
/// use xmlrpc_service::Dispatcher;
///
/// #[rpc_client]
/// trait Sums {
///     async fn add(&self, a: i32, b: i32) -> Result<i32>;
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<()> {
/// let dispatcher = Dispatcher::new().function("add", |a: i32, b: i32| a + b);
/// assert_eq!(SumsClient::new(&dispatcher).add(2, 3).await?, 5);
/// # Ok(())
/// # }
/// ```
impl Caller for Dispatcher {
    fn call<'a, T, P>(&'a self, method: &'a str, params: P) -> impl Future<Output = Result<T>> + Send
    where
        T: DeserializeOwned + Send,
        P: Params + Send,
    {
        call(self, InProcess, method, written(method, params))
    }
}

/// Calls the methods of the dispatcher in process and waits for their results. An `async` method that needs a runtime, such
/// as one that sleeps, needs a thread that has entered one.
impl BlockingCaller for Dispatcher {
    fn call<T, P>(&self, method: &str, params: P) -> Result<T>
    where
        T: DeserializeOwned + Send,
        P: Params,
    {
        block_on(call(self, InProcess, method, written(method, params)))
    }
}

/// Calls the methods of a dispatcher in process, in the name of a caller: see [`Dispatcher::caller`].
#[derive(Debug, Clone)]
pub struct DispatcherCaller<'d> {
    dispatcher: &'d Dispatcher,
    context: CallContext,
}

impl Dispatcher {
    /// A caller for typed clients, with this context: its address, user, headers and so on.
    ///
    /// ```
    /// use xmlrpc_client::{Result, rpc_client};
    /// use xmlrpc_service::{CallContext, Dispatcher, rpc_service};
    ///
    /// struct Counter;
    ///
    /// #[rpc_service(client = CounterClient)]
    /// impl Counter {
    ///     #[expose(inline)]
    ///     fn who(&self, context: &CallContext) -> String {
    ///         context.user().unwrap_or("a stranger").to_owned()
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<()> {
    /// let dispatcher = Dispatcher::new().mount(Counter);
    /// let ann = dispatcher.caller(CallContext::new().with_user("ann"));
    /// assert_eq!(CounterClient::new(&ann).who().await?, "ann");
    /// assert_eq!(CounterClient::new(&dispatcher).who().await?, "a stranger");
    /// # Ok(())
    /// # }
    /// ```
    pub fn caller(&self, context: CallContext) -> DispatcherCaller<'_> {
        DispatcherCaller { dispatcher: self, context }
    }
}

impl Caller for DispatcherCaller<'_> {
    fn call<'a, T, P>(&'a self, method: &'a str, params: P) -> impl Future<Output = Result<T>> + Send
    where
        T: DeserializeOwned + Send,
        P: Params + Send,
    {
        call(self.dispatcher, InProcessAs(&self.context), method, written(method, params))
    }
}

impl BlockingCaller for DispatcherCaller<'_> {
    fn call<T, P>(&self, method: &str, params: P) -> Result<T>
    where
        T: DeserializeOwned + Send,
        P: Params,
    {
        block_on(call(self.dispatcher, InProcessAs(&self.context), method, written(method, params)))
    }
}

fn written(method: &str, params: impl Params) -> Result<Vec<u8>> {
    Dialect::standard().write_call(method, params).map_err(|error| Error::encode(error).in_method(method))
}

async fn call<T: DeserializeOwned>(
    dispatcher: &Dispatcher,
    transport: impl Transport,
    method: &str,
    request: Result<Vec<u8>>,
) -> Result<T> {
    let response = dispatcher.handle_from(Request::from(request?), &transport).await;
    let outcome = read_response(response.body).map_err(Error::decode);
    outcome.and_then(|outcome| outcome.map_err(Error::from_fault)).map_err(|error| error.in_method(method))
}
