//! The runtime of a blocking client.

use std::task::{Context, Waker};
use std::thread;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::coop;

use crate::error::{Error, Result};

/// More than the budget that Tokio gives a task for one poll.
const BUDGET: usize = 1024;

/// A runtime without threads of its own: the threads that wait for results do the work.
#[derive(Debug)]
pub(super) struct OwnRuntime(Option<Runtime>);

impl OwnRuntime {
    pub(super) fn new() -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(8).build();
        let runtime = runtime.map_err(|error| Error::usage(format!("the client's runtime cannot start: {error}")))?;
        Ok(OwnRuntime(Some(runtime)))
    }

    /// Waits for a result on the present thread.
    pub(super) fn wait<T: Send>(&self, call: impl IntoFuture<Output = Result<T>, IntoFuture: Send>) -> Result<T> {
        let Some(runtime) = &self.0 else { return Err(Error::usage("the client's runtime has ended")) };
        let future = call.into_future();
        if Handle::try_current().is_err() {
            return runtime.block_on(future);
        }
        if is_within_a_task() {
            let message = "a blocking call within an asynchronous task would block the other tasks: \
                           use `xmlrpc_client::Client` there, or `tokio::task::spawn_blocking`";
            return Err(Error::usage(message));
        }
        // The thread belongs to a runtime and may block. Tokio panics if it takes it for one that may not; not so here.
        thread::scope(|scope| {
            let waiting = thread::Builder::new().spawn_scoped(scope, || runtime.block_on(future));
            let waiting = waiting.map_err(|error| Error::usage(format!("no thread to wait on: {error}")))?;
            waiting.join().unwrap_or_else(|_| Err(Error::usage("the call panicked")))
        })
    }
}

/// Whether a task of a runtime is being polled on this thread. Tokio gives it a budget, and none to threads that may block.
fn is_within_a_task() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    let mut taken = Vec::new();
    let mut is_bounded = false;
    while taken.len() < BUDGET && !is_bounded {
        match coop::poll_proceed(&mut context) {
            std::task::Poll::Ready(budget) => taken.push(budget),
            std::task::Poll::Pending => is_bounded = true,
        }
    }
    // Each gives back the budget that there was before it, so the first has to be dropped last.
    while taken.pop().is_some() {}
    is_bounded
}

/// Tokio panics if a runtime is dropped within another one, unless it need not wait for its threads.
impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn tasks_are_told_from_threads_that_may_block() {
        assert!(is_within_a_task());
        assert!(coop::has_budget_remaining());
        assert!(tokio::spawn(async { is_within_a_task() }).await.unwrap());
        assert!(!tokio::task::spawn_blocking(is_within_a_task).await.unwrap());
        assert!(!thread::spawn(is_within_a_task).join().unwrap());
    }

    #[tokio::test]
    async fn nothing_panics_wherever_it_waits() {
        let runtime = std::sync::Arc::new(OwnRuntime::new().unwrap());
        assert!(runtime.wait(async { Ok(1) }).is_err());
        let shared = runtime.clone();
        let waited = tokio::task::spawn_blocking(move || shared.wait(async { Ok(1) })).await;
        assert_eq!(waited.unwrap().unwrap(), 1);
        let unconstrained = tokio::task::unconstrained(async { runtime.wait(async { Ok(1) }) }).await;
        assert_eq!(unconstrained.unwrap(), 1);
    }
}
