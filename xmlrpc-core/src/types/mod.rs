//! Dates and bytes, for which serde has no type or another one, and the types of other crates.

pub mod as_base64;
pub mod as_datetime;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
mod lenient;
#[cfg(feature = "time")]
mod time;

pub use lenient::Lenient;

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod instant;
