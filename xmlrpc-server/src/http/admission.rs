//! The concurrency limits: which calls run, which wait in the queue, which are refused.
//!
//! A call takes a place from each counter that concerns it: its method, its service, its dispatcher, the threads if it may
//! block, and the calls of the server. It takes all of them or none, so a call that waits for one of them holds no other.

mod queue;
mod waiting;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use xmlrpc_service::fault::{Fault, FaultOrigin, SYSTEM_ERROR};
use xmlrpc_service::service::Execution;
use xmlrpc_service::{CallPermit, Concurrency, PermitFuture, PermitIssuer};

use super::Capacity;
use super::response::HttpError;
use queue::Queue;
use waiting::Waiting;

/// The counters and the queue of an endpoint, shared by all workers.
#[derive(Debug)]
pub(super) struct Admission {
    capacity: Capacity,
    calls: Counter,
    threads: Counter,
    others: Vec<Counter>,
    lanes: Vec<Lane>,
    /// Calls that wait, in all lanes.
    waiting: AtomicUsize,
    queue: Queue,
}

/// The calls of one method. Each has the same counters, so calls of one lane run in their order.
#[derive(Debug)]
struct Lane {
    /// Indices of `others`.
    counters: Vec<usize>,
    blocks: bool,
    /// Calls that wait.
    waiting: AtomicUsize,
    /// How many calls may wait.
    queue: usize,
}

/// Places, and how many of them are taken.
#[derive(Debug)]
struct Counter {
    taken: AtomicUsize,
    limit: usize,
}

/// Why a call does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The queue is full.
    Full,
    /// The call has waited for too long.
    Late,
    /// The client has left.
    Left,
}

impl Counter {
    fn new(limit: usize) -> Self {
        Counter { taken: AtomicUsize::new(0), limit: limit.max(1) }
    }

    fn take(&self) -> bool {
        let more = |taken| (taken < self.limit).then_some(taken + 1);
        self.taken.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more).is_ok()
    }

    fn give_back(&self) {
        self.taken.fetch_sub(1, Ordering::SeqCst);
    }

    fn is_full(&self) -> bool {
        self.taken.load(Ordering::Relaxed) >= self.limit
    }
}

impl Admission {
    /// The limits of these dispatchers. The lanes of the first dispatcher come first.
    pub(super) fn new<'d>(capacity: Capacity, dispatchers: impl Iterator<Item = &'d Concurrency> + Clone) -> Self {
        let is_limited = |method: &&_| !matches!(execution(method), Execution::Inline);
        let limited: usize = dispatchers
            .clone()
            .map(|dispatcher| {
                let without_fallback = usize::from(!dispatcher.has_fallback);
                dispatcher.methods.iter().filter(is_limited).count().saturating_sub(without_fallback)
            })
            .sum();
        let share = if limited > 1 { capacity.method_share } else { 100 };
        let mut others = Vec::new();
        let mut lanes = Vec::new();
        for dispatcher in dispatchers {
            let mut add = |limit: usize| {
                others.push(Counter::new(limit));
                others.len() - 1
            };
            let whole = dispatcher.dispatcher.map(&mut add);
            let services: Vec<usize> = dispatcher.services.iter().map(|limit| add(*limit)).collect();
            for method in &dispatcher.methods {
                let blocks = execution(&method) == Execution::Blocking;
                let places = if blocks { capacity.threads.min(capacity.calls) } else { capacity.calls };
                let own = add(method.max.unwrap_or_else(|| percent(places, share)));
                let service = method.service.and_then(|service| services.get(service).copied());
                lanes.push(Lane {
                    counters: [Some(own), service, whole].into_iter().flatten().collect(),
                    blocks,
                    waiting: AtomicUsize::new(0),
                    // A method leaves a quarter of the queue to others.
                    queue: if share < 100 { capacity.queue - capacity.queue / 4 } else { capacity.queue },
                });
            }
        }
        Admission {
            capacity,
            calls: Counter::new(capacity.calls),
            threads: Counter::new(capacity.threads),
            others,
            queue: Queue::new(lanes.len()),
            lanes,
            waiting: AtomicUsize::new(0),
        }
    }

    pub(super) fn capacity(&self) -> Capacity {
        self.capacity
    }

    /// Whether further calls of methods that do not run inline are refused.
    pub(super) fn is_saturated(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) >= self.capacity.queue && (self.capacity.queue > 0 || self.calls.is_full())
    }

    /// Takes a permit, after the calls of the same method that came before if there is none. A call whose client `has_left`
    /// gives its place in the queue up.
    pub(super) async fn permit(
        self: &Arc<Self>,
        lane: usize,
        has_left: impl Fn() -> bool,
    ) -> Result<CallPermit, Refusal> {
        match self.permit_at_once(lane) {
            Some(permit) => Ok(permit),
            None => Box::pin(Waiting::enter(self, lane)?.granted(has_left)).await,
        }
    }

    /// Takes a permit if one is free and no call of the same method waits.
    pub(super) fn permit_at_once(self: &Arc<Self>, lane: usize) -> Option<CallPermit> {
        let waits = self.lanes.get(lane)?.waiting.load(Ordering::Relaxed) > 0;
        (!waits && self.take(lane)).then(|| self.issue(lane))
    }

    /// The permit of a multicall's entry.
    pub(super) fn permit_of_entry(self: &Arc<Self>, lane: usize) -> PermitFuture {
        let admission = Arc::clone(self);
        Box::pin(async move {
            let permit = admission.permit(lane, || false).await;
            permit.map_err(|refusal| {
                let error = refusal.into_error(admission.capacity);
                Fault::new(SYSTEM_ERROR, error.sentence().trim_end().to_owned()).with_origin(FaultOrigin::Server)
            })
        })
    }

    fn issue(self: &Arc<Self>, lane: usize) -> CallPermit {
        CallPermit::new(Arc::clone(self) as Arc<dyn PermitIssuer>, lane)
    }

    /// Takes a place from each counter of a lane, or from none. What fails has to try again through the queue, which also
    /// serves the calls that failed because of a place that was taken here for a moment.
    fn take(&self, lane: usize) -> bool {
        let Some(lane) = self.lanes.get(lane) else { return false };
        for (taken, counter) in self.counters(lane).enumerate() {
            if !counter.take() {
                self.counters(lane).take(taken).for_each(Counter::give_back);
                return false;
            }
        }
        true
    }

    fn counters<'a>(&'a self, lane: &'a Lane) -> impl Iterator<Item = &'a Counter> {
        let threads = lane.blocks.then_some(&self.threads);
        let others = lane.counters.iter().filter_map(|index| self.others.get(*index));
        // The method comes first: while it is at its limit, its calls touch no place that others could take.
        others.chain(threads).chain([&self.calls])
    }

    /// Gives the places of a lane back, and then permits to calls that wait for them.
    fn give_back(&self, lane: usize) {
        if let Some(lane) = self.lanes.get(lane) {
            self.counters(lane).for_each(Counter::give_back);
        }
        // A call that has just begun to wait is seen here, or it sees the places: it tries again once it waits.
        if self.waiting.load(Ordering::SeqCst) > 0 {
            self.serve();
        }
    }

    #[cold]
    fn serve(&self) {
        self.queue.serve(|lane| self.take(lane), |lane| self.left_queue(lane));
    }

    fn left_queue(&self, lane: usize) {
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        if let Some(lane) = self.lanes.get(lane) {
            lane.waiting.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

impl PermitIssuer for Admission {
    fn release(&self, lane: usize) {
        self.give_back(lane);
    }
}

impl Refusal {
    pub(super) fn into_error(self, capacity: Capacity) -> HttpError {
        match self {
            Refusal::Full | Refusal::Left => HttpError::overload(),
            Refusal::Late => HttpError::queued_too_long(capacity.queue_time),
        }
    }
}

fn execution(method: &&xmlrpc_service::MethodConcurrency) -> Execution {
    method.execution
}

/// A percentage of a number of places, rounded up.
fn percent(places: usize, share: u8) -> usize {
    places.saturating_mul(share.clamp(1, 100).into()).div_ceil(100)
}
