//! One call that waits for its permit.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Poll;

use actix_web::rt::time::sleep;
use xmlrpc_service::CallPermit;

use super::queue::Ticket;
use super::{Admission, Refusal};

/// A call in the queue. On drop it leaves the queue, or returns the places that it was granted meanwhile.
pub(super) struct Waiting {
    admission: Arc<Admission>,
    lane: usize,
    /// None once the call has its permit.
    ticket: Option<Arc<Ticket>>,
}

impl Waiting {
    /// Puts a call in the queue unless it is full.
    pub(super) fn enter(admission: &Arc<Admission>, lane: usize) -> Result<Self, Refusal> {
        let Some(own) = admission.lanes.get(lane) else { return Err(Refusal::Full) };
        let all_before = admission.waiting.fetch_add(1, Ordering::SeqCst);
        let own_before = own.waiting.fetch_add(1, Ordering::SeqCst);
        if all_before >= admission.capacity.queue || own_before >= own.queue {
            admission.left_queue(lane);
            admission.serve();
            return Err(Refusal::Full);
        }
        let ticket = Some(admission.queue.push(lane));
        let waiting = Waiting { admission: Arc::clone(admission), lane, ticket };
        // A place that was returned before this call could be seen in the queue.
        admission.serve();
        Ok(waiting)
    }

    /// Waits for the permit, for at most `Capacity::queue_time`.
    pub(super) async fn granted(mut self, has_left: impl Fn() -> bool) -> Result<CallPermit, Refusal> {
        let mut timeout = pin!(sleep(self.admission.capacity.queue_time));
        let mut refusal = Refusal::Late;
        poll_fn(|cx| {
            if self.ticket.as_ref().is_none_or(|ticket| ticket.is_granted(cx.waker())) {
                return Poll::Ready(Ok(()));
            }
            if has_left() {
                refusal = Refusal::Left;
                return Poll::Ready(Err(()));
            }
            timeout.as_mut().poll(cx).map(Err)
        })
        .await
        .map_err(|()| refusal)?;
        self.ticket = None;
        Ok(self.admission.issue(self.lane))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket.take() else { return };
        if self.admission.queue.remove(self.lane, &ticket) {
            self.admission.left_queue(self.lane);
        } else {
            self.admission.give_back(self.lane);
        }
    }
}
