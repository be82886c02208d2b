//! The watch over a connection: what may take how long, and what becomes of it when the server ends.

use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Instant;

use super::super::Timeouts;
use super::super::life::Life;
use super::alarm::Alarm;
use crate::endpoint::{Phase, Progress};

/// How long the rest of a refused body may pause before the connection is closed.
const DISCARD_IDLE: Duration = Duration::from_secs(2);

/// Runs a connection to its end, or until one of its clocks has run out.
pub(super) async fn watch<E>(
    connection: impl Future<Output = Result<(), E>>,
    progress: Rc<Progress>,
    life: Arc<Life>,
    timeouts: Timeouts,
) -> Result<(), E> {
    let mut connection = pin!(connection);
    let mut end = pin!(life.ended());
    let mut watch = Watch { progress, life, timeouts, alarm: Alarm::new(), ending: false, discard_until: None };
    // Once is enough: it is the same task that is woken every time.
    let mut listening = false;
    poll_fn(move |cx| {
        if !listening {
            listening = true;
            if end.as_mut().poll(cx).is_ready() {
                cx.waker().wake_by_ref();
            }
        }
        let late = watch.alarm.is_due(cx);
        if late {
            watch.progress.run_out();
        }
        if let Poll::Ready(outcome) = connection.as_mut().poll(cx) {
            return Poll::Ready(outcome);
        }
        if watch.progress.take_postponed() {
            cx.waker().wake_by_ref();
        }
        // What came in the last moment counts.
        if late && !watch.progress.has_moved() || watch.is_over(cx) { Poll::Ready(Ok(())) } else { Poll::Pending }
    })
    .await
}

struct Watch {
    progress: Rc<Progress>,
    life: Arc<Life>,
    timeouts: Timeouts,
    alarm: Alarm,
    /// Whether this connection has taken notice of the server's end.
    ending: bool,
    /// When the rest of a refused body is no longer read.
    discard_until: Option<Instant>,
}

impl Watch {
    /// Sets the clock that is due. True if the connection has to be closed at once.
    fn is_over(&mut self, cx: &mut Context<'_>) -> bool {
        let moved = self.progress.take_moved();
        if moved && self.progress.phase() == Phase::Discard && self.discard_is_over() {
            return true;
        }
        if !self.ending && self.life.is_ending() {
            self.ending = true;
            let deadline = self.alarm.deadline();
            let earlier = self.limit().and_then(|limit| Instant::now().checked_add(limit));
            self.alarm.set([deadline, earlier].into_iter().flatten().min(), cx);
        } else if moved {
            self.alarm.set(self.limit().and_then(|limit| Instant::now().checked_add(limit)), cx);
        }
        self.ending && self.progress.phase() == Phase::Idle && !self.progress.is_stuck()
    }

    /// Whether the rest of a refused body has come for long enough. A server that ends does not wait for it.
    #[cold]
    fn discard_is_over(&mut self) -> bool {
        let now = Instant::now();
        let until = *self.discard_until.get_or_insert_with(|| now + self.timeouts.discard);
        self.life.is_ending() || until <= now
    }

    /// How long the connection may stay as it is.
    fn limit(&self) -> Option<Duration> {
        let Timeouts { head, keep_alive, write, incomplete, .. } = self.timeouts;
        let at_the_end = |limit: Duration| if self.ending { limit.min(incomplete) } else { limit };
        if self.progress.is_stuck() {
            return Some(at_the_end(write));
        }
        match self.progress.phase() {
            Phase::Opened | Phase::Head => Some(at_the_end(head)),
            Phase::Body if self.ending => Some(incomplete),
            Phase::Idle => Some(keep_alive),
            Phase::Discard if self.ending => Some(Duration::ZERO),
            Phase::Discard => {
                let left = self.discard_until.map(|until| until.saturating_duration_since(Instant::now()));
                Some(left.unwrap_or(DISCARD_IDLE).min(DISCARD_IDLE))
            }
            Phase::Body | Phase::Call | Phase::Answer | Phase::Answered | Phase::Late => None,
        }
    }
}
