//! Tests that need the server, and what they share.

#[cfg(doctest)]
mod pages;
pub mod program;

pub use xmlrpc_protocol_tests::python;
