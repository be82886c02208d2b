//! The corpus of documents in `tests/wire/`: its cases, what is expected of them, and the service that they call.

pub mod case;
pub mod echo;
pub mod notation;
pub mod outcome;
