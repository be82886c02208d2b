//! What a server survives while it answers others as if nothing were going on.
//!
//! In a test program of its own, one test after the other: here it counts how long an answer takes.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod beside;
#[path = "../http/client.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod client;
mod connections;
mod methods;
mod requests;
#[path = "../http/served.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod served;
