//! Calls of methods from methods: in process, as values, within the place of the call that makes them.

use std::cell::Cell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::concurrency::CallPermit;
use super::fallback::FallbackCall;
use super::invoke::{CatchPanic, FAILED, caught, not_in_the_table, own_fault};
use super::overload;
use super::registry::{Entry, Registry, Target};
use super::transport::{BlockingJob, BlockingOutcome, BlockingThreads};
use crate::service::{
    Arguments, CallContext, CallFuture, CallMethods, Execution, NestedCall, Reply, Response, Service, Turns,
};
use xmlrpc_core::fault::{Fault, INVALID_PARAMETERS, INVALID_REQUEST};
use xmlrpc_core::reading::Quirks;
use xmlrpc_core::value::Value;

/// A client's call of a method that may call others.
pub(super) struct CallScope {
    registry: Arc<Registry>,
    threads: Option<Arc<dyn BlockingThreads>>,
    turns: Arc<Turns>,
    state: Mutex<ScopeState>,
}

#[derive(Default)]
struct ScopeState {
    ended: bool,
    /// The permit of the client's call, shared with methods that it called and that run on after its end.
    permit: Option<Arc<CallPermit>>,
}

/// Ends a scope when the client's method has ended or was given up.
pub(super) struct ScopeGuard(Arc<CallScope>);

impl Drop for ScopeGuard {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.ended = true;
        let permit = state.permit.take();
        drop(state);
        drop(permit);
    }
}

impl CallScope {
    /// The context of a method that may call others, until the guard is dropped.
    pub(super) fn begin(
        registry: &Arc<Registry>,
        threads: Option<Arc<dyn BlockingThreads>>,
        context: CallContext,
        permit: Option<CallPermit>,
    ) -> (CallContext, ScopeGuard) {
        let state = Mutex::new(ScopeState { ended: false, permit: permit.map(Arc::new) });
        let scope = Arc::new(CallScope { registry: Arc::clone(registry), threads, turns: Arc::default(), state });
        (context.with_calls(Arc::clone(&scope) as Arc<dyn CallMethods>), ScopeGuard(scope))
    }

    fn lock(&self) -> MutexGuard<'_, ScopeState> {
        // No code panics while it holds the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A share of the permit, for a method that is to run.
    fn share(&self) -> Result<Option<Arc<CallPermit>>, Fault> {
        let state = self.lock();
        if state.ended {
            return Err(Fault::internal("the call that the context belongs to has ended, so it can call no method"));
        }
        Ok(state.permit.clone())
    }

    /// The method of a name, for so many parameters.
    fn find(&self, name: &str, count: usize) -> Result<Entry, Fault> {
        match self.registry.find(name) {
            Some(entry) => overload::pick(entry, || Ok(count)).cloned(),
            None => {
                let fallback = self.registry.fallback().ok_or_else(|| Fault::method_not_found(name))?;
                let (method, service) = FallbackCall::prepare(fallback, name);
                Ok(Entry { method: Arc::new(method), target: Target::Service(service, 0) })
            }
        }
    }

    async fn run(self: Arc<Self>, call: NestedCall) -> Result<Value, Fault> {
        let permit = self.share()?;
        let NestedCall { name, params, context, turns } = call;
        let entry = self.find(&name, params.len())?;
        let context = context.with_method(Arc::clone(&entry.method));
        if matches!(entry.target, Target::Multicall) {
            return self.multicall(params, &context, turns).await;
        }
        if entry.method.execution != Execution::Blocking || is_in_job() {
            return run_here(&entry, &self.registry, &params, &context).await;
        }
        let turn = turns.as_ref().unwrap_or(&self.turns).take().await;
        let context = context.with_own_turns();
        let registry = Arc::clone(&self.registry);
        let job: BlockingJob = Box::new(move || {
            let _kept = (permit, turn);
            as_job(|| {
                let mut response = Response::in_process();
                let outcome = run_now(&entry, &registry, &params, &context, &mut response);
                BlockingOutcome { response, outcome, quirks: Quirks::default() }
            })
        });
        let finished = match &self.threads {
            None => job(),
            Some(threads) => threads.run(job).await.ok_or_else(|| own_fault("the server is shutting down"))?,
        };
        finished.outcome?;
        written(finished.response)
    }

    /// The calls of a multicall, one after the other.
    async fn multicall(
        self: Arc<Self>,
        params: Vec<Value>,
        context: &CallContext,
        turns: Option<Arc<Turns>>,
    ) -> Result<Value, Fault> {
        const SHAPE: &str =
            "system.multicall takes 1 parameter: an array of structs with \"methodName\" and \"params\"";
        let shape = || Fault::of(INVALID_PARAMETERS, SHAPE);
        let Ok([Value::Array(entries)]) = <[Value; 1]>::try_from(params) else { return Err(shape()) };
        let mut results = Vec::with_capacity(entries.len());
        for entry in entries {
            let outcome = match (entry["methodName"].as_str(), entry["params"].as_array()) {
                (Some(name), _) if self.is_multicall(name) => {
                    Err(Fault::of(INVALID_REQUEST, "system.multicall cannot be called by system.multicall"))
                }
                (Some(name), Some(params)) => {
                    let (name, params) = (name.to_owned(), params.to_vec());
                    let call = NestedCall { name, params, context: context.clone(), turns: turns.clone() };
                    Arc::clone(&self).call(call).await
                }
                _ => Err(Fault::of(INVALID_PARAMETERS, "expected a struct with \"methodName\" and \"params\"")),
            };
            results.push(match outcome {
                Ok(result) => Value::Array(vec![result]),
                Err(fault) => Value::Struct(fault.to_struct()),
            });
        }
        Ok(Value::Array(results))
    }

    fn is_multicall(&self, name: &str) -> bool {
        self.registry.find(name).is_some_and(|entry| matches!(entry.target, Target::Multicall))
    }
}

impl CallMethods for CallScope {
    fn call(self: Arc<Self>, call: NestedCall) -> CallFuture {
        Box::pin(self.run(call))
    }

    fn may_block(&self, caller: &CallContext, name: &str) -> Result<(), Fault> {
        let is_inline = self.registry.find(name).is_some_and(|entry| entry.method.execution == Execution::Inline);
        if is_inline || is_in_job() || caller.execution() == Some(Execution::Blocking) {
            return Ok(());
        }
        Err(Fault::internal(format!(
            "a method on the event loop must not wait for {name}: make it an `async fn` that uses `context.call(…).await`, or a \
             plain `fn` that is not inline"
        )))
    }
}

/// The service of a method, and the method's index there.
fn service_of<'e>(entry: &'e Entry, registry: &'e Registry) -> Result<(&'e dyn Service, usize), Fault> {
    match &entry.target {
        Target::Service(service, index) => Ok((&**service, *index)),
        Target::Introspection(index) => Ok((registry, *index)),
        Target::Multicall | Target::Overloaded(_) => Err(own_fault("the name leads to no method of a service")),
    }
}

/// Runs a method as a part of the present future.
async fn run_here(entry: &Entry, registry: &Registry, params: &[Value], context: &CallContext) -> Result<Value, Fault> {
    let mut response = Response::in_process();
    match begin(entry, registry, params, context, &mut response)? {
        Reply::Written => {}
        Reply::Pending(future) if entry.method.execution != Execution::Async => return Err(not_in_the_table(future)),
        Reply::Pending(future) => CatchPanic { future, transport: None }.await?,
    }
    written(response)
}

/// Runs a method that may block, on the present thread.
fn run_now(
    entry: &Entry,
    registry: &Registry,
    params: &[Value],
    context: &CallContext,
    response: &mut Response,
) -> Result<(), Fault> {
    match begin(entry, registry, params, context, response)? {
        Reply::Written => Ok(()),
        Reply::Pending(future) => Err(not_in_the_table(future)),
    }
}

fn begin<'s>(
    entry: &'s Entry,
    registry: &'s Registry,
    params: &'s [Value],
    context: &'s CallContext,
    response: &'s mut Response,
) -> Result<Reply<'s>, Fault> {
    let (service, index) = service_of(entry, registry)?;
    let mut arguments = Arguments::values(params, &entry.method);
    caught(FAILED, move || service.call(index, &mut arguments, context, response))
}

fn written(response: Response) -> Result<Value, Fault> {
    response.into_value().ok_or_else(|| own_fault("the service wrote no result"))
}

thread_local! {
    /// Whether the present thread runs a method that may block.
    static IN_JOB: Cell<bool> = const { Cell::new(false) };
}

fn is_in_job() -> bool {
    IN_JOB.get()
}

/// Runs a method that may block; what it calls may block, too.
pub(super) fn as_job<T>(run: impl FnOnce() -> T) -> T {
    struct Restore(bool);

    impl Drop for Restore {
        fn drop(&mut self) {
            IN_JOB.set(self.0);
        }
    }

    let _restore = Restore(IN_JOB.replace(true));
    run()
}
