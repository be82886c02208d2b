//! The dates of `time`.

use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::instant::{TIME_OF_DAY, at_offset, has_time_of_day, out_of_range, seconds_east};
use crate::value::{AsDateTime, DateTime, InvalidDateTime};

impl AsDateTime for OffsetDateTime {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        let offset = UtcOffset::from_whole_seconds(seconds_east(&date)).map_err(out_of_range)?;
        OffsetDateTime::from_unix_timestamp(date.timestamp())
            .map_err(out_of_range)?
            .checked_add(Duration::nanoseconds(date.nanosecond().into()))
            .and_then(|instant| instant.checked_to_offset(offset))
            .ok_or_else(|| out_of_range(()))
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        at_offset(self.unix_timestamp(), self.offset().whole_seconds())
    }
}

impl AsDateTime for PrimitiveDateTime {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        let instant = OffsetDateTime::from_date_time(date)?.to_offset(UtcOffset::UTC);
        Ok(PrimitiveDateTime::new(instant.date(), instant.time()))
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        self.assume_utc().to_date_time()
    }
}

/// Midnight.
impl AsDateTime for Date {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        if has_time_of_day(&date) {
            return Err(TIME_OF_DAY);
        }
        let month = Month::try_from(date.month()).map_err(out_of_range)?;
        Date::from_calendar_date(date.year().into(), month, date.day()).map_err(out_of_range)
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        self.midnight().to_date_time()
    }
}
