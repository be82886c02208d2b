//! The time limit of the whole command.

use std::time::{Duration, Instant};

use crate::failure::{Code, Failure};

/// The time of a command that sets no other.
const DEFAULT: Duration = Duration::from_secs(30);

/// The time of a command that makes many calls.
const LONG: Duration = Duration::from_secs(300);

/// The time limit of a command, from its start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    start: Instant,
    whole: Duration,
}

impl Deadline {
    /// Starts now.
    pub(crate) fn start(timeout: Option<Duration>, makes_many_calls: bool) -> Deadline {
        let default = if makes_many_calls { LONG } else { DEFAULT };
        Deadline { start: Instant::now(), whole: timeout.unwrap_or(default) }
    }

    /// Starts again, with the same time.
    pub(crate) fn again(self) -> Deadline {
        Deadline { start: Instant::now(), ..self }
    }

    /// When the time is over.
    pub(crate) fn instant(self) -> Instant {
        Instant::now() + self.rest()
    }

    /// The failure of a command whose time is over, and what it was doing.
    pub(crate) fn passed(self, doing: &str) -> Failure {
        let seconds = (self.whole.as_secs_f64() * 1000.0).round() / 1000.0;
        Failure::new(
            Code::Deadline,
            format!("no result within {seconds} s ({doing}); --timeout sets another time limit"),
        )
    }

    /// The time that is left: none is the shortest there is, so that the next step fails by its own deadline.
    pub(crate) fn rest(self) -> Duration {
        self.whole.saturating_sub(self.start.elapsed()).max(Duration::from_nanos(1))
    }
}
