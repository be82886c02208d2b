//! Conversions between calendar dates and seconds since 1970.

use super::date_time::{DateTime, InvalidDateTime, Zone};

const DAY: i64 = 86_400;

impl DateTime {
    /// Makes a date of the seconds since 1970-01-01 00:00:00 UTC and an offset in minutes east of UTC.
    ///
    /// A date in UTC is written without a zone, in the form that every client reads; any other is written with its offset.
    ///
    /// ```
    /// use xmlrpc_core::DateTime;
    ///
    /// assert_eq!(DateTime::from_timestamp(900_684_535, 0)?.to_string(), "19980717T14:08:55");
    /// assert_eq!(DateTime::from_timestamp(900_684_535, 120)?.to_string(), "19980717T16:08:55+02:00");
    /// # Ok::<(), xmlrpc_core::value::InvalidDateTime>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A year before 0 or after 9999, or an offset of 24 hours or more.
    pub fn from_timestamp(seconds: i64, minutes_east: i16) -> Result<Self, InvalidDateTime> {
        let zone = Zone::new(minutes_east)?;
        const YEAR: InvalidDateTime = InvalidDateTime::new("the year must be 0 to 9999");
        let clock = seconds.checked_add(i64::from(minutes_east) * 60).ok_or(YEAR)?;
        let (year, month, day) = civil(clock.div_euclid(DAY));
        let year = u16::try_from(year).map_err(|_| YEAR)?;
        let second_of_day = clock.rem_euclid(DAY);
        // Each is below 60, so that the casts keep the number.
        let [hour, minute, second] = [second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60];
        let date = DateTime::new(year, month, day, hour as u8, minute as u8, second as u8)?;
        Ok(if zone == Zone::UTC { date } else { date.with_zone(zone) })
    }

    /// The seconds since 1970-01-01 00:00:00 UTC. A date without a zone is taken as UTC.
    pub fn timestamp(&self) -> i64 {
        let time = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        let offset = self.zone.map_or(0, |zone| i64::from(zone.minutes_east) * 60);
        days(self.year.into(), self.month.into(), self.day.into()) * DAY + time - offset
    }
}

/// Days in 400 years, the period of the calendar.
const ERA_DAYS: i64 = 146_097;
/// Days from the first of March of year 0 to 1970. In a year that begins in March, the leap day is the last one.
const BEFORE_1970: i64 = 719_468;

/// Year, month and day of a day counted from 1970-01-01.
fn civil(days: i64) -> (i64, u8, u8) {
    let day = days.saturating_add(BEFORE_1970);
    let era = day.div_euclid(ERA_DAYS);
    let day_of_era = day.rem_euclid(ERA_DAYS);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month as u8, day as u8)
}

/// The day counted from 1970-01-01.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    let year_of_era = year.rem_euclid(400);
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    year.div_euclid(400) * ERA_DAYS + day_of_era - BEFORE_1970
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_go_into_each_other() {
        for (seconds, text) in [
            (0, "19700101T00:00:00"),
            (-1, "19691231T23:59:59"),
            (951_782_400, "20000229T00:00:00"),
            (4_107_542_400, "21000301T00:00:00"),
            (-62_167_219_200, "00000101T00:00:00"),
            (253_402_300_799, "99991231T23:59:59"),
        ] {
            let date = DateTime::from_timestamp(seconds, 0).expect("within the years 0 to 9999");
            assert_eq!(date.to_string(), text);
            assert_eq!(date.timestamp(), seconds);
        }
    }

    #[test]
    fn every_day_of_the_calendar_comes_back() {
        for day in -719_528..2_932_897 {
            let (year, month, day_of_month) = civil(day);
            assert_eq!(days(year, month.into(), day_of_month.into()), day);
        }
    }

    #[test]
    fn a_zone_moves_the_clock_and_not_the_instant() {
        let date: DateTime = "20260131T23:30:00-00:45".parse().expect("a date in the protocol's form");
        let again = DateTime::from_timestamp(date.timestamp(), -45).expect("an instant that was a date");
        assert_eq!(again, date);
    }

    #[test]
    fn what_the_calendar_does_not_have_is_refused() {
        assert!(DateTime::from_timestamp(253_402_300_800, 0).is_err());
        assert!(DateTime::from_timestamp(-62_167_219_201, 0).is_err());
        assert!(DateTime::from_timestamp(i64::MAX, 1).is_err());
        assert!(DateTime::from_timestamp(i64::MIN, 0).is_err());
        assert!(DateTime::from_timestamp(0, 24 * 60).is_err());
    }
}
