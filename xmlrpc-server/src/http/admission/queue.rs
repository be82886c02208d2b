//! The calls that wait, in the order of their arrival for each method. The methods take turns.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;

/// The queue of an endpoint.
#[derive(Debug)]
pub(super) struct Queue(Mutex<Lines>);

#[derive(Debug)]
struct Lines {
    lines: Vec<VecDeque<Arc<Ticket>>>,
    /// The lanes with calls that wait, each once, in the order of their turns.
    turns: VecDeque<usize>,
}

/// The place of one call in the queue.
#[derive(Debug, Default)]
pub(super) struct Ticket(Mutex<TicketState>);

#[derive(Debug, Default)]
struct TicketState {
    granted: bool,
    waker: Option<Waker>,
}

impl Ticket {
    /// Whether the permit is granted. If not, the waker is woken then.
    pub(super) fn is_granted(&self, waker: &Waker) -> bool {
        let mut state = lock(&self.0);
        if !state.granted && !state.waker.as_ref().is_some_and(|known| known.will_wake(waker)) {
            state.waker = Some(waker.clone());
        }
        state.granted
    }

    fn grant(&self) -> Option<Waker> {
        let mut state = lock(&self.0);
        state.granted = true;
        state.waker.take()
    }
}

impl Queue {
    pub(super) fn new(lanes: usize) -> Self {
        Queue(Mutex::new(Lines { lines: (0..lanes).map(|_| VecDeque::new()).collect(), turns: VecDeque::new() }))
    }

    /// Puts a call at the end of its lane.
    pub(super) fn push(&self, lane: usize) -> Arc<Ticket> {
        let ticket = Arc::new(Ticket::default());
        let mut lines = lock(&self.0);
        let Lines { lines, turns } = &mut *lines;
        if let Some(line) = lines.get_mut(lane) {
            if line.is_empty() {
                turns.push_back(lane);
            }
            line.push_back(Arc::clone(&ticket));
        }
        ticket
    }

    /// Takes a call out of the queue. False if it had been granted its permit.
    pub(super) fn remove(&self, lane: usize, ticket: &Arc<Ticket>) -> bool {
        let mut lines = lock(&self.0);
        let Lines { lines, turns } = &mut *lines;
        let Some(line) = lines.get_mut(lane) else { return false };
        let Some(position) = line.iter().position(|other| Arc::ptr_eq(other, ticket)) else { return false };
        line.remove(position);
        if line.is_empty() {
            turns.retain(|turn| *turn != lane);
        }
        true
    }

    /// Grants permits as long as `take` has places for the first call of a lane. `left` gets each call that leaves
    /// the queue.
    pub(super) fn serve(&self, take: impl Fn(usize) -> bool, left: impl Fn(usize)) {
        let wakers = self.grant(take, left);
        wakers.into_iter().for_each(Waker::wake);
    }

    fn grant(&self, take: impl Fn(usize) -> bool, left: impl Fn(usize)) -> Vec<Waker> {
        let mut wakers = Vec::new();
        let mut lines = lock(&self.0);
        let Lines { lines, turns } = &mut *lines;
        let mut refused = 0;
        while refused < turns.len() {
            let Some(lane) = turns.pop_front() else { break };
            let Some(line) = lines.get_mut(lane) else { continue };
            if !take(lane) {
                refused += 1;
                turns.push_back(lane);
                continue;
            }
            refused = 0;
            if let Some(ticket) = line.pop_front() {
                left(lane);
                wakers.extend(ticket.grant());
            }
            if !line.is_empty() {
                turns.push_back(lane);
            }
        }
        wakers
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No code panics while it holds the lock.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
