//! How slowly a client may send a body or read a response.

use std::time::{Duration, Instant};

/// Longer timeouts are treated as this one, which can be added to the present.
const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// A rate, and how far a client may fall behind it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// The time without a byte, or the whole time if no bytes earn more.
    pub(crate) timeout: Duration,
    /// Bytes that earn another second; 0 if none do.
    pub(crate) rate: u32,
}

/// The time that a client has left.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowance {
    pace: Pace,
    deadline: Instant,
}

impl Allowance {
    pub(crate) fn new(pace: Pace, now: Instant) -> Self {
        Allowance { pace, deadline: now + pace.timeout.min(LONGEST) }
    }

    /// Adds the time that these bytes earn. However many came at once, the client never has more than `timeout` left.
    pub(crate) fn earn(&mut self, bytes: usize, now: Instant) {
        let Some(milliseconds) = (bytes as u64).saturating_mul(1000).checked_div(self.pace.rate.into()) else { return };
        let earned = Duration::from_millis(milliseconds).min(LONGEST);
        self.deadline = (self.deadline + earned).min(now + self.pace.timeout.min(LONGEST));
    }

    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace { timeout: Duration::from_secs(30), rate: 1_000 };

    /// How long a client lives that sends these bytes at these seconds.
    fn seconds(pace: Pace, bytes: impl Iterator<Item = (u64, usize)>) -> u64 {
        let start = Instant::now();
        let mut allowance = Allowance::new(pace, start);
        for (second, bytes) in bytes {
            let now = start + Duration::from_secs(second);
            if now >= allowance.deadline() {
                break;
            }
            allowance.earn(bytes, now);
        }
        (allowance.deadline() - start).as_secs()
    }

    #[test]
    fn a_client_that_keeps_up_has_the_time_it_needs() {
        assert_eq!(seconds(PACE, (1..10_000).map(|second| (second, 1_000))), 9_999 + 30);
        // A modem, whose bytes come in bursts.
        assert_eq!(seconds(PACE, (1..100).map(|turn| (25 * turn, 7_000 * 25))), 99 * 25 + 30);
    }

    #[test]
    fn a_burst_earns_no_more_than_the_timeout() {
        assert_eq!(seconds(PACE, std::iter::once((0, (8 << 20) - 1))), 30);
        assert_eq!(seconds(PACE, std::iter::once((20, (8 << 20) - 1))), 50);
        // Then a byte a second.
        let dripping = std::iter::once((0, (8 << 20) - 1)).chain((1..1_000).map(|second| (second, 1)));
        assert_eq!(seconds(PACE, dripping), 30);
    }

    #[test]
    fn a_client_that_is_too_slow_is_noticed() {
        assert_eq!(seconds(PACE, std::iter::empty()), 30);
        assert!(seconds(PACE, (1..10_000).map(|second| (second, 500))) <= 61);
    }

    #[test]
    fn without_a_rate_the_timeout_is_the_whole_time() {
        assert_eq!(seconds(Pace { rate: 0, ..PACE }, (1..1_000).map(|second| (second, 1_000_000))), 30);
        let for_ever = Pace { timeout: Duration::MAX, ..PACE };
        assert!(seconds(for_ever, [(1, usize::MAX)].into_iter()) > 1_000_000);
    }
}
