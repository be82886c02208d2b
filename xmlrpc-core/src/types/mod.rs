//! Types that serde knows under another form than XML-RPC has for them: dates and bytes, and those of other crates.

pub mod as_base64;
pub mod as_datetime;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod instant;
