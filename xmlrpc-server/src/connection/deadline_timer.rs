//! One timer for all timeouts of a connection.

use std::pin::Pin;
use std::task::Context;

use tokio::time::{Instant, Sleep, sleep_until};

/// Wakes its task at a deadline or earlier.
///
/// A deadline that moves into the future costs nothing: the timer fires at the old time and is set again.
pub(super) struct DeadlineTimer {
    sleep: Pin<Box<Sleep>>,
    set_to: Option<Instant>,
    deadline: Option<Instant>,
}

impl DeadlineTimer {
    pub(super) fn new() -> Self {
        DeadlineTimer { sleep: Box::pin(sleep_until(Instant::now())), set_to: None, deadline: None }
    }

    /// Sets or removes the deadline.
    pub(super) fn set(&mut self, deadline: Option<Instant>, cx: &mut Context<'_>) {
        self.deadline = deadline;
        if let Some(deadline) = deadline
            && self.set_to.is_none_or(|set_to| set_to > deadline)
        {
            self.arm(deadline, cx);
        }
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Whether the deadline is over.
    pub(super) fn is_due(&mut self, cx: &mut Context<'_>) -> bool {
        if self.set_to.is_none() || !self.sleep.is_elapsed() {
            return false;
        }
        self.set_to = None;
        match self.deadline {
            Some(deadline) if deadline <= Instant::now() => true,
            Some(deadline) => {
                self.arm(deadline, cx);
                false
            }
            None => false,
        }
    }

    fn arm(&mut self, deadline: Instant, cx: &mut Context<'_>) {
        self.set_to = Some(deadline);
        self.sleep.as_mut().reset(deadline);
        if self.sleep.as_mut().poll(cx).is_ready() {
            cx.waker().wake_by_ref();
        }
    }
}
