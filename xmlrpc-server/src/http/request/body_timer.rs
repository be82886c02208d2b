//! The timeout of a request's body.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use actix_web::rt::time::{Sleep, sleep};

/// The time that a body may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyPace {
    /// The time for any body.
    pub(crate) timeout: Duration,
    /// Bytes that add another second; 0 if none do.
    pub(crate) rate: u32,
}

impl BodyPace {
    fn allowed(self, received: usize) -> Duration {
        match self.rate {
            0 => self.timeout,
            rate => self.timeout.saturating_add(Duration::from_millis(received as u64 * 1000 / u64::from(rate))),
        }
    }
}

/// The timer of one body. It starts when the body has to be waited for and is checked when it fires, so bytes that come
/// meanwhile cost nothing.
pub(crate) struct BodyTimer {
    pace: BodyPace,
    running: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl BodyTimer {
    pub(crate) fn new(pace: BodyPace) -> Self {
        BodyTimer { pace, running: None }
    }

    pub(crate) fn pace(&self) -> BodyPace {
        self.pace
    }

    /// Ready when a body with this many bytes received is too slow.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>, received: usize) -> Poll<()> {
        let timeout = self.pace.timeout;
        let (started, sleeping) = self.running.get_or_insert_with(|| (Instant::now(), Box::pin(sleep(timeout))));
        while sleeping.as_mut().poll(cx).is_ready() {
            let left = self.pace.allowed(received).saturating_sub(started.elapsed());
            if left.is_zero() {
                return Poll::Ready(());
            }
            sleeping.set(sleep(left));
        }
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_earn_time() {
        let pace = BodyPace { timeout: Duration::from_secs(30), rate: 1_000 };
        assert_eq!(pace.allowed(0), Duration::from_secs(30));
        assert_eq!(pace.allowed(2_500), Duration::from_millis(32_500));
        assert_eq!(BodyPace { rate: 0, ..pace }.allowed(usize::MAX / 1000), Duration::from_secs(30));
        assert_eq!(BodyPace { timeout: Duration::MAX, ..pace }.allowed(2_500), Duration::MAX);
    }
}
