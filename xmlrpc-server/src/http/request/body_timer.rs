//! The timeout of a request's body.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use actix_web::rt::time::{Sleep, sleep_until};

use crate::http::pace::{Allowance, Pace};

/// The timer of one body. It starts when the body has to be waited for.
pub(crate) struct BodyTimer {
    pace: Pace,
    /// Boxed, since most bodies come with their head and need none.
    running: Option<Box<Running>>,
}

struct Running {
    allowance: Allowance,
    /// How many bytes have been received so far.
    received: usize,
    /// It fires at the deadline or earlier.
    sleep: Pin<Box<Sleep>>,
}

impl BodyTimer {
    pub(crate) fn new(pace: Pace) -> Self {
        BodyTimer { pace, running: None }
    }

    pub(crate) fn pace(&self) -> Pace {
        self.pace
    }

    /// Ready when a body with this many bytes received is too slow.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>, received: usize) -> Poll<()> {
        let pace = self.pace;
        let running = self.running.get_or_insert_with(|| {
            let allowance = Allowance::new(pace, Instant::now());
            let sleep = Box::pin(sleep_until(allowance.deadline().into()));
            Box::new(Running { allowance, received, sleep })
        });
        let Running { allowance, received: before, sleep } = &mut **running;
        if received > *before {
            allowance.earn(received - *before, Instant::now());
            *before = received;
        }
        while sleep.as_mut().poll(cx).is_ready() {
            if allowance.deadline() <= Instant::now() {
                return Poll::Ready(());
            }
            sleep.as_mut().reset(allowance.deadline().into());
        }
        Poll::Pending
    }
}
