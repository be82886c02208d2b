//! Work that takes milliseconds: on a thread that may block, and on about as many at a time as the machine has cores.

use std::num::NonZeroUsize;
use std::sync::LazyLock;
use std::thread::available_parallelism;

use actix_web::rt::task::spawn_blocking;
use tokio::sync::Semaphore;

/// More at a time would take the cores from the event loops, and hold more memory.
static CORES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(available_parallelism().map_or(1, NonZeroUsize::get).min(Semaphore::MAX_PERMITS)));

/// Runs work that computes and does not wait. None if the thread pool has shut down.
pub(super) async fn heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let core = CORES.acquire().await.ok()?;
    let run = spawn_blocking(move || {
        let result = work();
        drop(core);
        result
    });
    run.await.ok()
}
