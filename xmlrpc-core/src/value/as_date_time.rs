use std::time::{Duration, SystemTime};

use super::{DateTime, InvalidDateTime};

/// A Rust type that is sent as a date: [`SystemTime`], and with features the types of `chrono`, `jiff` and `time`.
///
/// Such types are parameters and results without an attribute, also in an `Option` or a `Vec`. A member of a struct needs
/// `#[serde(with = "xmlrpc_server::as_datetime")]`.
///
/// The specification's dates have no zone. A date without one is read as UTC, and UTC is written without one; other
/// offsets are written. Fractions of a second are read and not written.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use xmlrpc_core::DateTime;
/// use xmlrpc_core::value::AsDateTime;
///
/// let date = DateTime::new(1998, 7, 17, 14, 8, 55)?;
/// let time = SystemTime::from_date_time(date)?;
/// assert_eq!(time, SystemTime::UNIX_EPOCH + Duration::from_secs(900_684_535));
/// assert_eq!(time.to_date_time()?, date);
/// # Ok::<(), xmlrpc_core::value::InvalidDateTime>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not travel as a date",
    label = "not a type of dates",
    note = "`std::time::SystemTime` does, and behind the features `chrono`, `jiff` and `time` the types of those crates",
    note = "implement `xmlrpc_server::value::AsDateTime` for a type of your own"
)]
pub trait AsDateTime: Sized {
    /// Converts a date into the type.
    ///
    /// # Errors
    ///
    /// A date that the type cannot hold.
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime>;

    /// Converts the value into the date that is sent.
    ///
    /// # Errors
    ///
    /// A year before 0 or after 9999.
    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime>;
}

impl AsDateTime for DateTime {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        Ok(date)
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        Ok(*self)
    }
}

impl AsDateTime for SystemTime {
    fn from_date_time(date: DateTime) -> Result<Self, InvalidDateTime> {
        let seconds = date.timestamp();
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let start = if seconds < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(whole)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(whole)
        };
        start
            .and_then(|start| start.checked_add(Duration::from_nanos(date.nanosecond().into())))
            .ok_or(InvalidDateTime::new("this system's clock does not reach that far"))
    }

    fn to_date_time(&self) -> Result<DateTime, InvalidDateTime> {
        const YEAR: InvalidDateTime = InvalidDateTime::new("the year must be 0 to 9999");
        let seconds = match self.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).map_err(|_| YEAR)?,
            Err(before) => {
                let before = before.duration();
                // Rounded down, as after 1970.
                let whole = before.as_secs() + u64::from(before.subsec_nanos() > 0);
                i64::try_from(whole).map_err(|_| YEAR)?.checked_neg().ok_or(YEAR)?
            }
        };
        DateTime::from_timestamp(seconds, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_times_before_and_after_1970_come_back() {
        for text in ["19690720T20:17:40", "19700101T00:00:00", "20260131T12:34:56"] {
            let date: DateTime = text.parse().expect("a date");
            let time = SystemTime::from_date_time(date).expect("a time");
            assert_eq!(time.to_date_time(), Ok(date));
            assert_eq!((time + Duration::from_millis(999)).to_date_time(), Ok(date));
        }
    }

    #[test]
    fn a_zone_and_a_fraction_are_read() {
        let date: DateTime = "19700101T01:00:00.5+01:00".parse().expect("a date");
        assert_eq!(SystemTime::from_date_time(date), Ok(SystemTime::UNIX_EPOCH + Duration::from_millis(500)));
    }
}
