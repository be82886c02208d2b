//! The bytes that one body or one response holds.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::task::Waker;

use bytes::Bytes;
use xmlrpc_service::{MemoryLease, ResponseMemory};

use super::{Budget, PATIENCE, lock};

/// How many bytes are progress: a client that sends or takes fewer keeps its bytes waiting.
const PROGRESS: usize = 4 << 10;
/// No time: the client is not waited for.
const NOT_WAITING: u64 = u64::MAX;

/// The bytes that one body or one response holds, returned on drop.
#[derive(Debug)]
pub(crate) struct Charge {
    budget: Arc<Budget>,
    /// How much of the budget may be held when this charge grows.
    limit: usize,
    holder: Arc<Holder>,
    /// The number by which eviction knows the holder, once its client is waited for.
    number: OnceLock<u64>,
    /// Bytes that came or went since the last progress that counts.
    moved: usize,
}

/// What eviction looks at.
#[derive(Debug)]
pub(crate) struct Holder {
    bytes: AtomicUsize,
    /// The time of the last progress, in milliseconds since the budget's start.
    waiting_since: AtomicU64,
    evicted: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

impl Charge {
    /// A charge of bytes that are taken already.
    pub(super) fn new(budget: Arc<Budget>, bytes: usize, limit: usize) -> Self {
        let holder = Arc::new(Holder {
            bytes: AtomicUsize::new(bytes),
            waiting_since: AtomicU64::new(NOT_WAITING),
            evicted: AtomicBool::new(false),
            waker: Mutex::default(),
        });
        Charge { budget, limit, holder, number: OnceLock::new(), moved: 0 }
    }

    pub(crate) fn holder(&self) -> &Arc<Holder> {
        &self.holder
    }

    /// Changes the charge to this many bytes. False, and no change, if the budget does not have them.
    pub(crate) fn resize(&mut self, bytes: usize) -> bool {
        let before = self.holder.bytes();
        if bytes > before {
            if !self.budget.add(bytes - before, self.limit) {
                return false;
            }
        } else {
            self.budget.held.fetch_sub(before - bytes, Ordering::Relaxed);
        }
        self.holder.bytes.store(bytes, Ordering::Relaxed);
        true
    }

    /// The client has sent or taken this many bytes.
    pub(crate) fn moved(&mut self, bytes: usize) {
        self.moved += bytes;
        if self.moved >= PROGRESS && self.holder.waiting_since.load(Ordering::Relaxed) != NOT_WAITING {
            self.moved = 0;
            self.holder.waiting_since.store(self.budget.now(), Ordering::Relaxed);
        }
    }

    /// The client is waited for from now on, and can be evicted. False if it is evicted. The waker is woken when it is.
    pub(crate) fn wait(&self, waker: &Waker) -> bool {
        let since = &self.holder.waiting_since;
        if since.load(Ordering::Relaxed) == NOT_WAITING {
            since.store(self.budget.now(), Ordering::Relaxed);
        }
        let mut known = lock(&self.holder.waker);
        if !known.as_ref().is_some_and(|known| known.will_wake(waker)) {
            *known = Some(waker.clone());
        }
        drop(known);
        self.number.get_or_init(|| self.budget.register(&self.holder));
        !self.holder.is_evicted()
    }

    /// The client is no longer waited for.
    pub(crate) fn stop_waiting(&self) {
        self.holder.waiting_since.store(NOT_WAITING, Ordering::Relaxed);
    }

    #[cfg(test)]
    pub(super) fn waits_since(&self, since: u64) {
        self.holder.waiting_since.store(since, Ordering::Relaxed);
        self.wait(Waker::noop());
    }
}

impl MemoryLease for Charge {
    fn resize(&mut self, bytes: usize) -> bool {
        Charge::resize(self, bytes)
    }

    fn memory(&self) -> Arc<dyn ResponseMemory> {
        Arc::clone(&self.budget) as _
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.budget.held.fetch_sub(self.holder.bytes(), Ordering::Relaxed);
        if let Some(number) = self.number.get() {
            lock(&self.budget.holders).remove(number);
        }
    }
}

impl Holder {
    pub(super) fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    pub(crate) fn is_evicted(&self) -> bool {
        self.evicted.load(Ordering::Acquire)
    }

    pub(super) fn evict(&self) {
        self.evicted.store(true, Ordering::Release);
        if let Some(waker) = lock(&self.waker).take() {
            waker.wake();
        }
    }

    /// How much this holder stands in the way; none if it makes progress.
    pub(super) fn weight(&self, now: u64) -> Option<u128> {
        let since = self.waiting_since.load(Ordering::Relaxed);
        if since == NOT_WAITING {
            return None;
        }
        let idle = now.saturating_sub(since);
        (u128::from(idle) >= PATIENCE.as_millis()).then(|| self.bytes() as u128 * u128::from(idle))
    }
}

/// Bytes that stay charged for as long as anything holds them: a call may outlive its request, on a thread that blocks.
pub(crate) fn held(bytes: Bytes, charge: Charge) -> Bytes {
    Bytes::from_owner(HeldBytes { bytes, _charge: charge })
}

struct HeldBytes {
    bytes: Bytes,
    _charge: Charge,
}

impl AsRef<[u8]> for HeldBytes {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}
