//! The supervision of a connection: its timeouts, and its end when the server shuts down.

use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Instant;

use super::Timeouts;
use super::deadline_timer::DeadlineTimer;
use super::shutdown::ShutdownState;
use crate::http::{Allowance, Pace, Phase, Progress};
use crate::peers::PeerPlace;

/// How long the rest of a refused body may pause before the connection is closed.
const DISCARD_IDLE: Duration = Duration::from_secs(2);

/// How many requests that have come together are answered before other connections get their turn.
const REQUESTS_AT_ONCE: u32 = 16;

/// Runs a connection to its end, or until a timeout is over.
pub(super) async fn supervise<E>(
    connection: impl Future<Output = Result<(), E>>,
    progress: Rc<Progress>,
    shutdown_state: Arc<ShutdownState>,
    timeouts: Timeouts,
    place: Option<PeerPlace>,
) -> Result<(), E> {
    let _place = place;
    let mut connection = pin!(connection);
    let mut end = pin!(shutdown_state.ended());
    let mut supervisor = Supervisor {
        progress,
        shutdown_state,
        timeouts,
        timer: DeadlineTimer::new(),
        ending: false,
        discard_until: None,
        reading: None,
    };
    // Polling once is enough, since the waker never changes.
    let mut listening = false;
    poll_fn(move |cx| {
        if !listening {
            listening = true;
            if end.as_mut().poll(cx).is_ready() {
                cx.waker().wake_by_ref();
            }
        }
        let late = supervisor.timer.is_due(cx);
        if late {
            supervisor.progress.run_out();
        }
        for round in 1.. {
            if let Poll::Ready(outcome) = connection.as_mut().poll(cx) {
                return Poll::Ready(outcome);
            }
            if !supervisor.progress.take_postponed() {
                break;
            }
            if round == REQUESTS_AT_ONCE {
                cx.waker().wake_by_ref();
                break;
            }
        }
        // Progress in the last moment counts.
        if late && !supervisor.progress.has_moved() || supervisor.is_over(cx) {
            Poll::Ready(Ok(()))
        } else {
            Poll::Pending
        }
    })
    .await
}

struct Supervisor {
    progress: Rc<Progress>,
    shutdown_state: Arc<ShutdownState>,
    timeouts: Timeouts,
    timer: DeadlineTimer,
    /// Whether this connection knows that the server shuts down.
    ending: bool,
    /// When the rest of a refused body is no longer read.
    discard_until: Option<Instant>,
    /// The time that the client has left to read its response, from the first write that had to wait.
    reading: Option<Allowance>,
}

impl Supervisor {
    /// Sets the timer for the present phase. True if the connection has to be closed at once.
    fn is_over(&mut self, cx: &mut Context<'_>) -> bool {
        if self.progress.is_evicted() {
            return true;
        }
        let moved = self.progress.take_moved();
        if moved && self.progress.phase() == Phase::Discard && self.discard_is_over() {
            return true;
        }
        if !self.ending && self.shutdown_state.is_shutting_down() {
            self.ending = true;
            let deadline = self.timer.deadline();
            let earlier = self.limit().and_then(|limit| Instant::now().checked_add(limit));
            self.timer.set([deadline, earlier].into_iter().flatten().min(), cx);
        } else if moved {
            let deadline = self.limit().and_then(|limit| Instant::now().checked_add(limit));
            self.timer.set(deadline, cx);
        }
        self.ending && self.progress.phase() == Phase::Idle && !self.progress.is_stuck()
    }

    /// Whether the time to discard a refused body is over. The shutdown does not wait for it.
    #[cold]
    fn discard_is_over(&mut self) -> bool {
        let now = Instant::now();
        let until = *self.discard_until.get_or_insert_with(|| now + self.timeouts.discard);
        self.shutdown_state.is_shutting_down() || until <= now
    }

    /// The timeout of the present phase.
    fn limit(&mut self) -> Option<Duration> {
        let Timeouts { head, keep_alive, incomplete, .. } = self.timeouts;
        let ending = self.ending;
        let at_the_end = |limit: Duration| if ending { limit.min(incomplete) } else { limit };
        if self.progress.is_stuck() {
            return Some(at_the_end(self.time_to_read()));
        }
        match self.progress.phase() {
            Phase::Opened | Phase::Head => Some(at_the_end(head)),
            Phase::Body if self.ending => Some(incomplete),
            Phase::Idle => {
                self.reading = None;
                Some(keep_alive)
            }
            Phase::Refused => Some(DISCARD_IDLE),
            Phase::Discard if self.ending => Some(Duration::ZERO),
            Phase::Discard => {
                let left = self.discard_until.map(|until| until.saturating_duration_since(Instant::now()));
                Some(left.unwrap_or(DISCARD_IDLE).min(DISCARD_IDLE))
            }
            Phase::Body | Phase::Call | Phase::Response | Phase::Responded | Phase::Late => None,
        }
    }

    /// How long the client may read nothing more of its response.
    #[cold]
    fn time_to_read(&mut self) -> Duration {
        let Timeouts { write, write_rate, .. } = self.timeouts;
        let written = self.progress.take_written();
        if write_rate == 0 {
            return write;
        }
        let now = std::time::Instant::now();
        let pace = Pace { timeout: write, rate: write_rate };
        let reading = self.reading.get_or_insert_with(|| Allowance::new(pace, now));
        reading.earn(written, now);
        reading.deadline().saturating_duration_since(now)
    }
}
