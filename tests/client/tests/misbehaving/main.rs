//! Servers that break the rules: each is an error of the right kind, within the deadline and bounded, and nothing is sent
//! twice that may have run.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cut;
mod forms;
mod kept;
mod pages;
mod size;
mod stalled;
