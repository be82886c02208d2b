//! Calls of methods from methods, in process.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::CallContext;
use crate::block_on::block_on;
use xmlrpc_core::fault::{Fault, INTERNAL_ERROR, INVALID_PARAMETERS};
use xmlrpc_core::message::Params;
use xmlrpc_core::value::Value;

/// How deep calls may be nested.
const DEEPEST: u8 = 16;

/// Makes the calls that a method makes: the dispatcher that called it.
pub(crate) trait CallMethods: Send + Sync {
    /// Calls a method and waits for it.
    fn call(self: Arc<Self>, call: NestedCall) -> CallFuture;

    /// Whether a thread that waits for this call keeps no event loop from its work.
    ///
    /// # Errors
    ///
    /// The fault that says what to do instead.
    fn may_block(&self, caller: &CallContext, name: &str) -> Result<(), Fault>;
}

/// The result of a call in process.
pub(crate) type CallFuture = Pin<Box<dyn Future<Output = Result<Value, Fault>> + Send>>;

/// A call that a method makes.
pub(crate) struct NestedCall {
    pub(crate) name: String,
    pub(crate) params: Vec<Value>,
    /// The context of the method that is called, but for the method.
    pub(crate) context: CallContext,
    pub(crate) turns: Option<Arc<Turns>>,
}

/// The way from a context to other methods.
#[derive(Clone)]
pub(super) struct Calls {
    methods: Arc<dyn CallMethods>,
    /// The turns of blocking methods that calls with this context call; those of the whole call if there are none here.
    turns: Option<Arc<Turns>>,
    depth: u8,
}

impl CallContext {
    /// Calls another published method in process: with this context's caller, and without a document in between. The method
    /// may have any name that clients can call, one of a fallback or of the `system` methods too.
    ///
    /// The result is what the method returned: envelopes and functions that map faults are for clients. The call runs within
    /// the place of this method, so that it never waits for another one: `max_concurrent` counts calls of clients.
    /// A method that may block runs on a thread that may; those that one call calls at once take turns.
    ///
    /// ```
    /// use xmlrpc_service::{CallContext, Dispatcher, Fault, rpc_service};
    ///
    /// struct Shop;
    ///
    /// #[rpc_service(prefix = "shop")]
    /// impl Shop {
    ///     #[expose(inline)]
    ///     fn price(&self, item: i32) -> i32 {
    ///         7 * item
    ///     }
    ///
    ///     #[expose]
    ///     async fn total(&self, context: &CallContext, items: Vec<i32>) -> Result<i32, Fault> {
    ///         let mut total = 0;
    ///         for item in items {
    ///             total += context.call::<i32>("shop.price", (item,)).await?;
    ///         }
    ///         Ok(total)
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Fault> {
    /// assert_eq!(Dispatcher::new().mount(Shop).call::<i32>("shop.total", (vec![1, 2],)).await?, 21);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The method's fault; that there is no such method; that its result is of another type than `T`; that calls are nested
    /// deeper than 16 levels; that the context belongs to no call, or to one that has ended.
    pub fn call<T: DeserializeOwned>(
        &self,
        name: &str,
        params: impl Params + Serialize,
    ) -> impl Future<Output = Result<T, Fault>> + Send {
        let call = values(&params).and_then(|params| self.begin(name, params));
        let name = name.to_owned();
        async move {
            let (methods, call) = call?;
            result(&name, methods.call(call).await?)
        }
    }

    /// Does the same as [`call`](Self::call) with a list of values, whose number is known at run time only.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub fn call_values(
        &self,
        name: &str,
        params: Vec<Value>,
    ) -> impl Future<Output = Result<Value, Fault>> + Send + use<> {
        let call = self.begin(name, params);
        async move {
            let (methods, call) = call?;
            methods.call(call).await
        }
    }

    /// Does the same as [`call`](Self::call) in a plain `fn`, which waits for the result.
    ///
    /// ```
    /// use xmlrpc_service::{CallContext, Dispatcher, Fault, rpc_service};
    ///
    /// struct Names;
    ///
    /// #[rpc_service]
    /// impl Names {
    ///     #[expose]
    ///     fn count(&self, context: &CallContext) -> Result<usize, Fault> {
    ///         let names: Vec<String> = context.call_blocking("system.listMethods", ())?;
    ///         Ok(names.len())
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Fault> {
    /// assert!(Dispatcher::new().mount(Names).call::<usize>("count", ()).await? > 5);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call). An `async fn` and an inline method run on the event loop, and can call inline methods only in
    /// this way.
    pub fn call_blocking<T: DeserializeOwned>(&self, name: &str, params: impl Params + Serialize) -> Result<T, Fault> {
        result(name, self.call_values_blocking(name, values(&params)?)?)
    }

    /// Does the same as [`call_blocking`](Self::call_blocking) with a list of values.
    ///
    /// # Errors
    ///
    /// As [`call_blocking`](Self::call_blocking).
    pub fn call_values_blocking(&self, name: &str, params: Vec<Value>) -> Result<Value, Fault> {
        let (methods, call) = self.begin(name, params)?;
        methods.may_block(self, name)?;
        block_on(methods.call(call))
    }

    fn begin(&self, name: &str, params: Vec<Value>) -> Result<(Arc<dyn CallMethods>, NestedCall), Fault> {
        let calls = self.calls.as_ref().ok_or_else(|| {
            Fault::internal("the context belongs to no call of a dispatcher, so it can call no method")
                .with_detail("in a test, call the method through `Dispatcher::call_as`")
        })?;
        if calls.depth >= DEEPEST {
            return Err(Fault::internal(format!("methods call each other more than {DEEPEST} levels deep")));
        }
        let mut context = self.clone();
        context.calls = Some(Calls { depth: calls.depth + 1, ..calls.clone() });
        let call = NestedCall { name: name.to_owned(), params, context, turns: calls.turns.clone() };
        Ok((Arc::clone(&calls.methods), call))
    }

    /// The context of a method that may call others through these.
    pub(crate) fn with_calls(mut self, methods: Arc<dyn CallMethods>) -> Self {
        self.calls = Some(Calls { methods, turns: None, depth: 0 });
        self
    }

    /// The context of a blocking method that another method called: what it calls takes turns of its own.
    pub(crate) fn with_own_turns(mut self) -> Self {
        if let Some(calls) = &mut self.calls {
            calls.turns = Some(Arc::default());
        }
        self
    }
}

/// The parameters of a typed call. A tuple or a list is an array to serde, and no parameters are a unit.
fn values(params: &impl Serialize) -> Result<Vec<Value>, Fault> {
    match Value::of(params)? {
        Value::Array(values) => Ok(values),
        Value::Nil => Ok(Vec::new()),
        _ => Err(Fault::of(INVALID_PARAMETERS, "the parameters of a call are a tuple or a list")),
    }
}

fn result<T: DeserializeOwned>(name: &str, value: Value) -> Result<T, Fault> {
    value.to().map_err(|error| {
        Fault::new(INTERNAL_ERROR, format!("the result of {name} is not what the caller expects: {error}"))
    })
}

/// The turns of blocking methods that one call calls: one runs at a time, so that the call has one thread.
#[derive(Debug, Default)]
pub(crate) struct Turns(Mutex<TurnState>);

#[derive(Debug, Default)]
struct TurnState {
    taken: bool,
    waiting: Vec<Waker>,
}

/// A turn, which ends when this is dropped.
pub(crate) struct Turn(Arc<Turns>);

impl Turns {
    pub(crate) async fn take(self: &Arc<Self>) -> Turn {
        poll_fn(|context| {
            let mut state = self.lock();
            if !state.taken {
                state.taken = true;
                return Poll::Ready(());
            }
            if !state.waiting.iter().any(|known| known.will_wake(context.waker())) {
                state.waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
        Turn(Arc::clone(self))
    }

    fn lock(&self) -> MutexGuard<'_, TurnState> {
        // No code panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.taken = false;
        // A future that was dropped does not take its turn: so all are woken.
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }
}
