//! `TryFrom` between [`DateTime`] and the dates of other crates.

use crate::value::{AsDateTime, DateTime, InvalidDateTime};

macro_rules! conversions {
    ($($(#[$feature:meta])? $type:ty),* $(,)?) => {$(
        $(#[$feature])?
        impl TryFrom<DateTime> for $type {
            type Error = InvalidDateTime;

            /// Converts a date into the type. A date without a zone is taken as UTC.
            fn try_from(date: DateTime) -> Result<Self, InvalidDateTime> {
                AsDateTime::from_date_time(date)
            }
        }

        $(#[$feature])?
        impl TryFrom<$type> for DateTime {
            type Error = InvalidDateTime;

            /// Converts into the date that is sent: whole seconds, in UTC without a zone.
            fn try_from(date: $type) -> Result<Self, InvalidDateTime> {
                date.to_date_time()
            }
        }
    )*};
}

conversions! {
    std::time::SystemTime,
    #[cfg(feature = "chrono")]
    chrono::DateTime<chrono::Utc>,
    #[cfg(feature = "chrono")]
    chrono::DateTime<chrono::FixedOffset>,
    #[cfg(feature = "chrono-clock")]
    chrono::DateTime<chrono::Local>,
    #[cfg(feature = "chrono")]
    chrono::NaiveDateTime,
    #[cfg(feature = "chrono")]
    chrono::NaiveDate,
    #[cfg(feature = "jiff")]
    jiff::Timestamp,
    #[cfg(feature = "jiff")]
    jiff::Zoned,
    #[cfg(feature = "jiff")]
    jiff::civil::DateTime,
    #[cfg(feature = "jiff")]
    jiff::civil::Date,
    #[cfg(feature = "time")]
    time::OffsetDateTime,
    #[cfg(feature = "time")]
    time::PrimitiveDateTime,
    #[cfg(feature = "time")]
    time::Date,
}
