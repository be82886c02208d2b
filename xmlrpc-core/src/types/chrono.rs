//! The dates of `chrono`.

use chrono::{DateTime as Instant, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::instant::{TIME_OF_DAY, at_offset, has_time_of_day, out_of_range, seconds_east};
use crate::value::{AsDateTime, DateTime, InvalidDateTime};

impl AsDateTime for Instant<Utc> {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        Instant::from_timestamp(date.timestamp(), date.nanosecond()).ok_or_else(|| out_of_range(()))
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        DateTime::from_timestamp(self.timestamp(), 0)
    }
}

impl AsDateTime for Instant<FixedOffset> {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        let offset = FixedOffset::east_opt(seconds_east(&date)).ok_or_else(|| out_of_range(()))?;
        Ok(Instant::<Utc>::from_date_time(date)?.with_timezone(&offset))
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        at_offset(self.timestamp(), self.offset().local_minus_utc())
    }
}

#[cfg(feature = "chrono-clock")]
impl AsDateTime for Instant<chrono::Local> {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        Ok(Instant::<Utc>::from_date_time(date)?.with_timezone(&chrono::Local))
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        at_offset(self.timestamp(), self.offset().local_minus_utc())
    }
}

/// Midnight.
impl AsDateTime for NaiveDate {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        if has_time_of_day(&date) {
            return Err(TIME_OF_DAY);
        }
        NaiveDate::from_ymd_opt(date.year().into(), date.month().into(), date.day().into())
            .ok_or_else(|| out_of_range(()))
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        self.and_time(NaiveTime::MIN).to_date_time()
    }
}

impl AsDateTime for NaiveDateTime {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        Instant::<Utc>::from_date_time(date).map(|instant| instant.naive_utc())
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        self.and_utc().to_date_time()
    }
}
