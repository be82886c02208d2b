//! Threads for methods that may block.

use actix_web::rt::task::spawn_blocking;
use xmlrpc_service::{BlockingFuture, BlockingJob, CallPermit};

/// Runs a job on a thread that may block. The job keeps its permit to its end, even if its client has left.
pub(super) fn run(job: BlockingJob, permit: Option<CallPermit>) -> BlockingFuture {
    let run = spawn_blocking(move || {
        let finished = job();
        drop(permit);
        finished
    });
    Box::pin(async move { run.await.ok() })
}
