//! What a call is doing at the moment, for the error at its deadline.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::error::Phase;

/// The phase of a call. The transport sets it; the deadline reads it.
#[derive(Debug)]
pub(crate) struct Progress(AtomicU8);

const PHASES: [Phase; 7] =
    [Phase::Resolve, Phase::Connect, Phase::Tunnel, Phase::Tls, Phase::Send, Phase::Wait, Phase::Read];

impl Progress {
    pub(crate) fn new() -> Self {
        Progress(AtomicU8::new(0))
    }

    pub(crate) fn enter(&self, phase: Phase) {
        self.0.store(phase as u8, Ordering::Relaxed);
    }

    pub(crate) fn phase(&self) -> Phase {
        PHASES.get(usize::from(self.0.load(Ordering::Relaxed))).copied().unwrap_or(Phase::Wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_phase_is_kept() {
        let progress = Progress::new();
        for phase in PHASES {
            progress.enter(phase);
            assert_eq!(progress.phase(), phase);
        }
    }
}
