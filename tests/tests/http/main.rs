//! The HTTP side over real sockets: what is written here is what a client's library puts on the wire.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod bodies;
mod browsers;
mod client;
mod clocks;
mod compression;
mod connections;
mod dialects;
mod discarding;
mod event_loop;
mod forms;
mod framing;
mod health;
mod isolation;
mod large;
mod lifecycle;
mod logging;
mod memory;
mod nested;
mod overload;
mod paths;
mod pipelining;
mod process;
mod proxies;
mod readings;
mod refusals;
mod requests;
mod routes;
#[allow(dead_code, reason = "shared with other tests")]
mod served;
mod slow_bodies;
mod smuggling;
mod subject;
