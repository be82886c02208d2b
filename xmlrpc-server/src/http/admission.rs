//! The concurrency limits: which calls run, which wait in the queue, which are refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::rt::task::spawn_blocking;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use xmlrpc_service::{BlockingFuture, BlockingJob};

use super::Capacity;
use super::response::HttpError;

/// The permits for calls and threads, shared by all workers.
#[derive(Debug)]
pub(super) struct Admission {
    calls: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
    threads: Arc<Semaphore>,
}

impl Admission {
    pub(super) fn new(Capacity { calls, queue, threads }: Capacity) -> Self {
        let semaphore = |count: usize| Arc::new(Semaphore::new(count.clamp(1, Semaphore::MAX_PERMITS)));
        Admission { calls: semaphore(calls), waiting: AtomicUsize::new(0), queue, threads: semaphore(threads) }
    }

    /// Takes a permit if one is free.
    pub(super) fn try_acquire(&self) -> Option<CallPermit> {
        Arc::clone(&self.calls).try_acquire_owned().ok().map(CallPermit)
    }

    /// Takes a permit, after the calls that came before if none is free.
    pub(super) async fn acquire(&self) -> Result<CallPermit, HttpError> {
        match self.try_acquire() {
            Some(permit) => Ok(permit),
            None => self.queue_up().await,
        }
    }

    #[cold]
    async fn queue_up(&self) -> Result<CallPermit, HttpError> {
        // A call whose client leaves frees its slot too.
        let slot = QueueSlot(&self.waiting);
        if slot.0.fetch_add(1, Ordering::Relaxed) >= self.queue {
            return Err(HttpError::overload());
        }
        let permit = Arc::clone(&self.calls).acquire_owned().await;
        drop(slot);
        permit.map(CallPermit).map_err(|_| HttpError::overload())
    }

    /// Runs a job on a thread that may block. The job keeps its thread to its end, even if its client has left.
    pub(super) fn run_blocking(&self, job: BlockingJob) -> BlockingFuture {
        let threads = Arc::clone(&self.threads);
        match Arc::clone(&threads).try_acquire_owned() {
            Ok(thread) => {
                let run = spawn_blocking(move || run(job, thread));
                Box::pin(async move { run.await.ok() })
            }
            Err(_) => Box::pin(async move {
                let thread = threads.acquire_owned().await.ok()?;
                spawn_blocking(move || run(job, thread)).await.ok()
            }),
        }
    }
}

fn run(job: BlockingJob, thread: OwnedSemaphorePermit) -> xmlrpc_service::BlockingOutcome {
    let finished = job();
    drop(thread);
    finished
}

/// The permit of a running call, returned on drop.
#[derive(Debug)]
pub(super) struct CallPermit(#[expect(dead_code, reason = "it is held")] OwnedSemaphorePermit);

struct QueueSlot<'a>(&'a AtomicUsize);

impl Drop for QueueSlot<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
