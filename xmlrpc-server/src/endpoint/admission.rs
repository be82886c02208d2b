//! Who may run, who waits, and who is sent away.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::rt::task::spawn_blocking;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use xmlrpc_service::{BlockingJob, BlockingRun};

use super::Capacity;
use super::refusal::Refusal;

/// The places for calls, shared by all workers.
#[derive(Debug)]
pub(super) struct Admission {
    calls: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
    threads: Arc<Semaphore>,
}

impl Admission {
    pub(super) fn new(Capacity { calls, queue, threads }: Capacity) -> Self {
        let places = |count: usize| Arc::new(Semaphore::new(count.clamp(1, Semaphore::MAX_PERMITS)));
        Admission { calls: places(calls), waiting: AtomicUsize::new(0), queue, threads: places(threads) }
    }

    /// A place to run, if there is one.
    pub(super) fn enter_at_once(&self) -> Option<Place> {
        Arc::clone(&self.calls).try_acquire_owned().ok().map(Place)
    }

    /// A place to run, at once or after those who came before.
    pub(super) async fn enter(&self) -> Result<Place, Refusal> {
        match self.enter_at_once() {
            Some(place) => Ok(place),
            None => self.queue_up().await,
        }
    }

    #[cold]
    async fn queue_up(&self) -> Result<Place, Refusal> {
        // One who gives up leaves the queue as well.
        let waiting = Waiting(&self.waiting);
        if waiting.0.fetch_add(1, Ordering::Relaxed) >= self.queue {
            return Err(Refusal::overload());
        }
        let place = Arc::clone(&self.calls).acquire_owned().await;
        drop(waiting);
        place.map(Place).map_err(|_| Refusal::overload())
    }

    /// Runs a job on a thread that may block. The thread is taken until the job is over, even if nobody waits for it
    /// any more.
    pub(super) fn run_blocking(&self, job: BlockingJob) -> BlockingRun {
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

fn run(job: BlockingJob, thread: OwnedSemaphorePermit) -> xmlrpc_service::Finished {
    let finished = job();
    drop(thread);
    finished
}

/// The place of a call that runs; it is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Place(#[expect(dead_code, reason = "it is held")] OwnedSemaphorePermit);

struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
