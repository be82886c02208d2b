//! Points in time of other crates, with the offset of their clocks.

use crate::value::{DateTime, InvalidDateTime};

/// The date of a point in time. A clock that is no whole number of minutes from universal time gives way to that one.
pub(super) fn at_offset(timestamp: i64, seconds_east: i32) -> Result<DateTime, InvalidDateTime> {
    let minutes = if seconds_east % 60 == 0 { i16::try_from(seconds_east / 60).unwrap_or(0) } else { 0 };
    DateTime::from_timestamp(timestamp, minutes)
}

/// How far east of universal time a date's clock is.
pub(super) fn seconds_east(date: &DateTime) -> i32 {
    date.zone().map_or(0, |zone| i32::from(zone.minutes_east()) * 60)
}

/// A date that the calendar of another crate does not have.
pub(super) fn out_of_range<E>(_: E) -> InvalidDateTime {
    InvalidDateTime::new("it is out of the range of its Rust type")
}
