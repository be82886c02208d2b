//! Which quirks requests had: in one request, and since the start.

use std::array;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Dispatcher;
use xmlrpc_core::reading::{Quirk, Quirks};

/// The quirks of a request that have been noted so far, on any thread.
#[derive(Debug, Default)]
pub(super) struct NotedQuirks(AtomicU64);

impl NotedQuirks {
    pub(super) fn add(&self, quirks: Quirks) {
        self.0.fetch_or(quirks.bits(), Ordering::Relaxed);
    }

    pub(super) fn note(&self, quirk: Quirk) {
        self.add(Quirks::from_iter([quirk]));
    }

    #[inline]
    pub(super) fn noted(&self) -> Quirks {
        Quirks::of_bits(self.0.load(Ordering::Relaxed))
    }
}

/// In how many requests each quirk was tolerated.
#[derive(Debug)]
pub(super) struct QuirkCounts([AtomicU64; Quirk::ALL.len()]);

impl Default for QuirkCounts {
    fn default() -> Self {
        QuirkCounts(array::from_fn(|_| AtomicU64::new(0)))
    }
}

impl QuirkCounts {
    #[inline]
    pub(super) fn count(&self, quirks: Quirks) {
        if !quirks.is_empty() {
            self.count_each(quirks);
        }
    }

    #[cold]
    fn count_each(&self, quirks: Quirks) {
        for (quirk, count) in Quirk::ALL.iter().zip(&self.0) {
            count.fetch_add(quirks.contains(*quirk).into(), Ordering::Relaxed);
        }
    }
}

impl Dispatcher {
    /// The quirks that were tolerated since the start, each with the number of requests that had it.
    ///
    /// ```
    /// use xmlrpc_service::reading::Quirk;
    /// use xmlrpc_service::{Dispatcher, Reading};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let dispatcher = Dispatcher::new().reading(Reading::tolerant());
    /// dispatcher.handle("<methodCall><METHODNAME>system.listMethods</METHODNAME></methodCall>").await;
    /// assert_eq!(dispatcher.quirks().collect::<Vec<_>>(), [(Quirk::UpperCase, 1)]);
    /// # }
    /// ```
    pub fn quirks(&self) -> impl Iterator<Item = (Quirk, u64)> {
        let counts = self.quirks.0.iter().map(|count| count.load(Ordering::Relaxed));
        Quirk::ALL.iter().copied().zip(counts).filter(|(_, count)| *count > 0)
    }
}
