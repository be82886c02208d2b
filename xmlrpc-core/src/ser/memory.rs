//! The memory that a response may take, leased while it grows.

use std::any::Any;
use std::fmt::Debug;
use std::sync::Arc;

use crate::error::Error;

/// Bytes of a response that are not leased, so that short calls pay nothing.
pub const UNLEASED: usize = 4 << 10;
/// Bytes that may stand behind the leased ones before the next check: tags, a number or a short text.
const SLACK: usize = 1 << 10;

/// The memory that the responses of a server may take together.
pub trait ResponseMemory: Debug + Send + Sync {
    /// Leases so many bytes. None if they are not available.
    fn lease(self: Arc<Self>, bytes: usize) -> Option<Box<dyn MemoryLease>>;
}

/// The memory of one response, returned on drop.
pub trait MemoryLease: Any + Debug + Send + Sync {
    /// Changes the lease to this many bytes. False, and no change, if they are not available.
    fn resize(&mut self, bytes: usize) -> bool;

    /// The memory that the bytes are leased from.
    fn memory(&self) -> Arc<dyn ResponseMemory>;
}

/// The size that a buffer may have, and the lease behind it.
#[derive(Debug)]
pub(crate) struct Allowance {
    /// The largest size in bytes that needs no further lease.
    pub(crate) now: usize,
    /// The largest size in bytes.
    pub(crate) most: usize,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Nothing is leased: the size alone is limited.
    Free,
    /// Nothing is leased yet.
    Unleased(Arc<dyn ResponseMemory>),
    Leased(Box<dyn MemoryLease>),
    /// A lease was refused.
    Refused,
}

impl Allowance {
    /// At most so many bytes, of this memory if there is one.
    #[inline]
    pub(crate) fn new(most: usize, memory: Option<Arc<dyn ResponseMemory>>) -> Self {
        match memory {
            None => Allowance { now: most, most, state: State::Free },
            Some(memory) => Allowance { now: most.min(UNLEASED), most, state: State::Unleased(memory) },
        }
    }

    /// As much for another buffer.
    pub(crate) fn another(&self) -> Self {
        let mut another = Allowance::new(self.most, self.memory());
        if self.is_refused() {
            another.refuse();
        }
        another
    }

    /// The memory that is leased from.
    pub(crate) fn memory(&self) -> Option<Arc<dyn ResponseMemory>> {
        match &self.state {
            State::Unleased(memory) => Some(Arc::clone(memory)),
            State::Leased(lease) => Some(lease.memory()),
            State::Free | State::Refused => None,
        }
    }

    /// Ends the lease, and refuses all further ones.
    #[cold]
    pub(crate) fn refuse(&mut self) {
        self.state = State::Refused;
        self.now = 0;
    }

    /// Takes the allowance with its lease, and leaves one without lease behind.
    pub(crate) fn take(&mut self) -> Self {
        let most = self.most;
        std::mem::replace(self, Allowance { now: most, most, state: State::Free })
    }

    #[inline]
    pub(crate) fn is_leased(&self) -> bool {
        matches!(self.state, State::Leased(_))
    }

    /// Whether a lease was refused.
    #[inline]
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self.state, State::Refused)
    }

    /// The lease, for as long as the buffer lives, reduced to this many bytes.
    pub(crate) fn into_lease(self, bytes: usize) -> Option<Box<dyn MemoryLease>> {
        match self.state {
            State::Leased(mut lease) => {
                lease.resize(bytes);
                Some(lease)
            }
            _ => None,
        }
    }

    /// Leases what a buffer needs to hold `needed` bytes, and reserves it.
    #[cold]
    #[inline(never)]
    pub(crate) fn grow(&mut self, out: &mut Vec<u8>, needed: usize) -> Result<(), Error> {
        if needed <= self.now {
            return Ok(());
        }
        if needed > self.most {
            return Err(too_large(self.most));
        }
        // Twice as many, so that a growing buffer is rarely moved. If there is too little for that, a quarter more: steps of
        // a few bytes would move it each time.
        let twice = self.now.saturating_mul(2).max(needed + needed / 16).min(self.most);
        let quarter = (self.now + self.now / 4).max(needed + SLACK).min(self.most);
        if self.grow_to(out, twice) || self.grow_to(out, quarter) {
            return Ok(());
        }
        self.refuse();
        Err(no_memory())
    }

    /// Leases and reserves what a buffer will probably need, if it is available.
    #[cold]
    #[inline(never)]
    pub(crate) fn expect(&mut self, out: &mut Vec<u8>, size: usize) {
        let size = size.min(self.most);
        if size > self.now && !self.is_refused() {
            self.grow_to(out, size);
        }
    }

    fn grow_to(&mut self, out: &mut Vec<u8>, size: usize) -> bool {
        let capacity = size.saturating_add(SLACK);
        let leased = self.lease(out.capacity().max(capacity));
        if leased {
            self.now = size;
            out.reserve_exact(capacity.saturating_sub(out.len()));
        }
        leased
    }

    fn lease(&mut self, bytes: usize) -> bool {
        match &mut self.state {
            State::Free => true,
            State::Unleased(memory) => match Arc::clone(memory).lease(bytes) {
                Some(lease) => {
                    self.state = State::Leased(lease);
                    true
                }
                None => false,
            },
            State::Leased(lease) => lease.resize(bytes),
            State::Refused => false,
        }
    }
}

#[cold]
pub(crate) fn too_large(limit: usize) -> Error {
    let message = format!("the response would be larger than the {limit} bytes that `Limits::response` allows");
    Error::result_limit(message)
}

#[cold]
fn no_memory() -> Error {
    Error::no_memory("the server has no memory for the response at the moment; send the call again later")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Debug, Default)]
    struct Counted {
        held: AtomicUsize,
        limit: usize,
    }

    #[derive(Debug)]
    struct CountedLease(Arc<Counted>, usize);

    impl ResponseMemory for Counted {
        fn lease(self: Arc<Self>, bytes: usize) -> Option<Box<dyn MemoryLease>> {
            let mut lease = CountedLease(self, 0);
            lease.resize(bytes).then(|| Box::new(lease) as _)
        }
    }

    impl MemoryLease for CountedLease {
        fn resize(&mut self, bytes: usize) -> bool {
            let held = self.0.held.load(Ordering::Relaxed) - self.1 + bytes;
            if held > self.0.limit {
                return false;
            }
            self.0.held.store(held, Ordering::Relaxed);
            self.1 = bytes;
            true
        }

        fn memory(&self) -> Arc<dyn ResponseMemory> {
            Arc::clone(&self.0) as _
        }
    }

    impl Drop for CountedLease {
        fn drop(&mut self) {
            self.0.held.fetch_sub(self.1, Ordering::Relaxed);
        }
    }

    fn memory(limit: usize) -> (Arc<Counted>, impl Fn() -> Allowance) {
        let counted = Arc::new(Counted { limit, ..Counted::default() });
        let memory = Arc::clone(&counted);
        (counted, move || Allowance::new(1 << 30, Some(Arc::clone(&memory) as _)))
    }

    #[test]
    fn a_buffer_never_has_more_than_its_lease() {
        let (counted, allowance) = memory(usize::MAX);
        let (mut allowance, mut out) = (allowance(), Vec::new());
        for _ in 0..200_000 {
            out.extend_from_slice(&[b'x'; 30]);
            let size = out.len();
            allowance.grow(&mut out, size).expect("available");
            let leased = counted.held.load(Ordering::Relaxed);
            assert!(out.len() <= UNLEASED && leased == 0 || out.capacity() <= leased, "{} {leased}", out.capacity());
        }
        drop(allowance.into_lease(out.len()));
        assert_eq!(counted.held.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn what_remains_is_used() {
        let (counted, allowance) = memory(100_000);
        let (mut allowance, mut out) = (allowance(), Vec::new());
        allowance.grow(&mut out, 60_000).expect("available");
        allowance.grow(&mut out, 97_900).expect("available, with little room beyond");
        allowance.grow(&mut out, 99_500).expect_err("no room for a further step");
        assert!(allowance.is_refused());
        assert_eq!(counted.held.load(Ordering::Relaxed), 0, "a response that is refused holds nothing");
    }

    #[test]
    fn the_largest_size_holds_with_and_without_memory() {
        for memory in [None, Some(memory(usize::MAX).0 as Arc<dyn ResponseMemory>)] {
            let mut allowance = Allowance::new(50_000, memory);
            allowance.grow(&mut Vec::new(), 50_000).expect("within the limit");
            let error = allowance.grow(&mut Vec::new(), 50_001).expect_err("beyond the limit");
            assert!(error.to_string().contains("50000 bytes"), "{error}");
            assert!(!allowance.is_refused());
        }
    }
}
