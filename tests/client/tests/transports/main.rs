//! Transports other than plain HTTP over TCP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod custom;
mod proxies;
#[cfg(unix)]
mod scgi;
mod tls;
#[cfg(unix)]
mod unix;
