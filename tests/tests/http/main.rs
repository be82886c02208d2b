//! The HTTP side over real sockets: what is written here is what a client's library puts on the wire.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod bodies;
mod client;
mod dialects;
mod isolation;
mod lifecycle;
mod process;
mod refusals;
mod requests;
mod subject;
