//! Tests that cross crates, and what they share.

#[cfg(doctest)]
mod pages;
pub mod program;
pub mod python;
pub mod wire;
