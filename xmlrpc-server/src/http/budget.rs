//! The byte budget of a server: bodies while they are received and their calls run, and responses until they are written.
//!
//! Whatever is small is not counted, so that a short call costs nothing here. A holder whose client keeps it waiting can be
//! evicted: when bytes are refused, the holders that have held most for the longest time without progress are given up.

mod machine;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;

/// The size in bytes from which a body or a response is counted.
pub(super) const COUNTED: usize = 16 << 10;
/// How long a holder makes no progress before it can be evicted.
const PATIENCE: Duration = Duration::from_secs(1);
/// How many bytes are progress: a client that sends or takes fewer keeps its bytes waiting.
const PROGRESS: usize = 4 << 10;
/// Bytes that a value takes for each of its tags.
const PER_TAG: usize = 24;
/// The part of the machine's memory that the budget is by default.
const PART: usize = 4;
/// The bounds of the default in bytes, and the default where the machine's memory is not known.
const LEAST: usize = 128 << 20;
const MOST: usize = 4 << 30;
const UNKNOWN: usize = 512 << 20;

/// The bytes that may be held, shared by all workers.
#[derive(Debug)]
pub(super) struct Budget {
    limit: usize,
    held: AtomicUsize,
    started: Instant,
    next: AtomicU64,
    holders: Mutex<HashMap<u64, Arc<Holder>>>,
    /// Whether a task waits for the patience with holders to end.
    looks_again: AtomicBool,
}

/// The bytes that one body or one response holds, returned on drop.
#[derive(Debug)]
pub(super) struct Charge {
    budget: Arc<Budget>,
    number: u64,
    holder: Arc<Holder>,
    /// Bytes that came or went since the last progress that counts.
    moved: usize,
}

/// What eviction looks at.
#[derive(Debug)]
pub(crate) struct Holder {
    bytes: AtomicUsize,
    /// The time of the last progress, in milliseconds since the budget's start. None while the client is not waited for.
    waiting_since: AtomicU64,
    evicted: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

/// No time: the client is not waited for.
const NOT_WAITING: u64 = u64::MAX;

impl Budget {
    /// A budget of this many bytes, or of the default.
    pub(super) fn new(limit: Option<usize>) -> Self {
        Budget {
            limit: limit.unwrap_or_else(default_limit),
            held: AtomicUsize::new(0),
            started: Instant::now(),
            next: AtomicU64::new(0),
            holders: Mutex::default(),
            looks_again: AtomicBool::new(false),
        }
    }

    /// Whether so many bytes more are within the budget. If not, holders that make no progress are evicted.
    pub(super) fn has_room(&self, bytes: usize) -> bool {
        let has_room = self.held.load(Ordering::Relaxed).saturating_add(bytes) <= self.limit;
        if !has_room {
            self.evict(bytes);
        }
        has_room
    }

    /// Whether nearly the whole budget is held.
    pub(super) fn is_exhausted(&self) -> bool {
        self.held.load(Ordering::Relaxed) > self.limit - self.limit / 16
    }

    /// Takes bytes. None if the budget does not have them.
    pub(super) fn take(self: &Arc<Self>, bytes: usize) -> Option<Charge> {
        self.add(bytes).then(|| self.charge(bytes))
    }

    /// Takes bytes that are there already, even beyond the budget.
    pub(super) fn take_always(self: &Arc<Self>, bytes: usize) -> Charge {
        if !self.add(bytes) {
            self.held.fetch_add(bytes, Ordering::Relaxed);
            self.look_again();
        }
        self.charge(bytes)
    }

    /// Evicts holders as soon as the patience with them ends, until the bytes held are within the budget.
    fn look_again(self: &Arc<Self>) {
        let Ok(runtime) = Handle::try_current() else { return };
        if self.looks_again.swap(true, Ordering::Relaxed) {
            return;
        }
        let budget = Arc::downgrade(self);
        runtime.spawn(async move {
            loop {
                tokio::time::sleep(PATIENCE / 4).await;
                let Some(budget) = budget.upgrade() else { return };
                if budget.held.load(Ordering::Relaxed) <= budget.limit {
                    budget.looks_again.store(false, Ordering::Relaxed);
                    return;
                }
                budget.evict(0);
            }
        });
    }

    fn charge(self: &Arc<Self>, bytes: usize) -> Charge {
        let holder = Arc::new(Holder {
            bytes: AtomicUsize::new(bytes),
            waiting_since: AtomicU64::new(NOT_WAITING),
            evicted: AtomicBool::new(false),
            waker: Mutex::default(),
        });
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        lock(&self.holders).insert(number, Arc::clone(&holder));
        Charge { budget: Arc::clone(self), number, holder, moved: 0 }
    }

    fn add(&self, bytes: usize) -> bool {
        let more = |held: usize| held.checked_add(bytes).filter(|sum| *sum <= self.limit);
        let added = self.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok();
        if !added {
            self.evict(bytes);
        }
        added
    }

    /// Evicts the holders with the largest product of bytes and time without progress, until so many bytes will be free.
    #[cold]
    fn evict(&self, bytes: usize) {
        let now = self.now();
        let mut worst: Vec<(u128, Arc<Holder>)> = lock(&self.holders)
            .values()
            .filter(|holder| !holder.evicted.load(Ordering::Relaxed))
            .filter_map(|holder| Some((holder.weight(now)?, Arc::clone(holder))))
            .collect();
        worst.sort_unstable_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let mut missing = self.held.load(Ordering::Relaxed).saturating_add(bytes).saturating_sub(self.limit);
        for (_, holder) in worst {
            if missing == 0 {
                break;
            }
            missing = missing.saturating_sub(holder.bytes.load(Ordering::Relaxed));
            holder.evicted.store(true, Ordering::Release);
            if let Some(waker) = lock(&holder.waker).take() {
                waker.wake();
            }
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(NOT_WAITING - 1)
    }
}

impl Charge {
    pub(super) fn holder(&self) -> &Arc<Holder> {
        &self.holder
    }

    /// Changes the charge to this many bytes. False, and no change, if the budget does not have them.
    pub(super) fn resize(&mut self, bytes: usize) -> bool {
        let before = self.holder.bytes.load(Ordering::Relaxed);
        if bytes > before {
            if !self.budget.add(bytes - before) {
                return false;
            }
        } else {
            self.budget.held.fetch_sub(before - bytes, Ordering::Relaxed);
        }
        self.holder.bytes.store(bytes, Ordering::Relaxed);
        true
    }

    /// The client has sent or taken this many bytes.
    pub(super) fn moved(&mut self, bytes: usize) {
        self.moved += bytes;
        if self.moved >= PROGRESS && self.holder.waiting_since.load(Ordering::Relaxed) != NOT_WAITING {
            self.moved = 0;
            self.holder.waiting_since.store(self.budget.now(), Ordering::Relaxed);
        }
    }

    /// The client is waited for from now on, and can be evicted. False if it is evicted. The waker is woken when it is.
    pub(super) fn wait(&self, waker: &Waker) -> bool {
        let since = &self.holder.waiting_since;
        if since.load(Ordering::Relaxed) == NOT_WAITING {
            since.store(self.budget.now(), Ordering::Relaxed);
        }
        let mut known = lock(&self.holder.waker);
        if !known.as_ref().is_some_and(|known| known.will_wake(waker)) {
            *known = Some(waker.clone());
        }
        drop(known);
        !self.holder.is_evicted()
    }

    /// The client is no longer waited for.
    pub(super) fn stop_waiting(&self) {
        self.holder.waiting_since.store(NOT_WAITING, Ordering::Relaxed);
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.budget.held.fetch_sub(self.holder.bytes.load(Ordering::Relaxed), Ordering::Relaxed);
        lock(&self.budget.holders).remove(&self.number);
    }
}

impl Holder {
    pub(crate) fn is_evicted(&self) -> bool {
        self.evicted.load(Ordering::Acquire)
    }

    /// How much this holder stands in the way; none if it makes progress.
    fn weight(&self, now: u64) -> Option<u128> {
        let since = self.waiting_since.load(Ordering::Relaxed);
        if since == NOT_WAITING {
            return None;
        }
        let idle = now.saturating_sub(since);
        (u128::from(idle) >= PATIENCE.as_millis())
            .then(|| self.bytes.load(Ordering::Relaxed) as u128 * u128::from(idle))
    }
}

/// An estimate of the bytes that the values of a document take, besides the document itself: its texts, and an element's
/// worth for each tag. The shortest value is one tag.
pub(super) fn estimate_of_values(document: &[u8]) -> usize {
    document.len() + PER_TAG * super::large::count(document, |byte| byte == b'<')
}

fn default_limit() -> usize {
    machine::memory().map_or(UNKNOWN, |memory| (memory / PART).clamp(LEAST, MOST))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No code panics while it holds the lock.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget() -> Arc<Budget> {
        Arc::new(Budget::new(Some(100)))
    }

    #[test]
    fn bytes_are_returned() {
        let budget = budget();
        let mut first = budget.take(60).expect("free");
        assert!(budget.take(41).is_none() && !first.resize(101));
        assert!(first.resize(20) && budget.has_room(80));
        let second = budget.take_always(90);
        assert!(budget.is_exhausted() && budget.take(1).is_none());
        drop((first, second));
        assert!(budget.take(100).is_some());
    }

    #[test]
    fn the_holder_with_the_most_bytes_for_the_longest_time_goes_first() {
        let mut budget = Budget::new(Some(100));
        budget.started = Instant::now().checked_sub(Duration::from_secs(60)).expect("a running machine");
        let budget = Arc::new(budget);
        let charges = [30, 50, 20].map(|bytes| budget.take(bytes).expect("free"));
        let waits = |number: usize, since: u64| charges[number].holder.waiting_since.store(since, Ordering::Relaxed);
        waits(0, 10_000);
        waits(1, 59_500);
        waits(2, 40_000);
        assert!(!budget.has_room(25));
        let evicted: Vec<_> = charges.iter().map(|charge| charge.holder.is_evicted()).collect();
        assert_eq!(evicted, [true, false, false], "the second one makes progress");
        assert!(!budget.has_room(40));
        assert!(charges[2].holder.is_evicted());
    }

    #[test]
    fn holders_beyond_the_budget_are_evicted_when_the_patience_ends() {
        actix_web::rt::System::new().block_on(async {
            let budget = budget();
            let charges = [60, 70].map(|bytes| budget.take_always(bytes));
            assert!(charges.iter().all(|charge| charge.wait(Waker::noop())));
            tokio::time::sleep(PATIENCE * 2).await;
            assert!(charges.iter().any(|charge| charge.holder.is_evicted()), "without a request that is refused");
        });
    }

    #[test]
    fn the_estimate_covers_the_shortest_values() {
        let document = b"<value/>".repeat(1000);
        assert_eq!(estimate_of_values(&document), 8000 + 1000 * PER_TAG);
        assert_eq!(estimate_of_values(&[b'x'; 500]), 500);
    }
}
