//! How far the request on a connection has come, for whoever watches over the connection.

use std::cell::Cell;

/// What a connection is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It is open, and no byte has come.
    Opened,
    /// A request's head is coming.
    Head,
    /// The head took too long.
    Late,
    /// The request's body is coming.
    Body,
    /// The request is whole, and its answer being found.
    Call,
    /// The answer is handed over, piece by piece.
    Answer,
    /// The answer has been handed over, and may not have left yet.
    Answered,
    /// All that was asked is answered.
    Idle,
    /// The request was refused before its body was read. The rest of the body is discarded while it comes, and the
    /// connection is closed.
    Discard,
}

/// The state of one connection, shared by those who move it on: the stream, the service, the endpoint.
#[derive(Debug)]
pub(crate) struct Progress {
    phase: Cell<Phase>,
    stuck: Cell<bool>,
    moved: Cell<bool>,
    /// Bytes of an unread body that are discarded before the connection is closed; none if there is no such body.
    unread: Cell<Option<usize>>,
    postponed: Cell<bool>,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Progress {
            phase: Cell::new(Phase::Opened),
            stuck: Cell::new(false),
            moved: Cell::new(true),
            unread: Cell::new(None),
            postponed: Cell::new(false),
        }
    }

    pub(crate) fn phase(&self) -> Phase {
        self.phase.get()
    }

    /// Moves on, and starts the clock of the phase, if it has one.
    pub(crate) fn enter(&self, phase: Phase) {
        self.phase.set(phase);
        self.moved.set(true);
    }

    /// The first byte of a head has come. That of the first head is clocked from the opening on.
    pub(crate) fn begin_head(&self) {
        if self.phase.replace(Phase::Head) == Phase::Idle {
            self.moved.set(true);
        }
    }

    /// Whether the client takes no more of its answer for the time being.
    pub(crate) fn is_stuck(&self) -> bool {
        self.stuck.get()
    }

    /// A write had to wait.
    pub(crate) fn wait_for_the_client(&self) {
        if !self.stuck.replace(true) {
            self.moved.set(true);
        }
    }

    /// A write went on.
    pub(crate) fn write_went_on(&self) {
        if self.stuck.replace(false) {
            self.moved.set(true);
        }
    }

    /// The clock has run out; only a head has more to say before the connection is closed.
    pub(crate) fn run_out(&self) {
        if self.phase.get() == Phase::Head && !self.stuck.get() {
            self.phase.set(Phase::Late);
        }
    }

    /// Whether there is a clock to be started anew.
    pub(crate) fn has_moved(&self) -> bool {
        self.moved.get()
    }

    /// Whether a clock has to be started anew since this was last asked.
    pub(crate) fn take_moved(&self) -> bool {
        self.moved.take()
    }

    /// The request waits to be asked again for its answer, which nobody has promised to do.
    pub(crate) fn postpone(&self) {
        self.postponed.set(true);
    }

    /// Whether the request waits for that, and nobody has asked by now.
    pub(crate) fn take_postponed(&self) -> bool {
        self.postponed.take()
    }

    /// The request is answered without its body having been read. Up to `discarded` bytes of what comes next are
    /// discarded, so that a client that writes everything before it reads gets its response.
    pub(crate) fn leave_body_unread(&self, discarded: usize) {
        self.unread.set(Some(discarded));
    }

    /// All bytes of the response have been passed to the operating system.
    pub(crate) fn response_flushed(&self) {
        self.enter(if self.unread.get().is_some() { Phase::Discard } else { Phase::Idle });
    }

    /// Counts discarded bytes. False if there were too many.
    pub(crate) fn discard(&self, count: usize) -> bool {
        self.moved.set(true);
        let left = self.unread.get().unwrap_or_default().checked_sub(count);
        self.unread.set(left.or(Some(0)));
        left.is_some()
    }
}
