//! The dates of `jiff`.

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned, civil};

use super::instant::{TIME_OF_DAY, at_offset, has_time_of_day, out_of_range, seconds_east};
use crate::value::{AsDateTime, DateTime, InvalidDateTime};

impl AsDateTime for Timestamp {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        Timestamp::from_second(date.timestamp())
            .and_then(|second| second.checked_add(jiff::SignedDuration::from_nanos(date.nanosecond().into())))
            .map_err(out_of_range)
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        DateTime::from_timestamp(whole_seconds(*self), 0)
    }
}

impl AsDateTime for Zoned {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        let offset = Offset::from_seconds(seconds_east(&date)).map_err(out_of_range)?;
        Ok(Timestamp::from_date_time(date)?.to_zoned(TimeZone::fixed(offset)))
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        at_offset(whole_seconds(self.timestamp()), self.offset().seconds())
    }
}

impl AsDateTime for civil::DateTime {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        Timestamp::from_date_time(date).map(|timestamp| Offset::UTC.to_datetime(timestamp))
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        Offset::UTC.to_timestamp(*self).map_err(out_of_range)?.to_date_time()
    }
}

/// Midnight.
impl AsDateTime for civil::Date {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        if has_time_of_day(&date) {
            return Err(TIME_OF_DAY);
        }
        // In range, by the checks of a date.
        civil::Date::new(date.year() as i16, date.month() as i8, date.day() as i8).map_err(out_of_range)
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        self.to_datetime(civil::Time::midnight()).to_date_time()
    }
}

/// The second of an instant, rounded down; jiff rounds towards 1970.
fn whole_seconds(timestamp: Timestamp) -> i64 {
    timestamp.as_second() - i64::from(timestamp.subsec_nanosecond() < 0)
}
