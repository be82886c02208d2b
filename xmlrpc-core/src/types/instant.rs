//! Conversions of instants with an offset, for the types of other crates.

use crate::value::{DateTime, InvalidDateTime};

/// The date of an instant. An offset that is not a whole number of minutes is replaced by UTC.
pub(super) fn at_offset(timestamp: i64, seconds_east: i32) -> Result<DateTime, InvalidDateTime> {
    let minutes = if seconds_east % 60 == 0 { i16::try_from(seconds_east / 60).unwrap_or(0) } else { 0 };
    DateTime::from_timestamp(timestamp, minutes)
}

/// The offset of a date in seconds east of UTC.
pub(super) fn seconds_east(date: &DateTime) -> i32 {
    date.zone().map_or(0, |zone| i32::from(zone.minutes_east()) * 60)
}

/// Whether a date is more than a day of the calendar.
pub(super) fn has_time_of_day(date: &DateTime) -> bool {
    (date.hour(), date.minute(), date.second(), date.nanosecond()) != (0, 0, 0, 0)
}

/// The error of a date with a time of day, for a type without one.
pub(super) const TIME_OF_DAY: InvalidDateTime =
    InvalidDateTime::new("it has a time of day, and its Rust type has none");

/// The error of a date that the type of another crate cannot hold.
pub(super) fn out_of_range<E>(_: E) -> InvalidDateTime {
    InvalidDateTime::new("it is out of the range of its Rust type")
}
