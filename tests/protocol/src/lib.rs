//! Tests of the protocol and of published services without HTTP, and what they share.

pub mod process;
pub mod python;
pub mod wire;
