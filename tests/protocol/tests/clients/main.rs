//! Typed clients, in process: of traits and of service blocks.

mod definition;
mod envelopes;
mod errors;
mod members;
mod names;
mod parameters;
mod recorder;
mod service;
mod shared;
