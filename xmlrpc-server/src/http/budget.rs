//! The byte budget of a server: bodies while they are received and their calls run, and responses until they are written.
//!
//! Whatever is small is not counted, so that a short call costs nothing here. Responses lease their bytes while they are
//! written. Requests get three quarters of the budget, so that the calls that were admitted find memory for their responses.
//!
//! A holder whose client keeps it waiting can be evicted: when bytes are refused, the holders that have held most for the
//! longest time without progress are given up.

mod charge;
mod machine;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use xmlrpc_service::{MemoryLease, ResponseMemory};

pub(super) use charge::{Charge, Holder, held};

/// The size in bytes from which a body or a response is counted.
pub(super) const COUNTED: usize = 4 << 10;
/// How long a holder makes no progress before it can be evicted.
const PATIENCE: Duration = Duration::from_secs(1);
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
    /// How much of it is held when a request gets no more.
    limit_of_requests: usize,
    held: AtomicUsize,
    started: Instant,
    next: AtomicU64,
    holders: Mutex<HashMap<u64, Arc<Holder>>>,
    /// Whether a task waits for the patience with holders to end.
    looks_again: AtomicBool,
}

impl Budget {
    /// A budget of this many bytes, or of the default.
    pub(super) fn new(limit: Option<usize>) -> Self {
        let limit = limit.unwrap_or_else(default_limit);
        Budget {
            limit,
            limit_of_requests: limit - limit / 4,
            held: AtomicUsize::new(0),
            started: Instant::now(),
            next: AtomicU64::new(0),
            holders: Mutex::default(),
            looks_again: AtomicBool::new(false),
        }
    }

    /// Whether a request may take so many bytes. If not, holders that make no progress are evicted.
    pub(super) fn has_room(&self, bytes: usize) -> bool {
        let has_room = self.held.load(Ordering::Relaxed).saturating_add(bytes) <= self.limit_of_requests;
        if !has_room {
            self.evict(bytes, self.limit_of_requests);
        }
        has_room
    }

    #[cfg(test)]
    pub(super) fn is_free(&self) -> bool {
        self.held.load(Ordering::Relaxed) == 0
    }

    /// Whether requests get hardly any bytes.
    pub(super) fn is_exhausted(&self) -> bool {
        self.held.load(Ordering::Relaxed) > self.limit_of_requests - self.limit / 16
    }

    /// Takes bytes for a request. None if the budget does not have them.
    pub(super) fn take_for_request(self: &Arc<Self>, bytes: usize) -> Option<Charge> {
        let limit = self.limit_of_requests;
        self.add(bytes, limit).then(|| Charge::new(Arc::clone(self), bytes, limit))
    }

    /// Takes bytes for a response. None if the budget does not have them.
    pub(super) fn take_for_response(self: &Arc<Self>, bytes: usize) -> Option<Charge> {
        self.add(bytes, self.limit).then(|| Charge::new(Arc::clone(self), bytes, self.limit))
    }

    /// Takes bytes that are there already, even beyond the budget.
    pub(super) fn take_always(self: &Arc<Self>, bytes: usize) -> Charge {
        if !self.add(bytes, self.limit) {
            self.held.fetch_add(bytes, Ordering::Relaxed);
            self.look_again();
        }
        Charge::new(Arc::clone(self), bytes, self.limit)
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
                budget.evict(0, budget.limit);
            }
        });
    }

    /// Makes a holder known to eviction; the number by which it is known.
    fn register(&self, holder: &Arc<Holder>) -> u64 {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        lock(&self.holders).insert(number, Arc::clone(holder));
        number
    }

    fn add(&self, bytes: usize, limit: usize) -> bool {
        let more = |held: usize| held.checked_add(bytes).filter(|sum| *sum <= limit);
        let added = self.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok();
        if !added {
            self.evict(bytes, limit);
        }
        added
    }

    /// Evicts the holders with the largest product of bytes and time without progress, until so many bytes will be free
    /// of a limit.
    #[cold]
    fn evict(&self, bytes: usize, limit: usize) {
        let now = self.now();
        let mut worst: Vec<(u128, Arc<Holder>)> = lock(&self.holders)
            .values()
            .filter(|holder| !holder.is_evicted())
            .filter_map(|holder| Some((holder.weight(now)?, Arc::clone(holder))))
            .collect();
        worst.sort_unstable_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let mut missing = self.held.load(Ordering::Relaxed).saturating_add(bytes).saturating_sub(limit);
        for (_, holder) in worst {
            if missing == 0 {
                break;
            }
            missing = missing.saturating_sub(holder.bytes());
            holder.evict();
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX - 1)
    }
}

impl ResponseMemory for Budget {
    fn lease(self: Arc<Self>, bytes: usize) -> Option<Box<dyn MemoryLease>> {
        self.take_for_response(bytes).map(|charge| Box::new(charge) as _)
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
    use std::task::Waker;

    use super::*;

    fn budget() -> Arc<Budget> {
        Arc::new(Budget::new(Some(100)))
    }

    #[test]
    fn bytes_are_returned() {
        let budget = budget();
        let mut first = budget.take_for_response(60).expect("free");
        assert!(budget.take_for_response(41).is_none() && !first.resize(101));
        assert!(first.resize(20) && budget.has_room(55));
        let second = budget.take_always(90);
        assert!(budget.is_exhausted() && budget.take_for_response(1).is_none());
        drop((first, second));
        assert!(budget.take_for_response(100).is_some());
    }

    #[test]
    fn requests_leave_a_quarter_to_responses() {
        let budget = budget();
        assert!(budget.take_for_request(76).is_none() && !budget.has_room(76));
        let mut request = budget.take_for_request(75).expect("free");
        assert!(budget.is_exhausted() && !request.resize(76));
        let response = Arc::clone(&budget).lease(25).expect("free");
        assert!(response.memory().lease(1).is_none());
        drop(response);
        assert!(request.resize(10) && budget.take_for_request(65).is_some());
    }

    #[test]
    fn the_holder_with_the_most_bytes_for_the_longest_time_goes_first() {
        let mut budget = Budget::new(Some(100));
        budget.started = Instant::now().checked_sub(Duration::from_secs(60)).expect("a running machine");
        let budget = Arc::new(budget);
        let since = [10_000, 59_500, 40_000];
        let charges = [(30, since[0]), (50, since[1]), (20, since[2])].map(|(bytes, since)| {
            let charge = budget.take_for_response(bytes).expect("free");
            charge.waits_since(since);
            charge
        });
        assert!(budget.take_for_response(25).is_none());
        let evicted: Vec<_> = charges.iter().map(|charge| charge.holder().is_evicted()).collect();
        assert_eq!(evicted, [true, false, false], "the second one makes progress");
        assert!(budget.take_for_response(40).is_none());
        assert!(charges[2].holder().is_evicted());
    }

    #[test]
    fn holders_beyond_the_budget_are_evicted_when_the_patience_ends() {
        actix_web::rt::System::new().block_on(async {
            let budget = budget();
            let charges = [60, 70].map(|bytes| budget.take_always(bytes));
            assert!(charges.iter().all(|charge| charge.wait(Waker::noop())));
            tokio::time::sleep(PATIENCE * 2).await;
            assert!(charges.iter().any(|charge| charge.holder().is_evicted()), "without a request that is refused");
        });
    }

    #[test]
    fn the_estimate_covers_the_shortest_values() {
        let document = b"<value/>".repeat(1000);
        assert_eq!(estimate_of_values(&document), 8000 + 1000 * PER_TAG);
        assert_eq!(estimate_of_values(&[b'x'; 500]), 500);
    }
}
