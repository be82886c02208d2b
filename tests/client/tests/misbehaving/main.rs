//! Servers that break the rules: each is an error of the right kind, within the deadline and bounded, and nothing is sent
//! twice that may have run.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod compressed;
mod cut;
mod forms;
mod headers;
mod kept;
mod pages;
mod redirects;
mod size;
mod stalled;
