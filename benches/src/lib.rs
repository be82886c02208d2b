//! The measured documents, and a service that takes them.

pub mod client;
pub mod documents;
mod service;

pub use documents::Row;
pub use service::{Measured, response_to};
