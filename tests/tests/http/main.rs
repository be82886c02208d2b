//! The HTTP side over real sockets: what is written here is what a client's library puts on the wire.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod bodies;
mod browsers;
mod client;
mod compression;
mod connections;
mod isolation;
mod large;
mod lifecycle;
mod paths;
mod process;
mod refusals;
mod requests;
mod slow_bodies;
mod smuggling;
mod subject;
