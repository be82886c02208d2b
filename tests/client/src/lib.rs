//! Servers for the tests of the client: real ones, and one that follows a script.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub mod relay;
pub mod scripted;
