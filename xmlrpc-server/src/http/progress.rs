//! How far the request on a connection has come, for the timeouts of the connection.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::budget::Holder;

/// The phase of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The connection is open, and no byte has come.
    Opened,
    /// The head of a request is being received.
    Head,
    /// The head took too long.
    Late,
    /// The head was refused, and the connection is being closed.
    Refused,
    /// The body of the request is being received.
    Body,
    /// The request is complete, and its call runs.
    Call,
    /// The response is being passed to actix-http, piece by piece.
    Response,
    /// The whole response has been passed to actix-http, and may not be flushed yet.
    Responded,
    /// Every request has its response.
    Idle,
    /// The request was refused before its body was read. The rest of the body is discarded while it comes, and the
    /// connection is closed.
    Discard,
}

/// The state of one connection, shared by its stream, its router and the handlers.
#[derive(Debug)]
pub(crate) struct Progress {
    phase: Cell<Phase>,
    stuck: Cell<bool>,
    /// Bytes written since they were last taken.
    written: Cell<usize>,
    moved: Cell<bool>,
    /// How many bytes may be discarded before the connection is closed.
    discardable: Cell<usize>,
    /// Whether the present request is answered without its body having been read.
    unread: Cell<bool>,
    unframed: Cell<bool>,
    postponed: Cell<bool>,
    left: Cell<bool>,
    /// The bytes of the last large response.
    response: RefCell<Option<Arc<Holder>>>,
}

impl Progress {
    /// `discardable` is the number of bytes that are discarded behind a response before the connection is closed.
    pub(crate) fn new(discardable: usize) -> Self {
        Progress {
            phase: Cell::new(Phase::Opened),
            stuck: Cell::new(false),
            written: Cell::new(0),
            moved: Cell::new(true),
            discardable: Cell::new(discardable),
            unread: Cell::new(false),
            unframed: Cell::new(false),
            postponed: Cell::new(false),
            left: Cell::new(false),
            response: RefCell::new(None),
        }
    }

    pub(crate) fn phase(&self) -> Phase {
        self.phase.get()
    }

    /// Enters a phase and restarts the timeout.
    pub(crate) fn enter(&self, phase: Phase) {
        self.phase.set(phase);
        self.moved.set(true);
    }

    /// The first byte of a head has come. The timeout of a connection's first head runs from the opening.
    pub(crate) fn begin_head(&self) {
        if self.phase.replace(Phase::Head) == Phase::Idle {
            self.moved.set(true);
        }
    }

    /// Whether the client currently reads nothing of its response.
    pub(crate) fn is_stuck(&self) -> bool {
        self.stuck.get()
    }

    /// A write has to wait.
    pub(crate) fn write_blocked(&self) {
        if !self.stuck.replace(true) {
            self.moved.set(true);
        }
    }

    /// A write of so many bytes succeeded.
    pub(crate) fn write_succeeded(&self, count: usize) {
        self.written.set(self.written.get().saturating_add(count));
        if self.stuck.replace(false) {
            self.moved.set(true);
        }
    }

    /// How many bytes have been written since the last time.
    pub(crate) fn take_written(&self) -> usize {
        self.written.take()
    }

    /// The timeout is over. A late head gets a response before the connection is closed.
    pub(crate) fn run_out(&self) {
        if self.phase.get() == Phase::Head && !self.stuck.get() {
            self.phase.set(Phase::Late);
        }
    }

    /// Whether the timeout has to be restarted.
    pub(crate) fn has_moved(&self) -> bool {
        self.moved.get()
    }

    /// Whether the timeout has to be restarted, and resets that.
    pub(crate) fn take_moved(&self) -> bool {
        self.moved.take()
    }

    /// The request waits to be polled again, without a waker.
    pub(crate) fn postpone(&self) {
        self.postponed.set(true);
    }

    /// Whether the request still waits to be polled again, and resets that.
    pub(crate) fn take_postponed(&self) -> bool {
        self.postponed.take()
    }

    /// The request is answered without its body having been read. What still comes is discarded, so that a client that
    /// writes everything before it reads gets its response.
    pub(crate) fn leave_body_unread(&self) {
        self.unread.set(true);
    }

    /// The head of the present request, which is the last one, does not say where its body ends.
    pub(crate) fn has_no_framing(&self) {
        self.unframed.set(true);
    }

    /// Whether the present request does not say where its body ends.
    pub(crate) fn is_unframed(&self) -> bool {
        self.unframed.get()
    }

    /// The connection is being closed, and what still comes is discarded.
    pub(crate) fn start_discarding(&self) {
        self.enter(Phase::Discard);
    }

    /// All bytes of the response have been passed to the operating system.
    pub(crate) fn response_flushed(&self) {
        self.enter(if self.unread.get() { Phase::Discard } else { Phase::Idle });
    }

    /// Counts discarded bytes. False if there were too many.
    pub(crate) fn discard(&self, count: usize) -> bool {
        self.moved.set(true);
        let left = self.discardable.get().checked_sub(count);
        self.discardable.set(left.unwrap_or_default());
        left.is_some()
    }

    /// A large response is being written.
    pub(crate) fn hold_response(&self, holder: Arc<Holder>) {
        self.response.replace(Some(holder));
    }

    /// Whether the response is given up, since the client takes too little of it and its bytes are needed.
    pub(crate) fn is_evicted(&self) -> bool {
        self.response.borrow().as_ref().is_some_and(|holder| holder.is_evicted())
    }

    /// The client has closed its half of the connection.
    pub(crate) fn client_has_left(&self) {
        self.left.set(true);
    }

    /// Whether the client has closed its half of the connection. It may still read its response: a call that waits in a
    /// queue can be given up, a call that runs is answered. After a reset the connection itself ends.
    ///
    /// The connection's task is woken when this changes, so a future that is part of it needs no waker.
    pub(crate) fn has_left(&self) -> bool {
        self.left.get()
    }
}
