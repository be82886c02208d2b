//! Tests that cross crates, and what they share.

pub mod program;
pub mod python;
pub mod wire;
