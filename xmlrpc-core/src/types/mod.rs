//! Dates and bytes, for which serde has no type or another one, and the types of other crates.

pub mod as_base64;
pub mod as_datetime;
#[cfg(feature = "chrono")]
mod chrono;
mod conversions;
#[cfg(feature = "jiff")]
mod jiff;
mod lenient;
#[cfg(feature = "time")]
mod time;
mod wire_date;

pub use lenient::Lenient;
pub use wire_date::WireDate;

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod instant;
