//! Threads for methods that may block.
//!
//! The pool of the runtime wakes a thread for each job. Most methods are short, and waking costs more than they do. Here a
//! thread that has done a job takes the next one, and only one thread at a time is on its way to a job.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;
use xmlrpc_service::{BlockingFuture, BlockingJob, BlockingOutcome, BlockingThreads, CallPermit};

/// How long a thread waits for a job before it ends.
const IDLE: Duration = Duration::from_secs(10);

/// The threads of the process. Their number is bounded by the permits of the calls.
static POOL: LazyLock<Pool> = LazyLock::new(Pool::default);

#[derive(Default)]
struct Pool {
    state: Mutex<PoolState>,
    job: Condvar,
}

#[derive(Default)]
struct PoolState {
    jobs: VecDeque<Job>,
    /// Threads that wait for a job.
    idle: usize,
    /// Whether a thread was woken or started, and has not yet looked for a job.
    coming: bool,
    threads: usize,
}

struct Job {
    run: BlockingJob,
    permit: Option<CallPermit>,
    /// A method that may block can use the runtime of the event loop that called it.
    runtime: Option<Handle>,
    result: Arc<Slot>,
}

/// Where the outcome of a job is put.
#[derive(Default)]
struct Slot(Mutex<SlotState>);

#[derive(Default)]
struct SlotState {
    outcome: Option<BlockingOutcome>,
    /// Whether the job has ended. Without an outcome, it was lost.
    ended: bool,
    waker: Option<Waker>,
}

/// Runs a job on a thread that may block. The job keeps its permit to its end, even if its client has left.
pub(super) fn run(job: BlockingJob, permit: Option<CallPermit>) -> BlockingFuture {
    let slot = Arc::new(Slot::default());
    POOL.submit(Job { run: job, permit, runtime: Handle::try_current().ok(), result: Arc::clone(&slot) });
    Box::pin(poll_fn(move |cx| slot.poll(cx.waker())))
}

/// The threads for methods that other methods call. Their calls have permits.
#[derive(Debug)]
pub(super) struct WithoutPermit;

impl BlockingThreads for WithoutPermit {
    fn run(&self, job: BlockingJob) -> BlockingFuture {
        run(job, None)
    }
}

impl Slot {
    fn poll(&self, waker: &Waker) -> Poll<Option<BlockingOutcome>> {
        let mut state = lock(&self.0);
        if state.outcome.is_some() || state.ended {
            return Poll::Ready(state.outcome.take());
        }
        if !state.waker.as_ref().is_some_and(|known| known.will_wake(waker)) {
            state.waker = Some(waker.clone());
        }
        Poll::Pending
    }

    fn end(&self, outcome: Option<BlockingOutcome>) {
        let mut state = lock(&self.0);
        state.outcome = outcome;
        state.ended = true;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Pool {
    fn submit(&'static self, job: Job) {
        let mut state = lock(&self.state);
        state.jobs.push_back(job);
        self.call_thread(state);
    }

    /// Sees to it that a thread comes for the first job.
    fn call_thread(&'static self, mut state: MutexGuard<'_, PoolState>) {
        if state.coming || state.jobs.is_empty() {
            return;
        }
        state.coming = true;
        // No thread is called yet, so each of these still waits, or finds out that it is called when its time is over.
        if state.idle > 0 {
            drop(state);
            self.job.notify_one();
            return;
        }
        state.threads += 1;
        drop(state);
        let started = thread::Builder::new().name("xmlrpc-method".to_owned()).spawn(|| self.work());
        if started.is_err() {
            self.go_without_thread();
        }
    }

    /// The system has no further thread. Those that run take the jobs when they have done theirs.
    #[cold]
    fn go_without_thread(&self) {
        let mut state = lock(&self.state);
        state.coming = false;
        state.threads -= 1;
        let lost = if state.threads == 0 { std::mem::take(&mut state.jobs) } else { VecDeque::new() };
        drop(state);
        lost.into_iter().for_each(|job| job.result.end(None));
    }

    /// Does jobs until there have been none for a while.
    fn work(&'static self) {
        let mut state = lock(&self.state);
        state.coming = false;
        loop {
            let Some(job) = state.jobs.pop_front() else {
                match self.wait(state) {
                    Some(woken) => state = woken,
                    None => return,
                }
                continue;
            };
            // This job may block: another thread comes for the next one.
            self.call_thread(state);
            job.run();
            state = lock(&self.state);
        }
    }

    /// Waits to be called. None if nothing came for a while.
    fn wait<'s>(&'s self, mut state: MutexGuard<'s, PoolState>) -> Option<MutexGuard<'s, PoolState>> {
        state.idle += 1;
        let (mut state, waited) =
            self.job.wait_timeout_while(state, IDLE, |state| !state.coming).unwrap_or_else(PoisonError::into_inner);
        state.idle -= 1;
        if waited.timed_out() {
            state.threads -= 1;
            return None;
        }
        state.coming = false;
        Some(state)
    }
}

impl Job {
    fn run(self) {
        let Job { run, permit, runtime, result } = self;
        let entered = runtime.as_ref().map(Handle::enter);
        // A job catches the panics of its method. Whatever else panics must not take the thread along.
        let outcome = catch_unwind(AssertUnwindSafe(run)).ok();
        drop(entered);
        drop(permit);
        result.end(outcome);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No code panics while it holds the lock.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_comes_in_the_place_of_another_is_no_longer_idle() {
        let pool: &'static Pool = Box::leak(Box::default());
        // A thread was started, and another one has taken its job before.
        lock(&pool.state).coming = true;
        let state = pool.wait(lock(&pool.state)).expect("it is called at once");
        assert_eq!((state.idle, state.coming), (0, false), "the next job would be left to a thread that does not wait");
    }
}
